package import Linting
import SourceText

/// JUnit's XML: a suite for each file, a case for each rule that has something to say of it.
///
/// The totals stand before the suites, so that all text is kept to the end.
package struct JUnitFormat: Reporter {
  package static let id = "junit"
  private let fails: @Sendable (SettledFinding) -> Bool
  private var suites = ""
  private var total = Counts()

  /// The attributes of a suite, its time always zero: the same input gives the same bytes.
  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    var attributes: String {
      "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\""
        + " skipped=\"\(skipped)\" time=\"0\""
    }
  }

  package init(_ context: ReportContext) { fails = context.fails }

  package mutating func begin(_ tool: ToolInfo) -> String { "" }

  package mutating func report(_ file: FileReport) -> String {
    let name = xmlText(file.file.name)
    if file.findings.isEmpty {
      // What a walk passes over was not asked for.
      if let reason = file.skipped {
        guard file.isNamed else { return "" }
        let body = "<skipped message=\"\(xmlText(reason.rawValue))\"/>"
        add(suite: name, [("trainlint", body)], Counts(tests: 1, skipped: 1))
      } else {
        add(suite: name, [("trainlint", "")], Counts(tests: 1))
      }
      return ""
    }
    var counts = Counts()
    var cases: [(name: String, body: String)] = []
    let lines = file.file.lineTable()
    for rule in Set(file.findings.map(\.rule.name)).sorted() {
      let body = body(file.findings.filter { $0.rule.name == rule }, lines, &counts)
      cases.append((xmlText(rule), body))
    }
    counts.tests = cases.count
    add(suite: name, cases, counts)
    return ""
  }

  /// What a rule found: a failure where any of it counts, else words beside a case that passes.
  private func body(
    _ findings: [SettledFinding], _ lines: LineTable, _ counts: inout Counts
  ) -> String {
    let visible = findings.filter(\.isVisible)
    guard !visible.isEmpty else {
      counts.skipped += 1
      let reasons = findings.compactMap(\.suppressed).filter { !$0.isEmpty }
      let word = findings.contains(where: \.isInBaseline) ? "in the baseline" : "suppressed"
      let words = ([word] + reasons.prefix(3)).joined(separator: ": ")
      return "<skipped message=\"\(xmlText(words))\"/>"
    }
    let failing = visible.filter(fails)
    var body = ""
    if let first = failing.first {
      counts.failures += 1
      let type = failing.map(\.severity).max() ?? first.severity
      body += "<failure message=\"\(xmlText(first.finding.headline))\" type=\"\(type.name)\">"
      body += texts(of: failing, lines) + "</failure>"
    }
    let passing = visible.filter { !fails($0) }
    if !passing.isEmpty { body += "<system-out>\(texts(of: passing, lines))</system-out>" }
    return body
  }

  private func texts(of findings: [SettledFinding], _ lines: LineTable) -> String {
    let texts = findings.map { settled in
      let place = lines.position(
        of: settled.finding.primary.span.bytes.lowerBound, in: .codePoints)
      let head = "\(place.line + 1):\(place.column + 1): \(settled.severity.name): "
      return xmlContent(head + FindingText(settled).whole)
    }
    return texts.joined(separator: "\n\n")
  }

  private mutating func add(
    suite name: String, _ cases: [(name: String, body: String)], _ counts: Counts
  ) {
    total.tests += counts.tests
    total.failures += counts.failures
    total.errors += counts.errors
    total.skipped += counts.skipped
    suites += "  <testsuite name=\"\(name)\" \(counts.attributes)>\n"
    for one in cases {
      suites +=
        "    <testcase name=\"\(one.name)\" classname=\"\(name)\" file=\"\(name)\" time=\"0\""
      suites += one.body.isEmpty ? "/>\n" : ">\(one.body)</testcase>\n"
    }
    suites += "  </testsuite>\n"
  }

  package mutating func end(_ summary: Summary) -> String {
    if !summary.problems.isEmpty {
      let count = summary.problems.count
      let cases = summary.problems.map { problem in
        ("trainlint", "<error message=\"\(xmlText(problem))\"/>")
      }
      add(suite: "trainlint", cases, Counts(tests: count, errors: count))
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"trainlint\" \(total.attributes)>\n\(suites)</testsuites>\n"
  }
}
