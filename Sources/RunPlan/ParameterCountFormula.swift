/// The terms of the count, each a formula over a shape's numbers.
struct ParameterFormula {
  /// All parameters and those that one token passes through.
  struct Sum {
    var all: Tally
    var active: Tally

    init(_ dense: Tally) { (all, active) = (dense, dense) }

    init(all: Tally, active: Tally) { (self.all, self.active) = (all, active) }

    static func + (a: Sum, b: Sum) -> Sum { Sum(all: a.all + b.all, active: a.active + b.active) }

    static func * (a: Sum, n: Int) -> Sum {
      Sum(all: a.all * Tally(n), active: a.active * Tally(n))
    }
  }

  private let shape: ModelShape
  private let h: Tally

  init(_ shape: ModelShape) {
    self.shape = shape
    h = Tally(shape.hidden)
  }

  // MARK: Around the blocks

  var inputEmbedding: Tally {
    let rows = Tally(shape.vocabularyRows) * (projected ?? h)
    return rows + Tally(shape.embedding.positionRows) * h + projection
  }

  var outputHead: Tally {
    let rows = Tally(shape.vocabularyRows)
    return (rows * (projected ?? h)).when(!shape.embedding.isTied)
      + rows.when(shape.embedding.hasHeadBias) + projection
  }

  var surroundingNorms: Tally {
    norm(h).when(shape.embedding.hasNorm) + norm(h).when(shape.norms.hasFinal)
  }

  private var projected: Tally? { shape.embedding.projectedWidth.map { Tally($0) } }

  /// One of the two matrices between embedding width and hidden width, where they differ.
  private var projection: Tally {
    guard let width = shape.embedding.projectedWidth, width != shape.hidden else { return 0 }
    return Tally(width) * h
  }

  private func norm(_ width: Tally) -> Tally {
    switch shape.norms.kind {
    case .rms, .layerWithoutBias: width
    case .layer: 2 * width
    case .scalar: 1
    case .nonParametric: 0
    }
  }

  // MARK: Blocks

  func blocks() -> Sum {
    switch shape.mixing {
    case .uniform(let kind):
      let sparse = kind == .attention ? shape.experts?.count(among: shape.layers) ?? 0 : 0
      return block(kind, sparse: true) * sparse
        + block(kind, sparse: false) * (shape.layers - sparse)
    case .each(let kinds):
      let sparse = shape.experts
      var counts: [LayerVariety: Int] = [:]
      for (layer, kind) in kinds.enumerated() {
        let isSparse = kind == .attention && sparse?.isPresent(in: layer) == true
        counts[LayerVariety(kind: kind, isSparse: isSparse), default: 0] += 1
      }
      return counts.reduce(Sum(0)) { sum, entry in
        sum + block(entry.key.kind, sparse: entry.key.isSparse) * entry.value
      }
    }
  }

  private struct LayerVariety: Hashable {
    let kind: ModelShape.LayerKind
    let isSparse: Bool
  }

  private func block(_ kind: ModelShape.LayerKind, sparse: Bool) -> Sum {
    let norms = Tally(shape.norms.perBlock) * norm(h)
    switch kind {
    case .attention:
      let feedForward = sparse ? experts : Sum(shape.mlp.map { mlp($0) } ?? 0)
      return Sum(norms + attention) + feedForward
    case .mamba(let block): return Sum(norm(h) + mamba(block))
    case .rwkv4(let inner): return Sum(4 * h + rwkv4(Tally(inner)))
    case .rwkv6(let inner): return Sum(4 * h + rwkv6(Tally(inner)))
    }
  }

  // MARK: Attention

  private var attention: Tally {
    guard let attention = shape.attention else { return 0 }
    if let latent = attention.latent { return self.latent(latent, attention) }
    let d = Tally(shape.headWidth)
    let queries = Tally(attention.heads) * d
    let keys = Tally(attention.keyValueHeads) * d
    var sum = 2 * h * queries + 2 * h * keys
    sum += (queries + 2 * keys).when(attention.hasInputBias)
    sum += h.when(attention.hasOutputBias) + Tally(attention.heads).when(attention.hasSinks)
    switch attention.queryKeyNorm {
    case .none: break
    case .perHead: sum += 2 * d
    case .fullWidth: sum += queries + keys
    case .perHeadWithBias: sum += 4 * d
    case .fullWidthWithBias: sum += 2 * (queries + keys)
    case .shared: sum += queries
    case .sharedWithBias: sum += 2 * queries
    }
    return sum
  }

  private func latent(
    _ latent: ModelShape.Attention.Latent, _ attention: ModelShape.Attention
  ) -> Tally {
    let heads = Tally(attention.heads)
    let (queryRank, rank) = (Tally(latent.queryRank), Tally(latent.keyValueRank))
    let (plain, rotary) = (Tally(latent.plainWidth), Tally(latent.rotaryWidth))
    let value = Tally(latent.valueWidth)
    let queries = heads * (plain + rotary)
    let narrow = h * queryRank + queryRank + queryRank * queries
    return (latent.queryRank == 0 ? h * queries : narrow)
      + h * (rank + rotary) + rank + rank * heads * (plain + value) + heads * value * h
      + (queryRank + rank + rotary).when(attention.hasInputBias) + h.when(attention.hasOutputBias)
  }

  // MARK: Feed-forward

  private func mlp(_ mlp: ModelShape.MLP) -> Tally {
    let f = Tally(mlp.width)
    let branches: Tally = mlp.isGated ? 2 : 1
    return (branches + 1) * h * f + (branches * f + h).when(mlp.hasBias)
  }

  private var experts: Sum {
    guard let experts = shape.experts else { return Sum(0) }
    let router = h * Tally(experts.count) + Tally(experts.count).when(experts.hasRouterBias)
    var shared = experts.expert
    shared.width = experts.sharedWidth
    let dense = router + mlp(shared).when(experts.sharedWidth > 0) + h.when(experts.hasSharedGate)
    let one = mlp(experts.expert)
    return Sum(
      all: dense + Tally(experts.count) * one,
      active: dense + Tally(min(experts.perToken, experts.count)) * one)
  }

  // MARK: Without attention

  private func mamba(_ block: ModelShape.Mamba) -> Tally {
    let (di, r) = (Tally(block.innerWidth), Tally(block.timeStepRank))
    let (s, c) = (Tally(block.stateWidth), Tally(block.convolutionWidth))
    let matrices = 2 * h * di + di * c + di * (r + 2 * s) + r * di + di * h
    let vectors = di + di * s + di + di.when(block.hasConvolutionBias)
    return matrices + vectors + (2 * di + r + 2 * s + h).when(block.hasBias)
  }

  private func rwkv4(_ f: Tally) -> Tally { 4 * h * h + 5 * h + 2 * h * f + h * h + 2 * h }

  private func rwkv6(_ f: Tally) -> Tally {
    let mixing = 6 * h + 2 * (5 * 32) * h
    let decay = h + 2 * 64 * h + h
    let timeMatrices = 5 * h * h + 2 * h
    let channels = 2 * h + 2 * h * f + h * h
    return mixing + decay + timeMatrices + channels
  }
}
