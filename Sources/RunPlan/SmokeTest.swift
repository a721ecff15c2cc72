extension TrainingPlan {
  /// Whether the run is so short that its author can only mean a test or a benchmark.
  ///
  /// At most 1,000 steps on more than 1B parameters or on a toy, fewer than half a token per
  /// parameter (both bounds of the rule catalogue), at most 100 steps of anything, or data declared
  /// to be mock.
  package var looksLikeSmokeTest: Bool {
    if reading.mockData != nil { return true }
    let steps = value(.steps)
    if let steps, steps <= 100 { return true }
    if let steps, steps <= 1_000,
      let parameters = value(.parameters) ?? value(.parametersNonEmbedding),
      parameters > 1e9 || parameters < 1e7
    {
      return true
    }
    guard let ratio = value(.tokensPerParameter) else { return false }
    return ratio < 0.5
  }
}
