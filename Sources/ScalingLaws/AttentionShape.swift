/// The shape that decides what attention costs beyond the parameters.
package struct AttentionShape: Hashable, Sendable {
  /// Layers with attention.
  package let layers: Double
  /// Query heads.
  package let heads: Double
  /// Width of a head.
  package let headWidth: Double
  /// Tokens in a sequence.
  package let context: Double

  /// Makes a shape.
  package init(layers: Double, heads: Double, headWidth: Double, context: Double) {
    self.layers = layers
    self.heads = heads
    self.headWidth = headWidth
    self.context = context
  }

  /// Training FLOPs per token that the scores and their use take: 12 L H Q T.
  ///
  /// Half of it with a kernel that skips what the causal mask hides.
  package func flopsPerToken(skippingMask: Bool = false) -> Double {
    (skippingMask ? 6 : 12) * layers * heads * headWidth * context
  }

  /// Training FLOPs per token: 6 N' + 12 L H Q T.
  ///
  /// Chowdhery et al. 2022, appendix B. N' are the parameters without the input embedding, the
  /// output head kept.
  package func trainingFLOPsPerToken(parameters: Double, skippingMask: Bool = false) -> Double {
    TrainingCompute.perParameter * parameters + flopsPerToken(skippingMask: skippingMask)
  }

  /// What the simple rule leaves out, as a share of it: 12 L H Q T / 6 N'.
  package func share(parameters: Double) -> Double {
    flopsPerToken() / (TrainingCompute.perParameter * parameters)
  }
}
