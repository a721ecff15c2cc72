extension ModelShape {
  /// A mixture of experts.
  package struct Experts: Hashable, Sendable {
    /// Which blocks hold experts in place of an MLP; blocks are counted from 0.
    package enum Placement: Hashable, Sendable {
      /// Every block.
      case everyLayer
      /// Every block but the first ones (`first_k_dense_replace`).
      case after(denseLayers: Int)
      /// Block `offset` and every `interval`th after it.
      case every(interval: Int, offset: Int)
      /// The blocks named; numbers outside the model count for nothing.
      case layers(Set<Int>)
    }

    /// The experts of a block.
    package var count: Int
    /// How many of them see a token.
    package var perToken: Int
    /// One expert.
    package var expert: MLP
    /// The width of what every token sees beside its experts; 0 where there is nothing.
    package var sharedWidth: Int
    /// Whether a gate scales the shared part (Qwen2-MoE).
    package var hasSharedGate: Bool
    /// Whether the router learns a number per expert beside its matrix.
    package var hasRouterBias: Bool
    /// Where the experts stand.
    package var placement: Placement

    /// Makes a mixture of experts.
    package init(
      count: Int, perToken: Int, expert: MLP, sharedWidth: Int = 0, hasSharedGate: Bool = false,
      hasRouterBias: Bool = false, placement: Placement = .everyLayer
    ) {
      self.count = count
      self.perToken = perToken
      self.expert = expert
      self.sharedWidth = sharedWidth
      self.hasSharedGate = hasSharedGate
      self.hasRouterBias = hasRouterBias
      self.placement = placement
    }

    /// Whether block `layer` holds experts.
    package func isPresent(in layer: Int) -> Bool {
      switch placement {
      case .everyLayer: true
      case .after(let dense): layer >= dense
      case .every(let interval, let offset):
        interval > 0 && offset >= 0 && layer >= offset && (layer - offset) % interval == 0
      case .layers(let layers): layers.contains(layer)
      }
    }

    /// How many of the first `layers` blocks hold experts; nil where the placement makes no sense.
    package func count(among layers: Int) -> Int? {
      guard layers >= 0 else { return nil }
      switch placement {
      case .everyLayer: return layers
      case .after(let dense): return dense < 0 ? nil : max(0, layers - min(dense, layers))
      case .every(let interval, let offset):
        guard interval > 0, offset >= 0 else { return nil }
        return offset < layers ? (layers - offset - 1) / interval + 1 : 0
      case .layers(let named): return named.filter { $0 >= 0 && $0 < layers }.count
      }
    }
  }
}
