/// What a log allows to say of the end of its run.
package struct RunForecast: Sendable {
  /// What is asked.
  package struct Request: Sendable {
    /// What was logged so far.
    package var curve: LossCurve
    /// What is known of the schedule.
    package var claim: ScheduleClaim
    /// Passes over the data by the planned end; nil where they are not known.
    package var passes: Double?
    /// Whether a later pass over the data trains as fresh data would, as the first few do where a
    /// model is trained from random weights.
    package var repeatsAreFresh = false
    /// Whether the last losses that were logged were no numbers.
    package var isBroken = false
    /// Whether the loss is the cross-entropy of tokens, which the form is known to fit.
    package var isCrossEntropy = true
    /// The loss to reach.
    package var target: Double?
    /// The log to compare with.
    package var reference: LossCurve?
    /// The planned end of that run; nil where its last step is.
    package var referenceEnd: Double?

    /// Asks for the end of `curve` under what is claimed of its schedule.
    package init(_ curve: LossCurve, _ claim: ScheduleClaim) {
      self.curve = curve
      self.claim = claim
    }
  }

  /// Why there is no number.
  package enum Refusal: Hashable, Sendable {
    /// The loss is that of preferences or rewards.
    case otherObjective
    /// The last losses are no numbers.
    case broken
    /// The schedule is not known.
    case schedule(ScheduleChoice.Refusal)
    /// The points do not suffice.
    case points(LossForecast.Refusal)
    /// A new pass over the data begins at a step that is still to come, and a training loss falls
    /// there at once, by how much nothing says.
    case laterPass(step: Double)
  }

  /// Another run at the same share of its own length.
  package struct Comparison: Hashable, Sendable {
    /// The loss of this run and of the other, around that moment.
    package let own: Double, other: Double
    /// The loss around the end of the other run; nil where it has not come to its end.
    package let otherFinal: Double?
    /// Whether both had the same learning rates up to there, as shares of their peaks; nil where
    /// one of the logs does not say.
    package let hasSameRates: Bool?
  }

  /// What was logged.
  package let curve: LossCurve
  /// The planned end.
  package let end: Double?
  /// The schedules that are left open.
  package let choice: ScheduleChoice?
  /// The forecast, where one is honest.
  package let forecast: LossForecast?
  /// Why there is none.
  package let refusal: Refusal?
  /// The end under the plain power law over steps; nil where it cannot be fitted.
  package let powerLaw: Double?
  /// The first step that counts where the data is passed more than once; 0 elsewhere.
  package let passStart: Double
  /// The loss to reach.
  package let target: Double?
  /// The reference at the same share of its length.
  package let comparison: Comparison?

  /// The share of the planned length that is logged.
  package var fraction: Double? { end.map { min(curve.lastStep / $0, 1) } }
  /// Whether even the lower edge of the band lies above what was asked for.
  package var missesTarget: Bool {
    guard let target, let forecast else { return false }
    return forecast.final.interval.lowerBound > target
  }
  /// Whether the log has come to the planned end: its next point would lie beyond.
  package var isOver: Bool {
    guard let end, let last = curve.points.last else { return false }
    let interval = last.step - (curve.points.dropLast().last?.step ?? last.step)
    return last.step >= end || last.step + interval > end
  }

  /// Forecasts as far as the log allows.
  package init(_ request: Request, prior: ForecastPrior = .published) {
    curve = request.curve
    target = request.target
    end = request.claim.end.flatMap { $0 > 0 ? max($0, request.curve.lastStep) : nil }
    var refusal: Refusal?
    var choice: ScheduleChoice?
    var forecast: LossForecast?
    let (begin, next) = Self.pass(request, end)
    do {
      choice = try ScheduleChoice(request.curve, request.claim)
    } catch {
      refusal = .schedule(error)
    }
    if !request.isCrossEntropy {
      refusal = .otherObjective
    } else if request.isBroken {
      refusal = .broken
    } else if let next, choice != nil {
      refusal = .laterPass(step: next)
    } else if let choice {
      do {
        forecast = try LossForecast(
          request.curve, schedules: choice.schedules, since: begin, prior: prior)
      } catch {
        refusal = .points(error)
      }
    }
    (self.refusal, self.choice, self.forecast, passStart) = (refusal, choice, forecast, begin)
    let warmup = max(choice?.warmup ?? request.claim.warmup ?? 0, begin)
    powerLaw = end.flatMap { PowerLawFit(request.curve, warmup: warmup)?.loss(at: $0) }
    comparison = Self.comparison(request, end)
  }

  /// Where the pass over the data begins that is under way, and where the next one would.
  private static func pass(_ request: Request, _ end: Double?) -> (begin: Double, next: Double?) {
    guard let end, let passes = request.passes, passes > 1.02, !request.repeatsAreFresh else {
      return (0, nil)
    }
    let length = end / passes
    let begin = (request.curve.lastStep / length).rounded(.down) * length
    // What is left over at the end, less than a hundredth of a pass, is a matter of rounding.
    guard begin + length < end - 0.01 * length else {
      return (begin > end - 0.01 * length ? begin - length : begin, nil)
    }
    return (begin, begin + length)
  }

  private static func comparison(_ request: Request, _ end: Double?) -> Comparison? {
    guard let end, let reference = request.reference, !reference.points.isEmpty else { return nil }
    let otherEnd = max(request.referenceEnd ?? 0, reference.lastStep)
    let share = min(request.curve.lastStep / end, 1)
    guard
      let own = request.curve.loss(at: request.curve.lastStep, window: 0.02 * end),
      let other = reference.loss(at: share * otherEnd, window: 0.02 * otherEnd)
    else { return nil }
    let isComplete = reference.lastStep >= 0.98 * otherEnd
    return Comparison(
      own: own, other: other,
      otherFinal: isComplete
        ? reference.loss(at: reference.lastStep, window: 0.02 * otherEnd) : nil,
      hasSameRates: sameRates(request.curve, end, reference, otherEnd, upTo: share))
  }

  private static func sameRates(
    _ one: LossCurve, _ end: Double, _ other: LossCurve, _ otherEnd: Double, upTo share: Double
  ) -> Bool? {
    guard one.hasRates, other.hasRates else { return nil }
    // A peak may lie after the share that is compared; both are measured by their first highest.
    let (peak, otherPeak) = (one.peak, other.upTo(share * otherEnd).peak)
    guard otherPeak > 0 else { return nil }
    for number in 4...20 {
      let moment = share * Double(number) / 20
      guard let rate = one.rated.last(where: { $0.step <= moment * end })?.learningRate,
        let otherRate = other.rated.last(where: { $0.step <= moment * otherEnd })?.learningRate
      else { continue }
      if abs(rate / peak - otherRate / otherPeak) > 0.03 { return false }
    }
    return true
  }
}
