package import Linting

/// The rules of this folder, sorted by type name.
package enum DataRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    MixtureWeights.self,
    PackingConflict.self,
    SilentTruncation.self,
    StreamingWithoutSteps.self,
  ]
}
