/// The architecture of one decoder: every number that decides how many parameters it has.
///
/// The defaults are those of the llama family (RMSNorm, gated MLP, no biases, an output matrix of
/// its own), so that a llama needs only its sizes. Nothing is checked here: a shape may come from
/// an untrusted file, and `ParameterCount` refuses what makes no sense.
package struct ModelShape: Hashable, Sendable {
  /// The rows of the embedding matrix, after padding.
  package var vocabularyRows: Int
  /// The width of the residual stream.
  package var hidden: Int
  /// The number of blocks.
  package var layers: Int
  /// The attention of the blocks that have one.
  package var attention: Attention?
  /// The MLP of the blocks that are not expert blocks.
  package var mlp: MLP?
  /// What surrounds the blocks: the input and output matrices.
  package var embedding: Embedding
  /// The norms, all of one kind.
  package var norms: Norms
  /// The experts that stand in place of some or all MLPs.
  package var experts: Experts?
  /// What mixes the tokens, layer by layer.
  package var mixing: LayerMix

  /// Makes a shape.
  package init(
    vocabularyRows: Int, hidden: Int, layers: Int, attention: Attention? = nil, mlp: MLP? = nil,
    embedding: Embedding = Embedding(), norms: Norms = Norms(), experts: Experts? = nil,
    mixing: LayerMix = .uniform(.attention)
  ) {
    self.vocabularyRows = vocabularyRows
    self.hidden = hidden
    self.layers = layers
    self.attention = attention
    self.mlp = mlp
    self.embedding = embedding
    self.norms = norms
    self.experts = experts
    self.mixing = mixing
  }

  /// The width of one attention head, whether stated or the hidden width shared out among heads.
  package var headWidth: Int? {
    guard let attention else { return nil }
    if let width = attention.headWidth { return width }
    return attention.heads > 0 ? hidden / attention.heads : nil
  }
}

extension ModelShape {
  /// The matrices that lead into the first block and out of the last.
  package struct Embedding: Hashable, Sendable {
    /// Whether the output matrix is the input matrix.
    package var isTied: Bool
    /// Whether the output matrix has a bias (GPT-J, Phi).
    package var hasHeadBias: Bool
    /// The rows of learned positions; 0 where positions are computed (OPT stores two extra rows).
    package var positionRows: Int
    /// Whether a norm follows the embedding (BLOOM, RWKV).
    package var hasNorm: Bool
    /// The width of the embedding where projections lead to another hidden width (OPT-350m).
    package var projectedWidth: Int?

    /// Makes an embedding.
    package init(
      isTied: Bool = false, hasHeadBias: Bool = false, positionRows: Int = 0, hasNorm: Bool = false,
      projectedWidth: Int? = nil
    ) {
      self.isTied = isTied
      self.hasHeadBias = hasHeadBias
      self.positionRows = positionRows
      self.hasNorm = hasNorm
      self.projectedWidth = projectedWidth
    }
  }

  /// The norms of the residual stream.
  package struct Norms: Hashable, Sendable {
    /// What a norm learns.
    package enum Kind: Hashable, Sendable {
      /// A scale per channel.
      case rms
      /// A scale and a shift per channel.
      case layer
      /// A scale per channel: LayerNorm with its bias switched off.
      case layerWithoutBias
      /// One number for all channels (ScaleNorm).
      case scalar
      /// Nothing.
      case nonParametric
    }

    /// What a norm learns.
    package var kind: Kind
    /// How many each block has: 2 as a rule, 1 when attention and MLP share it, 4 in Gemma 2 and 3.
    package var perBlock: Int
    /// Whether a norm follows the last block.
    package var hasFinal: Bool

    /// Makes a set of norms.
    package init(_ kind: Kind = .rms, perBlock: Int = 2, hasFinal: Bool = true) {
      self.kind = kind
      self.perBlock = perBlock
      self.hasFinal = hasFinal
    }
  }

  /// One feed-forward part.
  package struct MLP: Hashable, Sendable {
    /// The inner width of one branch, whatever the config's key meant.
    package var width: Int
    /// Whether a second branch gates the first.
    package var isGated: Bool
    /// Whether its matrices have biases.
    package var hasBias: Bool

    /// Makes an MLP.
    package init(width: Int, isGated: Bool = true, hasBias: Bool = false) {
      self.width = width
      self.isGated = isGated
      self.hasBias = hasBias
    }
  }
}
