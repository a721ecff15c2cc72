#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What is known of a run's schedule beside its learning rates: from its config, or from who asks.
package struct ScheduleClaim: Hashable, Sendable {
  /// The form, by name.
  package enum Name: String, Hashable, Sendable, CaseIterable {
    /// No decay.
    case constant
    /// Half a cosine.
    case cosine
    /// A straight line.
    case linear
    /// Constant, then a decay at the end.
    case wsd
  }

  /// The form.
  package var name: Name?
  /// The planned number of steps.
  package var end: Double?
  /// The step at which the decay is over, where it is not the end of the run.
  package var decayEnd: Double?
  /// Steps of warmup.
  package var warmup: Double?
  /// Steps of the decay at the end of `wsd`.
  package var decay: Double?
  /// The last rate as a share of the peak.
  package var floor: Double?

  /// Knows nothing.
  package init() {}
}

/// The schedules that a log and what is claimed of it leave open.
package struct ScheduleChoice: Hashable, Sendable {
  /// Why no schedule can be told.
  package enum Refusal: Error, Hashable, Sendable {
    /// Nothing says when the run ends.
    case unknownEnd
    /// The learning rate of the last point is the highest so far and still rises.
    case insideWarmup(warmup: Double?)
    /// Nothing says how the learning rate goes on.
    case unknownShape
    /// The learning rates of the log do not follow the schedule named, nor any that is known.
    case otherRates(named: ScheduleClaim.Name)
  }

  /// Something that was taken where nothing says it, or taken against what was said.
  package enum Remark: Hashable, Sendable {
    /// The form was read off the learning rates.
    case readOffRates(ScheduleClaim.Name)
    /// The form was read off the learning rates, which contradict the one named.
    case against(named: ScheduleClaim.Name, rates: ScheduleClaim.Name)
    /// The last rate may be anything from zero to a tenth of the peak.
    case openFloor
    /// The decay may take anything from 5 to 20 % of the run.
    case openDecay
    /// Nothing says how long the warmup was, but that it was over at a step; what comes before is
    /// left out.
    case openWarmup(until: Double)
  }

  /// The schedules; all with the same end, each as likely as the others.
  package private(set) var schedules: [LearningRateSchedule] = []
  /// What a reader should know of them.
  package private(set) var remarks: [Remark] = []

  /// The longest warmup among them.
  package var warmup: Double { schedules.reduce(0) { max($0, $1.warmup) } }

  /// Tells the schedules of `curve` from its learning rates and from what is claimed.
  package init(_ curve: LossCurve, _ claim: ScheduleClaim) throws(Refusal) {
    guard let end = claim.end, end > 0 else { throw .unknownEnd }
    let trace = curve.hasRates ? RateTrace(curve) : nil
    if trace?.rises == true { throw .insideWarmup(warmup: claim.warmup) }
    let warmups = warmups(curve, claim, trace, end: end)
    if curve.lastStep < warmups.max() ?? 0 { throw .insideWarmup(warmup: warmups.max()) }
    let decayEnd = claim.decayEnd ?? end
    if let seen = trace?.decay(end: decayEnd, named: claim.name, warmup: claim.warmup) {
      if let name = claim.name, name != seen.name {
        remarks.append(.against(named: name, rates: seen.name))
      } else if claim.name == nil {
        remarks.append(.readOffRates(seen.name))
      }
      schedules = warmups.map { warmup in
        LearningRateSchedule(
          seen.shape, warmup: warmup, end: end, floor: seen.floor, decayStart: seen.start,
          decayEnd: decayEnd)
      }
      return
    }
    guard let name = claim.name else { throw .unknownShape }
    for warmup in warmups { fill(name, claim, warmup: warmup, end: end) }
    tellOpen(name, claim)
    guard let trace, !trace.agrees(with: schedules) else { return }
    throw .otherRates(named: name)
  }

  /// How long the warmup may have been.
  private mutating func warmups(
    _ curve: LossCurve, _ claim: ScheduleClaim, _ trace: RateTrace?, end: Double
  ) -> [Double] {
    if let known = claim.warmup ?? trace?.warmup {
      // At a step that the log has at its peak the warmup is over, whatever was planned.
      return [trace.map { min(known, $0.firstAtPeak) } ?? known]
    }
    // A log without rates does not say when they rose; one that begins at the peak bounds it.
    let first = curve.points.first?.step ?? 0
    let most = trace == nil ? max(first, 0.02 * end).rounded() : first
    if most > 0.002 * end { remarks.append(.openWarmup(until: most)) }
    return [most, 0.5 * most, 0]
  }

  private mutating func tellOpen(_ name: ScheduleClaim.Name, _ claim: ScheduleClaim) {
    guard name != .constant else { return }
    if claim.floor == nil { remarks.append(.openFloor) }
    if name == .wsd, claim.decay == nil { remarks.append(.openDecay) }
  }

  private mutating func fill(
    _ name: ScheduleClaim.Name, _ claim: ScheduleClaim, warmup: Double, end: Double
  ) {
    guard name != .constant else {
      schedules.append(LearningRateSchedule(.constant, warmup: warmup, end: end, floor: 1))
      return
    }
    let floors: [Double] = if let floor = claim.floor { [floor] } else { [0, 0.1] }
    var shapes: [LearningRateSchedule.Shape] = [name == .linear ? .linear : .cosine]
    if name == .wsd {
      let decays: [Double] =
        if let decay = claim.decay { [decay] } else { [0.05 * end, 0.1 * end, 0.2 * end] }
      shapes = decays.map { .stableThenDecay(decay: min($0, end - warmup)) }
    }
    for shape in shapes {
      for floor in floors {
        schedules.append(
          LearningRateSchedule(
            shape, warmup: warmup, end: end, floor: floor, decayEnd: claim.decayEnd))
      }
    }
  }
}
