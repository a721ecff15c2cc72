package import RunPlan
package import SourceText

extension Run {
  /// Where the length of the run is written, or what comes nearest to it.
  package var lengthSpan: SourceSpan? {
    plan.reading.duration.governing?.span ?? plan[.steps]?.span ?? plan[.tokens]?.span
      ?? plan[.parameters]?.span
  }

  /// `10,000 steps × 2.10M tokens = 21.0B tokens`, or as much of it as is known.
  package var tokensArithmetic: String {
    guard let tokens = plan[.tokens] else { return "" }
    let total = "\(tokens.spelled) tokens"
    if let steps = plan[.steps], let perStep = plan[.tokensPerStep] {
      return "\(Magnitude.grouped(steps.value)) steps × \(perStep.spelled) tokens = \(total)"
    }
    if let epochs = plan[.epochs], let unique = plan[.uniqueTokens] {
      return "\(Magnitude.significant(epochs.value)) epochs × \(unique.spelled) tokens = \(total)"
    }
    return total
  }

  /// The key that decides the model's size, with `32 layers × 4096 → 6.74B parameters`.
  package var parametersLabel: Label? {
    guard let parameters = plan[.parameters] ?? plan[.parametersNonEmbedding],
      let span = plan.reading.claims[.hiddenSize]?.span ?? plan.reading.claims[.layers]?.span
        ?? parameters.span
    else { return nil }
    let isWhole = parameters.quantity == .parameters
    let total = "\(parameters.spelled) parameters" + (isWhole ? "" : " without the embedding")
    let active = plan[.parametersActive].map { plan.isSparse ? ", \($0.spelled) active" : "" } ?? ""
    guard let layers = plan[.layers]?.integer, let hidden = plan[.hiddenSize]?.integer else {
      return Label(span, total + active)
    }
    return Label(span, "\(layers) layers × \(hidden) → \(total)\(active)")
  }
}

extension Claim {
  /// The value in three figures, marked where it is an estimate.
  package var spelled: String {
    (certainty == .estimate ? "≈ " : "") + Magnitude.short(value)
  }
}
