package import Linting
import SourceText

/// Annotations of a GitHub workflow, and beside them as plain lines what is too much of them: a
/// step shows no more than ten of each kind.
package struct GitHubFormat: Reporter {
  package static let id = "github"
  private static let most = 10

  private let frame: PathFrame
  /// The annotations by severity, in the order of files.
  private var shown = [[Annotation]](repeating: [], count: Severity.allCases.count)
  private var more = 0

  private struct Annotation {
    let command: String
    let line: String
  }

  package init(_ context: ReportContext) { frame = context.frame }

  package mutating func begin(_ tool: ToolInfo) -> String { "" }

  package mutating func report(_ file: FileReport) -> String {
    let visible = file.visible
    if visible.isEmpty { return "" }
    let lines = file.file.lineTable()
    var text = ""
    for settled in visible {
      let level = settled.severity.rawValue
      let place = lines.position(
        of: settled.finding.primary.span.bytes.lowerBound, in: .codePoints)
      let line = plainLine(settled, file.file.name, place)
      if shown[level].count < Self.most {
        let command = command(settled, frame.path(file.file.name), lines, place)
        shown[level].append(Annotation(command: command, line: line))
      } else {
        more += 1
        text += line
      }
    }
    return text
  }

  package mutating func end(_ summary: Summary) -> String {
    var text = ""
    let note = Severity.note.rawValue
    if more > 0, shown[note].count == Self.most {
      // The notice below takes the room of one.
      text += shown[note].removeLast().line
      more += 1
    }
    for annotations in shown.reversed() { text += annotations.map(\.command).joined() }
    if more > 0 {
      text += "::notice title=trainlint::\(more) more finding\(more == 1 ? "" : "s"), see the log\n"
    }
    return text
  }

  private func command(
    _ settled: SettledFinding, _ path: String, _ lines: LineTable, _ start: Position
  ) -> String {
    let bytes = settled.finding.primary.span.bytes
    let end = lines.position(of: bytes.upperBound, in: .codePoints)
    let kind = settled.severity == .note ? "notice" : settled.severity.name
    var text = "::\(kind) file=\(Escaping.commandProperty.text(path)),line=\(start.line + 1)"
    text += ",endLine=\(end.line + 1)"
    // Columns count in one line only.
    if start.line == end.line {
      text += ",col=\(start.column + 1),endColumn=\(max(start.column + 1, end.column))"
    }
    text += ",title=\(Escaping.commandProperty.text(settled.rule.name))"
    return text + "::" + Escaping.commandData.text(FindingText(settled).whole) + "\n"
  }

  /// A line of the log that the runner takes for no command, whatever names stand in it.
  private func plainLine(_ settled: SettledFinding, _ name: String, _ place: Position) -> String {
    let start = "- \(name):\(place.line + 1):\(place.column + 1): \(settled.severity.name): "
    let line = safeText("\(start)\(settled.finding.headline)  [\(settled.rule.name)]")
    return Escaping.logLine.text(line) + "\n"
  }
}
