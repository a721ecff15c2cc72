package import Linting

/// The rules of this folder, sorted by type name.
package enum ModelRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    AdapterConflict.self,
    AttentionShape.self,
    GatedMlpWidth.self,
    PrecisionConflict.self,
    SequenceExceedsContext.self,
    SizeLabelMismatch.self,
    VocabularyShape.self,
  ]
}
