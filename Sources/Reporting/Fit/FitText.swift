import RunPlan
import ScalingLaws

/// Writes a fit as tables for people.
package struct FitText: Sendable {
  private let report: FitReport
  private let style: Style
  private let draws: Bool
  private var fit: LawFit { report.fit }

  /// Makes a writer, which draws a picture where somebody looks on.
  package init(_ report: FitReport, style: Style, draws: Bool) {
    self.report = report
    self.style = style
    self.draws = draws
  }

  /// The page.
  package var text: String {
    let picture = draws ? FitChart(fit).map { FitPicture($0).text } ?? "" : ""
    let parts = [head, constants, budgets, parabolas, picture, groups, outliers, dropped, range]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  // MARK: Parts

  private var head: String {
    let count = "\(fit.runs.count) runs of \(safeText(report.source))"
    let columns =
      report.columns.isEmpty ? "" : ": " + report.columns.map(safeText).joined(separator: ", ")
    let measure =
      fit.request.form == .isoFLOP
      ? "sum of squares of ln L \(Magnitude.significant(fit.objective))"
      : "sum of Huber's loss of ln L, delta 0.001: \(Magnitude.scientific(fit.objective))"
    return block([style.bold(formula), count + columns, measure] + report.remarks.map(safeText))
  }

  /// The law with its numbers.
  private var formula: String {
    func value(_ name: String) -> String { fit.constant(name).map(Self.digits) ?? "?" }
    let variable = fit.request.axis.symbol
    switch fit.request.form {
    case .chinchilla:
      return "L = \(value("E")) + \(value("A")) / N^\(value("alpha"))"
        + " + \(value("B")) / D^\(value("beta"))"
    case .dataConstrained:
      return "L = \(value("E")) + \(value("A")) / N'^\(value("alpha"))"
        + " + \(value("B")) / D'^\(value("beta")), with R*_D \(value("R_D")), R*_N \(value("R_N"))"
    case .powerLaw: return "L = \(value("E")) + \(value("A")) / \(variable)^\(value("alpha"))"
    case .brokenPowerLaw:
      return "L = \(value("E")) + \(value("b")) \(variable)^-\(value("c0"))"
        + " (1 + (\(variable) / \(value("d1")))^(1/\(value("f1"))))"
        + "^-(\(value("c1")) × \(value("f1")))"
    case .isoFLOP: return "N = \(value("G")) C^\(value("a"))"
    }
  }

  private var constants: String {
    var table = [["", "value", level]]
    for number in fit.constants {
      table.append([number.name, Self.digits(number.value), words(number.interval)])
    }
    for (number, meaning) in zip(fit.exponents, ["a of N ~ C^a", "b of D ~ C^b"])
    where fit.request.form != .isoFLOP || number.name == "b" {
      table.append([meaning, Self.digits(number.value), words(number.interval)])
    }
    return aligned(table)
  }

  private var level: String {
    fit.request.resamples == 0 ? "" : "\(Magnitude.percent(fit.request.level)) interval"
  }

  private var budgets: String {
    guard let first = fit.optima.first else { return "" }
    let heads = first.numbers.flatMap {
      [$0.name == "tokens_per_parameter" ? "per parameter" : $0.name, level]
    }
    var table = [["FLOPs"] + heads + [""]]
    for optimum in fit.optima {
      let reach = optimum.reach
      let place =
        reach == 1
        ? "the largest run"
        : reach < 1 ? "" : "\(Magnitude.significant(reach)) × beyond the largest run"
      let cells = optimum.numbers.flatMap { number in
        [Self.size(number.value), words(number.interval, by: Self.size)]
      }
      table.append(
        [Magnitude.scientific(optimum.compute)] + cells
          + [place + (reach > 10.001 ? ": extrapolated" : "")])
    }
    return aligned(table)
  }

  private var parabolas: String {
    guard !fit.parabolas.isEmpty else { return "" }
    var table = [["budget", "runs", "least loss at", ""]]
    for parabola in fit.parabolas {
      table.append([
        Magnitude.scientific(parabola.compute), "\(parabola.count)",
        parabola.optimum.map(Magnitude.short) ?? "-",
        parabola.optimum == nil ? "no size of least loss among its runs; left out of the line" : "",
      ])
    }
    return aligned(table)
  }

  private var groups: String {
    guard !fit.groups.isEmpty else { return "" }
    let what = fit.request.form == .isoFLOP ? "best size" : "loss"
    var table = [
      [
        "held out, \(fit.request.form.hasOneVariable ? fit.request.axis.column : "flops")",
        "runs", "mean error of \(what)", "",
      ]
    ]
    for (place, group) in fit.groups.enumerated() {
      table.append([
        Self.words(group.range, by: Magnitude.scientific), "\(group.count)",
        Magnitude.fixed(group.error * 100, decimals: 2) + " %",
        place == fit.groups.count - 1 ? "the largest, foretold from the smaller ones" : "",
      ])
    }
    return aligned(table)
  }

  private var outliers: String {
    let outliers = fit.outliers
    guard !outliers.isEmpty else { return "" }
    var lines = [
      "\(outliers.count) of \(fit.runs.count) runs lie more than 3.5 spreads off the law:"
    ]
    for residual in outliers.prefix(Self.most) {
      let sign = residual.difference > 0 ? "+" : ""
      lines.append(
        "  \(place(residual.run.row, residual.run.name)): loss "
          + "\(Magnitude.fixed(residual.run.loss, decimals: 4)), by the law "
          + "\(Magnitude.fixed(residual.predicted, decimals: 4)) "
          + "(\(sign)\(Magnitude.fixed(residual.difference * 100, decimals: 2)) %)")
    }
    if outliers.count > Self.most {
      lines.append("  and \(outliers.count - Self.most) more: --format json has all")
    }
    return block(lines)
  }

  private static let most = 12

  private var dropped: String {
    guard !report.dropped.isEmpty else { return "" }
    let count = report.dropped.count
    return block(
      ["\(count) \(count == 1 ? "run is" : "runs are") left out:"]
        + report.dropped.map { "  \(place($0.row, $0.name)): \(safeText($0.reason))" })
  }

  private var range: String {
    let ranges = LawValidity.Axis.allCases.compactMap { axis in
      fit.range(axis).map {
        "\(axis.column) \(Self.words($0, by: axis == .compute ? Magnitude.scientific : Magnitude.short))"
      }
    }
    let resampled =
      fit.request.resamples == 0
      ? ""
      : "; intervals from \(fit.request.resamples) Bayesian bootstrap resamples, seed \(fit.request.seed)"
    return style.faint("fitted on " + ranges.joined(separator: ", ") + resampled) + "\n"
  }

  // MARK: Words

  private func place(_ row: Int, _ name: String?) -> String {
    name.map { safeText($0) } ?? "line \(row)"
  }

  private func words(
    _ interval: ClosedRange<Double>?, by spell: (Double) -> String = digits
  ) -> String {
    guard fit.request.resamples > 0 else { return "" }
    return interval.map { Self.words($0, by: spell) } ?? "open"
  }

  private static func words(
    _ range: ClosedRange<Double>, by spell: (Double) -> String
  ) -> String {
    let (low, high) = (spell(range.lowerBound), spell(range.upperBound))
    return low == high ? low : "\(low)–\(high)"
  }

  private static func size(_ value: Double) -> String {
    abs(value) < 1_000 ? Magnitude.significant(value) : Magnitude.short(value)
  }

  /// Four figures: differences of fits lie there.
  private static func digits(_ value: Double) -> String {
    let size = abs(value)
    if size >= 1e6 || (size < 1e-3 && size > 0) { return Magnitude.scientific(value) }
    if size >= 1_000 { return Magnitude.grouped(value.rounded()) }
    return Magnitude.fixed(value, decimals: size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4)
  }

  private func block(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func aligned(_ table: [[String]]) -> String {
    AlignedTable(table).text(headed: style.faint)
  }
}

extension LawValidity.Axis {
  /// The letter of the measure in a formula.
  fileprivate var symbol: String {
    switch self {
    case .parameters: "N"
    case .tokens: "D"
    case .compute: "C"
    case .tokensPerParameter: "(D/N)"
    }
  }
}
