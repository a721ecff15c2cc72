import RunPlan
package import ScalingLaws

/// Draws iso-FLOP curves as SVG: what a split of the same compute costs against the best one.
///
/// Parameters run along the bottom by logarithms. Each curve is one compute budget, and its height
/// the predicted loss beyond that of the answer: losses of a published law transfer as differences
/// only.
package struct BudgetPlot: Sendable {
  private let law: ChinchillaLaw
  private let compute: Double
  private let answer: RunSize
  private let plot = SVGPlot()

  /// Makes a drawing; nil where a budget has no answer to draw.
  package init?(_ budget: Budget) {
    guard let answer = budget.answer else { return nil }
    law = budget.laws.allocation
    compute = answer.compute
    self.answer = answer
  }

  /// Budgets drawn, in those of the answer.
  private static let steps = [0.1, 0.316, 1, 3.16, 10]
  /// How far the curves reach to both sides of the best size.
  private static let reach = 8.0

  /// The drawing.
  package var svg: String {
    let zero = law.loss(answer)
    let range = Self.extent(law, compute, zero)
    func x(_ parameters: Double) -> Double {
      plot.x(
        Magnitude.decades(parameters / range.least) / Magnitude.decades(range.most / range.least))
    }
    func y(_ excess: Double) -> Double {
      plot.y((excess - range.low) / (range.high - range.low))
    }
    var parts = [plot.frame("Loss of the same compute by model size, \(law.id)")]
    for step in Self.steps {
      let points = Self.curve(law, compute * step).map { size in
        (x(size.parameters), y(law.loss(size) - zero))
      }
      parts.append(plot.line(points, "#3366aa", width: step == 1 ? "2.5" : "1.2"))
      let best = law.optimum(compute: compute * step)
      let place = (x(best.parameters), y(law.loss(best) - zero))
      parts.append(plot.dot(place, "#3366aa", 3))
      parts.append(
        plot.label(place.0, place.1 + 16, "middle", Magnitude.scientific(compute * step) + " FLOPs")
      )
    }
    let place = (x(answer.parameters), y(0))
    parts.append(plot.dot(place, "#cc3311", 5))
    parts.append(
      plot.label(
        place.0, place.1 - 12, "middle",
        "\(Magnitude.short(answer.parameters)) on \(Magnitude.short(answer.tokens)) tokens"))
    parts += axes(range, x, y)
    return parts.joined(separator: "\n") + "\n</svg>\n"
  }

  private struct Extent {
    var least = Double.infinity
    var most = 0.0
    var low = 0.0
    var high = 0.0
  }

  private static func curve(_ law: ChinchillaLaw, _ compute: Double) -> [RunSize] {
    let best = law.optimum(compute: compute)
    return (-24...24).map { step in
      let factor = Magnitude.power(reach, Double(step) / 24)
      return RunSize(parameters: best.parameters * factor, tokens: best.tokens / factor)
    }
  }

  private static func extent(_ law: ChinchillaLaw, _ compute: Double, _ zero: Double) -> Extent {
    var extent = Extent()
    for size in steps.flatMap({ curve(law, compute * $0) }) {
      let excess = law.loss(size) - zero
      extent.least = min(extent.least, size.parameters)
      extent.most = max(extent.most, size.parameters)
      extent.low = min(extent.low, excess)
      extent.high = max(extent.high, excess)
    }
    return extent
  }

  // MARK: Elements

  private func axes(
    _ range: Extent, _ x: (Double) -> Double, _ y: (Double) -> Double
  ) -> [String] {
    var parts = [
      plot.axes, plot.label(plot.x(0.5), plot.height - 14, "middle", "parameters"),
      plot.label(
        plot.left + 120, plot.margin - 8, "middle",
        "nats per token against the answer, \(law.id)"),
    ]
    var tick = Magnitude.power(10, Magnitude.decades(range.least).rounded(.up))
    while tick <= range.most {
      for value in [tick, tick * 3] where value <= range.most {
        parts.append(plot.label(x(value), plot.floor + 18, "middle", Magnitude.short(value)))
      }
      tick *= 10
    }
    for share in [0.0, 0.25, 0.5, 0.75, 1] {
      let value = range.low + (range.high - range.low) * share
      let sign = value > 0 ? "+" : ""
      parts.append(
        plot.label(plot.left - 6, y(value) + 4, "end", sign + Magnitude.fixed(value, decimals: 2)))
    }
    return parts
  }
}
