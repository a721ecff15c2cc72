import Linting
import ReferenceData
import RunPlan
import ScalingLaws

/// Draws the chart as SVG; its colours are those of the page's style.
struct ChartDrawing {
  let chart: LossChart
  let grid: ChartGrid
  let list: RunList
  let cells: [ChartGrid.Cell]

  init(_ chart: LossChart, _ list: RunList) {
    self.chart = chart
    self.list = list
    grid = ChartGrid(chart)
    cells = grid.cells
  }

  /// Writes the drawing.
  func write(to page: inout PageText) {
    page.markup("<svg id=\"chart\" viewBox=\"0 0 ")
    page.place(ChartGrid.width)
    page.markup(" ")
    page.place(ChartGrid.height)
    page.markup("\" role=\"group\" aria-labelledby=\"runs-title\" aria-describedby=\"caption\">\n")
    writeNear(to: &page)
    writeAxes(to: &page)
    writeCurves(to: &page)
    writeModels(to: &page)
    for cell in cells.indices { writeMark(cell, to: &page) }
    page.markup("</svg>\n")
  }

  // MARK: Law

  private func writeNear(to page: inout PageText) {
    let (low, high) = (LossChart.nearRatios.lowerBound, LossChart.nearRatios.upperBound)
    page.markup("<path class=\"near\" d=\"")
    write(chart.curve(ratio: low), to: &page)
    for place in chart.curve(ratio: high).reversed() { line(place, "L", to: &page) }
    page.markup("Z\"/>\n")
  }

  private func writeCurves(to page: inout PageText) {
    var labelled: [Double] = []
    for ratio in LossChart.ratios {
      let curve = chart.curve(ratio: ratio)
      page.markup("<path class=\"ratio\" d=\"")
      write(curve, to: &page)
      page.markup("\"/>")
      guard let end = curve.last, grid.shows(end.value) else { continue }
      let y = grid.y(end.value)
      if labelled.contains(where: { abs($0 - y) < 13 }) { continue }
      labelled.append(y)
      text(
        ChartGrid.right + 6, y + 4, "start", "ratio-label",
        Magnitude.plain(ratio), to: &page)
    }
    page.markup("<path class=\"frontier\" d=\"")
    write(chart.frontier, to: &page)
    page.markup("\"/>\n")
  }

  private func write(
    _ curve: [(compute: Double, value: Double)], to page: inout PageText
  ) {
    for (number, place) in curve.enumerated() { line(place, number == 0 ? "M" : "L", to: &page) }
  }

  private func line(
    _ place: (compute: Double, value: Double), _ command: StaticString, to page: inout PageText
  ) {
    page.markup(command)
    page.place(grid.x(place.compute))
    page.markup(" ")
    page.place(grid.y(place.value))
  }

  // MARK: Axes

  private func writeAxes(to page: inout PageText) {
    page.markup("<g class=\"axis\" aria-hidden=\"true\"><path d=\"M")
    page.place(ChartGrid.left)
    page.markup(" ")
    page.place(ChartGrid.top)
    page.markup("V")
    page.place(ChartGrid.bottom)
    page.markup("H")
    page.place(ChartGrid.right)
    page.markup("\"/>\n")
    let decades = Magnitude.decades(chart.computes.upperBound / chart.computes.lowerBound)
    let step = decades > 12 ? 2.0 : 1.0
    var exponent = Magnitude.decades(chart.computes.lowerBound).rounded(.up)
    while exponent <= Magnitude.decades(chart.computes.upperBound) {
      let x = grid.x(Magnitude.power(10, exponent))
      tick(x, ChartGrid.bottom, isVertical: true, to: &page)
      text(x, ChartGrid.bottom + 20, "middle", "", "1e\(Int(exponent))", to: &page)
      exponent += step
    }
    text(
      (ChartGrid.left + ChartGrid.right) / 2, ChartGrid.height - 16, "middle", "",
      "training FLOPs", to: &page)
    text(
      ChartGrid.width - 2, ChartGrid.top - 10, "end", "ratio-label", "tokens per parameter",
      to: &page)
    for (value, words) in heights {
      let y = grid.y(value)
      tick(ChartGrid.left, y, isVertical: false, to: &page)
      text(ChartGrid.left - 8, y + 4, "end", "", words, to: &page)
    }
    text(ChartGrid.left + 8, ChartGrid.top + 16, "start", "side", upperSide, to: &page)
    if chart.axis == .wastedCompute {
      text(
        ChartGrid.left + 8, ChartGrid.bottom - 8, "start", "side",
        "more parameters than the law advises: the same loss costs less", to: &page)
    }
    page.markup("</g>\n")
  }

  private var upperSide: String {
    switch chart.axis {
    case .wastedCompute:
      "more tokens than the law advises: dearer to train, cheaper to serve"
    case .loss: "predicted loss, nats per token"
    }
  }

  private var heights: [(Double, String)] {
    switch chart.axis {
    case .wastedCompute:
      return [-1, -0.75, -0.5, -0.25, -0.05, 0, 0.05, 0.25, 0.5, 0.75, 1].map {
        ($0, Magnitude.percent(abs($0)))
      }
    case .loss:
      let (low, high) = (chart.values.lowerBound, chart.values.upperBound)
      return [0, 0.25, 0.5, 0.75, 1].map { share in
        let value = low + (high - low) * share
        return (value, Magnitude.fixed(value, decimals: 2))
      }
    }
  }

