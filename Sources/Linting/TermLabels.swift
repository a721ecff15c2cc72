package import RunPlan
package import SourceText

extension Sequence<Claim> {
  /// One label for each claim with a place, `micro-batch 4`; the bytes of `primary` are left out.
  package func labels(besides primary: SourceSpan) -> [Label] {
    var taken: Set<SourceSpan> = [primary]
    return compactMap { claim in
      guard let place = claim.place, taken.insert(place).inserted else { return nil }
      return Label(place, claim.phrase)
    }
  }
}

extension Claim {
  /// The quantity in words and its value: `micro-batch 4`, `12 attention heads`.
  package var phrase: String {
    let number = Magnitude.plain(value)
    return quantity.isCounted ? "\(number) \(quantity.words)" : "\(quantity.words) \(number)"
  }

  /// The key that says it, as its framework writes it; the quantity's words where none does.
  package var keyName: String { sources.first?.key ?? quantity.words }
}

extension Quantity {
  /// Whether its words name the things that its number counts.
  package var isCounted: Bool {
    switch self {
    case .layers, .heads, .kvHeads, .experts, .expertsPerToken, .contextLength, .vocabularySize,
      .steps, .warmupSteps, .decaySteps, .epochs, .examples, .tokens, .uniqueTokens:
      true
    default: false
    }
  }
}
