import Engine
import Linting
import ReferenceData
import Reporting
import RuleCatalogue
import SourceText

/// Reports made by hand, so that a test says what is in them.
enum Sample {
  /// A report on `count` lines with a finding in each: errors, warnings and notes in turn.
  static func report(_ count: Int, name: String = "a/b.yaml") -> FileReport {
    let lines = (0..<count).map { "é\($0): 12\n" }
    let text = lines.joined()
    var report = FileReport(SourceFile(name: name, text: text))
    var offset = 0
    for (i, line) in lines.enumerated() {
      let end = offset + line.utf8.count - 1
      var finding = Finding("\(i) tokens", at: SourceSpan(.main, end - 2, end), label: "here")
      finding.help = "write less"
      let severity = Severity.allCases[2 - i % 3]
      report.findings.append(
        SettledFinding(rule: "data-repetition", severity: severity, finding: finding, sources: []))
      offset += line.utf8.count
    }
    report.isNamed = true
    return report
  }

  /// A report with one finding that `change` alters.
  static func one(
    name: String = "a.yaml", suppressed: String? = nil, severity: Severity = .warning,
    _ change: (inout Finding) -> Void = { _ in }
  ) -> FileReport {
    let text = "# 漢🙂\nsteps: 10 # 🙂\nsize: [1, 2]\n"
    var report = FileReport(SourceFile(name: name, text: text))
    // The 10 of the second line.
    let start = 10 + 7
    var finding = Finding("10 steps are few", at: SourceSpan(.main, start, start + 2))
    change(&finding)
    report.findings = [
      SettledFinding(
        rule: "data-repetition", severity: severity, finding: finding,
        sources: [Citation("A source")], suppressed: suppressed)
    ]
    return report
  }

  /// The whole output of a format.
  static func text(
    _ id: String, _ reports: [FileReport], problems: [String] = [], exitCode: Int = 0,
    fails: @escaping @Sendable (SettledFinding) -> Bool = { $0.severity >= .warning }
  ) throws -> String {
    var context = ReportContext(tool: ToolInfo(version: "1.2.3"))
    context.families = RuleCatalogue.families
    context.fails = fails
    context.frame = PathFrame(working: "/repository/sub", root: "/repository")
    guard let type = ReporterCatalogue.format(id) else { throw Failure(words: id) }
    var reporter = type.init(context)
    var summary = Summary()
    summary.problems = problems
    summary.exitCode = exitCode
    var text = reporter.begin(context.tool)
    for report in reports {
      summary.add(report)
      text += reporter.report(report)
    }
    return text + reporter.end(summary)
  }

  struct Failure: Error { let words: String }
}
