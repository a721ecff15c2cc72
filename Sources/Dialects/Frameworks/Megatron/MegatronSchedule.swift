import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// How long a Megatron-LM run is, and how its learning rate runs.
enum MegatronSchedule {
  static func read(_ keys: inout KeyReader, _ form: MegatronForm) {
    readDuration(&keys, form)
    var schedule = Schedule()
    schedule.shape = shape(keys.text(form["lr-decay-style"])?.value ?? "linear")
    let end = decayEnd(&keys, form)
    let fixesEnd = keys.isSet(form["lr-decay-iters"]) || keys.isSet(form["lr-decay-samples"])
    if fixesEnd { schedule.decayEnd = end }
    if let peak = keys.reading.claims[.learningRate],
      let floor = keys.reading.claims[.minLearningRate]
    {
      schedule.decaysToPeak = peak.value == floor.value
    }
    schedule.warmup = WarmupKeys(
      steps: keys.written(form["lr-warmup-iters"]),
      share: keys.written(form["lr-warmup-fraction"]),
      stepsName: form["lr-warmup-iters"], shareName: form["lr-warmup-fraction"],
      refusals: form.isNested ? [.both, .largeShare] : [.both, .largeShare, .brokenSteps])
    keys.reading.schedule = schedule
    readWarmup(&keys, form, end)
  }

  private static func shape(_ style: String) -> Schedule.Shape {
    switch style {
    case "linear": .linear
    case "cosine": .cosine
    case "constant": .constant
    case "WSD": .stableThenDecay
    case "inverse-square-root": .endless
    default: .unknown
    }
  }

  // MARK: Length

  /// Iterations or samples; the two together are refused.
  private static func readDuration(_ keys: inout KeyReader, _ form: MegatronForm) {
    let steps = keys.claim(.steps, form["train-iters"])
    guard case .value(let samples, let source) = keys.number(form["train-samples"]), samples > 0
    else {
      keys.reading.duration.governing = steps
      return
    }
    let written = Claim(.examples, samples, .written(source))
    if let steps, steps.value > 0 {
      keys.reading.duration.governing = steps
      keys.reading.duration.ignored = [written]
      keys.reading.duration.refusesIgnored = true
    } else if let batch = keys.reading.claims[.globalBatch], batch.value > 0 {
      keys.reading.duration.governing = keys.derive(
        .steps, "train-samples / global batch, rounded down", from: written, batch,
        slot: keys.slot(for: source, scale: 1 / batch.value)
      ) { ($0[0] / $0[1]).rounded(.down) }
    } else if let length = keys.reading.claims[.sequenceLength] {
      keys.reading.duration.governing = keys.derive(
        .tokens, "train-samples × seq-length", from: written, length,
        slot: keys.slot(for: source, scale: length.value)
      ) { $0[0] * $0[1] }
    }
  }

  // MARK: Decay and warmup

  /// The step, warmup included, at which the lowest rate is reached; without keys the run's last.
  private static func decayEnd(_ keys: inout KeyReader, _ form: MegatronForm) -> Claim? {
    if keys.isSet(form["lr-decay-iters"]) {
      return keys.claim(.decaySteps, form["lr-decay-iters"])
    }
    if keys.isSet(form["lr-decay-samples"]) {
      return steps(of: form["lr-decay-samples"], as: .decaySteps, &keys)
    }
    return keys.derive(.decaySteps, form["train-iters"], from: keys.reading.claims[.steps]) {
      $0[0]
    }
  }

  private static func readWarmup(_ keys: inout KeyReader, _ form: MegatronForm, _ end: Claim?) {
    switch keys.number(form["lr-warmup-fraction"]) {
    case .value(let share, let source):
      keys.derive(
        .warmupSteps, "lr-warmup-fraction × decay steps",
        from: Claim(.warmupSteps, share, .written(source)), end
      ) { ($0[0] * $0[1]).rounded(.down) }
    case .unknown: break
    case .absent:
      if keys.isSet(form["lr-warmup-samples"]) {
        _ = steps(of: form["lr-warmup-samples"], as: .warmupSteps, &keys)
      } else {
        keys.claim(.warmupSteps, form["lr-warmup-iters"], fallback: 0)
      }
    }
  }

  /// A key that counts samples, in steps of the global batch.
  private static func steps(
    of path: String, as quantity: Quantity, _ keys: inout KeyReader
  ) -> Claim? {
    guard case .value(let samples, let source) = keys.number(path), samples >= 0 else {
      return nil
    }
    if samples == 0 { return keys.add(Claim(quantity, 0, .written(source))) }
    guard let batch = keys.reading.claims[.globalBatch], batch.value > 0 else { return nil }
    return keys.derive(
      quantity, "\(path) / global batch", from: Claim(.examples, samples, .written(source)), batch,
      slot: keys.slot(for: source, scale: 1 / batch.value)
    ) { ($0[0] / $0[1]).rounded(.down) }
  }
}
