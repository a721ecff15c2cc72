extension TrainingPlan {
  /// Contradictions about the batch in which a framework's default takes part.
  ///
  /// They are likely, not certain: another file or the command line may replace the default.
  package var conflictsWithDefaults: [Conflict] {
    Identity.catalogue.compactMap { identity in
      guard identity.result == .globalBatch || identity.result == .sequencesPerStepPerRank else {
        return nil
      }
      return conflictWithDefaults(in: identity)
    }
  }

  private func conflictWithDefaults(in identity: Identity) -> Conflict? {
    let known = identity.terms.compactMap { self[$0.quantity] }
    guard let whole = self[identity.result] else { return nil }
    let product = known.reduce(1) { $0 * $1.value }
    guard product > 0, ([whole] + known).map(\.certainty).max() == .frameworkDefault else {
      return nil
    }
    if known.count == identity.terms.count {
      guard abs(product - whole.value) > 1e-6 * whole.value else { return nil }
      let implied = Claim(
        identity.result, product, .derived(formula: identity.formulas[0], from: known))
      return Conflict(.differs, stated: whole, implied: implied)
    }
    // One factor is open: it would have to be a whole number.
    let rest = whole.value / product
    guard known.count + 1 == identity.terms.count, abs(rest - rest.rounded()) > 1e-6 * max(1, rest),
      let open = identity.terms.first(where: { self[$0.quantity] == nil })?.quantity
    else { return nil }
    let implied = Claim(open, rest, .derived(formula: identity.result.name, from: [whole] + known))
    return Conflict(.indivisible(open), stated: whole, implied: implied)
  }
}
