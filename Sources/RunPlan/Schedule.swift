/// How the learning rate runs over a training.
package struct Schedule: Sendable {
  /// The form of the decay.
  package enum Shape: Sendable {
    /// No decay.
    case constant
    /// Straight to the final rate.
    case linear
    /// Half a cosine to the final rate.
    case cosine
    /// A decay without an end of its own.
    case endless
    /// Constant, then a decay at the end.
    case stableThenDecay
    /// Something else, or not known.
    case unknown
  }

  /// What the framework does after the decay has ended.
  package enum AfterEnd: Sendable {
    /// The final rate stays.
    case holdsFinalRate
    /// The formula goes on, and a cosine rises again.
    case risesAgain
  }

  /// The form of the decay.
  package var shape = Shape.unknown
  /// The optimizer step (warmup included) at which the final rate is reached, where a key says it.
  ///
  /// Nil where the framework ties the decay to the end of the run, or where it is not known.
  package var decayEnd: Claim?
  /// What follows the end of the decay.
  package var afterEnd = AfterEnd.holdsFinalRate
  /// Whether the final rate equals the peak, so that the decay changes nothing.
  package var decaysToPeak = false
  /// How the file says how long the rate rises.
  package var warmup = WarmupKeys()

  /// Makes a schedule of which nothing is known.
  package init() {}
}

/// Which key ends a run.
package struct RunDuration: Sendable {
  /// The claim (steps, tokens or epochs) that the framework obeys.
  package var governing: Claim?
  /// Other durations in the file, which the framework does not obey.
  package var ignored: [Claim] = []
  /// Whether the framework refuses to start while one of the ignored ones is set.
  package var refusesIgnored = false

  /// Makes a duration of which nothing is known.
  package init() {}
}
