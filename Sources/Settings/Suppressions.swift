package import Linting
package import SourceText

/// Decides which findings the ignore comments of a file silence, and notes which comments did.
package struct Suppressions: Sendable {
  private let comments: [IgnoreComment]
  private let lines: LineTable
  /// The report with the use of every comment so far.
  package private(set) var report: DirectiveReport

  /// Takes the comments of a file.
  package init(_ directives: Directives, lines: LineTable) {
    comments = directives.ignores
    report = directives.report
    self.lines = lines
  }

  /// The reason of the comment that silences a finding of `rule` at `span`, or nil.
  package mutating func silence(_ rule: RuleID, at span: SourceSpan) -> String? {
    guard !comments.isEmpty else { return nil }
    let line = lines.line(of: span.bytes.lowerBound)
    for comment in comments where comment.line == nil || comment.line == line {
      let ignore = report.ignores[comment.number]
      if ignore.rules.isEmpty {
        report.ignores[comment.number].used.insert("")
        return ignore.reason
      }
      if ignore.rules.contains(where: { $0.value == rule.name }) {
        report.ignores[comment.number].used.insert(rule.name)
        return ignore.reason
      }
    }
    return nil
  }
}
