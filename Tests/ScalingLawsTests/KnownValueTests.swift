import ReferenceData
import RunPlan
import ScalingLaws
import Testing

/// Numbers that hold without the shared folder, from the papers or worked out by hand.
@Suite struct KnownValueTests {
  /// A quantity, its value as computed, the one known, and the share it may be off.
  struct Known: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let computed: Double
    let known: Double
    let share: Double

    init(_ name: String, _ computed: Double, _ known: Double, within share: Double) {
      testDescription = name
      self.computed = computed
      self.known = known
      self.share = share
    }
  }

  static let chinchilla = RunSize(parameters: 70e9, tokens: 1.4e12)
  static let law = ChinchillaLaw.besiroglu2024
  static let repetition = RepetitionLaw.muennighoff2023

  static let allocation: [Known] = [
    Known("6 N D of Chinchilla", chinchilla.compute, 5.88e23, within: 1e-12),
    Known("20:1 at Chinchilla", RunSize(compute: 5.88e23).parameters, 70e9, within: 1e-12),
    Known("default at 1e21", law.optimalTokensPerParameter(compute: 1e21), 22, within: 0.02),
    Known("default at 1e19", law.optimalTokensPerParameter(compute: 1e19), 24, within: 0.02),
    Known("N at 1e23", law.optimum(compute: 1e23).parameters, 29.4e9, within: 0.003),
    Known("D at 1e23", law.optimum(compute: 1e23).tokens, 566e9, within: 0.001),
    Known("printed Chinchilla", ChinchillaLaw.hoffmann2022.loss(chinchilla), 1.937, within: 1e-3),
    Known(
      "C4 at any budget", ChinchillaLaw.muennighoff2023.optimalTokensPerParameter(compute: 1e25),
      19.6, within: 1e-3),
    Known("quarter at 347%", law.overhead(shrink: 0.25) ?? .nan, 3.47, within: 2e-3),
    Known("out of reach", law.leastShrink, 0.15, within: 0.03),
    Known("out of reach, printed", ChinchillaLaw.hoffmann2022.leastShrink, 0.10, within: 0.05),
  ]

  static let kaplan: [Known] = [
    Known("D_min of 7B", Kaplan.leastTokens(parameters: 7e9), 9.646e10, within: 1e-4),
    Known("8x the model", Kaplan.dataGrowth(modelGrowth: 8), 4.66, within: 1e-3),
    Known(
      "2% contour", Kaplan.overfitting(parameters: 7e9, datasetTokens: 9.646e10), 0.0209,
      within: 3e-3),
    Known("N_total", Kaplan.allParameters(nonEmbedding: 1e9), 1.047491e9, within: 1e-9),
    Known("GPT-2 blocks", Kaplan.parameters(layers: 12, width: 768), 84_934_656, within: 0),
  ]

  static let repeats: [Known] = [
    Known("D'/U at 2", repetition.effectivePasses(epochs: 2), 1.97, within: 2e-3),
    Known("D'/U at 5", repetition.effectivePasses(epochs: 5), 4.52, within: 2e-3),
    Known("D'/U at 8", repetition.effectivePasses(epochs: 8), 6.62, within: 2e-3),
    Known("D'/U at 40", repetition.effectivePasses(epochs: 40), 15.17, within: 2e-3),
    Known("limit", repetition.mostPasses, 16.39, within: 2e-3),
    Known("D'/D at 4", repetition.freshShare(epochs: 4), 0.93, within: 5e-3),
    Known("value at 16", repetition.tokenValue(atStartOf: 16), 0.38, within: 0.01),
    Known("half a pass", repetition.effectivePasses(epochs: 0.5), 0.5, within: 0),
    Known(
      "allocation", repetition.optimum(compute: 1e22, unique: 25e9).parameters, 7.03e9,
      within: 1e-3),
  ]

  static let machines: [Known] = [
    Known(
      "ZeRO 1", ModelStates.mixedAdamW.bytesPerParameter(sharding: .optimizer, ranks: 64),
      4.1875, within: 0),
    Known("8-bit moments", ModelStates.adamW8Bit.bytesPerParameter, 10, within: 0),
    Known("full recompute", TrainingCompute.fullRecompute(parameters: 2, tokens: 3), 48, within: 0),
    Known("adapters", TrainingCompute.adapters(baseParameters: 2, tokens: 3), 24, within: 0),
    Known(
      "logits of 128k", TensorMemory.logits(sequence: 8_192, batch: 1, vocabulary: 128_256),
      6_304_038_912, within: 0),
    Known(
      "throughput",
      TrainingTime.utilisation(
        tokensPerSecond: 3_300, flopsPerToken: 4.2e10, devices: 1, peak: 312e12), 0.444,
      within: 2e-3),
  ]

  @Test(arguments: allocation + kaplan + repeats + machines) func holds(_ known: Known) {
    #expect(abs(known.computed - known.known) <= known.share * known.known)
  }
}
