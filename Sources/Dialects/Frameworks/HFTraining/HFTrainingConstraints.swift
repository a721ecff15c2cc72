import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// What TRL's trainers and the scripts beside them refuse or pass over: `trl/trainer/*_config.py`
/// and `*_trainer.py`, `trl/scripts/utils.py` at release 1.16, `src/alignment/configs.py` and
/// `src/open_r1/configs.py`.
extension HFTraining {
  package static func constrain(_ keys: inout KeyReader) {
    TrainingArguments.constrain(&keys, loggingSteps: 10)
    constrainAdapters(&keys)
    constrainPacking(&keys)
    constrainLength(&keys)
    remarkPromptLength(&keys)
    constrainStreams(&keys)
    constrainMixture(&keys)
    constrainRecipe(&keys)
    constrainPreferences(&keys)
    constrainGenerations(&keys)
    constrainCompletions(&keys)
  }

  // MARK: Adapters

  /// Keys that only scripts with TRL's `ModelConfig` have beside those of adapters.
  private static let scriptKeys = [
    "dataset_name", "dataset_mixture", "dataset_mixer", "packing", "dataset_num_proc",
    "reward_funcs", "dataset_text_field", "assistant_only_loss",
  ]

  private static func constrainAdapters(_ keys: inout KeyReader) {
    if keys.flag("load_in_4bit") == true, keys.flag("load_in_8bit") == true {
      keys.refuse(
        .adapter, at: "load_in_8bit", "`load_in_4bit` and `load_in_8bit` are both on",
        label: "8 bits", with: [("load_in_4bit", "4 bits")], help: "keep one of them",
        source: "trl/trainer/model_config.py, ModelConfig.__post_init__")
    }
    guard keys.flag("use_peft", fallback: false) == false,
      !keys.has("use_lora"), !keys.has("peft_method"), !keys.has("peft_type"),
      scriptKeys.contains(where: { keys.isSet($0) })
    else { return }
    let source = "trl/trainer/utils.py, get_peft_config"
    let help = "set use_peft to true"
    if let key = ["load_in_4bit", "load_in_8bit"].first(where: { keys.flag($0) == true }) {
      return keys.warn(
        .adapter, at: key, "`\(key)` without an adapter: `use_peft` is not on",
        label: "quantised weights cannot be trained", with: [("use_peft", "no adapter")],
        because: "the trainer stops: all that could be trained is quantised", help: help,
        source: "transformers/trainer_utils.py, validate_quantization_for_training")
    }
    let options = ["lora_r", "lora_alpha", "lora_target_modules", "lora_modules_to_save"]
    guard let key = options.first(where: { keys.isSet($0) }) else { return }
    if keys.isSet("use_peft") {
      keys.note(
        .inert, .remarkable, at: key, "`\(key)` has no effect with `use_peft: false`",
        label: "not read", with: [("use_peft", "no adapter")],
        help: "remove it, or \(help)", source: source)
    } else {
      keys.warn(
        .adapter, at: key, "`\(key)` without `use_peft`: no adapter is made",
        label: "not read", because: "every parameter is trained", help: help, source: source)
    }
  }

  // MARK: Packing and lengths

  private static let sftTrainer = "trl/trainer/sft_trainer.py, SFTTrainer"

