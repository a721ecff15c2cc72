import JSONText
package import Linting
import SourceText

/// One JSON document; its shape is a contract.
package struct JSONFormat: Reporter {
  package static let id = "json"
  private var isFirst = true
  private var skipped: [(path: String, reason: String)] = []

  package init(_ context: ReportContext) {}

  package mutating func begin(_ tool: ToolInfo) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("name", tool.name)
      json.member("version", tool.version)
    }
    return "{\"schema_version\": 1, \"tool\": " + json.text + ",\n \"files\": ["
  }

  package mutating func report(_ file: FileReport) -> String {
    if let reason = file.skipped { skipped.append((file.file.name, reason.rawValue)) }
    guard file.skipped == nil || !file.findings.isEmpty else { return "" }
    var json = JSONWriter()
    FindingJSON(file).write(to: &json)
    defer { isFirst = false }
    return (isFirst ? "\n  " : ",\n  ") + json.text
  }

  package mutating func end(_ summary: Summary) -> String {
    var json = JSONWriter()
    json.array(of: skipped) { json, file in
      json.object { json in
        json.member("path", file.path)
        json.member("reason", file.reason)
      }
    }
    let list = json.text
    json.removeAll()
    json.object { json in
      json.member("files", summary.files)
      for severity in Severity.allCases.reversed() {
        json.member(severity.name, summary.count(severity))
      }
      json.member("suppressed", summary.suppressed)
      if summary.baselined > 0 { json.member("in_baseline", summary.baselined) }
    }
    return "],\n \"skipped\": " + list + ",\n \"summary\": " + json.text + "}\n"
  }
}
