import RunPlan

extension [KeyRemark] {
  /// Says of a misspelt key what it breaks, in place of a remark of its own on the key that was
  /// meant: whoever mends the slip has mended both.
  mutating func joinSlips() {
    var joined: Set<Int> = []
    for place in indices {
      let remark = self[place]
      guard case .unknown(var slip) = remark.kind, case .typo(let meant) = slip.diagnosis
      else { continue }
      for other in indices where !joined.contains(other) {
        guard let demand = self[other].demand(on: meant, beside: remark, of: slip.edition)
        else { continue }
        slip.demand = slip.demand ?? demand
        joined.insert(other)
      }
      self[place] = KeyRemark(.unknown(slip), key: remark.key, span: remark.span)
    }
    guard !joined.isEmpty else { return }
    self = indices.filter { !joined.contains($0) }.map { self[$0] }
  }
}

extension KeyRemark {
  /// What this remark says that the framework demands of the key called `name`, in the mapping of
  /// the misspelt key; nil where it speaks of something else.
  ///
  /// A key that is not in the file cannot be wrong in another way than by not being there.
  fileprivate func demand(
    on name: String, beside slip: KeyRemark, of edition: KeyEdition
  ) -> StrayKey.Demand? {
    guard parent == slip.parent else { return nil }
    switch kind {
    case .missing where lastName == name:
      return StrayKey.Demand("\(edition.framework) needs `\(name)`", source: nil)
    case .constraint(let demand)
    where demand.outcome == .refused && demand.headline.contains("`\(name)`"):
      return StrayKey.Demand(demand.headline, source: demand.source)
    default: return nil
    }
  }

  /// The path of the mapping that holds the key.
  private var parent: Substring { key.lastIndex(of: ".").map { key[..<$0] } ?? "" }
}
