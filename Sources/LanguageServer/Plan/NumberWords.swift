import RunPlan

extension Claim {
  /// The number with a few words: `6.65B parameters`, `3.15 per parameter`, `≈ 380 H100-hours`.
  func words(on device: String? = nil) -> String {
    (certainty == .estimate ? "≈ " : "") + Magnitude.short(value) + " " + noun(device)
  }

  private func noun(_ device: String?) -> String {
    switch quantity {
    case .tokens: "tokens"
    case .tokensPerParameter: "per parameter"
    case .steps: "steps"
    case .flops: "FLOPs"
    case .globalBatch: "rows per step"
    case .deviceHours: (device.map { $0.prefix { $0 != "-" }.uppercased() } ?? "device") + "-hours"
    default: quantity.words
    }
  }

  /// Whether the number follows from others or is published, so that nobody reads it in the text.
  var isUnwritten: Bool {
    switch provenance {
    case .derived, .published: true
    case .written, .fact, .frameworkDefault: false
    }
  }
}

extension TrainingPlan {
  /// Claims in words, those that are known.
  func words(of quantities: [Quantity], where isMeant: (Claim) -> Bool = { _ in true }) -> [String]
  {
    quantities.compactMap { quantity in
      guard quantity != .tokensPerParameter || regime == .pretraining, let claim = self[quantity],
        isMeant(claim)
      else { return nil }
      return claim.words(on: labels[.device]?.value)
    }
  }

  /// The run in one line, or nil where nothing of it is known.
  var summary: String? {
    var parts = words(of: [.parameters, .tokens, .tokensPerParameter, .flops, .deviceHours])
    if regime != nil, self[.tokens] == nil {
      let missing = missing(for: .tokens)
      if !missing.contains(.tokens), !missing.isEmpty {
        let names = missing.map(\.name).joined(separator: " and ")
        parts.append("tokens unknown without " + names)
      }
    }
    guard !parts.isEmpty else { return nil }
    let kind = regime.map { " " + $0.rawValue } ?? ""
    return reading.dialect.name + kind + ": " + parts.joined(separator: " · ")
  }
}
