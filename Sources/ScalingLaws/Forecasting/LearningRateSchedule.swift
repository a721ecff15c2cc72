#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How the learning rate of a run goes from its start to its planned end, as shares of the peak.
package struct LearningRateSchedule: Hashable, Sendable {
  /// The form after warmup.
  package enum Shape: Hashable, Sendable {
    /// No decay.
    case constant
    /// Straight to the floor at the end.
    case linear
    /// Half a cosine to the floor at the end.
    case cosine
    /// Constant, then straight to the floor in the last `decay` steps.
    case stableThenDecay(decay: Double)
  }

  /// The form after warmup.
  package let shape: Shape
  /// Steps in which the rate rises in a straight line from zero.
  package let warmup: Double
  /// The last step.
  package let end: Double
  /// The step at which a decay from the start begins.
  package let decayStart: Double
  /// The step at which the decay is over; the rate stays at the floor from there.
  package let decayEnd: Double
  /// The rate at the end of the decay, as a share of the peak.
  package let floor: Double

  /// Makes a schedule; its decay begins after warmup and ends with the run unless it says
  /// otherwise.
  package init(
    _ shape: Shape, warmup: Double, end: Double, floor: Double, decayStart: Double? = nil,
    decayEnd: Double? = nil
  ) {
    self.shape = shape
    self.warmup = min(max(warmup, 0), end)
    self.end = end
    self.floor = floor
    self.decayStart = decayStart ?? self.warmup
    self.decayEnd = decayEnd ?? end
  }

  /// The rate at `step`, as a share of the peak.
  package func rate(at step: Double) -> Double {
    if step < warmup { return max(step, 0) / warmup }
    return floor
      + (1 - floor) * Self.remaining(shape, step, start: decayStart, end: decayEnd)
  }

  /// How much of the way from the floor to the peak is left: 1 at the start, 0 at the end.
  static func remaining(_ shape: Shape, _ step: Double, start: Double, end: Double) -> Double {
    let part = end > start ? min(max((step - start) / (end - start), 0), 1) : 1
    switch shape {
    case .constant: return 1
    case .linear: return 1 - part
    case .cosine: return 0.5 * (1 + cos(.pi * part))
    case .stableThenDecay(let decay):
      return decay > 0 ? min(max((end - step) / decay, 0), 1) : (step < end ? 1 : 0)
    }
  }
}
