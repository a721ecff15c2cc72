package import SourceText

/// What a contradiction is about, so that exactly one rule speaks of it.
package enum ConflictTopic: Sendable {
  /// How the sequences of a step are shared out over ranks and micro-steps.
  case batch
  /// How many ranks there are, and how the model and the data are split over them.
  case ranks
  /// What a job starts against what the configuration that it runs was written for.
  case job
  /// Two keys that give different sequence lengths.
  case sequenceLength
  /// Everything else, declared values against keys included.
  case other
}

extension Conflict {
  /// What the two sides disagree about, or what would be broken.
  package var quantity: Quantity {
    switch kind {
    case .differs: stated.quantity
    case .indivisible(let quantity): quantity
    }
  }

  /// The subject under which it is reported.
  package var topic: ConflictTopic {
    if isAboutJob { return .job }
    if isAboutRanks { return .ranks }
    if stated.isDeclared || implied.isDeclared { return .other }
    if quantity == .sequenceLength { return .sequenceLength }
    let isBatch = Self.batch.contains(quantity) || implied.inputs.contains(where: Self.isBatch)
    return isBatch && !Self.tokenTotals.contains(quantity) ? .batch : .other
  }

  /// Whether nothing but keys, published facts and declared values takes part.
  package var isCertain: Bool { max(stated.certainty, implied.certainty) <= .fact }

  /// Every claim that is not computed and that one of the sides rests on, each once.
  package var terms: [Claim] {
    var found: [Claim] = []
    for claim in [stated, implied] { claim.collectLeaves(into: &found) }
    return found
  }

  /// Whether counts of ranks disagree, and they are written in different files or texts.
  private var isAboutJob: Bool {
    guard Self.ranks.contains(quantity) else { return false }
    let files = Set(terms.compactMap { $0.place?.file })
    return files.count > 1
  }

  /// Whether the world size and the sizes that it is the product of do not fit.
  ///
  /// A declared value against a written one of the same quantity is a matter of the declaration.
  private var isAboutRanks: Bool {
    guard Self.ranks.contains(quantity), !implied.inputs.isEmpty || !stated.inputs.isEmpty else {
      return false
    }
    let parts = [stated, implied].filter { !$0.inputs.isEmpty }.flatMap(\.inputs)
    return parts.allSatisfy { Self.ranks.contains($0.quantity) }
  }

  private static let ranks: Set<Quantity> = [
    .worldSize, .nodes, .devicesPerNode, .dataParallel, .tensorParallel, .pipelineParallel,
    .contextParallel,
  ]
  private static let batch: Set<Quantity> = [
    .globalBatch, .microBatch, .accumulation, .sequencesPerStepPerRank,
  ]
  private static let tokenTotals: Set<Quantity> = [
    .tokens, .tokensPerStep, .tokensPerStepPerRank, .tokensPerRank,
  ]

  private static func isBatch(_ claim: Claim) -> Bool { batch.contains(claim.quantity) }
}

extension Claim {
  /// Whether the user declared this very value.
  package var isDeclared: Bool { if case .fact = provenance { true } else { false } }

  /// The claims it is computed from; none for a value that is given.
  package var inputs: [Claim] {
    if case .derived(_, let inputs) = provenance { inputs } else { [] }
  }

  /// The place to underline, that of a declaration included.
  package var place: SourceSpan? {
    if let span { return span }
    if case .fact(let span) = provenance { return span }
    return inputs.lazy.compactMap(\.place).first
  }

  fileprivate func collectLeaves(into found: inout [Claim]) {
    guard inputs.isEmpty else {
      for input in inputs { input.collectLeaves(into: &found) }
      return
    }
    let isKnown = found.contains { $0.quantity == quantity && $0.place == place }
    if !isKnown { found.append(self) }
  }
}

extension TrainingPlan {
  /// The contradictions about the batch: the certain ones, else those that defaults take part in.
  package var batchConflicts: [Conflict] {
    let certain = conflicts.filter { $0.topic == .batch }
    return certain.isEmpty ? conflictsWithDefaults : certain
  }
}

extension TrainingPlan {
  /// The sizes that share out the world: those that a key or a declaration gives.
  private var statedRankSizes: [Claim] {
    [Quantity.tensorParallel, .pipelineParallel, .contextParallel, .dataParallel].compactMap {
      guard let claim = self[$0], claim.inputs.isEmpty, claim.certainty <= .fact else {
        return nil
      }
      return claim
    }
  }

  /// The contradiction about the ranks: a certain one, else a world that the stated sizes do not
  /// divide, whatever the others are.
  package var rankConflict: Conflict? {
    if let found = conflicts.first(where: { $0.topic == .ranks }) { return found }
    let sizes = statedRankSizes.filter { $0.value > 1 }
    guard let world = self[.worldSize], world.certainty <= .fact, !sizes.isEmpty else { return nil }
    // A world that was made of these sizes fits them.
    let isMade = world.inputs.contains { Conflict.isShare($0.quantity) }
    let product = sizes.reduce(1) { $0 * $1.value }
    let rest = world.value / product
    guard !isMade, product > 0, abs(rest - rest.rounded()) > 1e-6 else { return nil }
    let formula = "world_size / " + sizes.map(\.quantity.name).joined(separator: " / ")
    let implied = Claim(.dataParallel, rest, .derived(formula: formula, from: [world] + sizes))
    return Conflict(.indivisible(.dataParallel), stated: world, implied: implied)
  }
}

extension Conflict {
  /// Whether the quantity is one of the factors of the world size.
  fileprivate static func isShare(_ quantity: Quantity) -> Bool {
    ranks.contains(quantity) && quantity != .worldSize && quantity != .nodes
      && quantity != .devicesPerNode
  }
}
