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
    guard file.findings.contains(where: { $0.suppressed == nil }) else { return "" }
    let lines = file.file.lineTable()
    let excerpt = Excerpt(file.file, lines: lines, style: style)
    return file.visible.map { text(of: $0, file, lines, excerpt) }.joined(separator: "\n") + "\n"
  }

  package mutating func end(_ summary: Summary) -> String { summaryLine(summary) + "\n" }

  private func text(
    of settled: SettledFinding, _ file: FileReport, _ lines: LineTable, _ excerpt: Excerpt
  ) -> String {
    let finding = settled.finding
    let place = lines.position(of: finding.primary.span.bytes.lowerBound, in: .codePoints)
    let severity = settled.severity
    var result =
      style.bold("\(safeText(file.file.name)):\(place.line + 1):\(place.column + 1):") + " "
    result += style.severity(severity, severity.name + ":") + " "
    result += style.bold(safeText(finding.headline)) + "  " + style.faint("[\(settled.rule.name)]")
    result += "\n" + excerpt.text(of: finding, severity: severity)
    for line in linkedPlaces(of: finding, file) + remarks(finding, settled) {
      result += "   " + style.frame("=") + " " + safeText(line) + "\n"
    }
    return result
  }

  /// What stands in other files, by name, line and column.
  private func linkedPlaces(of finding: Finding, _ report: FileReport) -> [String] {
    finding.related.compactMap { label in
      guard label.span.file != report.file.id, let file = report.file(of: label.span) else {
        return nil
      }
      let place = file.lineTable().position(of: label.span.bytes.lowerBound, in: .codePoints)
      return "\(file.name):\(place.line + 1):\(place.column + 1): \(label.text)"
    }
  }

  private func remarks(_ finding: Finding, _ settled: SettledFinding) -> [String] {
    var lines = finding.derivation
    if let consequence = finding.consequence { lines.append(consequence) }
    if let help = finding.help { lines.append("help: " + help) }
    if let unlock = finding.unlock { lines.append("unlock: " + unlock) }
    if finding.confidence < .high { lines.append("confidence: " + finding.confidence.name) }
    if !settled.sources.isEmpty {
      lines.append("source: " + settled.sources.map(\.text).joined(separator: "; "))
    }
    return lines
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
  return asides.isEmpty ? line : line + " (" + asides.joined(separator: ", ") + ")"
}

private func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
