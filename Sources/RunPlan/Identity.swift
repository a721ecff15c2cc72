/// An equation between quantities: `result = constant × Π terms`.
///
/// A class, so that the solver can take one out of the list at the price of one count.
package final class Identity: Sendable {
  /// The quantity on the left.
  package let result: Quantity
  /// The quantities on the right, each with exponent 1 or -1.
  package let terms: [(quantity: Quantity, exponent: Int)]
  /// The number on the right.
  package let constant: Double
  /// Whether a mismatch of stated values is a contradiction, or the equation only fills a gap.
  package let isBinding: Bool
  /// All quantities with the exponents of `Π qᵉ = 1/k`, the result first.
  let powers: [(quantity: Quantity, exponent: Int)]
  /// The text of the equation solved for each of `powers`.
  let formulas: [String]

  init(
    _ result: Quantity, _ terms: [(Quantity, Int)], constant: Double = 1, isBinding: Bool = true
  ) {
    self.result = result
    self.terms = terms.map { (quantity: $0.0, exponent: $0.1) }
    self.constant = constant
    self.isBinding = isBinding
    let all = [(result, -1)] + terms
    powers = all.map { (quantity: $0.0, exponent: $0.1) }
    usesSequenceLength = terms.contains { $0.0 == .sequenceLength }
    formulas = all.map { unknown in
      Self.formula(for: unknown.0, of: all, solvedExponent: unknown.1, constant: constant)
    }
  }

  /// Whether the equation takes every sequence to be of the full length.
  let usesSequenceLength: Bool

  /// Whether the equation takes every accelerator for a rank.
  var joinsRanksAndDevices: Bool {
    result == .devices || (result == .worldSize && terms.first?.quantity == .nodes)
  }

  /// `Π qᵉ = 1/k` solved for one quantity, as text.
  private static func formula(
    for unknown: Quantity, of all: [(Quantity, Int)], solvedExponent: Int, constant: Double
  ) -> String {
    var above = constant == 1 || solvedExponent > 0 ? [] : [Magnitude.shortest(constant)]
    var below = constant == 1 || solvedExponent < 0 ? [] : [Magnitude.shortest(constant)]
    for (quantity, exponent) in all where quantity != unknown {
      if exponent * solvedExponent < 0 {
        above.append(quantity.name)
      } else {
        below.append(quantity.name)
      }
    }
    let product = above.isEmpty ? "1" : above.joined(separator: " × ")
    return below.isEmpty ? product : ([product] + below).joined(separator: " / ")
  }
}

extension Identity {
  /// The equations of a training run, in the order in which they are tried.
  package static let catalogue: [Identity] = [
    Identity(.sequencesPerStepPerRank, [(.microBatch, 1), (.accumulation, 1)]),
    Identity(
      .worldSize,
      [(.dataParallel, 1), (.tensorParallel, 1), (.pipelineParallel, 1), (.contextParallel, 1)]),
    Identity(.worldSize, [(.nodes, 1), (.devicesPerNode, 1)]),
    Identity(.globalBatch, [(.sequencesPerStepPerRank, 1), (.dataParallel, 1)]),
    Identity(.tokensPerStep, [(.globalBatch, 1), (.sequenceLength, 1)]),
    Identity(.tokensPerStepPerRank, [(.sequencesPerStepPerRank, 1), (.sequenceLength, 1)]),
    Identity(.tokens, [(.steps, 1), (.tokensPerStep, 1)]),
    Identity(.tokens, [(.epochs, 1), (.uniqueTokens, 1)]),
    Identity(.tokensPerRank, [(.steps, 1), (.tokensPerStepPerRank, 1)]),
    Identity(.devices, [(.worldSize, 1)], isBinding: false),
    Identity(.tokensPerParameter, [(.tokens, 1), (.parameters, -1)]),
    Identity(.flops, [(.parametersActive, 1), (.tokens, 1)], constant: 6),
  ]

  /// The quantities of each equation of the catalogue.
  static let quantities = catalogue.map { QuantitySet($0.powers.map(\.quantity)) }
}
