package import Linting
package import SourceText

/// Decides which findings the ignore comments of a file silence, and notes which comments did.
package struct Suppressions: Sendable {
  /// What a comment covers: a line, or nil for the whole file, and a rule, or nothing for all.
  private struct Cover: Hashable, Sendable {
    let line: Int?
    let rule: String
  }

  /// The numbers of the comments by what they cover, in order.
  private var comments: [Cover: [Int]] = [:]
  private let lines: LineTable
  /// The report with the use of every comment so far.
  package private(set) var report: DirectiveReport

  /// Takes the comments of a file.
  package init(_ directives: Directives, lines: LineTable) {
    report = directives.report
    self.lines = lines
    for comment in directives.ignores {
      let rules = report.ignores[comment.number].rules
      for rule in rules.isEmpty ? [""] : Set(rules.map(\.value)) {
        comments[Cover(line: comment.line, rule: rule), default: []].append(comment.number)
      }
    }
  }

  /// The reason of the comment that silences a finding of `rule`, or of this policy, at `span`; or
  /// nil.
  package mutating func silence(
    _ rule: RuleID, policy: String? = nil, at span: SourceSpan
  ) -> String? {
    guard !comments.isEmpty else { return nil }
    let offset = span.bytes.lowerBound
    let line = lines.line(of: offset)
    let names = (policy.map { [$0] } ?? []) + [rule.name, ""]
    var match: (number: Int, name: String)?
    for place in [line, nil] {
      for name in names {
        // A comment has no say about what is found in itself.
        let number = comments[Cover(line: place, rule: name)]?.first {
          !report.ignores[$0].span.bytes.contains(offset)
        }
        if let number, number < match?.number ?? .max { match = (number, name) }
      }
    }
    for name in names {
      for number in comments[Cover(line: line - 1, rule: name)] ?? [] {
        let ignore = report.ignores[number]
        guard ignore.reach == .line, ignore.isWholeLine, number < match?.number ?? .max else {
          continue
        }
        report.ignores[number].missed.insert(name)
      }
    }
    guard let match else { return nil }
    report.ignores[match.number].used.insert(match.name)
    return report.ignores[match.number].reason
  }
}
