import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// ModelScope's ms-swift, on the trainer of Hugging Face or on Megatron.
///
/// Read from `swift/cli/main.py`, `swift/arguments`, `swift/trainers/arguments.py`,
/// `swift/megatron/arguments` and `swift/ray/megatron/driver_utils.py`.
package enum MSSwift: Dialect {
  package static let id = DialectID("ms-swift")

  package static let fingerprint = Fingerprint(
    all: ["model"],
    any: [
      .atLeast(
        1,
        of: [
          "tuner_type", "train_type", "split_dataset_ratio", "rlhf_type", "model_author",
          "external_plugins", "train.tuner_type", "custom_dataset_info", "loss_scale",
          "freeze_vit", "custom_register_path",
        ]),
      .atLeast(
        1,
        of: [
          "per_device_train_batch_size", "gradient_accumulation_steps", "learning_rate",
          "num_train_epochs", "max_steps", "micro_batch_size", "global_batch_size", "train_iters",
          "lr",
        ]),
    ],
    none: [
      "sampler_type", "sampler_engine", "model_name_or_path", "base_model", "training", "trainer",
      "peft_config", "dist_config", "architectures",
    ])

  /// The file is made into a command line, which types every value by its field.
  package static let loading = Loading.castingYAML

  package static let bindings: [KeyBinding] = []

  package static func complete(_ keys: inout KeyReader) {
    let isMegatron = runsMegatron(keys)
    readRegime(&keys)
    readLength(&keys, isMegatron: isMegatron)
    if isMegatron { MSSwiftMegatron.read(&keys) } else { MSSwiftTrainer.read(&keys) }
    readModel(&keys, isMegatron: isMegatron)
    keys.reading.rowLimit = MSSwiftMegatron.rows(keys)
  }

  /// A key of the group that trains, which wins over the shared one.
  static func path(_ keys: KeyReader, _ name: String) -> String {
    keys.has("train." + name) ? "train." + name : name
  }

  /// Both have keys that the other does not know.
  static func runsMegatron(_ keys: KeyReader) -> Bool {
    guard !keys.has("per_device_train_batch_size"), !keys.has("learning_rate") else { return false }
    return [
      "train", "micro_batch_size", "global_batch_size", "train_iters", "lr", "min_lr",
      "lr_warmup_fraction", "tensor_model_parallel_size", "expert_model_parallel_size",
      "recompute_granularity", "no_save_optim", "mcore_model",
    ].contains { keys.has($0) }
  }

  private static func readRegime(_ keys: inout KeyReader) {
    switch keys.text("rlhf_type")?.value {
    case "ppo", "grpo": keys.reading.regime = .reinforcementLearning
    // Distillation learns from a teacher's answers.
    case "gkd", nil: keys.reading.regime = .supervisedFinetuning
    case .some: keys.reading.regime = .preferenceTuning
    }
    keys.reading.learnsFromTeacher = keys.text("rlhf_type")?.value == "gkd"
    let resume = "resume_from_checkpoint"
    if keys.isSet(resume), keys.flag("resume_only_model") != true {
      keys.reading.resumesFrom = keys.value(resume)?.span
    }
    keys.reading.keepsBestCheckpoint =
      keys.flag("load_best_model_at_end") == true || keys.isSet("early_stop_interval")
  }

  /// Packs have a length of their own, which stands for that of the rows.
  private static func readLength(_ keys: inout KeyReader, isMegatron: Bool) {
    let isPacked = keys.flag("packing") == true
    if isMegatron || isPacked, keys.isSet("packing_length") {
      keys.claim(.sequenceLength, "packing_length")
    } else {
      keys.claim(.sequenceLength, "max_length")
    }
    keys.reading.fillsSequences = isPacked && keys.reading.regime == .supervisedFinetuning
  }

  // MARK: Model

  /// How the model is tuned: the present name of the key, and the former one.
  static func tuner(_ keys: KeyReader) -> String? {
    for name in ["tuner_type", "train_type"] where keys.isSet(path(keys, name)) {
      return path(keys, name)
    }
    return nil
  }

  private static func readModel(_ keys: inout KeyReader, isMegatron: Bool) {
    keys.label(.baseModel, "model")
    let fallback = isMegatron ? "full" : "lora"
    let word = tuner(keys).map { keys.text($0)?.value } ?? fallback
    let isQuantised =
      keys.text("quant_method")?.value == "bnb" && keys.count("quant_bits", fallback: 0) == 4
    if let key = tuner(keys), let word {
      keys.labelWord(.adapter, word == "lora" && isQuantised ? "qlora" : word, at: key)
    } else if !keys.isSet("adapters") {
      keys.reading.labels[.adapter] = LabelClaim(fallback, certainty: .frameworkDefault)
    }
    if word == "lora" {
      keys.claim(.loraRank, path(keys, "lora_rank"), fallback: 8)
      keys.claim(.loraAlpha, path(keys, "lora_alpha"), fallback: 32)
    }
    keys.reading.contextLimit = keys.isSet("rope_scaling") ? .extended : .soft
    guard let model = HubModel.read(&keys, at: "model"), !keys.holds("adapters") else {
      return
    }
    readTrainable(&keys, model, word)
  }

  private static func readTrainable(
    _ keys: inout KeyReader, _ model: HubModel, _ tuner: String?
  ) {
    func isPlain(_ names: [String]) -> Bool {
      names.map { path(keys, $0) }.allSatisfy { !keys.holds($0) || keys.flag($0) == false }
    }
    let partial = [
      "freeze_parameters", "freeze_parameters_regex", "freeze_parameters_ratio", "freeze_llm",
      "lisa_activated_layers", "use_galore", "task_type", "num_labels", "new_special_tokens",
      "modules_to_save", "target_regex", "target_parameters", "use_dora", "lora_bias",
      "init_weights",
    ]
    // A reward model has a head of its own, and PPO a value model.
    guard isPlain(partial), !["rm", "ppo"].contains(keys.text("rlhf_type")?.value) else { return }
    if tuner == "full" {
      model.trainAll(&keys)
    } else if tuner == "lora", let names = targets(keys) {
      model.trainAdapters(
        &keys, rank: keys.reading.claims[.loraRank], names: names.isEmpty ? nil : names)
    }
  }

  /// The matrices that are named; none for all, nil where they are not known.
  private static func targets(_ keys: KeyReader) -> [String]? {
    guard let value = keys.value(path(keys, "target_modules")), !value.isNull else { return [] }
    let items = value.isSequence ? value.items : [value]
    let names = items.map { KeyReader.text(of: $0)?.value }
    guard !names.contains(nil) else { return nil }
    let known = names.compactMap { $0 }.flatMap { $0.split(separator: " ").map(String.init) }
    return known == ["all-linear"] ? [] : known
  }
}

extension MSSwift {
  /// Read from `swift/dataset/utils.py`.
  package static func nameData(_ keys: inout KeyReader) {
    guard keys.hasNone(of: "cached_dataset", "interleave_prob") else { return }
    keys.noteData("dataset")
    // `name:subset#rows` draws from a data set.
    if keys.reading.datasets?.contains(where: { $0.value.contains { ":#".contains($0) } }) ?? false
    {
      keys.reading.datasets = nil
    }
  }
}
