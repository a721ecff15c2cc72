import ConfigSyntax
package import RunPlan
package import SourceText

/// Declared values: `world_size=64`, `device=h100-sxm`, `regime=pretraining`.
package struct Facts: Sendable {
  /// The declared quantities.
  package private(set) var claims: [Claim] = []
  /// The declared words.
  package private(set) var labels: PlanLabels = [:]
  /// The declared kind of training.
  package private(set) var regime: Regime?

  /// Makes an empty set.
  package init() {}

  /// What may be wrong with a declared value.
  package enum Problem: Error, Equatable {
    /// Nothing is called so; the nearest name that exists, if one is near.
    case unknownName(suggestion: String?)
    /// The value is no number, or no word of the list.
    case badValue
  }

  /// Takes `name=value`; `span` is its place in a comment, nil for the command line.
  package mutating func declare(
    _ name: String, _ value: String, at span: SourceSpan? = nil
  ) throws(Problem) {
    if name == "regime" {
      guard let named = Regime(rawValue: value) else { throw .badValue }
      regime = regime ?? named
    } else if let label = PlanLabel(rawValue: name) {
      guard !value.isEmpty, labels[label] == nil else { return }
      labels[label] = LabelClaim(value, origin: span.map { .written($0) }, certainty: .fact)
    } else if let quantity = Quantity(name: name) {
      guard let number = lenientNumber(value), number.isFinite, number >= 0 else { throw .badValue }
      guard !claims.contains(where: { $0.quantity == quantity }) else { return }
      claims.append(Claim(quantity, number, .fact(span)))
    } else {
      throw .unknownName(suggestion: nearest(name, among: Self.names))
    }
  }

  /// Takes a number for `quantity`, which what is named at `span` is known to have, unless there is
  /// one.
  package mutating func add(_ quantity: Quantity, _ value: Double, at span: SourceSpan?) {
    guard !claims.contains(where: { $0.quantity == quantity }) else { return }
    claims.append(Claim(quantity, value, .fact(span)))
  }

  /// Takes everything that `weaker` declares and this set does not.
  package func adding(_ weaker: Facts) -> Facts {
    var both = self
    both.claims += weaker.claims.filter { claim in
      !claims.contains { $0.quantity == claim.quantity }
    }
    both.labels.merge(weaker.labels) { mine, _ in mine }
    both.regime = regime ?? weaker.regime
    return both
  }

  /// Every name that may be declared.
  package static let names: [String] =
    (Quantity.allCases.map(\.name) + PlanLabel.allCases.map(\.rawValue) + ["regime"]).sorted()
}
