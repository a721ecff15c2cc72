import JSONText
package import Linting
import SourceText

/// GitLab's code quality report: an array, empty when clean, each fingerprint once in it and
/// without the line, so that a moved finding is no new one.
package struct GitLabFormat: Reporter {
  package static let id = "gitlab"
  private let frame: PathFrame
  private var isFirst = true

  package init(_ context: ReportContext) { frame = context.frame }

  package mutating func begin(_ tool: ToolInfo) -> String { "[" }

  package mutating func report(_ file: FileReport) -> String {
    let visible = file.visible
    if visible.isEmpty { return "" }
    let lines = file.file.lineTable()
    let path = frame.path(file.file.name)
    var fingerprints = Fingerprints()
    var json = JSONWriter()
    var text = ""
    for settled in visible {
      json.removeAll()
      let print = fingerprints.next(file.identity(of: settled), salt: path)
      let line = lines.line(of: settled.finding.primary.span.bytes.lowerBound)
      json.object { json in
        json.member("description", settled.finding.headline)
        json.member("check_name", settled.rule.name)
        json.member("fingerprint", print)
        json.member("severity", Self.severity(settled.severity))
        json.object("location") { json in
          json.member("path", path)
          json.object("lines") { json in json.member("begin", line + 1) }
        }
      }
      text += (isFirst ? "\n" : ",\n") + json.text
      isFirst = false
    }
    return text
  }

  package mutating func end(_ summary: Summary) -> String { "\n]\n" }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .note: "info"
    }
  }
}
