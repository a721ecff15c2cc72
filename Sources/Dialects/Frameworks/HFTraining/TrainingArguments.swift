import Composition
import ReferenceData
import RunPlan
import SourceText

/// The keys of transformers' `TrainingArguments`, which several dialects share.
///
/// Read from `src/transformers/training_args.py`, `trainer.py` and `optimization.py` of the 4.x and
/// 5.x releases. What they disagree about is left open.
enum TrainingArguments {
  // MARK: Batch

  /// The micro-batch and its accumulation; the world is the launcher's.
  static func readBatch(_ keys: inout KeyReader) {
    keys.reading.fillsSequences = false
    if keys.flag("auto_find_batch_size") != true,
      keys.flag("accelerator_config.split_batches") != true
    {
      keys.claimCount(
        .microBatch, "per_device_train_batch_size", orOld: "per_gpu_train_batch_size", fallback: 8)
    }
    keys.claimCount(.accumulation, "gradient_accumulation_steps", fallback: 1)
  }

  /// What a DeepSpeed configuration says that stands in the file or is named by it.
  static func readDeepSpeed(_ keys: inout KeyReader) {
    DeepSpeedBridge(.transformers).read(&keys)
  }

  // MARK: Duration

  /// Steps end the run where they are positive, and epochs have no say then.
  static func readDuration(
    _ keys: inout KeyReader, steps: String = "max_steps", epochs: String = "num_train_epochs",
    fallback: Double = 3, wholeEpochs: Bool = false
  ) {
    func passes(_ count: Double, _ source: KeySource) -> Claim {
      Claim(
        .epochs, count, .written(source), slot: keys.slot(for: source, isWhole: wholeEpochs))
    }
    switch keys.number(steps) {
    case .value(let count, _) where count > 0:
      guard count == count.rounded() else { return }
      keys.reading.duration.governing = keys.claim(.steps, steps)
      if case .value(let count, let source) = keys.number(epochs), count > 0 {
        keys.reading.duration.ignored.append(passes(count, source))
      }
    case .unknown: break
    case .value, .absent:
      if case .value(let count, let source) = keys.number(epochs) {
        guard count > 0 else { return }
        keys.reading.duration.governing = keys.add(passes(count, source))
      } else {
        keys.reading.duration.governing = keys.claim(.epochs, epochs, fallback: fallback)
      }
    }
  }

  /// Where training goes on, and whether it keeps its best state.
  static func readCheckpoints(_ keys: inout KeyReader) {
    let resume = "resume_from_checkpoint"
    if let value = keys.value(resume), !value.isNull, keys.flag(resume) != false {
      keys.reading.resumesFrom = value.span
    }
    keys.reading.keepsBestCheckpoint =
      keys.flag("load_best_model_at_end") == true || keys.text("save_strategy")?.value == "best"
    TrainingCadences.read(&keys)
  }

  // MARK: Schedule

  /// Warm-up and decay, which ends with the run.
  static func readSchedule(_ keys: inout KeyReader) {
    let scheduler = "lr_scheduler_type"
    keys.label(.scheduler, scheduler, fallback: "linear")
    let name = keys.isSet(scheduler) ? keys.text(scheduler)?.value : "linear"
    var schedule = Schedule()
    schedule.shape = shape(name)
    schedule.warmup = warmupKeys(keys)
    readFinalRate(&keys, &schedule, name)
    keys.reading.schedule = schedule
    readWarmup(&keys, name)
  }

  static func shape(_ name: String?) -> Schedule.Shape {
    switch name {
    case "linear": .linear
    case "cosine", "cosine_with_min_lr": .cosine
    case "constant", "constant_with_warmup": .constant
    case "inverse_sqrt": .endless
    case "warmup_stable_decay": .stableThenDecay
    default: .unknown
    }
  }

  /// Release 5 takes steps below 1 as a share, so that they are no mistake; release 4 refuses a
  /// share above 1.
  private static func warmupKeys(_ keys: KeyReader) -> WarmupKeys {
    var steps = keys.written("warmup_steps")
    if let value = steps?.value, value > 0, value < 1 { steps = nil }
    return WarmupKeys(
      steps: steps, share: keys.written("warmup_ratio"), stepsName: "warmup_steps",
      shareName: "warmup_ratio", refusals: .largeShare)
  }

  /// Where both keys are set, release 4 takes the steps and release 5 the share.
  private static func readWarmup(_ keys: inout KeyReader, _ scheduler: String?) {
    guard scheduler != "constant", scheduler != "reduce_lr_on_plateau" else {
      keys.add(Claim(.warmupSteps, 0, .derived(formula: "\(scheduler ?? "") has none", from: [])))
      return
    }
    guard let steps = keys.share("warmup_steps", fallback: 0), steps == steps.rounded(),
      let ratio = keys.share("warmup_ratio", fallback: 0), steps >= 0, ratio >= 0,
      steps == 0 || ratio == 0
    else { return }
    guard ratio > 0 else {
      keys.claim(.warmupSteps, "warmup_steps", fallback: 0)
      return
    }
    guard ratio <= 1, case .value(_, let source) = keys.number("warmup_ratio") else { return }
    keys.derive(
      .warmupSteps, "warmup_ratio × max_steps, rounded up", from: keys.reading.claims[.steps],
      Claim(.warmupSteps, ratio, .written(source))
    ) { ($0[0] * $0[1]).rounded(.up) }
  }

  private static func readFinalRate(
    _ keys: inout KeyReader, _ schedule: inout Schedule, _ name: String?
  ) {
    switch name {
    case "linear", "cosine":
      keys.add(Claim(.minLearningRate, 0, .frameworkDefault(key: "lr_scheduler_type")))
    case "cosine_with_min_lr":
      let options = "lr_scheduler_kwargs"
      if keys.isSet("\(options).min_lr") {
        let floor = keys.claim(.minLearningRate, "\(options).min_lr")
        schedule.decaysToPeak =
          floor != nil && floor?.value == keys.reading.claims[.learningRate]?.value
      } else if let ratio = keys.written("\(options).min_lr_rate")?.value, ratio >= 0 {
        schedule.decaysToPeak = ratio == 1
        keys.derive(
          .minLearningRate, "min_lr_rate × learning_rate", from: keys.reading.claims[.learningRate]
        ) { $0[0] * ratio }
      }
    default: break
    }
  }
}
