import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// NVIDIA Megatron-Bridge: overrides laid over a recipe that is a Python program.
///
/// A key that is absent has the recipe's value, so nothing has a default here. Read from
/// `src/megatron/bridge/training/config.py` and `training/utils/omegaconf_utils.py`.
package enum MegatronBridge: Dialect {
  package static let id = DialectID("megatron-bridge")

  private static let sections = [
    "model.tensor_model_parallel_size", "model.pipeline_model_parallel_size", "model.seq_length",
    "scheduler", "optimizer", "checkpoint", "logger", "dist", "ddp", "dataset", "rng",
  ]

  package static let fingerprint = Fingerprint(
    any: [
      .atLeast(
        1,
        of: [
          "train.train_iters", "train.global_batch_size", "train.train_samples",
          "train.micro_batch_size",
        ]),
      .atLeast(2, of: sections),
    ],
    none: [
      "trainer", "language_model", "peft_type", "model_name_or_path", "base_model", "MODEL_ARGS",
      "distributed_strategy", "train.gpus", "train_input",
    ])

  package static let loading = Loading.omegaConf

  package static let bindings: [KeyBinding] = [
    KeyBinding(.sequenceLength, "model.seq_length"),
    // The container refuses two lengths that differ.
    KeyBinding(.sequenceLength, "dataset.seq_length", "dataset.sequence_length"),
    KeyBinding(.globalBatch, "train.global_batch_size"),
    KeyBinding(.microBatch, "train.micro_batch_size"),
    KeyBinding(.tensorParallel, "model.tensor_model_parallel_size"),
    KeyBinding(.pipelineParallel, "model.pipeline_model_parallel_size"),
    KeyBinding(.contextParallel, "model.context_parallel_size"),
    KeyBinding(.expertParallel, "model.expert_model_parallel_size"),
    KeyBinding(.layers, "model.num_layers"),
    KeyBinding(.hiddenSize, "model.hidden_size"),
    KeyBinding(.heads, "model.num_attention_heads"),
    KeyBinding(.kvHeads, "model.num_query_groups"),
    KeyBinding(.intermediateSize, "model.ffn_hidden_size"),
    KeyBinding(.learningRate, "optimizer.lr"),
    KeyBinding(.minLearningRate, "optimizer.min_lr"),
    KeyBinding(.weightDecay, "optimizer.weight_decay"),
    KeyBinding(.loraRank, "peft.dim"),
    KeyBinding(.loraAlpha, "peft.alpha"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    // A ramp, from the recipe too, would have to be named to be undone: then nothing is certain.
    if keys.isSet("train.rampup_batch_size") {
      keys.reading.claims.removeAll { $0.quantity == .globalBatch }
    }
    keys.reading.shapeDemands = [.headsOverTensor]
    readDuration(&keys)
    readSchedule(&keys)
    keys.label(.optimizer, "optimizer.optimizer")
    keys.label(.scheduler, "scheduler.lr_decay_style")
    readPrecision(&keys)
    readRegime(&keys)
  }

  /// Exactly one of the three is allowed.
  private static func readDuration(_ keys: inout KeyReader) {
    var found: [Claim] = []
    if let steps = keys.claim(.steps, "train.train_iters") { found.append(steps) }
    if case .value(let samples, let source) = keys.number("train.train_samples"), samples > 0 {
      let written = Claim(.examples, samples, .written(source))
      let steps =
        found.isEmpty
        ? keys.derive(
          .steps, "train_samples / global_batch_size", from: written,
          keys.reading.claims[.globalBatch],
          slot: keys.slot(for: source, scale: 1 / (keys.reading.claims[.globalBatch]?.value ?? 1))
        ) { $0[1] > 0 ? ($0[0] / $0[1]).rounded(.down) : nil } : nil
      found.append(steps ?? written)
    }
    if case .value(let epochs, let source) = keys.number("train.num_epochs"), epochs > 0 {
      let claim = Claim(.epochs, epochs, .written(source), slot: keys.slot(for: source))
      if found.isEmpty { keys.add(claim) }
      found.append(claim)
    }
    keys.reading.duration.governing = found.first
    keys.reading.duration.ignored = Array(found.dropFirst())
    keys.reading.duration.refusesIgnored = true
  }

  private static func readSchedule(_ keys: inout KeyReader) {
    var schedule = Schedule()
    switch keys.text("scheduler.lr_decay_style")?.value {
    case "linear": schedule.shape = .linear
    case "cosine": schedule.shape = .cosine
    case "constant": schedule.shape = .constant
    case "WSD": schedule.shape = .stableThenDecay
    case "inverse-square-root": schedule.shape = .endless
    default: schedule.shape = .unknown
    }
    schedule.decayEnd = keys.claim(.decaySteps, "scheduler.lr_decay_iters")
    schedule.warmup = WarmupKeys(
      steps: keys.written("scheduler.lr_warmup_iters"),
      share: keys.written("scheduler.lr_warmup_fraction"),
      stepsName: "scheduler.lr_warmup_iters", shareName: "scheduler.lr_warmup_fraction",
      refusals: [.both])
    keys.reading.schedule = schedule
    guard case .value(let share, let source) = keys.number("scheduler.lr_warmup_fraction") else {
      keys.claim(.warmupSteps, "scheduler.lr_warmup_iters")
      return
    }
    keys.derive(
      .warmupSteps, "lr_warmup_fraction × lr_decay_iters",
      from: Claim(.warmupSteps, share, .written(source)), schedule.decayEnd
    ) { ($0[0] * $0[1]).rounded(.down) }
  }

  /// The name of a mixed precision holds the type: `bf16_mixed`, `bf16_with_fp8_…`.
  private static func readPrecision(_ keys: inout KeyReader) {
    if let name = keys.text("mixed_precision")?.value {
      let words = ["fp8", "bf16", "fp16", "fp32"]
      guard let word = words.first(where: { name.contains($0) }) else { return }
      return keys.labelWord(.precision, word, at: "mixed_precision")
    }
    for word in ["bf16", "fp16"] where keys.flag("model.\(word)") == true {
      return keys.labelWord(.precision, word, at: "model.\(word)")
    }
  }

  private static func readRegime(_ keys: inout KeyReader) {
    let isTuned =
      keys.isSet("peft") || keys.isSet("dataset.source.dataset_name")
      || keys.isSet("optimizer.finetune_lr") || keys.isSet("dataset.dataset_name")
      || keys.isSet("dataset.dataset_root")
    if keys.isSet("peft") {
      keys.label(.adapter, "peft.peft_scheme", fallback: "lora")
    }
    if isTuned {
      keys.reading.regime = .supervisedFinetuning
      // Rows are as long as they are unless they are packed.
      keys.reading.fillsSequences = keys.isSet("dataset.packed_sequence_specs")
    } else if keys.flag("checkpoint.finetune") == true
      || keys.isSet("checkpoint.pretrained_checkpoint")
    {
      keys.reading.regime = .continuedPretraining
      keys.reading.resumesFrom = keys.value("checkpoint.pretrained_checkpoint")?.span
    }
  }
}
