import Composition
import ConfigSyntax
import ReferenceData
package import RunPlan
import SourceText

/// Files in the vocabulary of transformers' `TrainingArguments`: TRL's commands, the recipes of
/// alignment-handbook and open-r1, and scripts of their kind.
///
/// Read from `trl/trainer/*_config.py`, `trl/scripts/utils.py`, `src/alignment/configs.py` and
/// `src/open_r1/configs.py`. The file does not name its trainer, so that defaults in which trainers
/// or releases differ (the learning rate, the sequence length) stay unknown.
package enum HFTraining: Dialect {
  package static let id = DialectID("hf-trl")

  package static let fingerprint = Fingerprint(
    all: ["model_name_or_path"],
    any: [
      .atLeast(
        1,
        of: [
          "learning_rate", "per_device_train_batch_size", "num_train_epochs", "max_steps",
          "gradient_accumulation_steps",
        ]),
      .atLeast(
        2,
        of: [
          "per_device_train_batch_size", "num_train_epochs", "max_steps",
          "gradient_accumulation_steps", "lr_scheduler_type", "dataset_name", "dataset_mixture",
          "dataset_mixer", "reward_funcs",
        ]),
    ],
    none: [
      "finetuning_type", "cutoff_len", "with_tracking", "use_slow_tokenizer",
      "checkpointing_steps", "dataset_mixer_list", "training", "base_model",
    ])

  /// `TrlParser` makes the values defaults of an argument parser, which casts texts.
  package static let loading = Loading.castingYAML

  package static let bindings: [KeyBinding] = [
    KeyBinding(.learningRate, "learning_rate"),
    KeyBinding(.weightDecay, "weight_decay", fallback: 0),
    KeyBinding(.tensorParallel, "tp_size", fallback: 1),
    KeyBinding(.contextParallel, "context_parallel_size", fallback: 1),
  ]

  package static func complete(_ keys: inout KeyReader) {
    keys.add(
      Claim(.pipelineParallel, 1, .derived(formula: "no pipeline in the Trainer", from: [])))
    TrainingArguments.readBatch(&keys)
    TrainingArguments.readDuration(&keys)
    TrainingArguments.readCheckpoints(&keys)
    TrainingArguments.readSchedule(&keys)
    TrainingArguments.readDeepSpeed(&keys)
    readRegime(&keys)
    readLength(&keys)
    readGenerations(&keys)
    readLabels(&keys)
    readModel(&keys)
    HFTrainingMemory.read(&keys)
    keys.nameRun("run_name")
  }

  // MARK: Kind of training

  /// What keys only the trainers of that kind have.
  private static let kinds: [(regime: Regime, keys: [String])] = [
    (.reinforcementLearning, ["reward_funcs", "num_generations", "reward_model_path"]),
    (
      .preferenceTuning,
      [
        "beta", "max_prompt_length", "precompute_ref_log_probs", "desirable_weight",
        "center_rewards_coefficient", "rpo_alpha",
      ]
    ),
    (.continuedPretraining, ["block_size"]),
  ]

  private static func readRegime(_ keys: inout KeyReader) {
    let kind = kinds.first { $0.keys.contains { keys.has($0) } }
    keys.reading.regime = kind?.regime ?? .supervisedFinetuning
  }

  /// Keys of `SFTConfig` since it has a `max_length`.
  private static let recentKeys = [
    "packing_strategy", "assistant_only_loss", "completion_only_loss", "eval_packing",
  ]

  /// Prompts and completions have lengths of their own where answers are generated.
  private static func readLength(_ keys: inout KeyReader) {
    let isPacked = keys.flag("packing") == true
    switch keys.reading.regime {
    case .supervisedFinetuning:
      let isRecentTRL = recentKeys.contains { keys.isSet($0) }
      keys.claimCount(
        .sequenceLength, "max_length", orOld: "max_seq_length", fallback: isRecentTRL ? 1024 : nil)
      keys.reading.fillsSequences = isPacked
    case .continuedPretraining:
      keys.claimCount(.sequenceLength, "block_size")
      keys.reading.fillsSequences = true
    case .preferenceTuning:
      keys.claimCount(.sequenceLength, "max_length", orOld: "max_seq_length")
    default: break
    }
  }

  // MARK: Words

  private static func readLabels(_ keys: inout KeyReader) {
    keys.label(.optimizer, "optim", fallback: "adamw_torch")
    if keys.flag("fp16") == true {
      keys.labelWord(.precision, "fp16", at: "fp16")
    } else if keys.flag("bf16") == true {
      keys.labelWord(.precision, "bf16", at: "bf16")
    } else {
      // The weights' own type is that of the arithmetic where nothing mixes.
      let key = keys.isSet("dtype") ? "dtype" : "torch_dtype"
      switch keys.text(key)?.value {
      case "bfloat16": keys.labelWord(.precision, "bf16", at: key)
      case "float16": keys.labelWord(.precision, "fp16", at: key)
      default: break
      }
    }
  }

  // MARK: Model

  private static func readModel(_ keys: inout KeyReader) {
    let base = HubModel.read(&keys, at: "model_name_or_path")
    if keys.flag("use_peft") == true {
      readAdapters(&keys, base)
    } else if keys.flag("use_peft") == false || !mentionsAdapters(keys) {
      keys.reading.labels[.adapter] = LabelClaim("full", certainty: .frameworkDefault)
      // A reward model has a score in the place of its output matrix.
      if !keys.has("center_rewards_coefficient") { base?.trainAll(&keys) }
    }
  }

  /// Whether a script other than TRL's may make adapters of these keys.
  private static func mentionsAdapters(_ keys: KeyReader) -> Bool {
    adapterKeys.contains { keys.isSet($0) }
  }

  private static let adapterKeys = [
    "use_peft", "lora_r", "lora_alpha", "use_lora", "lora_rank", "peft_method", "load_in_4bit",
  ]

  private static let adapterOptions = [
    "use_dora", "lora_modules_to_save", "lora_target_parameters", "lora_bias",
  ]

  private static func readAdapters(_ keys: inout KeyReader, _ base: HubModel?) {
    let isQuantised = keys.flag("load_in_4bit") == true || keys.flag("load_in_8bit") == true
    keys.labelWord(.adapter, isQuantised ? "qlora" : "lora", at: "use_peft")
    let rank = keys.claimCount(.loraRank, "lora_r", fallback: 16)
    keys.claim(.loraAlpha, "lora_alpha", fallback: 32)
    guard let base, let names = keys.words("lora_target_modules"),
      !adapterOptions.contains(where: { keys.holds($0) && keys.flag($0) != false })
    else { return }
    let targets = names == ["all-linear"] ? base.allMatrices : base.targets(called: names)
    base.trainAdapters(&keys, rank: rank, on: targets)
  }
}

extension HFTraining {
  /// A mixture counts before a single name, as in TRL's scripts.
  package static func nameData(_ keys: inout KeyReader) {
    keys.noteData("dataset_mixture.datasets", "id", unless: "config", "weight")
    keys.noteData("datasets", "path", unless: "name", "data_files", "data_dir", "fraction")
    if keys.hasNone(of: "dataset_config", "dataset_mixture", "dataset_mixer", "datasets"),
      keys.takesAll(keys.value("dataset_train_split"))
    {
      keys.noteData("dataset_name")
    }
  }
}
