import RunPlan

/// Which facts the plans of a report lack, and what each would settle.
struct FactTally {
  /// Facts that are given together.
  struct Entry {
    let facts: [Quantity]
    /// What they settle, with the number of plans in which they do.
    var unlocks: [(quantity: Quantity, plans: Int)] = []
    /// The first plans that want them, by their number in the report.
    var examples: [Int] = []
    /// The number of plans that want them.
    var plans = 0
    fileprivate var last = -1
  }

  /// What a reader of a plan asks for first.
  static let wanted: [Quantity] = [
    .parameters, .globalBatch, .tokensPerStep, .steps, .tokens, .tokensPerParameter, .epochs,
  ]

  private static let exampleCount = 3

  private var byFacts: [[Quantity]: Entry] = [:]
  /// What findings say would let a rule speak, with how many do.
  private var sentences: [String: Int] = [:]
  /// Plans that know the same lack the same: most of a report are of few kinds.
  private var known: [Kind: [[Quantity]]] = [:]

  private struct Kind: Hashable {
    let knowledge: [Bool]
    let hasArchitecture: Bool
    let fillsSequences: Bool
  }

  /// Counts what `plan` lacks, the report's plan number `index`.
  mutating func add(_ plan: TrainingPlan, index: Int) {
    // What is no run of its own has nothing to complete.
    guard plan.regime != nil else { return }
    let kind = Kind(
      knowledge: Quantity.allCases.map { plan[$0] != nil },
      hasArchitecture: plan.reading.architecture != nil,
      fillsSequences: plan.reading.fillsSequences)
    let needs = known[kind] ?? Self.wanted.map { plan[$0] == nil ? plan.missing(for: $0) : [] }
    known[kind] = needs
    for (quantity, facts) in zip(Self.wanted, needs) where !facts.isEmpty {
      byFacts[facts, default: Entry(facts: facts)].take(quantity, index, Self.exampleCount)
    }
  }

  /// Counts what a finding says would let its rule say more.
  mutating func add(unlock: String) { sentences[unlock, default: 0] += 1 }

  /// The facts, those that most plans want first.
  var entries: [Entry] {
    byFacts.values.sorted { a, b in
      a.plans != b.plans
        ? a.plans > b.plans
        : a.facts.lexicographicallyPrecedes(b.facts) { $0.rawValue < $1.rawValue }
    }
  }

  /// The sentences of findings, the most frequent first.
  var unlocks: [(words: String, count: Int)] {
    sentences.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}

extension FactTally.Entry {
  fileprivate mutating func take(_ quantity: Quantity, _ index: Int, _ most: Int) {
    if let place = unlocks.firstIndex(where: { $0.quantity == quantity }) {
      unlocks[place].plans += 1
    } else {
      unlocks.append((quantity, 1))
    }
    guard last != index else { return }
    last = index
    plans += 1
    if examples.count < most { examples.append(index) }
  }
}
