extension ModelShape {
  /// What a block is made of.
  package enum LayerKind: Hashable, Sendable {
    /// Attention and an MLP or experts; global, local and flash attention count the same.
    case attention
    /// One Mamba block without an MLP.
    case mamba(Mamba)
    /// One RWKV-4 block with the inner width of its channel mixing; its norms are LayerNorms.
    case rwkv4(innerWidth: Int)
    /// One RWKV-6 block with the inner width of its channel mixing, as GPT-NeoX builds it.
    case rwkv6(innerWidth: Int)
  }

  /// The kinds of a model's blocks.
  package enum LayerMix: Hashable, Sendable {
    /// All blocks alike.
    case uniform(LayerKind)
    /// One kind for each block; the list must be as long as the model is deep.
    case each([LayerKind])
  }

  /// The sizes of a Mamba-1 block.
  package struct Mamba: Hashable, Sendable {
    /// The inner width, as a rule twice the hidden width.
    package var innerWidth: Int
    /// The state per channel.
    package var stateWidth: Int
    /// The width of the convolution.
    package var convolutionWidth: Int
    /// The rank of the time step.
    package var timeStepRank: Int
    /// Whether the convolution has a bias.
    package var hasConvolutionBias: Bool
    /// Whether the matrices have biases; that of the time step always has one.
    package var hasBias: Bool

    /// Makes a block from its sizes.
    package init(
      innerWidth: Int, timeStepRank: Int, stateWidth: Int = 16, convolutionWidth: Int = 4,
      hasConvolutionBias: Bool = true, hasBias: Bool = false
    ) {
      self.innerWidth = innerWidth
      self.timeStepRank = timeStepRank
      self.stateWidth = stateWidth
      self.convolutionWidth = convolutionWidth
      self.hasConvolutionBias = hasConvolutionBias
      self.hasBias = hasBias
    }

    /// Makes the usual block of a model `hidden` wide: rank one sixteenth of it, rounded up.
    ///
    /// A product beyond `Int` gives an inner width of 0, which no count accepts.
    package init(hidden: Int, expansion: Int = 2) {
      let (inner, overflow) = hidden.multipliedReportingOverflow(by: expansion)
      let rank = hidden / 16 + (hidden % 16 > 0 ? 1 : 0)
      self.init(innerWidth: overflow ? 0 : inner, timeStepRank: rank)
    }
  }

  /// Makes a pure Mamba-1 model: tied, one RMSNorm a block.
  package static func mamba(vocabularyRows: Int, hidden: Int, layers: Int) -> ModelShape {
    ModelShape(
      vocabularyRows: vocabularyRows, hidden: hidden, layers: layers,
      embedding: Embedding(isTied: true), norms: Norms(.rms, perBlock: 1),
      mixing: .uniform(.mamba(Mamba(hidden: hidden))))
  }

  /// Makes a pure RWKV-4 model: untied, an extra norm on the embedding, channel mixing 4 wide.
  package static func rwkv4(vocabularyRows: Int, hidden: Int, layers: Int) -> ModelShape {
    let (inner, overflow) = hidden.multipliedReportingOverflow(by: 4)
    return ModelShape(
      vocabularyRows: vocabularyRows, hidden: hidden, layers: layers,
      embedding: Embedding(hasNorm: true), norms: Norms(.layer),
      mixing: .uniform(.rwkv4(innerWidth: overflow ? 0 : inner)))
  }
}
