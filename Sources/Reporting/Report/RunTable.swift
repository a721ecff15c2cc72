import Linting
import RunPlan
import ScalingLaws

/// Writes the table of plans and what it is sorted and filtered with.
///
/// The table is whole without script; with it there are pages, a filter, and buttons in the
/// headings.
struct RunTable {
  private let list: RunList
  /// Few configs say on what they run: a column of nothing says nothing.
  private let showsHours: Bool

  init(_ list: RunList) {
    self.list = list
    showsHours = list.runs.contains { $0.deviceHours != nil }
  }

  /// Writes the filter and the table.
  func write(to page: inout PageText) {
    writeFilter(to: &page)
    page.markup(
      """
      <p class="quiet" id="sizes">≈ stands before estimates; what an empty cell would say is not \
      known.</p>
      <div class="scroll" role="region" aria-label="Table of plans" tabindex="0">\
      <table id="plans" aria-labelledby="table-title" aria-describedby="sizes">
      <thead><tr><th scope="col">run</th><th scope="col">framework</th><th scope="col">training</th>\
      <th scope="col" class="n">parameters</th><th scope="col" class="n">tokens</th>\
      <th scope="col" class="n">per parameter</th><th scope="col" class="n">epochs</th>\
      <th scope="col" class="n">FLOPs</th><th scope="col" class="n">wasted</th>\
      <th scope="col">verdict</th>
      """)
    if showsHours { page.markup("<th scope=\"col\" class=\"n\">device-hours</th>") }
    page.markup("<th scope=\"col\" class=\"n f\">findings</th></tr></thead>\n<tbody>\n")
    // What is no run of its own stands behind the runs.
    let parts = list.runs.indices.filter { list.runs[$0].regime == nil }
    let runs = list.runs.indices.filter { list.runs[$0].regime != nil }
    for index in runs + parts { write(index, to: &page) }
    page.markup(
      """
      </tbody></table></div>
      <p id="pages" hidden><button type="button" id="back">Back</button> \
      <span id="count" role="status"></span> <button type="button" id="next">Next</button></p>

      """)
  }

  private func writeFilter(to page: inout PageText) {
    page.markup(
      """
      <form id="filter" hidden><label>Search <input type="search" id="search" autocomplete="off" \
      spellcheck="false"></label>
      <label>Framework <select id="framework"><option value="">any</option></select></label>
      <label>Training <select id="training"><option value="">any</option></select></label>
      <label>Verdict <select id="verdict"><option value="">any</option></select></label>
      <label>Findings <select id="finding"><option value="">any</option>\
      <option value="s3">errors</option><option value="s2">warnings or errors</option>\
      <option value="s1">some</option><option value="s0">none</option>
      """)
    for (number, rule) in list.rules.enumerated() {
      page.markup("<option value=\"r")
      page.number(number)
      page.markup("\">")
      page.text("\(rule.id.name) (\(rule.count))")
      page.markup("</option>")
    }
    page.markup(
      "</select></label>\n<button type=\"reset\">Clear</button></form>\n")
  }

  private func write(_ index: Int, to page: inout PageText) {
    let run = list.runs[index]
    let file = list.files[run.file]
    page.markup("<tr data-f=\"")
    page.number(run.file)
    page.markup("\" data-s=\"")
    page.number(file.worst.map { $0.rawValue + 1 } ?? 0)
    if !file.rules.isEmpty { page.markup("\" data-r=\"") }
    for (place, rule) in file.rules.enumerated() {
      if place > 0 { page.markup(" ") }
      page.number(rule)
    }
    page.markup("\"><th scope=\"row\"><a href=\"#p")
    page.number(index)
    page.markup("\">")
    page.path(run.name)
    page.markup("</a></th><td>")
    page.text(run.dialect)
    page.markup("</td><td>")
    page.text(run.regime?.rawValue ?? "")
    page.markup("</td>")
    cell(run.parameters, Magnitude.short, to: &page)
    cell(run.tokens, Magnitude.short, to: &page)
    cell(run.tokensPerParameter, Magnitude.significant, to: &page)
    cell(run.epochs, Magnitude.plain, to: &page)
    cell(run.flops, Magnitude.scientific, to: &page)
    cell(
      run.wasted.map { ReportedRun.Measure(value: $0, isEstimate: false) }, Magnitude.percent,
      to: &page)
    page.markup("<td>")
    page.text(run.laws?.verdict.description ?? "")
    page.markup("</td>")
    if showsHours { cell(run.deviceHours, Magnitude.short, to: &page) }
    page.markup("<td class=\"f\"")
    if let worst = file.worst {
      page.markup(" data-v=\"")
      page.number(file.counts.reversed().reduce(0) { $0 * 1_000 + min($1, 999) })
      page.markup("\"><a href=\"#f")
      page.number(run.file)
      page.markup("\" class=\"")
      page.markup(ChartDrawing.kind(worst))
      page.markup("\">")
      page.text(Self.words(file))
      page.markup("</a></td></tr>\n")
    } else {
      page.markup("></td></tr>\n")
    }
  }

  /// `1 error, 2 warnings`.
  static func words(_ file: RunList.File) -> String {
    Severity.allCases.reversed().compactMap { severity in
      let count = file.counts[severity.rawValue]
      return count == 0 ? nil : "\(count) \(severity.name)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }

  private func cell(
    _ measure: ReportedRun.Measure?, _ words: (Double) -> String, to page: inout PageText
  ) {
    guard let measure else { return page.markup("<td></td>") }
    page.markup("<td data-v=\"")
    page.text("\(measure.value)")
    page.markup("\">")
    if measure.isEstimate { page.markup("≈ ") }
    page.text(words(measure.value))
    page.markup("</td>")
  }
}
