package import SourceText

/// A key for the width of a gated MLP that counts more than one branch.
package struct GatedWidth: Sendable {
  /// The key, as its framework writes it.
  package let key: String
  /// What is written there; nil where the key is absent.
  package let written: WrittenKey?
  /// How many times the width of one branch the key holds.
  package let branches: Double
  /// Where the activation is written that makes the MLP a gated one.
  package let activation: SourceSpan?

  /// Makes a description of the key.
  package init(key: String, written: WrittenKey?, branches: Double, activation: SourceSpan?) {
    self.key = key
    self.written = written
    self.branches = branches
    self.activation = activation
  }
}

extension TrainingPlan {
  /// The count with MLP branches of another width; nil where the model is not known.
  package func parameterCount(withBranches width: Int) -> ParameterCount? {
    guard let architecture = reading.architecture, architecture.shape.mlp != nil else { return nil }
    var shape = architecture.shape
    shape.mlp?.width = width
    if !architecture.knowsVocabulary { shape.vocabularyRows = value(.vocabularySize).asCount ?? 1 }
    return ParameterCount(shape)
  }
}

extension Double? {
  fileprivate var asCount: Int? { flatMap { Int(exactly: $0) } }
}
