extension ModelShape {
  /// The attention of one block.
  package struct Attention: Hashable, Sendable {
    /// A norm on queries and keys.
    package enum QueryKeyNorm: Hashable, Sendable {
      /// No norm.
      case none
      /// One scale of a head's width for all heads (Qwen3, Gemma 3).
      case perHead
      /// A scale over all heads (OLMo 2, Command R+).
      case fullWidth
      /// As `perHead`, with a shift (Persimmon).
      case perHeadWithBias
      /// As `fullWidth`, with a shift (MPT's `qk_ln`).
      case fullWidthWithBias
      /// One scale over all query heads, for the keys too (GPT-NeoX).
      case shared
      /// As `shared`, with a shift.
      case sharedWithBias
    }

    /// Multi-head latent attention: queries, keys and values go through narrow matrices.
    package struct Latent: Hashable, Sendable {
      /// The rank of the queries; 0 where they are not narrowed.
      package var queryRank: Int
      /// The rank that keys and values share.
      package var keyValueRank: Int
      /// The part of a query head that knows no position.
      package var plainWidth: Int
      /// The part of a query head that is rotated.
      package var rotaryWidth: Int
      /// The width of a value head.
      package var valueWidth: Int

      /// Makes a latent attention.
      package init(
        queryRank: Int, keyValueRank: Int, plainWidth: Int, rotaryWidth: Int, valueWidth: Int
      ) {
        self.queryRank = queryRank
        self.keyValueRank = keyValueRank
        self.plainWidth = plainWidth
        self.rotaryWidth = rotaryWidth
        self.valueWidth = valueWidth
      }
    }

    /// The query heads.
    package var heads: Int
    /// The key and value heads.
    package var keyValueHeads: Int
    /// The width of a head; nil for the hidden width shared out among the heads.
    package var headWidth: Int?
    /// Whether the matrices of queries, keys and values have biases.
    package var hasInputBias: Bool
    /// Whether the output matrix has a bias.
    package var hasOutputBias: Bool
    /// The norm on queries and keys.
    package var queryKeyNorm: QueryKeyNorm
    /// Whether each head learns a sink (gpt-oss).
    package var hasSinks: Bool
    /// The narrow matrices, where attention is latent.
    package var latent: Latent?

    /// Makes an attention; without `keyValueHeads` every head has its own keys and values.
    package init(
      heads: Int, keyValueHeads: Int? = nil, headWidth: Int? = nil, hasInputBias: Bool = false,
      hasOutputBias: Bool = false, queryKeyNorm: QueryKeyNorm = .none, hasSinks: Bool = false,
      latent: Latent? = nil
    ) {
      self.heads = heads
      self.keyValueHeads = keyValueHeads ?? heads
      self.headWidth = headWidth
      self.hasInputBias = hasInputBias
      self.hasOutputBias = hasOutputBias
      self.queryKeyNorm = queryKeyNorm
      self.hasSinks = hasSinks
      self.latent = latent
    }
  }
}
