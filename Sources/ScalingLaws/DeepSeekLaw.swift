package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Peak learning rate, batch and allocation by compute (DeepSeek LLM).
///
/// DeepSeek-AI 2024, equations 1 and 4, with C = M D: M are non-embedding FLOPs per token,
/// attention included. Fitted on C 1e17 to 2e19 with AdamW and a multi-step schedule, used up to
/// 3e23.
package enum DeepSeekLaw {
  /// Where the law comes from.
  package static let citation = Citation.deepSeek2024
  /// The runs it was fitted on.
  package static let validity = LawValidity([.compute: 1e17...2e19])

  /// The best peak learning rate: 0.3118 C^-0.1250.
  package static func learningRate(compute: Double) -> Double { 0.3118 * pow(compute, -0.1250) }

  /// The best batch in tokens: 0.2920 C^0.3271.
  package static func batch(compute: Double) -> Double { 0.2920 * pow(compute, 0.3271) }

  /// The best model, in non-embedding FLOPs per token: 0.1715 C^0.5243.
  package static func optimalFLOPsPerToken(compute: Double) -> Double {
    0.1715 * pow(compute, 0.5243)
  }

  /// The best number of tokens: 5.8316 C^0.4757.
  package static func optimalTokens(compute: Double) -> Double { 5.8316 * pow(compute, 0.4757) }
}
