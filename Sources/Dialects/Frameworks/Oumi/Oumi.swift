import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Oumi's training configurations, for the trainers of TRL and transformers and for its own.
///
/// Read from `src/oumi/core/configs/training_config.py` and `params/*.py` beside it,
/// `src/oumi/train.py`, `builders/data.py` and `builders/lr_schedules.py`.
package enum Oumi: Dialect {
  package static let id = DialectID("oumi")

  package static let fingerprint = Fingerprint(
    all: ["model.model_name", "data.train.datasets"],
    any: [
      .atLeast(
        1,
        of: [
          "training.trainer_type", "training.per_device_train_batch_size", "training.optimizer",
          "training.max_steps", "training.num_train_epochs", "training.learning_rate",
          "training.output_dir",
        ])
    ])

  /// OmegaConf casts each value to the type of its field; `oumi train` escapes every `${`, which
  /// stays text.
  package static let loading = Loading(.omegaConf, castsText: true)

  package static let bindings: [KeyBinding] = []

  package static func complete(_ keys: inout KeyReader) {
    let trainer = trainer(keys)
    readRegime(&keys, trainer)
    let model = readModel(&keys)
    keys.nameRun("training.run_name")
    // verl takes its batch, its adapters and much else from overrides of its own.
    guard let trainer, trainer != "VERL_GRPO" else { return }
    readTuning(&keys, model)
    keys.claim(.learningRate, "training.learning_rate", fallback: 5e-5)
    for quantity in [Quantity.tensorParallel, .contextParallel, .pipelineParallel] {
      keys.add(Claim(quantity, 1, .derived(formula: "the trainer splits data only", from: [])))
    }
    keys.claim(.weightDecay, "training.weight_decay", fallback: 0)
    keys.claimCount(.microBatch, "training.per_device_train_batch_size", fallback: 8)
    keys.claimCount(.accumulation, "training.gradient_accumulation_steps", fallback: 1)
    keys.label(.optimizer, "training.optimizer", fallback: "adamw_torch")
    TrainingArguments.readDuration(
      &keys, steps: "training.max_steps", epochs: "training.num_train_epochs", wholeEpochs: true)
    readLength(&keys, trainer)
    readPrecision(&keys)
    OumiSchedule.read(&keys, trainer)
    readCheckpoints(&keys)
    if keys.flag("deepspeed.enable_deepspeed") == true { readStage(&keys) }
  }

  // MARK: Kind of training

  /// The name of the trainer's member of the enumeration, of which the value is the same in small
  /// letters; nil where it is not known.
  static func trainer(_ keys: KeyReader) -> String? {
    let key = "training.trainer_type"
    guard keys.isSet(key) else { return keys.reading.isPartial ? nil : "HF" }
    return trainers.first { $0 == member(keys.word(key)) }
  }

  /// The name of a member behind the name of its type, or of its value.
  static func member(_ word: String?) -> String? {
    word?.split(separator: ".").last.map { $0.uppercased() }
  }

  private static let trainers = [
    "TRL_SFT", "TRL_DPO", "TRL_KTO", "TRL_GRPO", "TRL_GKD", "TRL_GOLD", "HF", "OUMI", "VERL_GRPO",
  ]

  /// The plain trainers take any objective, so that trained weights do not tell what they learn.
  private static func readRegime(_ keys: inout KeyReader, _ trainer: String?) {
    keys.reading.learnsFromTeacher = trainer == "TRL_GKD" || trainer == "TRL_GOLD"
    switch trainer {
    case "TRL_SFT", "TRL_GKD", "TRL_GOLD": keys.reading.regime = .supervisedFinetuning
    case "TRL_DPO", "TRL_KTO": keys.reading.regime = .preferenceTuning
    case "TRL_GRPO", "VERL_GRPO": keys.reading.regime = .reinforcementLearning
    case "HF", "OUMI":
      let isFresh = keys.flag("model.load_pretrained_weights", fallback: true) == false
      keys.reading.regime = isFresh ? .pretraining : nil
    default: keys.reading.regime = nil
    }
  }

  // MARK: Length

  /// Oumi's own packing fills every row; TRL's is an argument of its trainer.
  private static func readLength(_ keys: inout KeyReader, _ trainer: String) {
    let (length, packs) = ("model.model_max_length", "data.train.pack")
    let isPacked =
      keys.flag(packs, fallback: false) == true
      && keys.flag("data.train.use_torchdata", fallback: false) == false
    let ofTRL = "training.trainer_kwargs.packing"
    let isPackedByTRL = trainer == "TRL_SFT" && keys.flag(ofTRL) == true
    keys.reading.fillsSequences = isPacked || isPackedByTRL
    switch trainer {
    case "TRL_SFT", "TRL_DPO", "TRL_GKD", "TRL_GOLD":
      // The trainer's own key is overwritten where both are set.
      keys.claimCount(
        .sequenceLength, keys.isSet(length) ? length : "training.trainer_kwargs.max_length")
    case "HF", "OUMI":
      if isPacked {
        keys.claimCount(.sequenceLength, length, fallback: keys.has(length) ? nil : 1024)
      }
    default: break
    }
  }

  // MARK: Words

  private static func readPrecision(_ keys: inout KeyReader) {
    let (mixed, own) = ("training.mixed_precision_dtype", "model.torch_dtype_str")
    switch keys.isSet(mixed) ? member(keys.word(mixed)) : "NONE" {
    case "BF16": keys.labelWord(.precision, "bf16", at: mixed)
    case "FP16": keys.labelWord(.precision, "fp16", at: mixed)
    case "NONE":
      switch keys.word(own) {
      case "bfloat16", "bf16": keys.labelWord(.precision, "bf16", at: own)
      case "float16", "f16", "half": keys.labelWord(.precision, "fp16", at: own)
      default: break
      }
    default: break
    }
  }

  private static func readCheckpoints(_ keys: inout KeyReader) {
    let (named, last) = (
      "training.resume_from_checkpoint", "training.try_resume_from_last_checkpoint"
    )
    if keys.isSet(named) {
      keys.reading.resumesFrom = keys.value(named)?.span
    } else if keys.flag(last) == true {
      keys.reading.resumesFrom = keys.value(last)?.span
    }
  }

  /// `ZERO_3` or its value, `3`.
  private static func readStage(_ keys: inout KeyReader) {
    let path = "deepspeed.zero_stage"
    guard !keys.isSet("deepspeed.deepspeed_config_path"), let value = keys.value(path),
      let word = keys.word(path), let stage = word.last?.wholeNumberValue, (0...3).contains(stage)
    else { return }
    let source = KeySource(key: path, origin: value.origin)
    keys.add(Claim(.zeroStage, Double(stage), .written(source)))
  }

  // MARK: Model

  /// Arguments of the model's constructor may change its shape and its positions.
  private static func readModel(_ keys: inout KeyReader) -> HubModel? {
    let name = "model.model_name"
    keys.label(.baseModel, name)
    let isPlain = !keys.holds("model.model_kwargs")
    keys.reading.contextLimit = isPlain ? .soft : .extended
    return isPlain ? HubModel.read(&keys, at: name) : nil
  }

  private static func readTuning(_ keys: inout KeyReader, _ model: HubModel?) {
    let isWhole = !keys.holds("model.adapter_model") && !keys.holds("model.freeze_layers")
    switch keys.flag("training.use_peft", fallback: false) {
    case false:
      keys.reading.labels[.adapter] = LabelClaim("full", certainty: .frameworkDefault)
      if isWhole { model?.trainAll(&keys) }
    case true: readAdapters(&keys, isWhole ? model : nil)
    default: break
    }
  }

  private static let adapterOptions = [
    "lora_modules_to_save", "lora_target_parameters", "lora_exclude_modules",
  ]

  /// A `peft.lora_target_modules` that is null leaves the choice to PEFT.
  private static func readAdapters(_ keys: inout KeyReader, _ model: HubModel?) {
    if let isQuantised = keys.flag("peft.q_lora", fallback: false) {
      keys.labelWord(.adapter, isQuantised ? "qlora" : "lora", at: "training.use_peft")
    }
    let rank = keys.claimCount(.loraRank, "peft.lora_r", fallback: 8)
    keys.claim(.loraAlpha, "peft.lora_alpha", fallback: 8)
    guard let model, let names = keys.words("peft.lora_target_modules"),
      !adapterOptions.contains(where: { keys.holds("peft." + $0) }),
      !keys.isSet("peft.lora_bias") || keys.word("peft.lora_bias") == "none"
    else { return }
    model.trainAdapters(&keys, rank: rank, names: names == ["all-linear"] ? nil : names)
  }
}

extension Oumi {
  package static func nameData(_ keys: inout KeyReader) {
    keys.noteData(
      "data.train.datasets", "dataset_name", unless: "dataset_path", "subset", "sample_count",
      "mixture_proportion")
  }
}
