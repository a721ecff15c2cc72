import Linting
import RunPlan
import SourceText

/// The report as one page that needs nothing but itself.
struct ReportPage: ReportBody {
  private var panels = PageText()
  private var findings = PageText()

  mutating func add(
    _ report: FileReport, _ lines: LineTable, file: Int, runs: Range<Int>, _ list: RunList
  ) {
    let panel = PlanPanel(report, lines)
    for (document, index) in zip(report.plans, runs) {
      panel.write(
        document, list.runs[index], index: index, findings: list.files[file].total, to: &panels)
    }
    FindingList(report, lines).write(index: file, runs: runs, to: &findings)
  }

  func bytes(_ list: RunList, title: String, tool: ToolInfo) -> [UInt8] {
    var page = PageText()
    writeHead(title, to: &page)
    writeSummary(list, title, to: &page)
    page.markup("<main>\n")
    writeRuns(list, to: &page)
    page.markup(
      "<section id=\"table\" aria-labelledby=\"table-title\"><h2 id=\"table-title\">Plans</h2>\n")
    if list.runs.isEmpty {
      page.markup("<p>No training config was found.</p>\n")
    } else {
      RunTable(list).write(to: &page)
    }
    page.markup("</section>\n")
    MissingTable(list: list).write(to: &page)
    writeFindings(list, to: &page)
    page.add(panels)
    page.markup("</main>\n<footer><p>Written by ")
    page.text("\(tool.name) \(tool.version)")
    page.markup(
      """
      . Every number follows from the files and the facts declared about them; what they do not \
      determine is left open.</p></footer>
      <script>
      """)
    page.markup(Self.script)
    page.markup("</script></body></html>\n")
    return page.bytes
  }

  // MARK: Parts

  private func writeHead(_ title: String, to page: inout PageText) {
    page.markup(
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'sha256-
      """)
    page.markup(digest: Self.style)
    page.markup("'; script-src 'sha256-")
    page.markup(digest: Self.script)
    page.markup(
      """
      '; img-src data:; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer">
      <link rel="icon" href="data:,"><title>
      """)
    page.text(title)
    page.markup("</title><style>")
    page.markup(Self.style)
    page.markup("</style></head><body>\n")
  }

  private func writeSummary(_ list: RunList, _ title: String, to page: inout PageText) {
    page.markup("<header><h1>")
    page.text(title)
    page.markup("</h1><p>")
    page.text(summaryLine(list.summary))
    page.text(list.runs.count == 1 ? "; 1 plan." : "; \(list.runs.count) plans.")
    page.markup(
      """
      </p>
      <nav aria-label="On this page"><a href="#runs">Runs</a> <a href="#table">Plans</a> \
      <a href="#missing">Missing facts</a> <a href="#findings">Findings</a></nav>

      """)
    if !list.skipped.isEmpty {
      page.markup("<p class=\"quiet\">Not in this report: ")
      page.text(list.skipped.map { "\($0.count) × \($0.reason.rawValue)" }.joined(separator: "; "))
      page.markup(".</p>")
    }
    if !list.problems.isEmpty {
      page.markup("<h2>Not read</h2><ul>")
      for problem in list.problems {
        page.markup("<li>")
        page.text(problem)
        page.markup("</li>")
      }
      page.markup("</ul>")
    }
    page.markup("</header>\n")
  }

  private func writeRuns(_ list: RunList, to page: inout PageText) {
    page.markup(
      "<section id=\"runs\" aria-labelledby=\"runs-title\"><h2 id=\"runs-title\">Runs</h2>\n")
    if let chart = LossChart(list.runs) {
      RunFigure(chart: chart, list: list).write(to: &page)
    } else {
      page.markup(
        """
        <p>No run is drawn: the law speaks of pre-training from random weights whose parameters \
        and tokens are known.</p>

        """)
    }
    page.markup("</section>\n")
  }

  private func writeFindings(_ list: RunList, to page: inout PageText) {
    page.markup(
      """
      <section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>

      """)
    if list.rules.isEmpty {
      page.markup("<p>Nothing was found.</p>\n")
    } else {
      page.markup("<ul class=\"rules\">")
      let order = list.rules.sorted { ($1.worst, $1.count, $0.id) < ($0.worst, $0.count, $1.id) }
      for rule in order {
        page.markup("<li class=\"")
        page.markup(ChartDrawing.kind(rule.worst))
        page.markup("\">")
        page.text(rule.id.name)
        page.markup(" <b>")
        page.number(rule.count)
        page.markup("</b></li>")
      }
      page.markup("</ul>\n<p id=\"hidden-files\" role=\"status\"></p>\n")
    }
    let silent = list.summary.suppressed + list.summary.baselined
    if silent > 0 {
      page.markup("<p class=\"quiet\">Not shown: ")
      page.text("\(silent) findings that a comment ignores or the baseline knows.")
      page.markup("</p>\n")
    }
    page.add(findings)
    page.markup("</section>\n")
  }
}

extension PageText {
  /// Adds the digest of a style or a script as the policy names it.
  fileprivate mutating func markup(digest words: StaticString) {
    let bytes = UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount)
    text(SHA256(bytes).base64)
  }
}