  private func tick(_ x: Double, _ y: Double, isVertical: Bool, to page: inout PageText) {
    page.markup("<path class=\"grid\" d=\"M")
    page.place(x)
    page.markup(" ")
    page.place(y)
    page.markup(isVertical ? "V" : "H")
    page.place(isVertical ? ChartGrid.top : ChartGrid.right)
    page.markup("\"/>")
  }

  private func text(
    _ x: Double, _ y: Double, _ anchor: StaticString, _ kind: StaticString, _ words: String,
    to page: inout PageText
  ) {
    page.markup("<text x=\"")
    page.place(x)
    page.markup("\" y=\"")
    page.place(y)
    page.markup("\" text-anchor=\"")
    page.markup(anchor)
    page.markup("\" class=\"")
    page.markup(kind)
    page.markup("\">")
    page.text(words)
    page.markup("</text>\n")
  }

  // MARK: Known models

  /// Grey dots, and the names of those whose names cross nothing.
  private func writeModels(to page: inout PageText) {
    let dots = chart.models.filter { grid.shows($0.value) }.map { known in
      (known: known, x: grid.x(known.size.compute), y: grid.y(known.value))
    }
    page.markup("<g class=\"known\">")
    for dot in dots {
      page.markup("<circle cx=\"")
      page.place(dot.x)
      page.markup("\" cy=\"")
      page.place(dot.y)
      page.markup("\" r=\"3\"><title>")
      page.text(
        "\(dot.known.model.hubID): \(Magnitude.short(dot.known.size.parameters)) parameters on "
          + "\(Magnitude.short(dot.known.size.tokens)) tokens")
      page.markup("</title></circle>")
    }
    // A name beside a run's mark would be taken for the run's.
    let places = dots.map { ($0.x - 4, $0.y) } + cells.map { ($0.x + 8, $0.y) }
    var taken: [(x: Double, y: Double, width: Double)] = []
    for dot in dots {
      let (x, y) = (dot.x, dot.y)
      let name = String(dot.known.model.hubID.split(separator: "/").last ?? "")
      let width = Double(name.utf8.count) * 5.6 + 12
      let isFree =
        x + width < ChartGrid.right
        && !taken.contains { abs($0.y - y) < 12 && $0.x < x + width && x < $0.x + $0.width }
        && !places.contains { abs($0.1 - y) < 9 && $0.0 > x - 3 && $0.0 < x + width }
      guard isFree else { continue }
      taken.append((x, y, width))
      text(x + 6, y + 3.5, "start", "", name, to: &page)
    }
    page.markup("</g>\n")
  }

  // MARK: Runs

  /// A link to the plan, or to the list of those that share the mark.
  private func writeMark(_ number: Int, to page: inout PageText) {
    let cell = cells[number]
    guard let first = cell.runs.first else { return }
    let worst = cell.runs.compactMap { list.files[list.runs[$0].file].worst }.max()
    let isShared = cell.runs.count > 1
    page.markup(isShared ? "<a href=\"#c" : "<a href=\"#p")
    page.number(isShared ? number : first)
    page.markup("\" class=\"mark ")
    page.markup(Self.kind(worst))
    page.markup("\" data-r=\"")
    for (place, run) in cell.runs.enumerated() {
      if place > 0 { page.markup(" ") }
      page.number(run)
    }
    page.markup("\"><title>")
    page.text(isShared ? sharedWords(cell) : list.runs[first].words)
    page.markup("</title>")
    write(worst, at: cell, radius: Self.radius(cell.runs.count), to: &page)
    if cell.runs.count > 9 {
      text(cell.x, cell.y + 3.5, "middle", "", String(cell.runs.count), to: &page)
    }
    page.markup("</a>\n")
  }

  private func sharedWords(_ cell: ChartGrid.Cell) -> String {
    let names = cell.runs.prefix(3).map { list.runs[$0].name }.joined(separator: ", ")
    return "\(cell.runs.count) runs: \(names)" + (cell.runs.count > 3 ? ", …" : "")
  }

  static func kind(_ severity: Severity?) -> StaticString {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .note: "note"
    case nil: "clean"
    }
  }

  private static func radius(_ count: Int) -> Double {
    min(13, 4.5 + 3.5 * Magnitude.decades(Double(count)))
  }

  /// A circle, a triangle for a warning, a diamond for an error: colour alone tells nothing.
  private func write(
    _ severity: Severity?, at cell: ChartGrid.Cell, radius: Double, to page: inout PageText
  ) {
    Self.write(severity, cell.x, cell.y, radius, to: &page)
  }

  static func write(
    _ severity: Severity?, _ x: Double, _ y: Double, _ radius: Double, to page: inout PageText
  ) {
    let corners: [(Double, Double)] =
      switch severity {
      case .error: [(0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)]
      case .warning: [(0, -1.3), (1.3, 1), (-1.3, 1)]
      case .note, nil: []
      }
    guard !corners.isEmpty else {
      page.markup("<circle cx=\"")
      page.place(x)
      page.markup("\" cy=\"")
      page.place(y)
      page.markup("\" r=\"")
      page.place(radius)
      return page.markup("\"/>")
    }
    page.markup("<path d=\"")
    for (number, corner) in corners.enumerated() {
      page.markup(number == 0 ? "M" : "L")
      page.place(x + corner.0 * radius)
      page.markup(" ")
      page.place(y + corner.1 * radius)
    }
    page.markup("Z\"/>")
  }
}
