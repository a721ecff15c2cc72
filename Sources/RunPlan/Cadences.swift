package import SourceText

/// How often a run evaluates and saves, as its framework takes the keys.
package struct Cadences: Sendable {
  /// Evaluation on held-out rows while the run goes on.
  package var evaluation = Cadence()
  /// Checkpoints.
  package var saving = Cadence()

  /// Makes cadences of which nothing is known.
  package init() {}
}

/// How often something happens in the course of a run.
package struct Cadence: Sendable {
  /// What it waits for.
  package enum Pace: String, Sendable {
    /// Nobody knows.
    case unknown
    /// It never happens.
    case never = "no"
    /// A number of optimizer steps.
    case steps
    /// The end of an epoch.
    case epoch
    /// A better evaluation.
    case best
  }

  /// What it waits for.
  package var pace = Pace.unknown
  /// The key that says what it waits for, as its framework writes it; empty where it has none.
  package var paceKey = ""
  /// The value of that key; nil where the framework's default holds.
  package var paceSpan: SourceSpan?
  /// The number of steps (below 1: the share of the run) between two of them, where it is written.
  package var interval: WrittenKey?
  /// Whether it happens once more when the run ends.
  package var endsRun = true

  /// Makes a cadence of which nothing is known.
  package init() {}
}

extension TrainingPlan {
  /// The interval that is written for `cadence` and the steps of the run, where the run ends first.
  ///
  /// Tests and benchmarks are left out; a few hundred steps are a whole fine-tune.
  package func outlasted(by cadence: Cadence) -> (interval: WrittenKey, steps: Claim)? {
    guard cadence.pace == .steps, !cadence.endsRun, let interval = cadence.interval,
      interval.value >= 1, let steps = self[.steps], steps.value > 0,
      steps.certainty < .estimate, interval.value > steps.value, reading.mockData == nil,
      steps.value > 100, (regime?.isFinetuning ?? false) || !looksLikeSmokeTest
    else { return nil }
    return (interval, steps)
  }
}
