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
