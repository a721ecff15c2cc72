extension TrainingPlan {
  /// How often the data is seen at least, where its rows are capped and not counted.
  ///
  /// Each step takes a global batch of rows, or where the ranks are not known what one of them
  /// takes. Where rows are packed a step takes more.
  package var leastEpochs: Claim? {
    guard let limit = reading.rowLimit, limit.value > 0, let steps = self[.steps],
      let rows = self[.globalBatch] ?? self[.sequencesPerStepPerRank]
    else { return nil }
    return Claim(
      .epochs, steps.value * rows.value / limit.value,
      .derived(
        formula: "\(steps.phrase) × \(Magnitude.plain(rows.value)) rows / "
          + "at most \(Magnitude.plain(limit.value)) rows",
        from: [steps, rows, limit]))
  }
}
