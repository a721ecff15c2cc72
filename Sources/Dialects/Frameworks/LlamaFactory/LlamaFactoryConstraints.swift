import Composition
import RunPlan
import SourceText

/// What LLaMA-Factory refuses of data and stages once its parser has read the file: version 0.9.6,
/// `hparams/parser.py` and the `__post_init__` of the argument classes.
extension LlamaFactory {
  static let parser = "llamafactory/hparams/parser.py, get_train_args"
  private static let dataArguments = "llamafactory/hparams/data_args.py, __post_init__"

  package static func constrain(_ keys: inout KeyReader) {
    constrainStream(&keys)
    constrainData(&keys)
    constrainMixture(&keys)
    constrainEvaluation(&keys)
    constrainGeneration(&keys)
    constrainStage(&keys)
    constrainRewards(&keys)
    constrainPreferences(&keys)
    constrainMethod(&keys)
    constrainDistribution(&keys)
    TrainingArguments.constrain(&keys)
    noteInert(&keys)
  }

  static func isOn(_ keys: KeyReader, _ path: String) -> Bool { keys.flag(path) == true }

  /// The stage of training; nil where it is not known.
  static func stage(_ keys: KeyReader) -> String? {
    keys.isSet("stage") ? keys.word("stage") : "sft"
  }

  // MARK: Data

  private static func constrainStream(_ keys: inout KeyReader) {
    guard isOn(keys, "streaming") else { return }
    let steps = keys.number("max_steps")
    if steps.isAbsent || steps.value == -1 {
      keys.refuse(
        .streaming, at: "streaming", "`streaming` needs `max_steps`",
        label: "has no length of its own", with: [("num_train_epochs", "cannot be counted")],
        help: "set max_steps", source: parser)
    }
    if let share = keys.written("val_size")?.value, share > 1e-6, share < 1 {
      keys.refuse(
        at: "val_size", "`val_size` is a number of rows where `streaming` is on",
        label: "a share", with: [("streaming", "has no length to take a share of")],
        help: "write the number of rows to hold out", source: dataArguments)
    }
    if keys.isSet("max_samples") {
      keys.refuse(
        at: "max_samples", "`max_samples` does not work with `streaming`", label: "cuts data sets",
        with: [("streaming", "reads them as they come")],
        help: "remove max_samples; max_steps ends the run", source: dataArguments)
    }
  }

  private static func constrainData(_ keys: inout KeyReader) {
    let hasHoldOut = (keys.written("val_size")?.value ?? 0) > 1e-6
    if hasHoldOut, keys.isSet("eval_dataset") {
      keys.refuse(
        .other, at: "val_size", "`val_size` and `eval_dataset` exclude each other",
        label: "holds rows out", with: [("eval_dataset", "has rows of its own")],
        help: "remove one of the two", source: dataArguments)
    }
    if !keys.isSet("dataset") {
      if isOn(keys, "do_train") {
        keys.refuse(
          at: "do_train", "`do_train` needs `dataset`", label: "nothing to train on",
          help: "set dataset", source: parser)
      } else if hasHoldOut {
        keys.refuse(
          at: "val_size", "`val_size` needs `dataset`", label: "a share of nothing",
          help: "set dataset, or eval_dataset in place of val_size", source: dataArguments)
      }
    }
    if isOn(keys, "mask_history"), isOn(keys, "train_on_prompt") {
      keys.refuse(
        at: "mask_history", "`mask_history` does not work with `train_on_prompt`",
        label: "the last answer alone", with: [("train_on_prompt", "prompts too")],
        help: "turn one of the two off", source: dataArguments)
    }
    for kind in ["image", "video"] {
      let (most, least) = ("\(kind)_max_pixels", "\(kind)_min_pixels")
      guard let high = keys.share(most, fallback: kind == "image" ? 589_824 : 65_536),
        let low = keys.share(least, fallback: kind == "image" ? 1024 : 256), high < low
      else { continue }
      keys.refuse(
        at: most, "`\(most)` is below `\(least)`", label: Magnitude.plain(high),
        with: [(least, Magnitude.plain(low))], help: "raise \(most)",
        source: "llamafactory/hparams/model_args.py, ProcessorArguments")
    }
  }

  private static func constrainMixture(_ keys: inout KeyReader) {
    guard let probabilities = keys.words("interleave_probs") else { return }
    if !keys.isSet("mix_strategy") || keys.word("mix_strategy") == "concat" {
      return keys.refuse(
        .mixture, at: "interleave_probs", "`interleave_probs` needs an interleaving `mix_strategy`",
        label: "chances of each data set", with: [("mix_strategy", "one after the other")],
        help: "set mix_strategy to interleave_under or interleave_over", source: dataArguments)
    }
    for path in ["dataset", "eval_dataset"] {
      guard let sets = keys.words(path), sets.count != probabilities.count else { continue }
      return keys.refuse(
        .mixture, at: "interleave_probs",
        "\(probabilities.count) `interleave_probs` for \(sets.count) data sets",
        label: "one for each data set", with: [(path, "\(sets.count) in all")],
        help: "write one number for each data set", source: dataArguments)
    }
    let numbers = probabilities.compactMap(Double.init)
    guard numbers.count == probabilities.count, numbers.count > 1 else { return }
    let sum = numbers.reduce(0, +)
    if numbers.contains(where: { $0 < 0 }) || abs(sum - 1) > 1e-6 {
      keys.refuse(
        .mixture, at: "interleave_probs",
        "`interleave_probs` sum to \(Magnitude.shortest(sum)), not 1",
        label: "chances of each data set",
        because: "the draw of the first row stops the run",
        help: "divide each by their sum", source: "llamafactory/data/data_utils.py, merge_dataset")
    }
  }

