/// One of the numbers that a training run is made of.
///
/// A new quantity is one case here, one row in `QuantityCatalogue.swift`, and its identities.
package enum Quantity: UInt8, CaseIterable, Hashable, Sendable {
  // The model.
  case parameters, parametersNonEmbedding, parametersActive, parametersTrainable
  case layers, hiddenSize, intermediateSize, heads, kvHeads, headDim, vocabularySize
  case experts, expertsPerToken, contextLength
  // The data.
  case tokens, uniqueTokens, examples, epochs
  // The batch.
  case tokensPerStep, tokensPerStepPerRank, tokensPerRank
  case globalBatch, microBatch, accumulation, sequencesPerStepPerRank, sequenceLength
  // The machine.
  case worldSize, devices, nodes, devicesPerNode
  case dataParallel, tensorParallel, pipelineParallel, contextParallel, expertParallel, zeroStage
  // The schedule.
  case steps, warmupSteps, decaySteps, learningRate, minLearningRate, weightDecay
  // Adapters.
  case loraRank, loraAlpha
  // What follows.
  case tokensPerParameter, flops, deviceHours, memoryPerDevice
  // Only ever declared.
  case mfu, inferenceTokens, targetLoss, baseline

  /// The name in JSON, facts and settings: `tokens_per_step`.
  package var name: String { info.name }

  /// What the number counts.
  package var unit: Unit { info.unit }

  /// The quantity in the words of a sentence: `tokens per step`.
  package var words: String { info.words }

  /// The quantity called `name` in facts and settings, or nil.
  package init?(name: some StringProtocol) {
    guard let found = Quantity.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// Quantities as bits; a test holds their number to 64.
struct QuantitySet: Sendable {
  private var bits: UInt64 = 0

  init(_ members: [Quantity] = []) {
    for quantity in members { insert(quantity) }
  }

  mutating func insert(_ quantity: Quantity) { bits |= 1 << UInt64(quantity.rawValue) }

  mutating func set(_ quantity: Quantity, _ isMember: Bool) {
    bits &= ~(1 << UInt64(quantity.rawValue))
    if isMember { insert(quantity) }
  }

  func contains(_ quantity: Quantity) -> Bool { bits >> UInt64(quantity.rawValue) & 1 == 1 }

  /// How many of these are not in `others`.
  func count(without others: QuantitySet) -> Int { (bits & ~others.bits).nonzeroBitCount }
}
