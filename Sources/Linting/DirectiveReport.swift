package import SourceText

/// What the `# trainlint:` comments of a file say, and what came of them.
package struct DirectiveReport: Sendable {
  /// An ignore comment.
  package struct Ignore: Sendable {
    /// Which findings an ignore comment covers.
    package enum Reach: Sendable {
      /// Those of its own line.
      case line
      /// Those of the line below.
      case nextLine
      /// Those of the whole file.
      case file
    }

    /// The rule ids it names, with their places; empty for a blanket one.
    package let rules: [Located<String>]
    /// The directive's bytes, without the `#`.
    package let span: SourceSpan
    /// The ids (or, for a blanket one, the empty text) that suppressed something.
    package var used: Set<String>
    /// The words behind the brackets.
    package let reason: String
    /// Which findings it covers.
    package let reach: Reach
    /// Whether nothing else stands on its line, so that `ignore` covers no value at all.
    package let isWholeLine: Bool
    /// The ids (or the empty text) that it would suppress on the line below.
    package var missed: Set<String> = []

    /// Makes an ignore that has not been used.
    package init(
      rules: [Located<String>], span: SourceSpan, used: Set<String> = [], reason: String = "",
      reach: Reach = .line, isWholeLine: Bool = false
    ) {
      self.reach = reach
      self.isWholeLine = isWholeLine
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
  /// A dialect that nobody knows.
  package var unknownDialect: Located<String>?
  /// The names of all dialects.
  package var knownDialects: [String] = []
  /// The ids of all rules, sorted.
  package var knownRules: [String] = []
  /// Whether all rules ran, so that an ignore without use is really without use.
  package var isComplete = true
  /// The rules that the settings switch off: an ignore of theirs has no use and does no harm.
  package var rulesOff: Set<String> = []
  /// The ids of the policies of the settings.
  package var policies: [String] = []
  /// Whether there may be settings with policies that were not read.
  package var mayHaveOtherPolicies = false

  /// Makes the report of a file without directives.
  package init() {}

  /// A fact that cannot be used.
  package struct UnknownFact: Sendable {
    /// The name as written.
    package let name: Located<String>
    /// The value as written; nil where the name is the problem.
    package let badValue: Located<String>?
    /// The nearest name that exists.
    package let suggestion: String?
    /// Whether the name is known, but nothing follows it.
    package let lacksValue: Bool

    /// Makes a report of one fact.
    package init(
      name: Located<String>, badValue: Located<String>? = nil, suggestion: String? = nil,
      lacksValue: Bool = false
    ) {
      self.suggestion = suggestion
      self.lacksValue = lacksValue
      self.name = name
      self.badValue = badValue
    }
  }
}

extension DirectiveReport {
  /// Whether there is nothing for a rule to say.
  package var isEmpty: Bool {
    ignores.isEmpty && unknownFacts.isEmpty && unknownDirectives.isEmpty && unknownDialect == nil
  }
}
