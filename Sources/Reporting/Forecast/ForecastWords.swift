import RunPlan
import ScalingLaws

extension ForecastReport {
  /// Why there is no number; nil where there is one.
  var refusal: String? {
    guard let refusal = run.refusal else { return nil }
    switch refusal {
    case .schedule(let why): return words(why)
    case .points(let why): return words(why)
    case .otherObjective:
      return
        "the run is tuned on preferences or rewards, and the form is that of the cross-entropy "
        + "of tokens"
    case .broken: return "the last losses in the log are no numbers"
    case .laterPass(let step):
      return "a new pass over the data begins at step \(Magnitude.grouped(step.rounded())): the "
        + "training loss falls there at once, by how much nothing says"
    }
  }

  private func words(_ refusal: ScheduleChoice.Refusal) -> String {
    switch refusal {
    case .unknownEnd: return "nothing says when the run ends; give --steps or --config"
    case .insideWarmup(let warmup): return inside(warmup)
    case .unknownShape:
      return "nothing says how the learning rate goes on; give --schedule or --config"
    case .otherRates(let name):
      return "the learning rates in the log do not follow \(name.rawValue), nor a cosine or a line "
        + "to step \(Magnitude.grouped(run.end ?? 0))"
    }
  }

  private func words(_ refusal: LossForecast.Refusal) -> String {
    switch refusal {
    case .noPoints, .insideWarmup(nil): return "no point is logged after warmup"
    case .insideWarmup(let warmup): return inside(warmup)
    case .fewPoints(let count, let least):
      let start =
        run.passStart > 0
        ? "step \(Magnitude.grouped(run.passStart.rounded())), where the last pass over the data begins"
        : "warmup"
      return "\(count) \(count == 1 ? "point is" : "points are") logged after \(start); "
        + "a forecast takes \(least)"
    case .shortRange(let factor, let coming):
      return "the points after warmup cover too little of the run: the sum of its learning rates "
        + "has grown \(Magnitude.significant(factor)) times over them and is still to grow "
        + "\(Magnitude.significant(coming)) times"
    case .noFit: return "the losses follow no falling curve"
    }
  }

  private func inside(_ warmup: Double?) -> String {
    "the run is inside warmup"
      + (warmup.map { ", which ends at step \(Magnitude.grouped($0.rounded()))" } ?? "")
      + ": its loss says nothing yet of the end"
  }

  /// What the band rests on and what it cannot know, with what was found in the log.
  var reasons: [String] {
    var all = refusal.map { [$0] } ?? []
    all += run.choice?.remarks.map { words($0) } ?? []
    if let forecast = run.forecast {
      if run.passStart > 0 {
        all.append(
          "only the points of the last pass over the data count, from step "
            + Magnitude.grouped(run.passStart.rounded()))
      }
      if forecast.strain > 1.5 {
        all.append(
          "the curve strays \(Magnitude.significant(forecast.strain)) times further from the form "
            + "than curves do; the band is as much wider")
      }
      if forecast.noiseShare > 0.005 {
        all.append(
          "one logged loss strays by \(Magnitude.percent(forecast.noiseShare)); the band is for the "
            + "last one that is logged")
      }
      all.append(
        "it cannot know what has not happened yet: other data, another batch, a spike, a change of "
          + "the schedule")
      if !knowsPasses {
        all.append("it does not know whether the data repeats; a training loss falls where it does")
      }
    }
    return all + remarks
  }

  private func words(_ remark: ScheduleChoice.Remark) -> String {
    switch remark {
    case .readOffRates(let name):
      return "the learning rates in the log follow \(Self.words(name)) to the planned end"
    case .against(let name, let rates):
      return "the learning rates in the log follow \(Self.words(rates)) and not \(name.rawValue); "
        + "the log counts"
    case .openFloor:
      return "nothing says where the learning rate ends: anything from 0 to 10 % of its peak"
    case .openDecay: return "nothing says how long the decay is: anything from 5 to 20 % of the run"
    case .openWarmup(let step):
      return "nothing says how long the warmup was; the points up to step "
        + "\(Magnitude.grouped(step)) are left out"
    }
  }

  private static func words(_ name: ScheduleClaim.Name) -> String {
    switch name {
    case .constant: "a constant"
    case .cosine: "a cosine"
    case .linear: "a straight line"
    case .wsd: "a constant with a decay at the end"
    }
  }

  /// What a target, the reference and a law come to.
  var comparisons: [(name: String, text: String)] {
    var rows: [(String, String)] = []
    if let target = run.target {
      var text = Self.loss(target)
      if let forecast = run.forecast {
        switch BandSide(target, forecast.final) {
        case .below: text += ", below the band: even its lower edge misses it"
        case .inside: text += ", inside the band: the log allows either"
        case .above: text += ", above the band: the run is on its way below it"
        }
      }
      rows.append(("target", text))
    }
    if let comparison = run.comparison {
      let difference = comparison.own - comparison.other
      let side = difference < 0 ? "lower" : "higher"
      var text =
        "\(safeText(referenceName)): \(Self.loss(comparison.other)) at the same share, this run is "
        + "\(Self.loss(abs(difference))) \(side)"
      if let final = comparison.otherFinal { text += "; it ended at \(Self.loss(final))" }
      if comparison.hasSameRates == false { text += "; its learning rates were others" }
      rows.append(("reference", text))
    }
    if let law {
      var text = "\(safeText(law.name)) expects \(Self.loss(law.loss))"
      if let forecast = run.forecast {
        switch BandSide(law.loss, forecast.final) {
        case .below: text += ", below the band"
        case .inside: text += ", inside the band"
        case .above: text += ", above the band"
        }
      }
      rows.append(("your law", text))
    }
    return rows
  }

  static func loss(_ value: Double) -> String {
    Magnitude.fixed(value, decimals: value >= 0.1 ? 3 : 5)
  }
}
