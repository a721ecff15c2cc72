package import Linting
import RuleCatalogue
import SourceText

/// Writes ignore comments for everything that is found in a file.
package struct IgnoreWriter {
  private let linter: Linter
  private let reason: String

  /// Makes a writer of comments that give `reason`.
  package init(_ linter: Linter, reason: String) {
    self.linter = linter
    self.reason = reason
  }

  /// The report on the text with its comments, and what no comment can silence.
  ///
  /// What is found about comments themselves is left alone. Each comment is tried before it is
  /// kept: it must silence something and bring nothing up.
  package func ignoring(_ report: FileReport) -> (report: FileReport, left: [SettledFinding]) {
    var current = report
    var left: [SettledFinding] = []
    var refused: Set<String> = []
    let aboutComments = RuleCatalogue.all.filter { $0.info.scope == .directives }.map { $0.info.id }
    // A comment silences one finding at least, and a file has no more than are counted.
    for _ in 0..<(report.findings.count + 1) {
      let open = current.visible.filter { settled in
        !aboutComments.contains(settled.rule)
          && !refused.contains(current.identity(of: settled).text)
      }
      guard let first = open.first else { break }
      if let next = silencing(first, in: current) {
        current = next
      } else {
        refused.insert(current.identity(of: first).text)
        left.append(first)
      }
    }
    return (current, left)
  }

  private func silencing(_ settled: SettledFinding, in report: FileReport) -> FileReport? {
    let comments = IgnoreEdit(report.file, reason: reason)
    let rule = settled.finding.policy ?? settled.rule.name
    let place = settled.finding.primary.span.bytes.lowerBound
    for reach in [IgnoreEdit.Reach.line, .file] {
      guard let edit = comments.edit(ignoring: rule, at: place, reach: reach) else { continue }
      let (bytes, _) = applying([edit], to: report.file.bytes)
      let file = SourceFile(id: report.file.id, name: report.file.name, bytes: bytes)
      let next = linter.report(on: file, isNamed: report.isNamed)
      if isBetter(next, than: report) { return next }
    }
    return nil
  }

  private func isBetter(_ next: FileReport, than report: FileReport) -> Bool {
    guard next.visible.count < report.visible.count, next.isWhole == report.isWhole else {
      return false
    }
    var known = report.visible.map(report.identity)
    return next.visible.allSatisfy { settled in
      guard let index = known.firstIndex(of: next.identity(of: settled)) else { return false }
      known.remove(at: index)
      return true
    }
  }
}
