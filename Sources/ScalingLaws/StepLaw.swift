package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Peak learning rate and batch by model and data (Step Law).
///
/// Li et al. 2025, main result; confirmed by the mean of the released bootstrap fits. N are
/// parameters, D tokens processed. Fitted on N 60M to 1B and D 2B to 100B, dense and
/// mixture-of-experts, AdamW from scratch with a final rate of 1e-5; says nothing about Muon,
/// Shampoo, muP or adapters. The valley is flat: small deviations are noise.
package enum StepLaw {
  /// Where the law comes from.
  package static let citation = Citation.li2025
  /// The runs it was fitted on.
  package static let validity = LawValidity([.parameters: 6e7...1e9, .tokens: 2e9...1e11])

  /// The best peak learning rate: 1.79 N^-0.713 D^0.307.
  package static func learningRate(_ run: RunSize) -> Double {
    1.79 * pow(run.parameters, -0.713) * pow(run.tokens, 0.307)
  }

  /// The best batch in tokens: 0.58 D^0.571, nearly independent of N.
  package static func batch(tokens: Double) -> Double { 0.58 * pow(tokens, 0.571) }
}
