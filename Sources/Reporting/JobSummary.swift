package import Linting
import SourceText

/// The summary of a GitHub job: a table of everything that was found, in Markdown.
package struct JobSummary: Sendable {
  /// A step may write one mebibyte.
  private static let most = 1_000_000

  private let frame: PathFrame
  private var rows = ""
  private var more = 0

  /// Makes a table without rows.
  package init(_ context: ReportContext) { frame = context.frame }

  /// Adds what was found in a file.
  package mutating func add(_ file: FileReport) {
    let visible = file.visible
    if visible.isEmpty { return }
    let lines = file.file.lineTable()
    let path = frame.path(file.file.name)
    for settled in visible {
      let line = lines.line(of: settled.finding.primary.span.bytes.lowerBound) + 1
      var row = "| \(settled.severity.name) | \(cell("\(path):\(line)")) "
      row += "| \(cell(settled.finding.headline)) | \(cell(settled.rule.name)) |\n"
      if rows.utf8.count + row.utf8.count < Self.most { rows += row } else { more += 1 }
    }
  }

  /// The page.
  package func text(_ summary: Summary) -> String {
    var text = "### trainlint\n\n\(summaryLine(summary))\n\n"
    if !summary.problems.isEmpty {
      text += summary.problems.prefix(20).map { "- \(cell($0))\n" }.joined() + "\n"
    }
    guard !rows.isEmpty else { return text }
    text += "| severity | place | finding | rule |\n| --- | --- | --- | --- |\n" + rows
    if more > 0 { text += "\n\(more) more findings did not fit in here.\n" }
    return text + "\n"
  }

  /// A text that Markdown takes as it is.
  private func cell(_ text: String) -> String {
    var cell = ""
    for character in safeText(text) {
      switch character {
      case "&": cell += "&amp;"
      case "<": cell += "&lt;"
      case "|", "\\", "*", "_", "[", "]", "~", "#", "@": cell += "\\\(character)"
      default: cell.append(character)
      }
    }
    return cell
  }
}
