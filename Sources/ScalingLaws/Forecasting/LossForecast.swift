#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a loss curve is going: a band for the loss that the run will log at its end.
///
/// The form is that of `ForecastPrior`. For each of a row of exponents its three other constants
/// follow from the points in closed form, as a normal distribution; the exponents, and the
/// schedules where the end of the schedule is not settled, are weighed by how well they explain the
/// points. The band holds what remains open of the constants, the noise of one logged value, and
/// how far real curves stray from the form.
package struct LossForecast: Sendable {
  /// An expected loss and the band around it.
  package struct Band: Hashable, Sendable {
    /// The step.
    package let step: Double
    /// The expected loss.
    package let value: Double
    /// The standard deviation around it.
    package let deviation: Double

    /// The interval that holds the loss in nine of ten cases.
    package var interval: ClosedRange<Double> {
      let reach = 1.645 * deviation
      return max(value - reach, 0)...(value + reach)
    }
  }

  /// Why no number is honest.
  package enum Refusal: Error, Hashable, Sendable {
    /// There is not one point.
    case noPoints
    /// The learning rate still rises; it is at `share` of the warmup where that is known.
    case insideWarmup(warmup: Double?)
    /// Too few points after warmup.
    case fewPoints(Int, of: Int)
    /// The points span too little of the run: S has grown `factor` times over them, and is still to
    /// grow `coming` times.
    case shortRange(factor: Double, coming: Double)
    /// The points have no such form: losses that leave every number without meaning.
    case noFit
  }

  /// How sure the band is.
  package static let level = 0.9
  /// Points that are asked for after warmup.
  package static let leastPoints = 12
  /// How often S must have grown over them, where it is still to grow more often than it has.
  package static let leastGrowth = 3.0

  /// The points that were used.
  package let used: Int
  /// The last step that was logged, over the planned end; at most 1.
  package let fraction: Double
  /// The loss at the end.
  package let final: Band
  /// The expected curve from the last point to the end.
  package let path: [Band]
  /// How often larger the residuals are than the form allows; 1 where the curve keeps to it.
  package let strain: Double
  /// The standard deviation of one logged loss around the curve, as a share of the final loss.
  package let noiseShare: Double

  /// Forecasts the end of `curve` under one of `schedules`, which have the same end and are equally
  /// likely at first; only points after `start` and the longest warmup are used.
  package init(
    _ curve: LossCurve, schedules: [LearningRateSchedule], since start: Double = 0,
    prior: ForecastPrior = .published
  ) throws(Refusal) {
    guard let schedule = schedules.first, !curve.points.isEmpty else { throw .noPoints }
    let warmup = schedules.reduce(0) { max($0, $1.warmup) }
    let points = curve.after(max(warmup - 0.5, start)).points
    guard let first = points.first, let last = points.last else {
      throw .insideWarmup(warmup: warmup)
    }
    guard points.count >= Self.leastPoints else {
      throw .fewPoints(points.count, of: Self.leastPoints)
    }
    let progress = schedules.map { AnnealedProgress($0, curve: curve, prior: prior) }
    let end = max(schedule.end, last.step)
    let sums = [first.step, last.step, end].map { progress[0].moment(at: $0).sum }
    let growth = sums[0] > 0 ? sums[1] / sums[0] : .infinity
    let coming = sums[1] > 0 ? sums[2] / sums[1] : .infinity
    guard growth >= min(Self.leastGrowth, coming) else {
      throw .shortRange(factor: growth, coming: coming)
    }
    let noise = LossCurve(points).noise
    let hypotheses = progress.flatMap { Hypothesis.all(points, $0, noise: noise, prior: prior) }
    guard let best = hypotheses.max(by: { $0.evidence < $1.evidence }) else { throw .noFit }
    strain = max(1, best.strain)
    let strain = strain
    func band(_ step: Double) -> Band {
      Self.band(step, after: last.step, hypotheses, noise: noise, strain: strain, prior: prior)
    }
    used = points.count
    fraction = min(last.step / end, 1)
    final = band(end)
    noiseShare = noise / final.value
    path = (0...60).map { band(last.step + (end - last.step) * Double($0) / 60) }
    guard final.value.isFinite, final.deviation.isFinite, final.value > 0 else { throw .noFit }
  }

  /// The band at one step, of all hypotheses together.
  private static func band(
    _ step: Double, after last: Double, _ hypotheses: [Hypothesis], noise: Double, strain: Double,
    prior: ForecastPrior
  ) -> Band {
    let best = hypotheses.reduce(-Double.infinity) { max($0, $1.evidence) }
    var weights = 0.0
    var mean = 0.0
    var square = 0.0
    var inner = 0.0
    var now = 0.0
    for hypothesis in hypotheses {
      let weight = exp(hypothesis.evidence - best)
      let row = hypothesis.row(step)
      let value = hypothesis.fit.mean(row)
      weights += weight
      mean += weight * value
      square += weight * value * value
      inner += weight * hypothesis.fit.variance(row)
      now += weight * hypothesis.fit.mean(hypothesis.row(last))
    }
    mean /= weights
    now /= weights
    let open = inner / weights + max(square / weights - mean * mean, 0)
    let straying = prior.misfit * now
    let coming = prior.formError * (now - mean)
    let variance =
      (open + straying * straying + coming * coming) * strain * strain + noise * noise
    return Band(step: step, value: mean, deviation: variance.squareRoot())
  }
}

/// One exponent under one schedule.
private struct Hypothesis {
  /// The exponents within 2.6 standard deviations of the prior's.
  static func all(
    _ points: [LossPoint], _ progress: AnnealedProgress, noise: Double, prior: ForecastPrior
  ) -> [Hypothesis] {
    let bins = Bins(points, progress, noise: noise, prior: prior)
    return (-10...10).compactMap { number in
      let offset = Double(number) * 0.26
      let exponent = prior.exponent + offset * prior.exponentSpread
      return bins.fit(exponent: exponent, prior: prior).map { fit in
        Hypothesis(
          progress: progress, bins: bins, exponent: exponent, fit: fit,
          evidence: fit.evidence - 0.5 * offset * offset)
      }
    }
  }

  let progress: AnnealedProgress
  let bins: Bins
  let exponent: Double
  let fit: SmallSystem.Solution
  let evidence: Double

  func row(_ step: Double) -> SmallSystem.Row {
    bins.row(progress.moment(at: step), exponent: exponent)
  }

  /// The root mean square of the residuals in units of what they should be.
  var strain: Double {
    var sum = 0.0
    for bin in bins.all {
      let miss = bin.loss - fit.mean(bins.row(bin.moment, exponent: exponent))
      sum += miss * miss * bin.weight
    }
    return (sum / max(Double(bins.all.count) - 3, 1)).squareRoot()
  }
}
