#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Derives what follows from claims, and finds what contradicts.
struct Solver {
  private(set) var claims: [Claim?]
  private(set) var conflicts: [Conflict] = []
  /// The identities that gave a value, so that they are not asked to confirm their own work.
  private var used = [Bool](repeating: false, count: Identity.catalogue.count)
  /// Values that were rounded, by people who declare `300B` or to a whole step, and what follows.
  ///
  /// A rest that such a value leaves says nothing about the keys.
  private var isRounded = [Bool](repeating: false, count: Quantity.allCases.count)

  /// `fillsSequences` is false where a sequence may be shorter than the sequence length,
  /// `ranksAreDevices` where several ranks share an accelerator.
  init(_ given: [Claim], fillsSequences: Bool = true, ranksAreDevices: Bool = true) {
    for (i, identity) in Identity.catalogue.enumerated() {
      let isOff =
        (!fillsSequences && identity.usesSequenceLength)
        || (!ranksAreDevices && identity.result == .devices)
      if isOff { used[i] = true }
    }
    claims = [Claim?](repeating: nil, count: Quantity.allCases.count)
    for claim in given { state(claim) }
  }

  subscript(quantity: Quantity) -> Claim? { claims[Int(quantity.rawValue)] }

  /// Adds a claim: the firmer one stays, and two firm ones that differ are a conflict.
  private mutating func state(_ claim: Claim) {
    let index = Int(claim.quantity.rawValue)
    if claim.certainty == .fact, claim.value >= Self.roundedFrom { isRounded[index] = true }
    guard let present = claims[index] else {
      claims[index] = claim
      return
    }
    let isLoose = { (c: Claim) in c.certainty >= .frameworkDefault }
    let keepsPresent = present.certainty <= claim.certainty
    if !keepsPresent { claims[index] = claim }
    guard !isLoose(present), !isLoose(claim), !Self.agree(present, claim) else { return }
    let (stated, other) = keepsPresent ? (present, claim) : (claim, present)
    conflicts.append(Conflict(.differs, stated: stated, implied: other))
  }

  /// Declared values from here on are taken for rounded ones.
  private static let roundedFrom = 1e6

  /// Applies the identities until nothing new follows.
  mutating func run() {
    var changed = true
    while changed {
      changed = false
      for i in Identity.catalogue.indices where !used[i] && derive(i) {
        changed = true
      }
    }
    for i in Identity.catalogue.indices where !used[i] && Identity.catalogue[i].isBinding {
      check(i)
    }
  }

  /// Adds a value that no key states and no identity gave.
  mutating func fill(_ claim: Claim) {
    let index = Int(claim.quantity.rawValue)
    if claims[index] == nil { claims[index] = claim }
  }

  // MARK: One identity

  private mutating func derive(_ index: Int) -> Bool {
    let identity = Identity.catalogue[index]
    var unknown: Int?
    var product = 1 / identity.constant
    for (position, power) in identity.powers.enumerated() {
      if let value = self[power.quantity]?.value {
        product *= power.exponent > 0 ? 1 / value : value
      } else if unknown == nil {
        unknown = position
      } else {
        return false
      }
    }
    // The product of all powers is one: what is left is the unknown's own power.
    guard let unknown, product.isFinite, product > 0 else { return false }
    used[index] = true
    let power = identity.powers[unknown]
    let inputs = identity.powers.compactMap { self[$0.quantity] }
    accept(
      power.exponent > 0 ? product : 1 / product, for: power.quantity, identity.formulas[unknown],
      inputs)
    return true
  }

  private mutating func accept(
    _ exact: Double, for quantity: Quantity, _ formula: String, _ inputs: [Claim]
  ) {
    var value = exact
    var rounds = inputs.contains { isRounded[Int($0.quantity.rawValue)] }
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
    isRounded[Int(quantity.rawValue)] = rounds
    claims[Int(quantity.rawValue)] = Claim(
      quantity, value, .derived(formula: formula, from: inputs))
  }

  private mutating func addIndivisible(
    _ quantity: Quantity, _ value: Double, _ formula: String, _ inputs: [Claim]
  ) {
    guard let stated = inputs.first, inputs.allSatisfy({ $0.certainty <= .fact }) else { return }
    let implied = Claim(quantity, value, .derived(formula: formula, from: inputs))
    conflicts.append(Conflict(.indivisible(quantity), stated: stated, implied: implied))
  }

  private mutating func check(_ index: Int) {
    let identity = Identity.catalogue[index]
    guard let stated = self[identity.result] else { return }
    var value = identity.constant
    var inputs: [Claim] = []
    for term in identity.terms {
      guard let claim = self[term.quantity] else { return }
      value *= term.exponent > 0 ? claim.value : 1 / claim.value
      inputs.append(claim)
    }
    let implied = Claim(
      identity.result, value, .derived(formula: identity.formulas[0], from: inputs))
    guard !Self.agree(stated, implied), implied.certainty <= .fact, stated.certainty <= .fact
    else { return }
    conflicts.append(Conflict(.differs, stated: stated, implied: implied))
  }

  private static func agree(_ a: Claim, _ b: Claim) -> Bool {
    abs(a.value - b.value) <= 1e-6 * max(abs(a.value), abs(b.value))
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
