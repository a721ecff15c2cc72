#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Derives what follows from claims, and finds what contradicts.
struct Solver {
  private(set) var claims = [Claim?](repeating: nil, count: Quantity.allCases.count)
  private(set) var conflicts: [Conflict] = []
  /// The quantities with a claim.
  private var known = QuantitySet()
  /// The identities that gave a value, so that they are not asked to confirm their own work.
  private var used: [Bool]
  /// Values that were rounded, by people who declare `300B` or to a whole step, and what follows.
  ///
  /// A rest that such a value leaves says nothing about the keys.
  private var rounded = QuantitySet()

  /// `fillsSequences` is false where a sequence may be shorter than the sequence length,
  /// `ranksAreDevices` where several ranks share an accelerator, and `countsRanks` where devices
  /// are counted and ranks are not.
  init(
    _ given: [Claim], _ facts: [Claim] = [], fillsSequences: Bool = true,
    ranksAreDevices: Bool = true, countsRanks: Bool = true
  ) {
    used = Identity.catalogue.map { identity in
      (!fillsSequences && identity.usesSequenceLength)
        || (!ranksAreDevices && identity.result == .devices)
        || (!countsRanks && identity.joinsRanksAndDevices)
    }
    for claim in given { state(claim) }
    for claim in facts { state(claim) }
  }

  subscript(quantity: Quantity) -> Claim? { claims[Int(quantity.rawValue)] }

  /// Adds a claim: the firmer one stays, and two firm ones that differ are a conflict.
  private mutating func state(_ claim: Claim) {
    let index = Int(claim.quantity.rawValue)
    if claim.certainty == .fact, claim.value >= Self.roundedFrom { rounded.insert(claim.quantity) }
    guard let present = claims[index] else {
      set(claim)
      return
    }
    let isLoose = { (c: Claim) in c.certainty >= .frameworkDefault }
    let keepsPresent = present.certainty <= claim.certainty
    if !keepsPresent { claims[index] = claim }
    guard !isLoose(present), !isLoose(claim), !Self.agree(present.value, claim.value) else {
      return
    }
    let (stated, other) = keepsPresent ? (present, claim) : (claim, present)
    conflicts.append(Conflict(.differs, stated: stated, implied: other))
  }

  private mutating func set(_ claim: Claim) {
    claims[Int(claim.quantity.rawValue)] = claim
    known.insert(claim.quantity)
  }

  /// Declared values from here on are taken for rounded ones.
  private static let roundedFrom = 1e6

  /// Applies the identities until nothing new follows.
  mutating func run() {
    let catalogue = Identity.catalogue
    let quantities = Identity.quantities
    var changed = true
    while changed {
      changed = false
      // Most identities lack more than one quantity: the bits tell without a look at the claims.
      for i in catalogue.indices where !used[i] && quantities[i].count(without: known) == 1 {
        if derive(i, catalogue[i]) { changed = true }
      }
    }
    for i in catalogue.indices where !used[i] && quantities[i].count(without: known) == 0 {
      if catalogue[i].isBinding { check(catalogue[i]) }
    }
  }

  /// Adds a value that no key states and no identity gave.
  mutating func fill(_ claim: Claim) {
    if !known.contains(claim.quantity) { set(claim) }
  }

  // MARK: One identity

  /// Solves an identity of which one quantity is not known.
  private mutating func derive(_ index: Int, _ identity: Identity) -> Bool {
    var unknown = 0
    var product = 1 / identity.constant
    var inputs: [Claim] = []
    inputs.reserveCapacity(identity.powers.count - 1)
    for (position, power) in identity.powers.enumerated() {
      if let claim = self[power.quantity] {
        product *= power.exponent > 0 ? 1 / claim.value : claim.value
        inputs.append(claim)
      } else {
        unknown = position
      }
    }
    // The product of all powers is one: what is left is the unknown's own power.
    guard product.isFinite, product > 0 else { return false }
    used[index] = true
    let power = identity.powers[unknown]
    accept(
      power.exponent > 0 ? product : 1 / product, for: power.quantity, identity.formulas[unknown],
      inputs)
    return true
  }

  private mutating func accept(
    _ exact: Double, for quantity: Quantity, _ formula: String, _ inputs: [Claim]
  ) {
    var value = exact
    var rounds = inputs.contains { rounded.contains($0.quantity) }
    if quantity.unit.isWhole {
      let near = exact.rounded()
      if abs(near - exact) <= 1e-6 * max(1, abs(exact)) {
        value = near
      } else if quantity.isUnbreakable {
        if !rounds { addIndivisible(quantity, exact, formula, inputs) }
        return
      } else {
        value = floor(exact)
        rounds = true
      }
    }
    guard value > 0 || !quantity.unit.isWhole else { return }
    rounded.set(quantity, rounds)
    set(Claim(quantity, value, .derived(formula: formula, from: inputs)))
  }

  private mutating func addIndivisible(
    _ quantity: Quantity, _ value: Double, _ formula: String, _ inputs: [Claim]
  ) {
    guard let stated = inputs.first, inputs.allSatisfy({ $0.certainty <= .fact }) else { return }
    let implied = Claim(quantity, value, .derived(formula: formula, from: inputs))
    conflicts.append(Conflict(.indivisible(quantity), stated: stated, implied: implied))
  }

  private mutating func check(_ identity: Identity) {
    guard let stated = self[identity.result] else { return }
    var value = identity.constant
    for term in identity.terms {
      guard let claim = self[term.quantity] else { return }
      value *= term.exponent > 0 ? claim.value : 1 / claim.value
    }
    guard !Self.agree(stated.value, value) else { return }
    let inputs = identity.terms.compactMap { self[$0.quantity] }
    let implied = Claim(
      identity.result, value, .derived(formula: identity.formulas[0], from: inputs))
    guard implied.certainty <= .fact, stated.certainty <= .fact else { return }
    conflicts.append(Conflict(.differs, stated: stated, implied: implied))
  }

  private static func agree(_ a: Double, _ b: Double) -> Bool {
    abs(a - b) <= 1e-6 * max(abs(a), abs(b))
  }
}

extension Quantity {
  /// Whether a rest means that the keys do not fit, where other counts are rounded down.
  fileprivate var isUnbreakable: Bool {
    switch self {
    case .accumulation, .dataParallel, .nodes, .devicesPerNode, .tensorParallel, .pipelineParallel,
      .contextParallel, .worldSize, .globalBatch, .microBatch, .sequencesPerStepPerRank:
      true
    default: false
    }
  }
}
