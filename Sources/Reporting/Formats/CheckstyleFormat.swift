package import Linting
import SourceText

/// The XML of Checkstyle, which Jenkins, Gerrit and many others import; columns in code points.
package struct CheckstyleFormat: Reporter {
  package static let id = "checkstyle"

  package init(_ context: ReportContext) {}

  package mutating func begin(_ tool: ToolInfo) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"4.3\">\n"
  }

  package mutating func report(_ file: FileReport) -> String {
    let visible = file.visible
    if visible.isEmpty { return "" }
    let lines = file.file.lineTable()
    var text = "  <file name=\"\(xmlText(file.file.name))\">\n"
    for settled in visible {
      let place = lines.position(
        of: settled.finding.primary.span.bytes.lowerBound, in: .codePoints)
      let severity = settled.severity == .note ? "info" : settled.severity.name
      text += "    <error line=\"\(place.line + 1)\" column=\"\(place.column + 1)\""
      text += " severity=\"\(severity)\" source=\"trainlint.\(xmlText(settled.rule.name))\""
      text += " message=\"\(xmlText(FindingText(settled).whole))\"/>\n"
    }
    return text + "  </file>\n"
  }

  package mutating func end(_ summary: Summary) -> String { "</checkstyle>\n" }
}
