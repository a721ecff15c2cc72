import Composition
package import RunPlan
import SourceText

/// The YAML trainer of OLMo 1 and 2.
///
/// Read from `olmo/config.py`, `olmo/train.py`, `olmo/optim.py`, `scripts/train.py`.
package enum OLMo: Dialect {
  package static let id = DialectID("olmo")

  package static let fingerprint = Fingerprint(
    all: ["model.d_model"],
    any: [
      .atLeast(1, of: ["global_train_batch_size", "device_train_microbatch_size"]),
      .atLeast(
        1,
        of: [
          "model.max_sequence_length", "model.embedding_size", "optimizer.learning_rate",
          "data.paths", "data.memmap_dtype", "remote_save_folder",
        ]),
    ],
    none: ["train_loader", "models"])

  package static let loading = Loading.omegaConf

  package static let resolvesAlone = true

  package static let bindings: [KeyBinding] = [
    KeyBinding(.contextLength, "model.max_sequence_length", fallback: 1024),
    KeyBinding(.sequenceLength, "model.max_sequence_length", fallback: 1024),
    KeyBinding(.globalBatch, "global_train_batch_size", fallback: 512),
    KeyBinding(.microBatch, "device_train_microbatch_size", fallback: 16),
    KeyBinding(.learningRate, "optimizer.learning_rate", fallback: 1e-4),
    KeyBinding(.weightDecay, "optimizer.weight_decay", fallback: 0.01),
  ]

  package static func complete(_ keys: inout KeyReader) {
    // `IterableDataset` refuses a batch that the ranks do not divide; micro-batches may be uneven.
    keys.reading.microBatchDivision = .uneven
    readRanks(&keys)
    let run = readDuration(&keys)
    readSchedule(&keys, run: run)
    readData(&keys)
    readLabels(&keys)
    readRegime(&keys)
    OLMoModel.read(&keys)
    keys.nameRun("run_name")
  }

  /// Every rank has data of its own: nothing else is split.
  private static func readRanks(_ keys: inout KeyReader) {
    for quantity: Quantity in [.tensorParallel, .pipelineParallel, .contextParallel] {
      keys.add(Claim(quantity, 1, .derived(formula: "only data is split", from: [])))
    }
    let path = "distributed_strategy"
    guard keys.text(path)?.value == "single", let value = keys.value(path) else { return }
    keys.add(Claim(.worldSize, 1, .written(KeySource(key: path, origin: value.origin))))
  }

  // MARK: Duration

  /// Claims what ends the run, and gives back what the schedule takes for its length.
  private static func readDuration(_ keys: inout KeyReader) -> WrittenLength? {
    let run: WrittenLength
    switch keys.length("max_duration", in: .olmo) {
    case .value(let length): run = length
    case .unknown: return nil
    case .absent:
      run = WrittenLength(
        amount: 10_000, unit: .steps, suffix: "", source: nil, key: "max_duration")
    }
    let stops = ["stop_at", "stop_after"].map { keys.length($0, in: .olmo) }
    if stops.allSatisfy({ if case .absent = $0 { true } else { false } }) {
      keys.reading.duration.governing = keys.claimRun(run)
      return run
    }
    var earliest: WrittenLength?
    for stop in stops {
      switch stop {
      case .absent: continue
      case .unknown: return run
      case .value(let stop):
        // `stop_after` counts from the step of the checkpoint, which no key tells.
        if stop.key == "stop_after", resumesCounting(keys) { return run }
        if stop.amount < earliest?.amount ?? .infinity { earliest = stop }
      }
    }
    claimShorter(of: run, earliest, &keys)
    return run
  }

  /// With a run of so many epochs it cannot be told which of the two comes first.
  private static func claimShorter(
    of run: WrittenLength, _ stop: WrittenLength?, _ keys: inout KeyReader
  ) {
    guard let stop, let steps = keys.stepsClaim(.steps, of: run, run: nil) else { return }
    if stop.amount >= steps.value {
      keys.reading.duration.governing = keys.claimRun(run)
    } else {
      keys.reading.duration.governing = keys.claimRun(stop)
      keys.reading.duration.ignored = [keys.runClaim(run)].compactMap { $0 }
    }
  }

  /// Whether steps and tokens go on from those of a checkpoint.
  private static func resumesCounting(_ keys: KeyReader) -> Bool {
    guard keys.isSet("load_path") else { return false }
    return !(keys.flag("reset_trainer_state") ?? false)
      && keys.flag("restore_dataloader") ?? true
  }

  // MARK: Schedule

  private static func readSchedule(_ keys: inout KeyReader, run: WrittenLength?) {
    let name = keys.text("scheduler.name")?.value ?? "cosine_with_warmup"
    var schedule = Schedule()
    switch name {
    case "cosine_with_warmup": schedule.shape = .cosine
    case "linear_with_warmup": schedule.shape = .linear
    case "inverse_sqrt_with_warmup": schedule.shape = .endless
    case "constant", "constant_with_warmup": schedule.shape = .constant
    default: schedule.shape = .unknown
    }
    let unit: WrittenLength.Unit? =
      switch keys.text("scheduler.units")?.value ?? "steps" {
      case "steps": .steps
      case "tokens": .tokens
      default: nil
      }
    if let unit {
      if name != "constant" { claimWarmup(&keys, unit) }
      if unit == .steps {
        let steps = keys.written("scheduler.t_warmup")
        schedule.warmup = WarmupKeys(steps: steps, stepsName: "t_warmup")
      }
      if schedule.shape != .constant, schedule.shape != .endless {
        schedule.decayEnd = claimDecay(&keys, unit, run)
      }
    }
    keys.reading.schedule = schedule
    guard schedule.shape != .constant, schedule.shape != .endless else { return }
    claimFloor(&keys)
  }

  private static func claimWarmup(_ keys: inout KeyReader, _ unit: WrittenLength.Unit) {
    let length: WrittenLength
    switch keys.length("scheduler.t_warmup", in: .olmo, bareUnit: unit) {
    case .value(let written): length = written
    case .unknown: return
    case .absent:
      length = WrittenLength(
        amount: 100, unit: unit, suffix: "", source: nil, key: "scheduler.t_warmup")
    }
    if let claim = keys.stepsClaim(.warmupSteps, of: length, run: nil) { keys.add(claim) }
  }

  /// The end of the decay: `t_max`, else the length of the run as `max_duration` has it.
  ///
  /// It is given back where a key fixes it: that key, or `max_duration` when another ends the run.
  private static func claimDecay(
    _ keys: inout KeyReader, _ unit: WrittenLength.Unit, _ run: WrittenLength?
  ) -> Claim? {
    switch keys.length("scheduler.t_max", in: .olmo, bareUnit: unit) {
    case .unknown: return nil
    case .value(let end):
      return keys.stepsClaim(.decaySteps, of: end, run: nil).map { keys.add($0) }
    case .absent:
      guard let run, let end = keys.stepsClaim(.decaySteps, of: run, run: nil) else { return nil }
      // No slot: the length of the run is not an end of the schedule that could be moved alone.
      keys.add(Claim(.decaySteps, end.value, end.provenance))
      return keys.reading.duration.ignored.isEmpty ? nil : end
    }
  }

  private static func claimFloor(_ keys: inout KeyReader) {
    guard let share = keys.share("scheduler.alpha_f", fallback: 0.1) else { return }
    keys.reading.schedule.decaysToPeak = share == 1
    keys.derive(
      .minLearningRate, "scheduler.alpha_f × learning rate",
      from: keys.reading.claims[.learningRate]
    ) { $0[0] * share }
  }

  // MARK: Data and words

  /// Ids of the memory-mapped token files are 16 bits wide unless a key says otherwise.
  private static func readData(_ keys: inout KeyReader) {
    guard keys.isSet("data.paths") || keys.isSet("data.datasets") else { return }
    let path = "data.memmap_dtype"
    let widths = ["uint8": 8.0, "uint16": 16, "uint32": 32, "uint64": 64]
    let bits: Double?
    if keys.isSet(path) {
      bits = keys.text(path).flatMap { widths[$0.value] }
    } else {
      bits = 16
    }
    guard let bits, bits <= 32 else { return }
    var vocabulary: Claim?
    if case .value(let size, let source) = keys.number("model.vocab_size") {
      vocabulary = Claim(.vocabularySize, size, .written(source))
    }
    keys.reading.tokenStorage = TokenStorage(
      capacity: bits == 8 ? 256 : bits == 16 ? 65_536 : 4_294_967_296, vocabulary: vocabulary,
      key: path, span: keys.text(path)?.span)
  }

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.optimizer, "optimizer.name", fallback: "lionw")
    keys.label(.scheduler, "scheduler.name", fallback: "cosine_with_warmup")
    let words = ["amp_bf16": "bf16", "amp_fp16": "fp16", "fp32": "fp32"]
    if let word = keys.text("precision").flatMap({ words[$0.value] }) {
      keys.labelWord(.precision, word, at: "precision")
    }
  }

  private static func readRegime(_ keys: inout KeyReader) {
    if keys.isSet("load_path") {
      keys.reading.resumesFrom = keys.value("load_path")?.span
      if !resumesCounting(keys) { keys.reading.regime = .continuedPretraining }
    }
    // Only answers of instruction data are masked.
    if keys.isSet("data.label_mask_paths") { keys.reading.regime = .supervisedFinetuning }
  }
}
