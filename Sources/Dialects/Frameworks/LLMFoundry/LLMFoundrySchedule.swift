import Composition
import RunPlan
import SourceText

/// The learning rate of an llm-foundry file: Composer's `optim/scheduler.py`.
enum LLMFoundrySchedule {
  static func read(_ keys: inout KeyReader, run: WrittenLength?) {
    let name = keys.text("scheduler.name")?.value ?? ""
    switch name {
    case "cosine_with_warmup": keys.reading.schedule.shape = .cosine
    case "linear_decay_with_warmup": keys.reading.schedule.shape = .linear
    case "constant_with_warmup": keys.reading.schedule.shape = .constant
    default: keys.reading.schedule.shape = .unknown
    }
    if case .value(let warmup) = keys.length("scheduler.t_warmup", in: .composer),
      !warmup.suffix.isEmpty, let claim = keys.stepsClaim(.warmupSteps, of: warmup, run: run)
    {
      keys.add(claim)
    }
    guard keys.reading.schedule.shape != .constant, !name.isEmpty else { return }
    keys.reading.schedule.decayEnd = claimDecay(&keys, run)
    claimFloor(&keys, isInverseRoot: name == "inv_sqrt_with_warmup")
  }

  /// The end of the decay, given back unless it is the end of the run by definition.
  private static func claimDecay(_ keys: inout KeyReader, _ run: WrittenLength?) -> Claim? {
    switch keys.length("scheduler.t_max", in: .composer) {
    case .unknown: return nil
    case .value(let end) where end.unit != .share || end.amount != 1:
      guard !end.suffix.isEmpty, let claim = keys.stepsClaim(.decaySteps, of: end, run: run)
      else { return nil }
      let added = keys.add(claim)
      // Composer does not start such a run.
      return stops(keys, before: run, end) ? nil : added
    case .value, .absent:
      guard let run, let end = keys.stepsClaim(.decaySteps, of: run, run: nil) else { return nil }
      keys.add(Claim(.decaySteps, end.value, end.provenance))
      return nil
    }
  }

  /// Whether Composer refuses a decay to `end` because the run is longer.
  static func stops(_ keys: KeyReader, before run: WrittenLength?, _ end: WrittenLength) -> Bool {
    let checked = ["cosine_with_warmup", "linear_decay_with_warmup", "constant_with_warmup"]
    guard let run, checked.contains(keys.word("scheduler.name") ?? "") else { return false }
    if end.unit == .share { return end.amount < 1 }
    return end.unit == run.unit && end.amount < run.amount
  }

  private static func claimFloor(_ keys: inout KeyReader, isInverseRoot: Bool) {
    let path = isInverseRoot ? "scheduler.alpha_f_cooldown" : "scheduler.alpha_f"
    guard let share = keys.share(path, fallback: 0) else { return }
    keys.reading.schedule.decaysToPeak = share == 1
    keys.derive(
      .minLearningRate, "\(path) × learning rate", from: keys.reading.claims[.learningRate]
    ) { $0[0] * share }
  }
}
