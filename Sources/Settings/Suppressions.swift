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
    for comment in comments {
      let ignore = report.ignores[comment.number]
      // A comment has no say about what is found in itself.
      guard !ignore.span.bytes.contains(span.bytes.lowerBound) else { continue }
      let isBlanket = ignore.rules.isEmpty
      guard isBlanket || ignore.rules.contains(where: { $0.value == rule.name }) else { continue }
      let name = isBlanket ? "" : rule.name
      if comment.line == nil || comment.line == line {
        report.ignores[comment.number].used.insert(name)
        return ignore.reason
      }
      if ignore.reach == .line, ignore.isWholeLine, comment.line == line - 1 {
        report.ignores[comment.number].missed.insert(name)
      }
    }
    return nil
  }
}
