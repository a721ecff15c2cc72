/// The model as a dialect read it.
package struct Architecture: Sendable {
  /// The shape; its vocabulary counts only where `knowsVocabulary`.
  package var shape: ModelShape
  /// Whether the number of vocabulary rows is known.
  package var knowsVocabulary: Bool
  /// Whether everything else around the blocks is: positions, what the output matrix leads to.
  package var knowsSurroundings: Bool
  /// The claims that the shape rests on, the deciding ones (layers, hidden size) first.
  package var inputs: [Claim]

  /// Joins a shape and the claims behind it.
  package init(
    shape: ModelShape, knowsVocabulary: Bool, knowsSurroundings: Bool = true, inputs: [Claim]
  ) {
    self.shape = shape
    self.knowsVocabulary = knowsVocabulary
    self.knowsSurroundings = knowsSurroundings
    self.inputs = inputs
  }
}
