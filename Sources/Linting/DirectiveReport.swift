package import SourceText

/// What the `# trainlint:` comments of a file say, and what came of them.
package struct DirectiveReport: Sendable {
  /// An ignore comment.
  package struct Ignore: Sendable {
    /// The rule ids it names, with their places; empty for a blanket one.
    package let rules: [Located<String>]
    /// The directive's bytes, without the `#`.
    package let span: SourceSpan
    /// The ids (or, for a blanket one, the empty text) that suppressed something.
    package var used: Set<String>
    /// The words behind the brackets.
    package let reason: String

    /// Makes an ignore that has not been used.
    package init(
      rules: [Located<String>], span: SourceSpan, used: Set<String> = [], reason: String = ""
    ) {
      self.rules = rules
      self.span = span
      self.used = used
      self.reason = reason
    }
  }

  /// The ignore comments, in order.
  package var ignores: [Ignore] = []
  /// Facts that nobody knows, or whose value cannot be read.
  package var unknownFacts: [UnknownFact] = []
  /// Directives that are neither ignore nor fact nor dialect.
  package var unknownDirectives: [Located<String>] = []
  /// The ids of all rules, sorted.
  package var knownRules: [String] = []
  /// Whether all rules ran, so that an ignore without use is really without use.
  package var isComplete = true

  /// Makes the report of a file without directives.
  package init() {}

  /// A fact that cannot be used.
  package struct UnknownFact: Sendable {
    /// The name as written.
    package let name: Located<String>
    /// The value as written; nil where the name is the problem.
    package let badValue: Located<String>?

    /// Makes a report of one fact.
    package init(name: Located<String>, badValue: Located<String>? = nil) {
      self.name = name
      self.badValue = badValue
    }
  }
}

extension DirectiveReport {
  /// Whether there is nothing for a rule to say.
  package var isEmpty: Bool {
    ignores.isEmpty && unknownFacts.isEmpty && unknownDirectives.isEmpty
  }
}
