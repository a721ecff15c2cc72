import Linting
import ReferenceData
import SourceText

/// Writes the findings of one file, each with its excerpt, arithmetic and way out.
struct FindingList {
  private let report: FileReport
  private let lines: LineTable

  init(_ report: FileReport, _ lines: LineTable) {
    self.report = report
    self.lines = lines
  }

  /// Writes the findings of the report's file number `index`, if there are any that count.
  func write(index: Int, runs: Range<Int>, to page: inout PageText) {
    let visible = report.visible
    guard !visible.isEmpty else { return }
    page.markup("<article id=\"f")
    page.number(index)
    page.markup("\" data-f=\"")
    page.number(index)
    page.markup("\"><h3 tabindex=\"-1\">")
    page.path(report.file.name)
    page.markup("</h3>")
    if let first = runs.first {
      page.markup("<p class=\"plans\"><a href=\"#p")
      page.number(first)
      page.markup(runs.count > 1 ? "\">first plan</a></p>" : "\">plan</a></p>")
    }
    page.markup("\n")
    let excerpt = Excerpt(report.file, lines: lines)
    for settled in visible { write(settled, excerpt, to: &page) }
    page.markup("</article>\n")
  }

  private func write(_ settled: SettledFinding, _ excerpt: Excerpt, to page: inout PageText) {
    let finding = settled.finding
    let place = lines.position(of: finding.primary.span.bytes.lowerBound, in: .codePoints)
    page.markup("<div class=\"finding ")
    page.markup(ChartDrawing.kind(settled.severity))
    page.markup("\"><p class=\"headline\"><b>")
    page.text(settled.severity.name)
    page.markup("</b> ")
    page.text(finding.headline)
    page.markup(" <code>")
    page.text(settled.rule.name + (finding.policy.map { " \($0)" } ?? ""))
    page.markup("</code> <span>line ")
    page.number(place.line + 1)
    page.markup(", column ")
    page.number(place.column + 1)
    page.markup("</span></p><pre tabindex=\"0\">")
    var text = ReportText(style: Style(color: false))
    excerpt.write(finding, severity: settled.severity, to: &text)
    for line in text.text.split(separator: "\n").dropFirst() {
      page.text(String(line))
      page.markup("\n")
    }
    page.markup("</pre>")
    writeRemarks(settled, to: &page)
    page.markup("</div>\n")
  }

  private func writeRemarks(_ settled: SettledFinding, to page: inout PageText) {
    let finding = settled.finding
    var remarks = report.linkedPlaces(of: finding) + finding.derivation
    if let consequence = finding.consequence { remarks.append(consequence) }
    if let help = finding.help { remarks.append("help: " + help) }
    if let unlock = finding.unlock { remarks.append("unlock: " + unlock) }
    if finding.confidence < .high { remarks.append("confidence: " + finding.confidence.name) }
    guard !remarks.isEmpty || !settled.sources.isEmpty else { return }
    page.markup("<ul>")
    for remark in remarks {
      page.markup("<li>")
      page.text(remark)
      page.markup("</li>")
    }
    if !settled.sources.isEmpty { page.markup("<li>source: ") }
    for (number, source) in settled.sources.enumerated() {
      if number > 0 { page.markup("; ") }
      write(source, to: &page)
    }
    if !settled.sources.isEmpty { page.markup("</li>") }
    page.markup("</ul>")
  }

  /// A source, as a link where it has an address of the web.
  private func write(_ source: Citation, to page: inout PageText) {
    guard let url = source.url, url.hasPrefix("https://") else { return page.text(source.text) }
    page.markup("<a rel=\"noreferrer\" href=\"")
    page.text(url)
    page.markup("\">")
    page.text(source.text)
    page.markup("</a>")
  }
}
