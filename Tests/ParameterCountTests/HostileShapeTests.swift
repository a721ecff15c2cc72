import RunPlan
import Testing

@Suite struct HostileShapeTests {
  private static let fields: [any WritableKeyPath<ModelShape, Int> & Sendable] = [
    \.vocabularyRows, \.hidden, \.layers, \.embedding.positionRows, \.norms.perBlock,
  ]
  private static let numbers = [
    Int.min, -(1 << 62), -1, 0, 1, 3, 1 << 31, 1 << 62, .max,
  ]

  @Test func noNumberInAnyFieldTraps() {
    var shapes = PublishedCountTests.dense + PublishedCountTests.older
    shapes += PublishedCountTests.sparse
    for known in shapes {
      for number in Self.numbers {
        for field in Self.fields {
          check(with(known.shape) { $0[keyPath: field] = number })
        }
        for shape in variants(of: known.shape, number) { check(shape) }
      }
    }
  }

  private func check(_ shape: ModelShape) {
    if let count = ParameterCount(shape) {
      #expect(count.total > 0 && count.active <= count.total && count.active > 0)
      #expect(count.nonEmbedding >= 0 && count.inputEmbedding > 0 && count.outputHead >= 0)
    }
    _ = ParameterCount.adapters(rank: 8, on: Set(AdapterTarget.allCases), of: shape)
  }

  private func variants(of shape: ModelShape, _ n: Int) -> [ModelShape] {
    [
      with(shape) { $0.attention?.heads = n },
      with(shape) { $0.attention?.keyValueHeads = n },
      with(shape) { $0.attention?.headWidth = n },
      with(shape) { $0.mlp?.width = n },
      with(shape) { $0.embedding.projectedWidth = n },
      with(shape) { $0.experts?.count = n },
      with(shape) { $0.experts?.perToken = n },
      with(shape) { $0.experts?.expert.width = n },
      with(shape) { $0.experts?.sharedWidth = n },
      with(shape) { $0.experts?.placement = .after(denseLayers: n) },
      with(shape) { $0.experts?.placement = .every(interval: n, offset: n) },
      with(shape) { $0.experts?.placement = .every(interval: 1, offset: n) },
      with(shape) { $0.experts?.placement = .layers([n, 0, -n.magnitude.leadingZeroBitCount]) },
      with(shape) { $0.attention?.latent?.queryRank = n },
      with(shape) { $0.attention?.latent?.keyValueRank = n },
      with(shape) { $0.attention?.latent?.rotaryWidth = n },
      with(shape) { $0.attention?.latent?.valueWidth = n },
      with(shape) { $0.mixing = .uniform(.mamba(.init(hidden: n, expansion: n))) },
      with(shape) { $0.mixing = .uniform(.mamba(.init(innerWidth: n, timeStepRank: n))) },
      with(shape) { $0.mixing = .uniform(.rwkv6(innerWidth: n)) },
      .mamba(vocabularyRows: n, hidden: n, layers: n),
      .rwkv4(vocabularyRows: n, hidden: n, layers: n),
    ]
  }

  @Test func whatIsMissingIsNotCounted() {
    let llama = Family.llama(32_000, 4_096, 32, 32, 32, 11_008)
    #expect(ParameterCount(with(llama) { $0.attention = nil }) == nil)
    #expect(ParameterCount(with(llama) { $0.mlp = nil }) == nil)
    #expect(ParameterCount(with(llama) { $0.mixing = .each([.attention]) }) == nil)
    #expect(ParameterCount(with(llama) { $0.hidden = 0 }) == nil)
    #expect(ParameterCount(with(llama) { $0.layers = -1 }) == nil)
    #expect(ParameterCount(with(llama) { $0.mlp?.width = 1 << 62 }) == nil)
  }
}

@Suite struct LayerMixTests {
  private let llama = Family.llama(32_000, 256, 4, 4, 4, 512)

  @Test func aListOfEqualKindsCountsLikeOneKind() {
    let list = with(llama) { $0.mixing = .each([.attention, .attention, .attention, .attention]) }
    #expect(ParameterCount(list) == ParameterCount(llama))
  }

  @Test func eachKindCountsItsOwnBlocks() throws {
    let mamba = ModelShape.LayerKind.mamba(.init(hidden: 256))
    let mixed = with(llama) { $0.mixing = .each([.attention, mamba, .attention, mamba]) }
    let pure = with(llama) { $0.mixing = .uniform(mamba) }
    let (a, b) = (try #require(ParameterCount(llama)), try #require(ParameterCount(pure)))
    #expect(try #require(ParameterCount(mixed)).total == (a.total + b.total) / 2)
  }

  @Test func expertsFollowTheBlockNumber() throws {
    let experts = ModelShape.Experts(
      count: 4, perToken: 1, expert: .init(width: 512), placement: .every(interval: 2, offset: 0))
    let sparse = with(llama) { $0.experts = experts }
    let listed = with(sparse) {
      $0.mixing = .each([.attention, .attention, .attention, .attention])
    }
    #expect(ParameterCount(sparse) == ParameterCount(listed))
    let named = with(sparse) { $0.experts?.placement = .layers([0, 2, 9, -1]) }
    #expect(ParameterCount(sparse) == ParameterCount(named))
    let extra = 2 * (4 * 256 + 3 * 3 * 256 * 512)
    #expect(
      try #require(ParameterCount(sparse)).total == #require(ParameterCount(llama)).total + extra)
  }
}
