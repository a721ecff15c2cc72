package import Linting

/// The rules of this folder, sorted by type name.
package enum KeysRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    ContradictoryFact.self,
    DeprecatedKey.self,
    FrameworkConstraint.self,
    InertKey.self,
    InvalidValue.self,
    MissingRequiredKey.self,
    UnknownKey.self,
  ]
}
