package import Linting

/// The rules of this folder, sorted by type name.
package enum DirectivesRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    BlanketSuppression.self,
    Policy.self,
    SuppressionWithoutReason.self,
    UnknownDirective.self,
    UnknownFact.self,
    UnknownRule.self,
    UnusedSuppression.self,
  ]
}
