import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Hugging Face nanotron, and the SmolLM recipes written for it.
///
/// Read from `src/nanotron/config/{config,models_config,parallelism_config}.py`, `helpers.py`,
/// `trainer.py` and `parallel/context.py`. Values go through dacite, which checks types strictly.
package enum Nanotron: Dialect {
  package static let id = DialectID("nanotron")

  package static let fingerprint = Fingerprint(
    all: ["tokens", "parallelism"],
    any: [
      .atLeast(1, of: ["tokens.train_steps", "tokens.batch_accumulation_per_replica"]),
      .atLeast(2, of: ["parallelism.dp", "parallelism.tp", "parallelism.pp"]),
    ],
    // brrr, from which nanotron grew, has the schedule beside the optimizer and other models.
    none: ["learning_rate_scheduler"])

  package static let loading = Loading.plainYAML

  package static let bindings: [KeyBinding] = [
    KeyBinding(.steps, "tokens.train_steps"),
    KeyBinding(.sequenceLength, "tokens.sequence_length"),
    KeyBinding(.microBatch, "tokens.micro_batch_size"),
    KeyBinding(.accumulation, "tokens.batch_accumulation_per_replica"),
    KeyBinding(.dataParallel, "parallelism.dp"),
    KeyBinding(.tensorParallel, "parallelism.tp"),
    KeyBinding(.pipelineParallel, "parallelism.pp"),
    KeyBinding(.expertParallel, "parallelism.expert_parallel_size", fallback: 1),
    KeyBinding(.zeroStage, "optimizer.zero_stage"),
    KeyBinding(.weightDecay, "optimizer.weight_decay"),
    KeyBinding(.learningRate, "optimizer.learning_rate_scheduler.learning_rate"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    keys.reading.duration.governing = keys.reading.claims[.steps]
    keys.reading.shapeDemands = [.headsOverTensor, .kvHeadsOverTensor]
    readContextParallel(&keys)
    readStages(&keys)
    readSchedule(&keys)
    readLabels(&keys)
    readStart(&keys)
    readSaving(&keys)
    keys.nameRun("general.run")
    NanotronModel.read(&keys)
    NanotronMemory.read(&keys)
  }

  /// Ranks of expert parallelism stood outside the product once and are refused by it now, so with
  /// them the world size is left open.
  private static func readContextParallel(_ keys: inout KeyReader) {
    let path = "parallelism.context_parallel_size"
    if keys.isSet(path) {
      keys.claim(.contextParallel, path)
    } else if keys.reading.claims[.expertParallel]?.value == 1 {
      keys.claim(.contextParallel, path, fallback: 1)
    }
  }

  // MARK: Data

  private static func readStages(_ keys: inout KeyReader) {
    guard let stages = keys.value("data_stages")?.items, !stages.isEmpty else { return }
    let datasets = stages.map { $0["data.dataset"] }
    // Without a data set the run is fed with random tokens.
    if let first = datasets.first, let first, datasets.allSatisfy({ $0?.isNull == true }) {
      keys.reading.mockData = first.span
    }
    let isTuned = datasets.allSatisfy { data in
      data?.member("sft_dataloader") != nil || data?.member("debug_max_samples") != nil
    }
    if isTuned { keys.reading.regime = .supervisedFinetuning }
    readStorage(&keys, stages)
    readStageLengths(&keys, stages)
  }

  /// Files of token ids say how many bytes each id takes.
  private static func readStorage(_ keys: inout KeyReader, _ stages: [ConfigValue]) {
    let sizes = stages.compactMap { $0["data.dataset"]?.member("token_size_in_bytes") }
    guard let size = sizes.first(where: { $0.scalar == .integer(2) }) else { return }
    var vocabulary: Claim?
    if case .value(let count, let source) = keys.number("model.model_config.vocab_size") {
      vocabulary = Claim(.vocabularySize, count, .written(source))
    }
    keys.reading.tokenStorage = TokenStorage(
      capacity: 65_536, vocabulary: vocabulary, key: "token_size_in_bytes", span: size.span)
  }

  /// Sums the tokens of stages that state sequence lengths of their own.
  private static func readStageLengths(_ keys: inout KeyReader, _ stages: [ConfigValue]) {
    guard let length = keys.reading.claims[.sequenceLength] else { return }
    let lengths = stages.map { $0.member("sequence_length")?.scalar?.number ?? length.value }
    guard lengths.contains(where: { $0 != length.value }) else { return }
    keys.reading.fillsSequences = false
    let starts = stages.map { $0.member("start_training_step")?.scalar?.number }
    let order = starts.indices.sorted { (starts[$0] ?? 0) < (starts[$1] ?? 0) }
    keys.derive(
      .tokens, "steps × batch × sequence length, stage by stage", from: keys.reading.claims[.steps],
      keys.reading.claims[.microBatch], keys.reading.claims[.accumulation],
      keys.reading.claims[.dataParallel]
    ) { values in
      var sum = 0.0
      for (place, stage) in order.enumerated() {
        let next = place + 1 < order.count ? starts[order[place + 1]] : values[0] + 1
        guard let start = starts[stage], let next else { return nil }
        sum += max(0, min(next, values[0] + 1) - start) * lengths[stage]
      }
      return sum * values[1] * values[2] * values[3]
    }
  }

  // MARK: Schedule

  private static let scheduler = "optimizer.learning_rate_scheduler."

  private static func readSchedule(_ keys: inout KeyReader) {
    guard keys.isSet("optimizer.learning_rate_scheduler") else { return }
    let warmup = keys.claim(.warmupSteps, scheduler + "lr_warmup_steps", fallback: 0)
    var schedule = Schedule()
    switch keys.text(scheduler + "lr_decay_style")?.value ?? "linear" {
    case "linear": schedule.shape = .linear
    case "cosine": schedule.shape = .cosine
    default: schedule.shape = .unknown
    }
    let hasStart = keys.isSet(scheduler + "lr_decay_starting_step")
    let start = hasStart ? decayStart(keys) : warmup
    if let start, let warmup, start.value > warmup.value { schedule.shape = .stableThenDecay }
    readDecayEnd(&keys, &schedule, start: start, warmup: warmup, hasStart: hasStart)
    schedule.warmup = WarmupKeys(
      steps: keys.written(scheduler + "lr_warmup_steps"), stepsName: "lr_warmup_steps",
      refusals: .brokenSteps)
    readFinalRate(&keys, &schedule)
    keys.reading.schedule = schedule
  }

  private static func decayStart(_ keys: KeyReader) -> Claim? {
    guard case .value(let step, let source) = keys.number(scheduler + "lr_decay_starting_step")
    else { return nil }
    return Claim(.decaySteps, step, .written(source))
  }

  /// Where the decay ends: its start plus its length, which is the run less the warm-up by default.
  ///
  /// The default does not take the start of the decay into account, so that a late start puts the
  /// end behind the end of the run.
  private static func readDecayEnd(
    _ keys: inout KeyReader, _ schedule: inout Schedule, start: Claim?, warmup: Claim?,
    hasStart: Bool
  ) {
    switch keys.number(scheduler + "lr_decay_steps") {
    case .value(let length, let source):
      guard length > 0 || warmup?.value != 0 else { return schedule.shape = .constant }
      guard let start else { return }
      let written = Claim(.decaySteps, length, .written(source))
      schedule.decayEnd = keys.derive(
        .decaySteps, "start of the decay + lr_decay_steps", from: start, written,
        slot: keys.slot(for: source, offset: start.value)
      ) { $0[0] + $0[1] }
    case .absent:
      let end = keys.derive(
        .decaySteps, "start of the decay + train_steps - lr_warmup_steps", from: start,
        keys.reading.claims[.steps], warmup
      ) { $0[0] + $0[1] - $0[2] }
      if hasStart { schedule.decayEnd = end }
    case .unknown: break
    }
  }

  /// Without a final rate the peak is taken for it.
  private static func readFinalRate(_ keys: inout KeyReader, _ schedule: inout Schedule) {
    let rate = keys.reading.claims[.learningRate]
    if keys.isSet(scheduler + "min_decay_lr") {
      let final = keys.claim(.minLearningRate, scheduler + "min_decay_lr")
      schedule.decaysToPeak = final != nil && final?.value == rate?.value
    } else {
      keys.derive(.minLearningRate, "learning_rate, without min_decay_lr", from: rate) { $0[0] }
      schedule.decaysToPeak = true
    }
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    if keys.isSet("optimizer") {
      keys.label(.optimizer, "optimizer.optimizer_factory.name", fallback: "adamW")
      keys.label(.scheduler, scheduler + "lr_decay_style", fallback: "linear")
    }
    switch keys.text("model.dtype")?.value {
    case "bfloat16": keys.labelWord(.precision, "bf16", at: "model.dtype")
    case "float16": keys.labelWord(.precision, "fp16", at: "model.dtype")
    case "float32": keys.labelWord(.precision, "fp32", at: "model.dtype")
    default: keys.label(.precision, "model.dtype", fallback: "bf16")
    }
    keys.reading.usesMuP = keys.flag("model.init_method.use_mup") ?? false
  }

  /// What the run starts from: nothing, weights, or its own checkpoint.
  private static func readStart(_ keys: inout KeyReader) {
    func continued(from path: String) {
      if keys.reading.regime == .pretraining { keys.reading.regime = .continuedPretraining }
      keys.reading.resumesFrom = keys.value(path)?.span
    }
    if keys.isSet("model.init_method.path") { return continued(from: "model.init_method.path") }
    let resume = "checkpoints.resume_checkpoint_path"
    guard keys.isSet(resume), let path = keys.text(resume)?.value,
      path != keys.text("checkpoints.checkpoints_path")?.value
    else { return }
    // Without the scheduler's state the steps are counted from 0 again.
    if keys.flag("checkpoints.load_lr_scheduler") == false { return continued(from: resume) }
    keys.reading.resumesFrom = keys.value(resume)?.span
  }

  /// `trainer.py`, `train`: every interval, and at the end unless `save_final_state` says no.
  ///
  /// It said no by itself until March 2025.
  private static func readSaving(_ keys: inout KeyReader) {
    guard let atEnd = keys.flag("checkpoints.save_final_state", fallback: true) else { return }
    var saving = Cadence()
    saving.pace = .steps
    saving.interval = keys.written("checkpoints.checkpoint_interval")
    saving.endsRun = atEnd
    keys.reading.cadences.saving = saving
  }
}

extension Nanotron {
  /// Read from `config.py`, `PretrainDatasetsArgs` and `NanosetDatasetsArgs`.
  package static func nameData(_ keys: inout KeyReader) {
    // Stages follow one another, each for some of the steps.
    guard let stages = keys.value("data_stages")?.items, stages.count == 1,
      let data = stages[0]["data.dataset"], keys.takesAll(data["hf_dataset_splits"]),
      let name = (data["hf_dataset_or_datasets"] ?? data["dataset_folder"]).flatMap(KeyReader.text)
    else { return }
    keys.reading.datasets = [name]
  }
}
