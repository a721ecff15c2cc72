import Composition
import ConfigSyntax
import ReferenceData
package import RunPlan
import SourceText

/// Ai2's open-instruct: `finetune.py` and its DPO scripts.
///
/// Read from `open_instruct/finetune.py`, `dpo_utils.py`, `dpo_tune_cache.py` and `utils.py`, back
/// to the files of 2024 with their `dataset_mixer` and `dpo_*` keys.
package enum OpenInstruct: Dialect {
  package static let id = DialectID("open-instruct")

  package static let fingerprint = Fingerprint(
    all: ["model_name_or_path"],
    any: [
      .atLeast(
        1,
        of: [
          "with_tracking", "use_slow_tokenizer", "checkpointing_steps", "dataset_mixer_list",
          "dataset_mix_dir", "keep_last_n_checkpoints",
        ]),
      .atLeast(
        1,
        of: [
          "learning_rate", "per_device_train_batch_size", "num_train_epochs", "num_epochs",
          "max_train_steps", "gradient_accumulation_steps",
        ]),
    ],
    none: [
      "finetuning_type", "cutoff_len", "template", "dataset_mixture", "max_steps", "reward_funcs",
      "training",
    ])

  /// `HfArgumentParser.parse_yaml_file` hands values on as PyYAML reads them.
  package static let loading = Loading.plainYAML

  package static let bindings: [KeyBinding] = [
    KeyBinding(.learningRate, "learning_rate", fallback: 2e-5),
    KeyBinding(.weightDecay, "weight_decay", fallback: 0),
    KeyBinding(.contextParallel, "sequence_parallel_size", fallback: 1),
    KeyBinding(.zeroStage, "zero_stage"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    for quantity in [Quantity.tensorParallel, .pipelineParallel] {
      keys.add(Claim(quantity, 1, .derived(formula: "no ranks share a layer or stage", from: [])))
    }
    let isPreference = isPreference(keys)
    keys.reading.regime = isPreference ? .preferenceTuning : .supervisedFinetuning
    keys.expectNumbers("warmup_ratio", "lora_dropout", "clip_grad_norm", "final_lr_ratio", "beta")
    TrainingArguments.readBatch(&keys)
    TrainingArguments.readCheckpoints(&keys)
    keys.claimCount(.sequenceLength, "max_seq_length", fallback: isPreference ? 4096 : nil)
    // The scripts for DPO have had either name; a file has the one that its script takes.
    let oldName = keys.has("num_train_epochs")
    TrainingArguments.readDuration(
      &keys, steps: "max_train_steps",
      epochs: isPreference && !oldName ? "num_epochs" : "num_train_epochs",
      fallback: isPreference ? 1 : 2, wholeEpochs: true)
    readSchedule(&keys, isPreference: isPreference)
    keys.reading.labels[.optimizer] = LabelClaim("AdamW", certainty: .frameworkDefault)
    readModel(&keys)
  }

  /// The two scripts share most keys; these belong to DPO alone.
  private static let preferenceKeys = [
    "num_epochs", "beta", "dpo_beta", "loss_type", "dpo_loss_type", "mixer_list",
    "dpo_use_paged_optimizer", "concatenated_forward", "precompute_ref_log_probs",
  ]

  private static func isPreference(_ keys: KeyReader) -> Bool {
    preferenceKeys.contains { keys.has($0) }
  }

  // MARK: Schedule

  private static func readSchedule(_ keys: inout KeyReader, isPreference: Bool) {
    let scheduler = "lr_scheduler_type"
    keys.label(.scheduler, scheduler, fallback: "linear")
    let name = keys.isSet(scheduler) ? keys.text(scheduler)?.value : "linear"
    keys.reading.schedule.shape = TrainingArguments.shape(name)
    keys.reading.schedule.warmup = WarmupKeys(
      share: keys.written("warmup_ratio"), shareName: "warmup_ratio")
    readFinalRate(&keys, name)
    guard name != "constant",
      let ratio = keys.share("warmup_ratio", fallback: isPreference ? 0.1 : 0.03), ratio >= 0
    else { return }
    if ratio == 0 {
      keys.claim(.warmupSteps, "warmup_ratio")
    } else {
      keys.derive(
        .warmupSteps, "warmup_ratio × max_train_steps", from: keys.reading.claims[.steps],
        share(keys, ratio)
      ) { ($0[0] * $0[1]).rounded(.down) }
    }
  }

  /// The share of the warmup, as written or as the script has it.
  private static func share(_ keys: KeyReader, _ ratio: Double) -> Claim {
    guard case .value(_, let source) = keys.number("warmup_ratio") else {
      return Claim(.warmupSteps, ratio, .frameworkDefault(key: "warmup_ratio"))
    }
    return Claim(.warmupSteps, ratio, .written(source))
  }

  private static func readFinalRate(_ keys: inout KeyReader, _ name: String?) {
    guard name == "linear" || name == "cosine",
      let share = keys.share("final_lr_ratio", fallback: 0), share >= 0
    else { return }
    guard share > 0 else {
      keys.add(Claim(.minLearningRate, 0, .frameworkDefault(key: "final_lr_ratio")))
      return
    }
    guard name == "linear" else { return }
    keys.reading.schedule.decaysToPeak = share == 1
    keys.derive(
      .minLearningRate, "final_lr_ratio × learning_rate", from: keys.reading.claims[.learningRate]
    ) { $0[0] * share }
  }

  // MARK: Model

  private static let targets = [
    "q_proj", "o_proj", "v_proj", "k_proj", "gate_proj", "up_proj", "down_proj",
  ]

  /// Quantised weights without adapters are no method of either script.
  private static func readModel(_ keys: inout KeyReader) {
    let base = HubModel.read(&keys, at: "model_name_or_path")
    guard let hasAdapters = keys.flag("use_lora", fallback: false),
      let isQuantised = keys.flag("use_qlora", fallback: false)
    else { return }
    guard hasAdapters else {
      guard !isQuantised else { return }
      keys.reading.labels[.adapter] =
        keys.isSet("use_lora")
        ? LabelClaim("full", origin: keys.value("use_lora")?.origin)
        : LabelClaim("full", certainty: .frameworkDefault)
      base?.trainAll(&keys)
      return
    }
    keys.labelWord(
      .adapter, isQuantised ? "qlora" : "lora", at: isQuantised ? "use_qlora" : "use_lora")
    let rank = keys.claimCount(.loraRank, "lora_rank", fallback: 64)
    keys.claim(.loraAlpha, "lora_alpha", fallback: 16)
    guard let base, base.shape?.experts == nil else { return }
    base.trainAdapters(&keys, rank: rank, on: base.targets(called: targets))
  }
}

extension OpenInstruct {
  /// One of several selectors of data, of which the mixers draw.
  package static func nameData(_ keys: inout KeyReader) {
    if keys.hasNone(
      of: "dataset_config_name", "dataset_mixer", "dataset_mixer_list", "max_train_samples")
    {
      keys.noteData("dataset_name")
    }
  }
}
