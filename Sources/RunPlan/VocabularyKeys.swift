package import ReferenceData

/// What a framework says about the number of rows in the embedding.
package struct VocabularyKeys: Sendable {
  /// The ids of the tokenizer, where the file determines it.
  package var tokenizer: Claim?
  /// The multiple of which the rows should be one, and who says so; nil where it does not matter or
  /// the framework pads on its own.
  package var multiple: (count: Int, source: Citation)?

  /// Makes keys of which nothing is known.
  package init() {}
}
