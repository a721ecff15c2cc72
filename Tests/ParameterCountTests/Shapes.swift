import RunPlan

/// Families of models, each as a function of its sizes.
enum Family {
  static func llama(
    _ rows: Int, _ hidden: Int, _ layers: Int, _ heads: Int, _ keyValueHeads: Int, _ width: Int,
    tied: Bool = false
  ) -> ModelShape {
    ModelShape(
      vocabularyRows: rows, hidden: hidden, layers: layers,
      attention: .init(heads: heads, keyValueHeads: keyValueHeads),
      mlp: .init(width: width), embedding: .init(isTied: tied))
  }

  static func qwen2(
    _ rows: Int, _ hidden: Int, _ layers: Int, _ heads: Int, _ keyValueHeads: Int, _ width: Int,
    tied: Bool = false
  ) -> ModelShape {
    var shape = llama(rows, hidden, layers, heads, keyValueHeads, width, tied: tied)
    shape.attention?.hasInputBias = true
    return shape
  }

  static func qwen3(
    _ rows: Int, _ hidden: Int, _ layers: Int, _ heads: Int, _ keyValueHeads: Int, _ width: Int,
    tied: Bool = false
  ) -> ModelShape {
    var shape = llama(rows, hidden, layers, heads, keyValueHeads, width, tied: tied)
    shape.attention?.headWidth = 128
    shape.attention?.queryKeyNorm = .perHead
    return shape
  }

  static func olmo2(
    _ hidden: Int, _ layers: Int, _ heads: Int, _ keyValueHeads: Int, _ width: Int
  ) -> ModelShape {
    var shape = llama(100_352, hidden, layers, heads, keyValueHeads, width)
    shape.attention?.queryKeyNorm = .fullWidth
    return shape
  }

  static func gemma2(
    _ hidden: Int, _ layers: Int, _ heads: Int, _ keyValueHeads: Int, _ head: Int, _ width: Int
  ) -> ModelShape {
    var shape = llama(256_000, hidden, layers, heads, keyValueHeads, width, tied: true)
    shape.attention?.headWidth = head
    shape.norms.perBlock = 4
    return shape
  }

  /// LayerNorm, a plain MLP four times as wide, biases everywhere.
  static func gpt(
    _ rows: Int, _ hidden: Int, _ layers: Int, _ heads: Int, positions: Int = 0, tied: Bool = true
  ) -> ModelShape {
    ModelShape(
      vocabularyRows: rows, hidden: hidden, layers: layers,
      attention: .init(heads: heads, hasInputBias: true, hasOutputBias: true),
      mlp: .init(width: 4 * hidden, isGated: false, hasBias: true),
      embedding: .init(isTied: tied, positionRows: positions), norms: .init(.layer))
  }

  static func gptOSS(layers: Int, experts: Int) -> ModelShape {
    ModelShape(
      vocabularyRows: 201_088, hidden: 2_880, layers: layers,
      attention: .init(
        heads: 64, keyValueHeads: 8, headWidth: 64, hasInputBias: true, hasOutputBias: true,
        hasSinks: true),
      experts: .init(
        count: experts, perToken: 4, expert: .init(width: 2_880, hasBias: true),
        hasRouterBias: true))
  }

  static func deepSeek(
    rows: Int, hidden: Int, layers: Int, heads: Int, queryRank: Int, denseWidth: Int,
    experts: ModelShape.Experts
  ) -> ModelShape {
    ModelShape(
      vocabularyRows: rows, hidden: hidden, layers: layers,
      attention: .init(
        heads: heads,
        latent: .init(
          queryRank: queryRank, keyValueRank: 512, plainWidth: 128, rotaryWidth: 64,
          valueWidth: 128)),
      mlp: .init(width: denseWidth), experts: experts)
  }

  static func falcon(
    _ hidden: Int, _ layers: Int, _ heads: Int, _ keyValueHeads: Int, norms: Int
  ) -> ModelShape {
    ModelShape(
      vocabularyRows: 65_024, hidden: hidden, layers: layers,
      attention: .init(heads: heads, keyValueHeads: keyValueHeads),
      mlp: .init(width: 4 * hidden, isGated: false), embedding: .init(isTied: true),
      norms: .init(.layer, perBlock: norms))
  }
}