  private static func constrainPacking(_ keys: inout KeyReader) {
    guard keys.reading.regime == .supervisedFinetuning else { return }
    let packs = keys.flag("packing", fallback: false)
    if packs == true, keys.value("max_length")?.isNull == true, !keys.isSet("max_seq_length") {
      keys.refuse(
        .packing, at: "packing", "`packing` needs `max_length`", label: "fills rows",
        with: [("max_length", "no length to fill")], help: "set max_length", source: sftTrainer)
    }
    if keys.word("packing_strategy") == "bfd-requeue" {
      keys.note(
        .other, .remarkable, at: "packing_strategy",
        "`bfd-requeue` is called `bfd_split` since 1.0",
        label: "an old name", help: "write bfd_split",
        source: "trl/trainer/sft_config.py, SFTConfig.__post_init__")
    }
    guard keys.flag("padding_free") == true, packs == false else { return }
    let isOlder = keysBeforeOne.contains { keys.isSet($0) }
    if !isOlder, !keys.has("max_length") || keys.isSet("max_length") {
      keys.warn(
        .packing, at: "padding_free", "`padding_free` without `packing` takes no `max_length`",
        label: "rows keep their own length", with: [("max_length", "not enforced")],
        because: "TRL stops at it since 1.0; earlier releases cut the rows first",
        help: "turn packing on, or set max_length to null", source: sftTrainer)
    }
    if keys.count("per_device_train_batch_size", fallback: 8) == 1 {
      keys.note(
        .packing, .remarkable, at: "padding_free", "`padding_free` does nothing for a batch of 1",
        label: "joins the rows of a batch", with: [("per_device_train_batch_size", "1 row")],
        help: "raise per_device_train_batch_size, or turn packing on", source: sftTrainer)
    }
  }

  /// Keys that TRL stops at from 1.0 on, so that a file with one of them is for a release before.
  private static let keysBeforeOne = ["torch_dtype", "max_seq_length", "use_liger"]

  /// Keys that `SFTConfig` has in every release with a default length.
  private static let trainerKeys = [
    "packing", "packing_strategy", "padding_free", "assistant_only_loss", "completion_only_loss",
    "dataset_text_field", "eval_packing",
  ]

  /// Rows and completions are cut where nothing says how long they may be.
  private static func constrainLength(_ keys: inout KeyReader) {
    let lengths = ["max_length", "max_seq_length", "max_tokens", "seq_length", "block_size"]
    if keys.reading.regime == .supervisedFinetuning {
      guard let key = trainerKeys.first(where: { keys.isSet($0) }),
        !lengths.contains(where: { keys.has($0) }), !keys.has("dataset_kwargs"),
        // A key of fms-hf-tuning, whose trainer cuts at 4,096 tokens.
        !keys.has("training_data_path"),
        keys.flag("padding_free", fallback: false) == false
      else { return }
      keys.warn(
        .truncation, at: key, "no `max_length`: TRL cuts every row after 1,024 tokens",
        label: "a row may be longer",
        because: "what lies beyond is dropped without a word",
        help: keys.flag("packing") == true
          ? "set max_length" : "set max_length; null keeps rows whole",
        source: "trl/trainer/sft_config.py")
    } else if keys.reading.generations != nil, !keys.has("max_completion_length"),
      let key = keys.reading.generations?.perPrompt.name
    {
      keys.note(
        .truncation, .remarkable, at: key,
        "no `max_completion_length`: completions end after 512 tokens",
        label: "a completion may be longer", because: "releases before 1.10 end them after 256",
        help: "set max_completion_length", source: "trl/trainer/grpo_config.py")
    }
  }

  /// Preference trainers and those that generate lost this key; those that distil have it.
  private static func remarkPromptLength(_ keys: inout KeyReader) {
    let key = "max_prompt_length"
    guard keys.isSet(key), let edition = catalogue?.edition, let span = keys.value(key)?.keySpan,
      !["distillation_mode", "distillation_alpha", "iw_opd_gamma", "teacher_model_kind"].contains(
        where: { keys.has($0) })
    else { return }
    let advice: String
    switch keys.reading.regime {
    case .preferenceTuning: advice = "remove it: max_length counts prompt and answer"
    case .reinforcementLearning: advice = "remove it, and leave long prompts out of the data"
    default: return
    }
    let stray = StrayKey(
      .renamed(to: nil, since: "TRL 0.29"), edition: edition, advice: advice)
    keys.reading.remarks.append(KeyRemark(.unknown(stray), key: key, span: span))
  }

  // MARK: Data

