import RunPlan
import ScalingLaws

/// Writes a forecast for people.
package struct ForecastText: Sendable {
  private let report: ForecastReport
  private let style: Style
  private let draws: Bool

  /// Makes a writer; one that draws adds a picture of the curve and its band.
  package init(_ report: ForecastReport, style: Style, draws: Bool) {
    self.report = report
    self.style = style
    self.draws = draws
  }

  /// The page.
  package var text: String {
    let run = report.run
    var text = style.bold(safeText(report.name)) + "  " + state + "\n"
    if let band = run.forecast?.final {
      text += row(
        "final \(report.lossName)",
        style.bold(ForecastReport.loss(band.value)) + ", in nine of ten cases between "
          + "\(ForecastReport.loss(band.interval.lowerBound)) and "
          + ForecastReport.loss(band.interval.upperBound))
      text += row("form", form)
    } else {
      text += row("final \(report.lossName)", "no number: " + (report.refusal ?? "unknown"))
    }
    if let powerLaw = run.powerLaw {
      text += row(
        "plain power law",
        ForecastReport.loss(powerLaw) + style.faint("  over steps, blind to the learning rate"))
    }
    for comparison in report.comparisons { text += row(comparison.name, comparison.text) }
    if draws, let picture = ForecastPicture(run) { text += "\n" + picture.text }
    let reasons = report.reasons.filter { $0 != report.refusal }
    if !reasons.isEmpty {
      text += "\n" + reasons.map { style.faint("- " + safeText($0)) + "\n" }.joined()
    }
    return text
  }

  private var state: String {
    let run = report.run
    let points = Magnitude.grouped(Double(run.curve.points.count))
    let last = "\(points) points up to step \(Magnitude.grouped(run.curve.lastStep))"
    guard let end = run.end, let fraction = run.fraction else { return last }
    let source = report.endSource.isEmpty ? "" : " (\(safeText(report.endSource)))"
    return "\(last), \(Magnitude.percent(fraction)) of \(Magnitude.grouped(end))\(source)"
  }

  private var form: String {
    let used = Magnitude.grouped(Double(report.run.forecast?.used ?? 0))
    return ForecastReport.form
      + style.faint(
        "  S the sum of the learning rate, r the rate that the loss has followed; \(used) points "
          + "after warmup")
  }

  private func row(_ name: String, _ value: String) -> String {
    let shown = safeText(name)
    let gap = String(repeating: " ", count: max(1, 18 - displayWidth(shown)))
    return "  " + shown + gap + value + "\n"
  }
}
