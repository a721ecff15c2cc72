/// Which facts would settle what a plan leaves open.
///
/// What follows from a choice of facts is worked out once for all quantities.
package struct MissingFacts {
  private let choices: [(facts: [Quantity], reach: QuantitySet)]

  /// Looks at every fact that people can declare about the run, and at every pair of them.
  package init(_ plan: TrainingPlan) {
    let known = QuantitySet(Quantity.allCases.filter { plan[$0] != nil })
    let open = Self.declarable.filter { plan[$0] == nil }
    var wanted = open.map { [$0] }
    for (i, one) in open.enumerated() { wanted += open[(i + 1)...].map { [one, $0] } }
    choices = wanted.map { ($0, Self.reach(of: $0, known, plan.reading)) }
  }

  /// The smallest set of declarable facts that settles an open `quantity`; without one itself.
  package func facts(for quantity: Quantity) -> [Quantity] {
    let settling = choices.first { choice in
      choice.reach.contains(quantity) && !choice.facts.contains(quantity)
    }
    return settling?.facts ?? [quantity]
  }

  /// What would be known if `assumed` were, whatever the values.
  private static func reach(
    of assumed: [Quantity], _ before: QuantitySet, _ reading: Reading
  ) -> QuantitySet {
    var known = before
    for quantity in assumed { known.insert(quantity) }
    if reading.architecture != nil, known.contains(.vocabularySize) {
      known.insert(.parameters)
      known.insert(.parametersActive)
    }
    let catalogue = Identity.catalogue
    let quantities = Identity.quantities
    var changed = true
    while changed {
      changed = false
      for i in catalogue.indices where quantities[i].count(without: known) == 1 {
        guard reading.fillsSequences || !catalogue[i].usesSequenceLength else { continue }
        for power in catalogue[i].powers { known.insert(power.quantity) }
        changed = true
      }
    }
    return known
  }

  /// What people know of a run when its files do not say it, the likeliest first.
  private static let declarable: [Quantity] = [
    .worldSize, .vocabularySize, .uniqueTokens, .steps, .sequenceLength, .parameters, .globalBatch,
    .tokens, .dataParallel, .nodes, .devicesPerNode,
  ]
}
