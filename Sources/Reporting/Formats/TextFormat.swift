package import Linting
import ReferenceData
import SourceText

/// For people at a terminal: headline, excerpt, arithmetic, help and source.
package struct TextFormat: Reporter {
  package static let id = "text"
  private let style: Style

  package init(_ context: ReportContext) { style = context.style }

  package mutating func begin(_ tool: ToolInfo) -> String { "" }

  package mutating func report(_ file: FileReport) -> String {
    String(decoding: bytes(about: file), as: UTF8.self)
  }

  package mutating func bytes(about file: FileReport) -> [UInt8] {
    let visible = file.visible
    guard !visible.isEmpty else { return [] }
    let lines = file.file.lineTable()
    let excerpt = Excerpt(file.file, lines: lines)
    var report = ReportText(style: style)
    for settled in visible {
      write(settled, file, lines, excerpt, to: &report)
      report.add("\n")
    }
    return report.bytes
  }

  package mutating func end(_ summary: Summary) -> String { summaryLine(summary) + "\n" }

  private func write(
    _ settled: SettledFinding, _ file: FileReport, _ lines: LineTable, _ excerpt: Excerpt,
    to report: inout ReportText
  ) {
    let finding = settled.finding
    let place = lines.position(of: finding.primary.span.bytes.lowerBound, in: .codePoints)
    let severity = settled.severity
    report.painted(.bold) {
      $0.add(safe: file.file.name)
      $0.add(":")
      $0.add(place.line + 1)
      $0.add(":")
      $0.add(place.column + 1)
      $0.add(":")
    }
    report.add(" ")
    report.painted(Style.Paint(severity)) {
      $0.add(safe: severity.name)
      $0.add(":")
    }
    report.add(" ")
    report.painted(.bold) { $0.add(safe: finding.headline) }
    report.add("  ")
    report.painted(.faint) {
      $0.add("[")
      $0.add(safe: settled.rule.name)
      $0.add("]")
    }
    report.add("\n")
    excerpt.write(finding, severity: severity, to: &report)
    for line in file.linkedPlaces(of: finding) { write("", line, to: &report) }
    writeRemarks(finding, settled, to: &report)
  }

  private func writeRemarks(
    _ finding: Finding, _ settled: SettledFinding, to report: inout ReportText
  ) {
    for step in finding.derivation { write("", step, to: &report) }
    if let consequence = finding.consequence { write("", consequence, to: &report) }
    if let help = finding.help { write("help: ", help, to: &report) }
    if let unlock = finding.unlock { write("unlock: ", unlock, to: &report) }
    if finding.confidence < .high { write("confidence: ", finding.confidence.name, to: &report) }
    if !settled.sources.isEmpty {
      start("source: ", to: &report)
      for (i, source) in settled.sources.enumerated() {
        if i > 0 { report.add("; ") }
        report.add(safe: source.text, linkedTo: source.url)
      }
      report.add("\n")
    }
  }

  private func write(_ heading: StaticString, _ line: String, to report: inout ReportText) {
    start(heading, to: &report)
    report.add(safe: line)
    report.add("\n")
  }

  private func start(_ heading: StaticString, to report: inout ReportText) {
    report.add("   ")
    report.painted(.frame) { $0.add("=") }
    report.add(" ")
    report.add(heading)
  }
}

/// The counts in one line: `1 error, 2 warnings in 12 files (3 skipped, 1 suppressed)`.
package func summaryLine(_ summary: Summary) -> String {
  let counts = Severity.allCases.reversed().compactMap { severity -> String? in
    let count = summary.count(severity)
    return count == 0 ? nil : counted(count, severity.name)
  }
  var line = counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
  line += " in " + counted(summary.files, "training config")
  var asides: [String] = []
  if summary.skipped > 0 { asides.append(counted(summary.skipped, "other file") + " skipped") }
  if summary.suppressed > 0 { asides.append("\(summary.suppressed) suppressed") }
  if summary.baselined > 0 { asides.append("\(summary.baselined) in the baseline") }
  return asides.isEmpty ? line : line + " (" + asides.joined(separator: ", ") + ")"
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
