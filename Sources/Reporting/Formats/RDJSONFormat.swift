import JSONText
package import Linting
import SourceText

/// The diagnostics of reviewdog, which offers a suggestion as an edit in the review; columns in
/// bytes, ends exclusive.
///
/// Several suggestions of one diagnostic are alternatives, so that a fix of several edits has none.
package struct RDJSONFormat: Reporter {
  package static let id = "rdjson"
  private var isFirst = true

  package init(_ context: ReportContext) {}

  package mutating func begin(_ tool: ToolInfo) -> String {
    var json = JSONWriter()
    json.string(tool.name)
    return "{\"source\": {\"name\": " + json.text + "},\n \"diagnostics\": ["
  }

  package mutating func report(_ file: FileReport) -> String {
    let visible = file.visible
    if visible.isEmpty { return "" }
    let lines = file.file.lineTable()
    var json = JSONWriter()
    var text = ""
    for settled in visible {
      json.removeAll()
      Self.write(settled, path: file.file.name, lines, to: &json)
      text += (isFirst ? "\n" : ",\n") + json.text
      isFirst = false
    }
    return text
  }

  package mutating func end(_ summary: Summary) -> String { "\n]}\n" }

  private static func write(
    _ settled: SettledFinding, path: String, _ lines: LineTable, to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("message", FindingText(settled).whole)
      json.object("location") { json in
        json.member("path", path)
        write(settled.finding.primary.span, lines, to: &json)
      }
      json.member(
        "severity", settled.severity == .note ? "INFO" : settled.severity.name.uppercased())
      json.object("code") { json in json.member("value", settled.rule.name) }
      let single = settled.finding.fixes.filter { $0.edits.count == 1 }.flatMap(\.edits)
      guard !single.isEmpty else { return }
      json.array("suggestions") { json in
        for edit in single {
          json.object { json in
            write(edit.span, lines, to: &json)
            json.member("text", edit.replacement)
          }
        }
      }
    }
  }

  private static func write(_ span: SourceSpan, _ lines: LineTable, to json: inout JSONWriter) {
    json.object("range") { json in
      for (name, offset) in [("start", span.bytes.lowerBound), ("end", span.bytes.upperBound)] {
        let place = lines.position(of: offset, in: .utf8)
        json.object(name) { json in
          json.member("line", place.line + 1)
          json.member("column", place.column + 1)
        }
      }
    }
  }
}