  // MARK: Evaluation

  private static func constrainEvaluation(_ keys: inout KeyReader) {
    guard !keys.isSet("eval_dataset"), let share = keys.share("val_size", fallback: 0),
      share < 1e-6
    else { return }
    let strategy = keys.word("eval_strategy")
    let asks =
      ["do_predict", "predict_with_generate", "do_eval"].first { isOn(keys, $0) }
      ?? (strategy == "steps" || strategy == "epoch" ? "eval_strategy" : nil)
    if let asks {
      keys.refuse(
        .evaluation, at: asks, "`\(asks)` needs `eval_dataset` or `val_size`",
        label: "nothing to evaluate on", with: [("val_size", "no rows")],
        help: "set val_size to a share of the data, or name an eval_dataset", source: parser)
    }
  }

  private static func constrainGeneration(_ keys: inout KeyReader) {
    let generates = isOn(keys, "predict_with_generate")
    if stage(keys) == "sft", isOn(keys, "do_predict"), !generates {
      keys.refuse(
        .other, at: "do_predict", "`do_predict` needs `predict_with_generate`",
        label: "saves what the model writes", help: "set predict_with_generate to true",
        source: parser)
    }
    if generates, isOn(keys, "compute_accuracy") {
      keys.refuse(
        .other, at: "compute_accuracy",
        "`compute_accuracy` does not work with `predict_with_generate`", label: "of single tokens",
        with: [("predict_with_generate", "whole answers")], help: "turn one of the two off",
        source: parser)
    }
  }

  // MARK: Stages

  private static func constrainStage(_ keys: inout KeyReader) {
    guard let stage = stage(keys), keys.isSet("stage"), stage != "sft" else { return }
    for key in ["predict_with_generate", "neat_packing", "train_on_prompt", "mask_history"]
    where isOn(keys, key) {
      keys.refuse(
        key == "neat_packing" ? .packing : .other, at: key,
        "`\(key)` is for `stage: sft` alone", label: "not with \(stage)",
        with: [("stage", "another kind of data")], help: "remove \(key)", source: parser)
    }
    if ["rm", "ppo"].contains(stage), isOn(keys, "load_best_model_at_end") {
      keys.refuse(
        .other, at: "load_best_model_at_end",
        "`load_best_model_at_end` does not work with `stage: \(stage)`",
        label: "the value head is not loaded", with: [("stage", "has a value head")],
        help: "remove load_best_model_at_end", source: parser)
    }
  }

  private static func constrainRewards(_ keys: inout KeyReader) {
    guard stage(keys) == "ppo" else { return }
    if !keys.isSet("reward_model") {
      keys.refuse(
        at: "stage", "`stage: ppo` needs `reward_model`", label: "nothing to learn from",
        help: "set reward_model to the reward model's path", source: methodArguments)
    }
    if isOn(keys, "shift_attn") {
      keys.refuse(
        at: "shift_attn", "`shift_attn` does not work with `stage: ppo`", label: "S²-Attn",
        with: [("stage", "generates as it trains")], help: "remove shift_attn", source: parser)
    }
    let kind = "reward_model_type"
    guard !keys.isSet(kind) || keys.word(kind) == "lora" else { return }
    let method = keys.isSet("finetuning_type") ? keys.word("finetuning_type") : "lora"
    if let method, method != "lora" {
      keys.refuse(
        .adapter, at: "finetuning_type",
        "a `reward_model_type` of lora needs `finetuning_type: lora`", label: "\(method) tuning",
        with: [(kind, "an adapter of the model that is trained")],
        help: "set reward_model_type to full, or finetuning_type to lora", source: methodArguments)
    }
    for key in ["use_unsloth", "use_kt"] where isOn(keys, key) {
      keys.refuse(
        .adapter, at: key, "`\(key)` takes no `reward_model_type` of lora", label: "own adapters",
        with: [(kind, "an adapter")], help: "set reward_model_type to full", source: parser)
    }
  }

  private static func constrainPreferences(_ keys: inout KeyReader) {
    guard stage(keys) == "dpo", let loss = keys.word("pref_loss"), loss != "sigmoid",
      (keys.written("dpo_label_smoothing")?.value ?? 0) > 1e-6
    else { return }
    keys.refuse(
      at: "dpo_label_smoothing", "`dpo_label_smoothing` needs `pref_loss: sigmoid`",
      label: "smooths the sigmoid loss", with: [("pref_loss", "another loss")],
      help: "remove dpo_label_smoothing, or set pref_loss to sigmoid", source: methodArguments)
  }
}
