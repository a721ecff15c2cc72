package import SourceText

/// What a contradiction is about, so that exactly one rule speaks of it.
package enum ConflictTopic: Sendable {
  /// How the sequences of a step are shared out over ranks and micro-steps.
  case batch
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
