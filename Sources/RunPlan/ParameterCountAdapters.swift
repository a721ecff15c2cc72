/// A matrix that low-rank adapters may be attached to, whatever a framework calls it.
package enum AdapterTarget: Hashable, Sendable, CaseIterable {
  /// The queries' matrix.
  case query
  /// The keys' matrix.
  case key
  /// The values' matrix.
  case value
  /// The attention's output matrix.
  case attentionOutput
  /// Queries, keys and values as one matrix (GPT-2, GPT-NeoX, Phi-3).
  case fusedInput
  /// The gating branch.
  case gate
  /// The other branch, or the only one.
  case up
  /// The way back to the hidden width.
  case down
  /// Both branches as one matrix (Phi-3).
  case fusedGateUp
}

extension ParameterCount {
  /// Counts the parameters of adapters of `rank` on `targets`: rank times inputs plus outputs.
  ///
  /// Experts and their shared part have adapters of their own, unless `reachesExperts` is false.
  /// The router, the embedding and the output matrix have none. Nil where a block has no attention
  /// or a latent one, where `shape` cannot be counted, and for a rank below 1. A target that the
  /// model lacks adds nothing.
  package static func adapters(
    rank: Int, on targets: Set<AdapterTarget>, of shape: ModelShape, reachesExperts: Bool = true
  ) -> Int? {
    guard
      rank > 0, shape.isCountable, shape.mixing == .uniform(.attention),
      let attention = shape.attention, attention.latent == nil, let d = shape.headWidth
    else { return nil }
    let h = Tally(shape.hidden)
    let queries = Tally(attention.heads) * Tally(d)
    let keys = Tally(attention.keyValueHeads) * Tally(d)
    var perLayer: Tally = 0
    for target in targets {
      switch target {
      case .query, .attentionOutput: perLayer += h + queries
      case .key, .value: perLayer += h + keys
      case .fusedInput: perLayer += h + queries + 2 * keys
      case .gate, .up, .down, .fusedGateUp: break
      }
    }
    let sparse = shape.experts?.count(among: shape.layers) ?? 0
    var sum = perLayer * Tally(shape.layers)
    if let mlp = shape.mlp {
      sum += edges(of: mlp, targets, h) * Tally(shape.layers - sparse)
    }
    if let experts = shape.experts, reachesExperts {
      sum += edges(of: experts, targets, h) * Tally(sparse)
    }
    return (sum * Tally(rank)).value
  }

  /// Inputs plus outputs of an MLP's targeted matrices.
  private static func edges(
    of mlp: ModelShape.MLP, _ targets: Set<AdapterTarget>, _ h: Tally
  ) -> Tally {
    let f = Tally(mlp.width)
    return (h + f).when(targets.contains(.gate) && mlp.isGated)
      + (h + f).when(targets.contains(.up)) + (h + f).when(targets.contains(.down))
      + (h + 2 * f).when(targets.contains(.fusedGateUp) && mlp.isGated)
  }

  private static func edges(
    of experts: ModelShape.Experts, _ targets: Set<AdapterTarget>, _ h: Tally
  ) -> Tally {
    var shared = experts.expert
    shared.width = experts.sharedWidth
    return edges(of: experts.expert, targets, h) * Tally(experts.count)
      + edges(of: shared, targets, h).when(experts.sharedWidth > 0)
  }
}
