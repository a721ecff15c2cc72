/// What a framework demands of a model before it splits it over ranks.
///
/// Frameworks differ: some pad or copy what does not divide, so nothing is demanded unless stated.
package struct ShapeDemands: OptionSet, Sendable {
  /// One bit for each demand.
  package let rawValue: UInt8

  /// Makes a set from its bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Makes a set of its members; the one that every set has is slow in another module.
  package init(arrayLiteral elements: ShapeDemands...) {
    rawValue = elements.reduce(0) { $0 | $1.rawValue }
  }

  /// The attention heads divide by the tensor-parallel ranks.
  package static let headsOverTensor = ShapeDemands(rawValue: 1)
  /// The key-value heads divide by the tensor-parallel ranks.
  package static let kvHeadsOverTensor = ShapeDemands(rawValue: 2)
  /// The layers divide by the pipeline stages.
  package static let layersOverPipeline = ShapeDemands(rawValue: 4)
}
