#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the end of the learning-rate decay stands to the end of the run.
package struct ScheduleFit: Sendable {
  /// The step at which the final rate is reached.
  package let decayEnd: Claim
  /// The length of the run.
  package let steps: Claim
  /// The share of the run that is left when the decay has ended; 0 where the run ends first.
  package let tail: Double
  /// By how much the decay is longer than the run, as a share of the run; 0 where it ends first.
  package let overshoot: Double
  /// The rate at the end of the run as a share of the peak, where the form of the decay is known.
  package let lastRate: Double?
  /// The lowest rate of the schedule as a share of the peak, where both rates are known.
  package let floor: Double?
}

extension TrainingPlan {
  /// How the schedule fits the run; nil where either end is not known or nothing decays.
  package var scheduleFit: ScheduleFit? {
    let schedule = reading.schedule
    guard let end = schedule.decayEnd, let steps = self[.steps], end.value > 0, steps.value > 0,
      schedule.decays
    else { return nil }
    let share = schedule.share(at: steps.value, end: end.value, warmup: value(.warmupSteps) ?? 0)
    return ScheduleFit(
      decayEnd: end, steps: steps, tail: max(0, 1 - end.value / steps.value),
      overshoot: max(0, end.value / steps.value - 1),
      lastRate: share.map { (finalRateShare ?? 0) + (1 - (finalRateShare ?? 0)) * $0 },
      floor: finalRateShare)
  }

  /// The final rate as a share of the peak; nil where either is not known.
  package var finalRateShare: Double? {
    guard let low = value(.minLearningRate), low > 0 else { return value(.minLearningRate) }
    return value(.learningRate).flatMap { $0 > 0 && low <= $0 ? low / $0 : nil }
  }
}

extension Schedule {
  /// Whether the rate comes down to a final one at a step of its own.
  fileprivate var decays: Bool {
    switch shape {
    case .constant, .endless: false
    case .linear, .cosine, .stableThenDecay, .unknown: !decaysToPeak
    }
  }

  /// What is left of the way from the peak to the final rate; nil where the form is not known.
  fileprivate func share(at step: Double, end: Double, warmup: Double) -> Double? {
    guard step >= warmup, end > warmup else { return nil }
    let progress = (step - warmup) / (end - warmup)
    switch shape {
    case .linear: return max(0, 1 - progress)
    case .cosine:
      let isOver = progress > 1 && afterEnd == .holdsFinalRate
      return isOver ? 0 : (1 + cos(Double.pi * progress)) / 2
    case .constant, .endless, .stableThenDecay, .unknown: return nil
    }
  }
}
