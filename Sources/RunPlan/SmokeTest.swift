extension TrainingPlan {
  /// Whether the run is so short that its author can only mean a test or a benchmark.
  ///
  /// At most 100 steps of anything, or data declared to be mock; where all weights learn to predict
  /// text also at most 1,000 steps on more than 1B parameters or on a toy, and from random weights
  /// fewer than half a token per parameter (both bounds of the rule catalogue). Trained weights are
  /// tuned on a task, and adapters trained, in so few steps in earnest.
  package var looksLikeSmokeTest: Bool {
    if isDeclaredTest { return true }
    guard !(regime?.isFinetuning ?? false), labels[.adapter] == nil else { return false }
    if let steps = value(.steps), steps <= 1_000,
      let parameters = value(.parameters) ?? value(.parametersNonEmbedding),
      parameters > 1e9 || parameters < 1e7
    {
      return true
    }
    guard regime != .continuedPretraining, let ratio = value(.tokensPerParameter) else {
      return false
    }
    return ratio < 0.5
  }

  /// Whether the run ends after 100 steps, or trains on mock data: a test under any regime.
  package var isDeclaredTest: Bool {
    reading.mockData != nil || value(.steps).map { $0 <= 100 } ?? false
  }
}
