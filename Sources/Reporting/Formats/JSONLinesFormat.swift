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
    var json = JSONWriter()
    FindingJSON(file).write(to: &json)
    return json.text + "\n"
  }

  package mutating func end(_ summary: Summary) -> String { "" }
}
