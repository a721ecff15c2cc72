package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The first laws, in their own units: non-embedding parameters, PF-days.
///
/// Kaplan et al. 2020; losses in nats per token. Fitted on WebText2 with N 768 to 1.5e9 and D 2.1e7
/// to 2.2e10 tokens. The allocation is superseded (non-embedding counts at small scale, long
/// warmup, untuned optimisers) and kept as history.
package enum Kaplan {
  /// Where the laws come from.
  package static let citation = Citation.kaplan2020
  /// The runs they were fitted on.
  package static let validity = LawValidity.kaplanRuns

  /// Non-embedding parameters of a transformer: 2 d L (2 d_attn + d_ff); equation 2.1.
  package static func parameters(
    layers: Double, width: Double, attentionWidth: Double, feedForward: Double
  ) -> Double {
    2 * width * layers * (2 * attentionWidth + feedForward)
  }

  /// Non-embedding parameters with d_attn = d and d_ff = 4 d: 12 L d².
  package static func parameters(layers: Double, width: Double) -> Double {
    parameters(layers: layers, width: width, attentionWidth: width, feedForward: 4 * width)
  }

  /// All parameters of a usual model by its non-embedding ones: N + 47491 N^(1/3).
  ///
  /// Pearce & Song 2024, fitted to Chinchilla's models; a stand-in where the vocabulary is unknown.
  package static func allParameters(nonEmbedding: Double) -> Double {
    nonEmbedding + 47_491 * cbrt(nonEmbedding)
  }

  /// Loss when data does not limit, trained to convergence: (8.8e13 / N)^0.076; equation 1.1.
  package static func loss(parameters: Double) -> Double { pow(8.8e13 / parameters, 0.076) }

  /// Loss of a large model stopped early: (5.4e13 / D)^0.095, D the data set; equation 1.2.
  package static func loss(datasetTokens: Double) -> Double { pow(5.4e13 / datasetTokens, 0.095) }

  /// Loss on the frontier at batches far below critical: (3.1e8 / C_min)^0.050; equation 1.3.
  package static func loss(petaflopDays: Double) -> Double { pow(3.1e8 / petaflopDays, 0.050) }

  /// Loss on the naive frontier at a batch of 2^19 tokens: (1.6e7 / C)^0.057.
  ///
  /// Both exponents are Kaplan's; 0.050 is the one to quote.
  package static func naiveLoss(petaflopDays: Double) -> Double {
    pow(1.6e7 / petaflopDays, 0.057)
  }

  /// Loss after S_min steps: (6.5e13 / N)^0.077 + (2.1e3 / S_min)^0.76; equation 1.6 and table 3.
  package static func loss(parameters: Double, leastSteps: Double) -> Double {
    pow(6.5e13 / parameters, 0.077) + pow(2.1e3 / leastSteps, 0.76)
  }

  /// The batch in tokens where steps and tokens trade evenly: 2e8 / L^(1/0.21); equation 1.4.
  ///
  /// 2.5M at L = 2.5, 7.4M at 2.0, 12M at 1.8.
  package static func criticalBatch(loss: Double) -> Double { 2e8 / pow(loss, 1 / 0.21) }

  /// How optimal parameters grow with compute: C^0.73; equation 1.7.
  package static let parametersExponent = 0.73
  /// How optimal tokens grow with compute: C^0.27; equation 1.7.
  package static let tokensExponent = 0.27

  /// Optimal non-embedding parameters: 1.3e9 C^0.73; appendix A.
  package static func optimalParameters(petaflopDays: Double) -> Double {
    1.3e9 * pow(petaflopDays, parametersExponent)
  }

  /// Optimal tokens: 2e10 C^0.27; appendix A.
  package static func optimalTokens(petaflopDays: Double) -> Double {
    2e10 * pow(petaflopDays, tokensExponent)
  }

  /// How far above its converged loss a run should stop under Kaplan's allocation.
  ///
  /// alpha_N / alpha_S = 0.076 / 0.76, 10%; appendix B. Under Chinchilla's laws the optimum lies 4%
  /// to 18% above, by budget: this is no rule.
  package static func stoppingExcess(
    parameterExponent: Double = 0.076, stepExponent: Double = 0.76
  ) -> Double {
    parameterExponent / stepExponent
  }
}
