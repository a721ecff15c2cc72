import Linting
import ReferenceData
import RunPlan
import ScalingLaws

/// The chart with its legend and caption, and the lists of runs that share a mark.
struct RunFigure {
  let chart: LossChart
  let list: RunList

  func write(to page: inout PageText) {
    let drawing = ChartDrawing(chart, list)
    page.markup(
      """
      <figure><div class="scroll chart" role="region" aria-label="Chart of runs" tabindex="0">

      """)
    drawing.write(to: &page)
    page.markup("</div><div id=\"tip\" role=\"tooltip\" hidden></div>\n")
    writeLegend(to: &page)
    page.markup("<figcaption id=\"caption\">")
    page.text(caption(drawing.cells))
    page.markup("</figcaption></figure>\n")
    for (number, cell) in drawing.cells.enumerated() where cell.runs.count > 1 {
      writeShared(number, cell, to: &page)
    }
  }

  private func writeLegend(to page: inout PageText) {
    page.markup("<ul class=\"legend\">")
    let kinds: [(Severity?, String)] = [
      (nil, "no finding"), (.note, "a note"), (.warning, "a warning"), (.error, "an error"),
    ]
    for (severity, words) in kinds {
      page.markup("<li><svg class=\"mark ")
      page.markup(ChartDrawing.kind(severity))
      page.markup("\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\">")
      ChartDrawing.write(severity, 8, 8, 5, to: &page)
      page.markup("</svg> ")
      page.text(words)
      page.markup("</li>")
    }
    page.markup(
      """
      <li><svg class="known" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">\
      <circle cx="8" cy="8" r="4"/></svg> a published model</li>\
      <li><svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">\
      <path class="frontier" d="M0 8H24"/></svg> the frontier</li>\
      <li><svg viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">\
      <path class="near" d="M0 2H24V14H0Z"/></svg> 10 to 40 tokens per parameter</li></ul>

      """)
  }

  /// What is drawn, what is not, and why.
  private func caption(_ cells: [ChartGrid.Cell]) -> String {
    var words = "Under \(chart.law.id) (\(chart.law.citation.text)). "
    switch chart.axis {
    case .wastedCompute:
      words +=
        "The height is the share of a run's FLOPs that the same predicted loss does not need, "
        + "on a scale of roots; the frontier needs all of them. "
    case .loss:
      words += "The height is the loss that the law of your own runs predicts. "
    }
    if chart.hasOtherLaws { words += "Runs with a law of their own lie where that law puts them. " }
    let shared = cells.filter { $0.runs.count > 1 }
    words += "\(counted(chart.points.count, "run")) drawn"
    if !shared.isEmpty {
      words +=
        " as \(counted(cells.count, "mark")): \(shared.reduce(0) { $0 + $1.runs.count }) of them "
        + "share \(counted(shared.count, "mark")) with others as close"
    }
    let tuned = list.runs.count { $0.regime != nil && $0.regime != .pretraining }
    let parts = list.runs.count { $0.regime == nil }
    let open = list.runs.count - chart.points.count - tuned - parts
    let reasons = [
      (tuned, "start from trained weights, of which the law does not speak"),
      (parts, "are no runs of their own"),
      (open, "leave parameters or tokens open, go on from a checkpoint, or are beyond the law"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    words += "."
    if !reasons.isEmpty { words += " Not drawn: " + reasons.joined(separator: "; ") + "." }
    if chart.modelsOutside > 0 {
      words += " \(counted(chart.modelsOutside, "published model")) outside these FLOPs."
    }
    return words
  }

  private func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  private func writeShared(_ number: Int, _ cell: ChartGrid.Cell, to page: inout PageText) {
    PlanPanel.begin("c", number, heading: "\(cell.runs.count) runs at one mark", to: &page)
    page.markup("<ul>")
    for run in cell.runs {
      page.markup("<li><a href=\"#p")
      page.number(run)
      page.markup("\">")
      page.text(list.runs[run].words)
      page.markup("</a></li>")
    }
    page.markup("</ul></section>\n")
  }
}
