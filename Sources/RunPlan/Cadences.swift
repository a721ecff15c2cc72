package import SourceText

/// How often a run evaluates and saves, as its framework takes the keys.
package struct Cadences: Sendable {
  /// Evaluation on held-out rows while the run goes on.
  package var evaluation = Cadence()
  /// Checkpoints.
  package var saving = Cadence()
  /// Where the best checkpoint is asked for, by its evaluations; nil where it is not.
  package var best: SourceSpan?
  /// Whether the framework demands that the best checkpoint be saved when it is evaluated.
  package var bestNeedsBoth = false

  /// Makes cadences of which nothing is known.
  package init() {}

  /// Why the best checkpoint cannot be told, or nil.
  package var misfit: Misfit? {
    guard best != nil, bestNeedsBoth, saving.pace != .best else { return nil }
    if evaluation.pace == .unknown || saving.pace == .unknown { return nil }
    guard evaluation.pace == saving.pace else { return .paces }
    guard evaluation.pace == .steps, let each = evaluation.interval, let save = saving.interval,
      each.value > 0
    else { return nil }
    if (each.value < 1) != (save.value < 1) {
      // A share that divides the steps passes, whatever it means.
      let isWhole = save.value.truncatingRemainder(dividingBy: each.value) == 0
      return isWhole ? nil : .stepsAndShare(each, save)
    }
    let ratio = save.value / each.value
    return abs(ratio - ratio.rounded()) < 1e-6 && ratio > 0.5 ? nil : .noMultiple(each, save)
  }

  /// Why the best checkpoint cannot be told.
  package enum Misfit: Sendable {
    /// One waits for steps, the other for epochs, or one never happens.
    case paces
    /// One counts steps, the other is a share of the run.
    case stepsAndShare(WrittenKey, WrittenKey)
    /// Some checkpoints are saved without having been evaluated.
    case noMultiple(WrittenKey, WrittenKey)
  }
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
