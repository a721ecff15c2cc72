extension TrainingPlan {
  /// Contradictions about the batch in which a framework's default takes part.
  ///
  /// They are likely, not certain: another file or the command line may replace the default.
  package var conflictsWithDefaults: [Conflict] {
    Self.batchIdentities.compactMap(conflictWithDefaults)
  }

  private static let batchIdentities = Identity.catalogue.filter { identity in
    identity.result == .globalBatch || identity.result == .sequencesPerStepPerRank
  }

  private func conflictWithDefaults(in identity: Identity) -> Conflict? {
    guard let whole = self[identity.result] else { return nil }
    var product = 1.0
    var weakest = whole.certainty
    for term in identity.terms {
      guard let claim = self[term.quantity] else { continue }
      product *= claim.value
      weakest = max(weakest, claim.certainty)
    }
    guard product > 0, weakest == .frameworkDefault else { return nil }
    let known = identity.terms.compactMap { self[$0.quantity] }
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
