import JSONText
package import Linting
import SourceText

/// One file object a line.
package struct JSONLinesFormat: Reporter {
  package static let id = "jsonl"

  package init(_ context: ReportContext) {}

  package mutating func begin(_ tool: ToolInfo) -> String { "" }

  package mutating func report(_ file: FileReport) -> String {
    guard file.skipped == nil || !file.findings.isEmpty else { return "" }
    return Self.object(file) + "\n"
  }

  /// The object of one file, of one that was skipped too; on request with what is known of its
  /// runs as `plans`.
  package static func object(_ file: FileReport, withPlans: Bool = false) -> String {
    var json = JSONWriter()
    FindingJSON(file).write(to: &json, withPlans: withPlans)
    return json.text
  }

  package mutating func end(_ summary: Summary) -> String { "" }
}
