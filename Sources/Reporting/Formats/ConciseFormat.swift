package import Linting
import SourceText

/// One line a finding: `path:line:column: severity: headline  [rule]`.
package struct ConciseFormat: Reporter {
  package static let id = "concise"
  private let style: Style

  package init(_ context: ReportContext) { style = context.style }

  package mutating func begin(_ tool: ToolInfo) -> String { "" }

  package mutating func report(_ file: FileReport) -> String {
    guard file.findings.contains(where: \.isVisible) else { return "" }
    let lines = file.file.lineTable()
    var result = ""
    for settled in file.visible {
      let place = lines.position(
        of: settled.finding.primary.span.bytes.lowerBound, in: .codePoints)
      result += style.bold("\(safeText(file.file.name)):\(place.line + 1):\(place.column + 1):")
      result += " " + style.severity(settled.severity, settled.severity.name + ":")
      result += " \(safeText(settled.finding.headline))  [\(settled.rule.name)]\n"
    }
    return result
  }

  package mutating func end(_ summary: Summary) -> String { "" }
}
