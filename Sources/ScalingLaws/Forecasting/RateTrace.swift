/// What the learning rates of a log say of the schedule behind them.
struct RateTrace {
  /// A schedule that the rates follow.
  struct Decay {
    let name: ScheduleClaim.Name
    let shape: LearningRateSchedule.Shape
    let floor: Double
    /// The step at which it begins.
    let start: Double
    /// The largest distance of a rate from it, as a share of the peak.
    let miss: Double
  }

  /// How far a rate may lie from the schedule that it follows, as a share of the peak: what a log
  /// rounds away, or a count from one in the place of zero shifts.
  private static let tolerance = 0.004

  private let rates: [(step: Double, share: Double)]
  private let peakIndex: Int

  /// Reads the rates of a curve that has them.
  init(_ curve: LossCurve) {
    let peak = curve.peak
    rates = curve.rated.map { ($0.step, ($0.learningRate ?? 0) / peak) }
    peakIndex = rates.firstIndex { $0.share >= 0.999 } ?? 0
  }

  /// Whether the last rate is the highest and higher than the one before.
  var rises: Bool {
    guard let last = rates.last, rates.count > 1 else { return false }
    return last.share >= 1 && rates[rates.count - 2].share < 1 - 1e-6
      && peakIndex >= rates.count - 2
  }

  /// The first step that is logged at the peak.
  var firstAtPeak: Double { rates.isEmpty ? 0 : rates[peakIndex].step }

  /// The length of the warmup, where lower rates come before the peak; nil where the log begins
  /// there.
  var warmup: Double? { peakIndex > 0 ? firstAtPeak : nil }

  /// The decay that the rates have begun to follow towards `end`; nil where they still stand at the
  /// peak, or follow none.
  func decay(end: Double, named: ScheduleClaim.Name?, warmup: Double?) -> Decay? {
    let seen = rates[peakIndex...]
    guard let last = rates.last, last.share < 1 - Self.tolerance, last.step < end * 1.001 else {
      return nil
    }
    // A warmup may end between two lines of the log, and some frameworks count the decay from zero.
    let before = peakIndex > 0 ? rates[peakIndex - 1].step : 0
    var found: [Decay] = []
    for start in [warmup ?? firstAtPeak, firstAtPeak, before, 0] {
      found += [
        follow(seen, .cosine, .cosine, start, end), follow(seen, .linear, .linear, start, end),
      ].compactMap { $0 }
    }
    if let turn = seen.last(where: { $0.share >= 0.999 }), turn.step > 0.3 * end {
      let shape = LearningRateSchedule.Shape.stableThenDecay(decay: end - turn.step)
      if let decay = follow(seen, .wsd, shape, turn.step, end) { found.append(decay) }
    }
    let best = found.min { $0.miss < $1.miss }
    let meant = found.filter { $0.name == named }.min { $0.miss < $1.miss }
    guard let best, meant == nil else { return meant }
    // Two forms that fit alike settle nothing.
    let rival = found.filter { $0.name != best.name }.min { $0.miss < $1.miss }
    return (rival?.miss ?? 1) > 3 * best.miss ? best : nil
  }

  /// Whether one of `schedules` passes near all rates since the peak.
  func agrees(with schedules: [LearningRateSchedule]) -> Bool {
    schedules.contains { schedule in
      rates[peakIndex...].allSatisfy { abs(schedule.rate(at: $0.step) - $0.share) < 0.05 }
    }
  }

  /// The floor that brings a form nearest to the rates, by least squares.
  private func follow(
    _ seen: ArraySlice<(step: Double, share: Double)>, _ name: ScheduleClaim.Name,
    _ shape: LearningRateSchedule.Shape, _ start: Double, _ end: Double
  ) -> Decay? {
    func gone(_ step: Double) -> Double {
      1 - LearningRateSchedule.remaining(shape, step, start: start, end: end)
    }
    var (product, square) = (0.0, 0.0)
    for rate in seen {
      product += gone(rate.step) * (1 - rate.share)
      square += gone(rate.step) * gone(rate.step)
    }
    guard square > 0 else { return nil }
    let floor = 1 - product / square
    guard floor > -0.02, floor < 0.98 else { return nil }
    var miss = 0.0
    for rate in seen {
      miss = max(miss, abs(1 - (1 - floor) * gone(rate.step) - rate.share))
    }
    guard miss <= Self.tolerance else { return nil }
    return Decay(name: name, shape: shape, floor: max(floor, 0), start: start, miss: miss)
  }
}
