/// Two values of one quantity, or a division that leaves a rest.
package struct Conflict: Sendable {
  /// What two claims disagree about.
  package enum Kind: Sendable {
    /// Both are given, and differ.
    case differs
    /// One does not divide the other, so that a whole number that follows would be broken.
    case indivisible(Quantity)
  }

  /// What is the matter.
  package let kind: Kind
  /// The claim that stands in the plan.
  package let stated: Claim
  /// What the other keys make of it.
  package let implied: Claim

  /// Joins two claims that disagree.
  package init(_ kind: Kind, stated: Claim, implied: Claim) {
    self.kind = kind
    self.stated = stated
    self.implied = implied
  }
}
