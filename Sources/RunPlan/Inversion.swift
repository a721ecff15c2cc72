#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension TrainingPlan {
  /// The value of the written `key` at which `target` reaches `goal`, or nil where no value does.
  ///
  /// The equations are products, so the answer is exact but for the rounding of whole numbers,
  /// which goes up: the goal is reached, not just missed.
  package func value(of key: Quantity, giving target: Quantity, equalTo goal: Double) -> Double? {
    guard let now = self[target]?.value, let present = reading.claims[key]?.value, now > 0,
      goal > 0,
      let doubled = replacing(key, by: present * 2)[target]?.value
    else { return nil }
    let exponent = log2(doubled / now).rounded()
    guard exponent != 0 else { return nil }
    let ideal = present * pow(goal / now, 1 / exponent)
    guard ideal.isFinite, ideal > 0 else { return nil }
    return key.unit.isWhole ? ideal.rounded(.up) : ideal
  }

  /// The written claims with a slot that `target` depends on, those that end the run first.
  package func editableKeys(for target: Quantity) -> [Claim] {
    reading.claims.filter { claim in
      guard claim.slot != nil, let now = self[target]?.value else { return false }
      let changed = replacing(claim.quantity, by: claim.value * 2)[target]?.value
      return changed != nil && changed != now
    }
    .sorted { Self.editOrder($0) < Self.editOrder($1) }
  }

  private static func editOrder(_ claim: Claim) -> Int {
    let order: [Quantity] = [.steps, .tokens, .epochs, .accumulation, .globalBatch, .microBatch]
    return order.firstIndex(of: claim.quantity) ?? order.count
  }

  /// The facts that would settle `quantity`: the smallest set of declarable ones, or nothing.
  package func missing(for quantity: Quantity) -> [Quantity] {
    self[quantity] == nil ? MissingFacts(self).facts(for: quantity) : []
  }
}