  private static func constrainStreams(_ keys: inout KeyReader) {
    let key = keys.flag("dataset_streaming") == true ? "dataset_streaming" : "streaming"
    guard keys.flag(key) == true, (keys.share("max_steps", fallback: -1) ?? 1) <= 0 else { return }
    // A word of this name may be some other script's.
    if key == "streaming", keys.value("datasets")?.isSequence != true { return }
    keys.refuse(
      .streaming, at: key, "`\(key)` needs `max_steps`", label: "has no length of its own",
      with: [("num_train_epochs", "says nothing of a stream")], help: "set max_steps",
      source: "transformers/trainer.py, Trainer.set_initial_training_values")
  }

  private static func constrainMixture(_ keys: inout KeyReader) {
    guard let datasets = keys.value("datasets"), datasets.isSequence else { return }
    let items = datasets.items.filter(\.isMapping)
    let shares = items.filter { $0["fraction"].map { !$0.isNull } ?? false }
    guard let first = shares.first?["fraction"], items.count == datasets.items.count else { return }
    let source = "trl/scripts/utils.py, get_dataset"
    if shares.count < items.count {
      keys.refuse(
        .mixture, at: "datasets",
        "`fraction` is missing from "
          + "\(items.count - shares.count) of \(items.count) datasets",
        label: "all or none of them", help: "give every dataset a fraction, or none",
        source: source)
    } else if keys.flag("streaming") == true, first.unknown == nil {
      keys.refuse(
        .mixture, at: "streaming", "`fraction` does not work with streams",
        label: "rows are not counted", with: [("datasets", "shares of their rows")],
        help: "remove the fractions, or turn streaming off", source: source)
    }
  }

  /// The mixtures of alignment-handbook and open-r1.
  private static func constrainRecipe(_ keys: inout KeyReader) {
    guard let mixture = keys.value("dataset_mixture"), mixture.unknown == nil, !mixture.isNull
    else {
      return
    }
    let source = "alignment-handbook, src/alignment/configs.py, ScriptArguments.__post_init__"
    guard mixture.isMapping, let datasets = mixture["datasets"], datasets.isSequence else {
      // `TrlParser` may read a mapping from a text.
      if !mixture.isMapping, !mixture.isSequence { return }
      return keys.refuse(
        .mixture, at: "dataset_mixture", "`dataset_mixture` needs a list `datasets`",
        label: "no datasets", help: "write the datasets as a list below datasets",
        source: source)
    }
    var columns: Set<String>?
    for item in datasets.items {
      guard let list = item["columns"], list.isSequence else { continue }
      let names = Set(list.items.compactMap { KeyReader.text(of: $0)?.value })
      guard names.count == list.items.count else { return }
      guard let known = columns else {
        columns = names
        continue
      }
      guard known == names else {
        return keys.refuse(
          .mixture, at: "dataset_mixture.datasets", "the datasets have different `columns`",
          label: "mixed row by row", help: "name the same columns for each dataset",
          source: source)
      }
    }
  }

  // MARK: Losses

  private static func constrainPreferences(_ keys: inout KeyReader) {
    if let weights = keys.value("loss_weights"), weights.isSequence, weights.unknown == nil,
      let losses = keys.value("loss_type"), losses.unknown == nil, !losses.isNull
    {
      let count = losses.isSequence ? losses.items.count : 1
      if weights.items.count != count {
        keys.refuse(
          at: "loss_weights", "`loss_weights` and `loss_type` differ in length",
          label: "\(weights.items.count) weights", with: [("loss_type", "\(count) losses")],
          help: "give one weight for each loss",
          source: "trl/trainer/dpo_config.py, DPOConfig.__post_init__")
      }
    }
    if keys.word("loss_type") == "exo_pair", keys.share("label_smoothing", fallback: 0) == 0 {
      keys.refuse(
        at: "loss_type", "`exo_pair` needs `label_smoothing` above 0", label: "smooths its labels",
        with: [("label_smoothing", "none")], help: "set label_smoothing to 0.001",
        source: "trl/trainer/dpo_trainer.py, DPOTrainer.__init__")
    }
  }
}
