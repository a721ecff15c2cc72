import RunPlan
package import ScalingLaws

/// What a drawing of a fit shows: losses of the runs, and curves of the law.
struct FitChart {
  /// A curve from left to right.
  struct Curve {
    let points: [(x: Double, y: Double)]
    /// Whether the runs reach so far.
    let isInside: Bool
  }

  /// The runs.
  let runs: [(x: Double, y: Double, isFar: Bool)]
  /// The law.
  let curves: [Curve]
  /// The names of the axes and of the whole.
  let bottom: String
  let title: String

  let rangeX: ClosedRange<Double>
  let rangeY: ClosedRange<Double>

  private static let steps = 48

  /// Makes a drawing; nil where there is nothing to see.
  init?(_ fit: LawFit) {
    let form = fit.request.form
    let axis =
      form == .isoFLOP ? .parameters : form.hasOneVariable ? fit.request.axis : .compute
    guard let range = fit.range(axis), range.lowerBound < range.upperBound else { return nil }
    runs = fit.residuals.map { ($0.run.value(axis) ?? 0, $0.run.loss, $0.isOutlier) }
    var curves: [Curve] = []
    if form == .isoFLOP {
      curves = fit.parabolas.map { parabola in
        Self.curve(parabola.sizes, isInside: true) { parabola.loss(parameters: $0) }
      }
    } else {
      func loss(_ value: Double) -> Double { fit.loss(at: value) ?? .nan }
      let beyond = range.upperBound...range.upperBound * 10
      curves = [
        Self.curve(range, isInside: true, loss), Self.curve(beyond, isInside: false, loss),
      ]
    }
    self.curves = curves.filter { $0.points.allSatisfy { $0.y.isFinite } }
    let all = runs.map { (x: $0.x, y: $0.y) } + self.curves.flatMap(\.points)
    guard let left = all.map(\.x).min(), let right = all.map(\.x).max(),
      let low = all.map(\.y).min(), let high = all.map(\.y).max(), low < high
    else { return nil }
    rangeX = left...right
    rangeY = low...high
    bottom = form.hasOneVariable || form == .isoFLOP ? axis.column : "FLOPs"
    title =
      form == .chinchilla || form == .dataConstrained ? "loss, and the least by the law" : "loss"
  }

  private static func curve(
    _ range: ClosedRange<Double>, isInside: Bool, _ loss: (Double) -> Double
  ) -> Curve {
    let ratio = range.upperBound / range.lowerBound
    let points = (0...steps).map { step in
      let x = range.lowerBound * Magnitude.power(ratio, Double(step) / Double(steps))
      return (x: x, y: loss(x))
    }
    return Curve(points: points, isInside: isInside)
  }

  /// How far to the right `x` lies, from 0 to 1.
  func across(_ x: Double) -> Double {
    Magnitude.decades(x / rangeX.lowerBound)
      / Magnitude.decades(rangeX.upperBound / rangeX.lowerBound)
  }

  /// How far up `y` lies, from 0 to 1.
  func up(_ y: Double) -> Double {
    (y - rangeY.lowerBound) / (rangeY.upperBound - rangeY.lowerBound)
  }

  /// Powers of ten on the bottom axis.
  var ticks: [Double] {
    var tick = Magnitude.power(10, Magnitude.decades(rangeX.lowerBound).rounded(.up))
    var ticks: [Double] = []
    while tick <= rangeX.upperBound * 1.0001 {
      ticks.append(tick)
      tick *= 10
    }
    return ticks
  }
}

/// Draws a fit with characters.
struct FitPicture {
  private let chart: FitChart
  private static let columns = 64
  private static let rows = 14

  init(_ chart: FitChart) { self.chart = chart }

  /// `o` are runs, `x` those far off, `·` is the law.
  var text: String {
    var canvas = [[Character]](
      repeating: [Character](repeating: " ", count: Self.columns), count: Self.rows)
    func put(_ x: Double, _ y: Double, _ mark: Character) {
      let column = Int((chart.across(x) * Double(Self.columns - 1)).rounded())
      let row = Int(((1 - chart.up(y)) * Double(Self.rows - 1)).rounded())
      canvas[min(max(row, 0), Self.rows - 1)][min(max(column, 0), Self.columns - 1)] = mark
    }
    for curve in chart.curves { for point in curve.points { put(point.x, point.y, "·") } }
    for run in chart.runs { put(run.x, run.y, run.isFar ? "x" : "o") }
    var text = "  \(chart.title)\n"
    for (number, row) in canvas.enumerated() {
      let value =
        number == 0
        ? chart.rangeY.upperBound : number == Self.rows - 1 ? chart.rangeY.lowerBound : nil
      let label = value.map { Magnitude.fixed($0, decimals: 2) } ?? ""
      text += "  " + String(repeating: " ", count: max(0, 5 - label.count)) + label + " "
      var line = String(row)
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    var scale = ""
    for tick in chart.ticks {
      let place = Int((chart.across(tick) * Double(Self.columns - 1)).rounded())
      guard place >= scale.count else { continue }
      scale += String(repeating: " ", count: place - scale.count)
      scale += "1e\(Int(Magnitude.decades(tick).rounded())) "
    }
    return text + "        " + scale + chart.bottom + "\n"
  }
}

/// Draws a fit as SVG.
package struct FitPlot: Sendable {
  private let fit: LawFit

  /// Makes a drawing.
  package init(_ fit: LawFit) { self.fit = fit }

  /// The drawing; nil where there is nothing to see.
  package var svg: String? {
    guard let chart = FitChart(fit) else { return nil }
    let plot = SVGPlot()
    func place(_ x: Double, _ y: Double) -> (Double, Double) {
      (plot.x(chart.across(x)), plot.y(chart.up(y)))
    }
    var parts = [plot.frame("\(chart.title), \(fit.request.form.rawValue)"), plot.axes]
    for run in chart.runs {
      parts.append(plot.dot(place(run.x, run.y), run.isFar ? "#cc3311" : "#8899aa", 3))
    }
    for curve in chart.curves {
      let points = curve.points.map { place($0.x, $0.y) }
      parts.append(
        plot.line(points, "#3366aa", width: "2", dashes: curve.isInside ? nil : "6 4"))
    }
    for tick in chart.ticks {
      parts.append(
        plot.label(
          plot.x(chart.across(tick)), plot.floor + 18, "middle",
          "1e\(Int(Magnitude.decades(tick).rounded()))"))
    }
    for share in [0.0, 0.25, 0.5, 0.75, 1] {
      let range = chart.rangeY
      let value = range.lowerBound + share * (range.upperBound - range.lowerBound)
      parts.append(
        plot.label(plot.left - 6, plot.y(share) + 4, "end", Magnitude.fixed(value, decimals: 2)))
    }
    parts.append(plot.label(plot.x(0.5), plot.height - 14, "middle", chart.bottom))
    parts.append(plot.label(plot.left, plot.margin - 8, "start", chart.title + ", nats per token"))
    return parts.joined(separator: "\n") + "\n</svg>\n"
  }
}
