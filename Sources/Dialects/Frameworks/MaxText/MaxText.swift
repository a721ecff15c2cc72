import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Google's MaxText: `base.yml`, the files of its models, and runs that name their `base_config`.
///
/// Read from `src/maxtext/configs/{base.yml,pyconfig.py,types.py}`, `utils/maxtext_utils.py`,
/// `models/*.py` and `layers/attentions.py`.
package enum MaxText: Dialect {
  package static let id = DialectID("maxtext")

  package static let fingerprint = Fingerprint(
    any: [
      .atLeast(1, of: ["base_emb_dim", "base_config"]),
      .atLeast(
        1,
        of: [
          "base_num_decoder_layers", "decoder_block", "base_mlp_dim", "per_device_batch_size",
          "max_target_length", "use_sft", "use_dpo",
        ]),
    ],
    none: ["trainer", "model", "rl", "rollout_data_parallelism", "sharding_strategy"])

  package static let loading = Loading.omegaConf

  package static let bindings: [KeyBinding] = []

  package static func complete(_ keys: inout KeyReader) {
    if isRun(keys) {
      readRegime(&keys)
      readDuration(&keys)
      readParallel(&keys)
      readBatch(&keys)
      readSchedule(&keys)
      readLabels(&keys)
      readData(&keys)
    } else {
      // A model for runs to name.
      keys.reading.regime = nil
      keys.claim(.sequenceLength, "max_target_length")
    }
    MaxTextModel.read(&keys)
    keys.nameRun("run_name")
  }

  private static func isRun(_ keys: KeyReader) -> Bool {
    ["base_config", "steps", "per_device_batch_size"].contains { keys.has($0) }
  }

  // MARK: Length

  /// Either of `steps` and the length of the schedule stands in for the other where it is -1.
  private static func readDuration(_ keys: inout KeyReader) {
    let path = keys.number("steps").value == -1 ? scheduleSteps : "steps"
    let isGiven = path == "steps" || keys.number(path).value ?? -1 > 0
    let steps = isGiven ? keys.claim(.steps, path, fallback: defaults(keys, 150_001)) : nil
    keys.reading.duration.governing = steps
  }

  /// The value of `base.yml`, which holds unless the file builds on another one.
  static func defaults(_ keys: KeyReader, _ value: Double) -> Double? {
    guard let base = keys.text("base_config")?.value else { return value }
    return base.split(separator: "/").last == "base.yml" ? value : nil
  }

  // MARK: Devices and batch

  /// How many ways each part of the work is split: the axes within a slice times those between.
  private static let axes: [(Quantity, [String])] = [
    (.tensorParallel, ["tensor", "tensor_transpose", "tensor_sequence", "autoregressive"]),
    (.pipelineParallel, ["pipeline"]),
    (
      .contextParallel,
      ["context", "sequence", "context_usp_ulysses", "context_autoregressive"]
    ),
    (.expertParallel, ["expert"]),
  ]

  private static func readParallel(_ keys: inout KeyReader) {
    for (quantity, names) in axes { claimProduct(&keys, quantity, names) }
    // The axes that fill up whatever there is of devices are -1.
    let data = ["data", "fsdp", "fsdp_transpose", "expert"]
    if keys.has("ici_fsdp_parallelism") || keys.has("dcn_data_parallelism") {
      claimProduct(&keys, .dataParallel, data, filling: ["dcn_data", "ici_fsdp"])
    }
  }

  private static func claimProduct(
    _ keys: inout KeyReader, _ quantity: Quantity, _ names: [String], filling: [String] = []
  ) {
    var product = 1.0
    var inputs: [Claim] = []
    for name in names.flatMap({ ["ici_\($0)", "dcn_\($0)"] }) {
      let path = "\(name)_parallelism"
      switch keys.number(path) {
      case .value(let size, let source) where size > 0:
        product *= size
        if size > 1 { inputs.append(Claim(quantity, size, .written(source))) }
      case .absent where !filling.contains(name): continue
      default: return
      }
    }
    if let only = inputs.first, inputs.count == 1 {
      keys.add(only)
    } else if inputs.isEmpty {
      keys.add(Claim(quantity, 1, .frameworkDefault(key: "ici_\(names[0])_parallelism")))
    } else {
      keys.add(Claim(quantity, product, .derived(formula: "ici × dcn sizes", from: inputs)))
    }
  }

  /// The batch is given for each device, in fractions where devices share a sequence.
  private static func readBatch(_ keys: inout KeyReader) {
    keys.claim(.accumulation, "gradient_accumulation_steps", fallback: defaults(keys, 1))
    keys.claim(.sequenceLength, "max_target_length", fallback: defaults(keys, 2048))
    guard keys.flag("enable_rampup_batch_size") != true else { return }
    let path = "per_device_batch_size"
    let share: Claim
    var slot: Slot?
    let sharers = [Quantity.tensorParallel, .pipelineParallel, .contextParallel].map {
      keys.reading.claims[$0]
    }
    let group = sharers.reduce(1) { $0 * ($1?.value ?? .nan) }
    guard group >= 1 else { return }
    switch keys.number(path) {
    case .unknown: return
    case .absent:
      guard let size = defaults(keys, 12) else { return }
      share = Claim(.microBatch, size, .frameworkDefault(key: path))
    case .value(let size, let source):
      share = Claim(.microBatch, size, .written(source))
      slot = keys.slot(for: source, scale: group)
    }
    let sequences = share.value * group
    guard sequences > 0, sequences == sequences.rounded() else { return }
    if group == 1 {
      keys.add(Claim(.microBatch, sequences, share.provenance, slot: slot))
    } else {
      keys.add(
        Claim(
          .microBatch, sequences,
          .derived(
            formula: "per_device_batch_size × devices that share it",
            from: [share] + sharers.compactMap { $0 }), slot: slot))
    }
  }

  // MARK: Schedule

  private static let scheduleSteps = "learning_rate_schedule_steps"

  private static func readSchedule(_ keys: inout KeyReader) {
    let rate = keys.claim(.learningRate, "learning_rate", fallback: defaults(keys, 3e-5))
    keys.claim(.weightDecay, "adam_weight_decay", fallback: defaults(keys, 0.1))
    var schedule = Schedule()
    switch keys.isSet("lr_schedule_type") ? keys.text("lr_schedule_type")?.value : "cosine" {
    case "cosine": schedule.shape = .cosine
    case "wsd": schedule.shape = .stableThenDecay
    default: schedule.shape = .unknown
    }
    let length: Claim?
    if keys.number(scheduleSteps).value ?? -1 > 0 {
      length = keys.claim(.decaySteps, scheduleSteps)
      schedule.decayEnd = length
    } else {
      length = keys.derive(.decaySteps, "steps", from: keys.reading.claims[.steps]) { $0[0] }
    }
    readWarmup(&keys, &schedule, of: length)
    let final =
      ["learning_rate_final_fraction", "cosine_learning_rate_final_fraction"]
      .first { keys.isSet($0) } ?? "learning_rate_final_fraction"
    let share = keys.number(final).value ?? (keys.isSet(final) ? nil : defaults(keys, 0.1))
    if let share {
      schedule.decaysToPeak = share == 1
      keys.derive(.minLearningRate, "\(final) × learning_rate", from: rate) { $0[0] * share }
    }
    keys.reading.schedule = schedule
  }

  private static func readWarmup(
    _ keys: inout KeyReader, _ schedule: inout Schedule, of length: Claim?
  ) {
    let path = "warmup_steps_fraction"
    schedule.warmup = WarmupKeys(
      share: keys.written(path), shareName: path, refusals: .largeShare)
    let share: Claim
    var slot: Slot?
    switch keys.number(path) {
    case .unknown: return
    case .absent:
      guard let usual = defaults(keys, 0.1) else { return }
      share = Claim(.warmupSteps, usual, .frameworkDefault(key: path))
    case .value(let amount, let source):
      share = Claim(.warmupSteps, amount, .written(source))
      slot = length.flatMap { keys.slot(for: source, scale: $0.value) }
    }
    guard share.value >= 0, share.value <= 1 else { return }
    keys.derive(.warmupSteps, "\(path) × schedule steps", from: share, length, slot: slot) {
      ($0[0] * $0[1]).rounded(.down)
    }
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    let isOwn = defaults(keys, 1) != nil
    keys.label(.optimizer, "opt_type", fallback: isOwn ? "adamw" : nil)
    keys.label(.scheduler, "lr_schedule_type", fallback: isOwn ? "cosine" : nil)
    let words = ["bfloat16": "bf16", "float16": "fp16", "float32": "fp32"]
    if let quantised = keys.text("quantization")?.value, quantised.contains("fp8") {
      keys.labelWord(.precision, "fp8", at: "quantization")
    } else if let word = keys.text("dtype").flatMap({ words[$0.value] }) {
      keys.labelWord(.precision, word, at: "dtype")
    } else {
      keys.label(.precision, "dtype", fallback: isOwn ? "bf16" : nil)
    }
    if keys.flag("lora.enable_lora") == true {
      keys.labelWord(.adapter, "lora", at: "lora.enable_lora")
      keys.claim(.loraRank, "lora.lora_rank")
      keys.claim(.loraAlpha, "lora.lora_alpha")
    }
  }

  private static func readRegime(_ keys: inout KeyReader) {
    let start = "load_parameters_path"
    if let path = keys.text(start)?.value, !path.isEmpty {
      keys.reading.regime = .continuedPretraining
      keys.reading.resumesFrom = keys.value(start)?.span
    }
    if keys.flag("use_dpo") == true {
      keys.reading.regime = .preferenceTuning
    } else if keys.flag("use_sft") == true {
      keys.reading.regime = .supervisedFinetuning
    } else if keys.flag("use_grpo") == true {
      keys.reading.regime = .reinforcementLearning
    }
  }

  private static func readData(_ keys: inout KeyReader) {
    if keys.text("dataset_type")?.value == "synthetic" {
      keys.reading.mockData = keys.value("dataset_type")?.span
    } else if keys.number("reuse_example_batch").value ?? 0 > 0 {
      keys.reading.mockData = keys.value("reuse_example_batch")?.span
    }
  }
}

extension MaxText {
  /// Only the pipeline for the hub names what it reads.
  package static func nameData(_ keys: inout KeyReader) {
    guard keys.text("dataset_type")?.value == "hf",
      keys.hasNone(of: "hf_data_dir", "hf_train_files", "hf_name")
    else { return }
    keys.noteData("hf_path")
  }
}
