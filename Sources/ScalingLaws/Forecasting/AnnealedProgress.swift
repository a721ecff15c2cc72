#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A schedule as the loss feels it: the sum of the learning rate, and the rate that it follows.
package struct AnnealedProgress: Sendable {
  /// A moment of a run.
  package struct Moment: Hashable, Sendable {
    /// S, the sum over the steps of the rate as a share of its peak.
    package let sum: Double
    /// r to the power q: 1 while the rate stands at its peak.
    package let heat: Double
  }

  /// Steps are looked at this often over a run.
  private static let resolution = 1024

  private let end: Double
  private var sums: [Double] = [0]
  private var heats: [Double] = [1]

  /// Follows `schedule` to its end; where the `curve` says learning rates, they count up to its
  /// last point.
  package init(_ schedule: LearningRateSchedule, curve: LossCurve, prior: ForecastPrior) {
    end = max(schedule.end, curve.lastStep, 1)
    let known = curve.hasRates ? curve.rated : []
    let peak = curve.peak
    let spacing = end / Double(Self.resolution)
    var place = 0
    func rate(_ step: Double) -> Double {
      guard let first = known.first, let last = known.last, step >= first.step, step <= last.step
      else { return schedule.rate(at: step) }
      while place + 1 < known.count, known[place + 1].step < step { place += 1 }
      let low = known[place]
      let high = known[min(place + 1, known.count - 1)]
      let start = (low.learningRate ?? 0) / peak
      guard high.step > low.step else { return start }
      let share = (step - low.step) / (high.step - low.step)
      return start + share * ((high.learningRate ?? 0) / peak - start)
    }
    var previous = rate(0)
    var followed = 1.0
    var isWarm = previous >= 0.999
    for i in 1...Self.resolution {
      let now = rate(Double(i) * spacing)
      let gain = (previous + now) / 2 * spacing
      let sum = (sums.last ?? 0) + gain
      if isWarm {
        let stay = prior.lag > 0 && sum > 0 ? exp(-gain / (prior.lag * sum)) : 0
        followed = now + (followed - now) * stay
      } else {
        isWarm = now >= 0.999
      }
      sums.append(sum)
      heats.append(pow(max(followed, 0), prior.ratePower))
      previous = now
    }
  }

  /// The moment of `step`.
  package func moment(at step: Double) -> Moment {
    let position = min(max(step / end, 0), 1) * Double(Self.resolution)
    let index = min(Int(position), Self.resolution - 1)
    let share = position - Double(index)
    return Moment(
      sum: sums[index] + share * (sums[index + 1] - sums[index]),
      heat: heats[index] + share * (heats[index + 1] - heats[index]))
  }
}
