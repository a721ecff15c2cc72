import Composition
import ConfigSyntax
import RunPlan

/// What ms-swift refuses on the trainer of Hugging Face: version 4.6, the checks of
/// `swift/arguments` and `swift/trainers/arguments.py`.
extension MSSwift {
  static let rewards = "swift/arguments/rlhf_args.py, RLHFArguments"
  private static let tuning = "swift/arguments/sft_args.py, SftArguments"

  package static func constrain(_ keys: inout KeyReader) {
    constrainCommandLine(&keys)
    constrainTeacher(&keys)
    guard !runsMegatron(keys) else { return constrainMegatron(&keys) }
    constrainPacking(&keys)
    constrainData(&keys)
    constrainPlacement(&keys)
    constrainQuantised(&keys)
    constrainLosses(&keys)
    constrainReference(&keys)
    constrainGeneration(&keys)
    constrainLiger(&keys)
    noteInert(&keys)
  }

  static func isOn(_ keys: KeyReader, _ name: String) -> Bool {
    keys.flag(path(keys, name)) == true
  }

  /// The file becomes a command line, of which only texts can be parts; null is the text `None`.
  private static func constrainCommandLine(_ keys: inout KeyReader) {
    // Groups of ranks are read in another way.
    guard !keys.has("train"), let root = keys.root else { return }
    for (name, value) in root.entries {
      if value.isNull, takesNumber(name) {
        keys.refuse(
          at: name, "`\(name)` is set to nothing, which becomes the text None",
          label: "no number and no switch", because: "the command line is refused",
          help: "remove \(name)", source: "swift/cli/main.py, parse_yaml_args")
      }
      guard value.isSequence else { continue }
      let isText = value.items.allSatisfy { item in
        if case .text = item.scalar { true } else { item.unknown != nil }
      }
      guard !isText else { continue }
      keys.refuse(
        at: name, "the items of `\(name)` have to be texts", label: "numbers or switches",
        because: "the command line cannot be put together", help: "put each item between quotes",
        source: "swift/cli/main.py, parse_yaml_args")
    }
  }

  private static func takesNumber(_ name: String) -> Bool {
    switch catalogue?.table.levels[0].findAny(name)?.kind {
    case .whole, .number, .flag: true
    default: false
    }
  }

  // MARK: Packing and data

  private static let flashNames = [
    "flash_attn", "flash_attention_2", "flash_attention_3", "flash_attention_4",
  ]

  private static func constrainPacking(_ keys: inout KeyReader) {
    guard let key = ["packing", "padding_free"].first(where: { isOn(keys, $0) }) else { return }
    let attention = "attn_impl"
    let name = keys.isSet(attention) ? keys.word(attention) : ""
    if let name, !flashNames.contains(name) {
      keys.refuse(
        .packing, at: name.isEmpty ? key : attention,
        "`\(key)` needs an `attn_impl` of flash attention",
        label: name.isEmpty ? "keeps rows apart by their bounds" : "knows no bounds of rows",
        with: name.isEmpty ? [] : [(key, "keeps rows apart by their bounds")],
        help: "set attn_impl to flash_attn", source: tuning + "._check_padding_free")
    }
    if let method = keys.word("rlhf_type"), !["grpo", "dpo", "kto", "gkd"].contains(method) {
      keys.refuse(
        .packing, at: key, "`\(key)` does not work with `rlhf_type: \(method)`",
        label: "rows without padding", with: [("rlhf_type", "needs padded rows")],
        help: "set \(key) to false", source: rewards + "._check_padding_free")
    }
  }

  private static func constrainData(_ keys: inout KeyReader) {
    if isOn(keys, "lazy_tokenize") {
      for key in ["packing", "streaming"] where isOn(keys, key) {
        keys.refuse(
          key == "packing" ? .packing : .other, at: "lazy_tokenize",
          "`lazy_tokenize` does not work with `\(key)`", label: "lengths are not known",
          with: [(key, "needs them")], help: "set lazy_tokenize to false",
          source: "swift/arguments/base_args/base_args.py, _init_lazy_tokenize")
      }
    }
    if isOn(keys, "streaming") {
      let steps = keys.number("max_steps")
      if steps.isAbsent || steps.value.map({ $0 <= 0 }) == true {
        keys.refuse(
          .streaming, at: "streaming", "`streaming` needs `max_steps`",
          label: "has no length of its own", with: [("num_train_epochs", "cannot be counted")],
          help: "set max_steps", source: "transformers/trainer.py, set_initial_training_values")
      }
      if keys.isSet("cached_dataset") {
        keys.refuse(
          at: "cached_dataset", "`cached_dataset` does not work with `streaming`",
          label: "lies on disk", with: [("streaming", "reads as it goes")],
          help: "set streaming to false", source: "swift/pipelines/train/sft.py")
      }
    }
    if let limit = keys.written("max_epochs")?.value,
      let planned = keys.share("num_train_epochs", fallback: 3), limit < planned,
      keys.number("max_steps").isAbsent
    {
      keys.warn(
        at: "max_epochs", "`max_epochs` stops a run that is planned for more passes",
        label: "\(Magnitude.plain(limit)) of \(Magnitude.plain(planned))",
        with: [("num_train_epochs", "the schedule's length")],
        because: "the learning rate does not come to the end of its decay",
        help: "set num_train_epochs to \(Magnitude.plain(limit)), and remove max_epochs",
        source: "swift/trainers/patcher.py, on_epoch_end")
    }
  }

  // MARK: Placement

  private static func constrainPlacement(_ keys: inout KeyReader) {
    let hasDeepSpeed = keys.isSet("deepspeed")
    if isOn(keys, "bf16"), isOn(keys, "fp16") {
      keys.refuse(
        .precision, at: "fp16", "`bf16` and `fp16` are both on", label: "a short exponent",
        with: [("bf16", "a long exponent")], help: "keep one of them",
        source: "transformers/training_args.py, TrainingArguments")
    }
    if keys.isSet("fsdp"), keys.word("fsdp") != "" {
      if hasDeepSpeed {
        keys.refuse(
          at: "fsdp", "`fsdp` and `deepspeed` exclude each other", label: "splits the model",
          with: [("deepspeed", "splits it too")], help: "remove one of the two",
          source: tuning + "._init_fsdp")
      }
      if keys.word("fsdp") == "fsdp2", isOn(keys, "save_only_model") {
        keys.refuse(
          .other, at: "save_only_model", "`save_only_model` does not work with `fsdp2`",
          label: "weights alone", with: [("fsdp", "saves shards")],
          help: "remove save_only_model", source: tuning + "._check_fsdp2_compatibility")
      }
    }
    if keys.isSet("deepspeed_autotp_size"), !hasDeepSpeed {
      keys.note(
        .inert, .remarkable, at: "deepspeed_autotp_size",
        "`deepspeed_autotp_size` has no effect without `deepspeed`", label: "not read",
        help: "set deepspeed, or remove it", source: tuning + "._init_deepspeed")
    }
    if let ranks = keys.written("sequence_parallel_size")?.value, ranks > 1,
      let method = keys.word("rlhf_type"), !["grpo", "dpo"].contains(method)
    {
      keys.refuse(
        at: "sequence_parallel_size",
        "`sequence_parallel_size` does not work with `rlhf_type: \(method)`",
        label: "splits sequences", with: [("rlhf_type", "needs whole ones")],
        help: "set sequence_parallel_size to 1", source: rewards + "._check_sequence_parallel")
    }
  }

  private static func constrainQuantised(_ keys: inout KeyReader) {
    let (kind, bits) = ("quant_method", "quant_bits")
    guard let name = keys.word(kind), ["bnb", "hqq", "eetq", "quanto"].contains(name) else {
      return
    }
    let source = "swift/arguments/base_args/quant_args.py, get_quantization_config"
    if !keys.isSet(bits) {
      keys.refuse(
        .adapter, at: kind, "`quant_method: \(name)` needs `quant_bits`", label: "of what width",
        help: "set quant_bits", source: source)
    } else if name == "bnb", let width = keys.word(bits), width != "4", width != "8" {
      keys.refuse(
        .adapter, at: bits, "`quant_method: bnb` takes 4 or 8 `quant_bits`", label: width,
        with: [(kind, "bitsandbytes")], help: "write 4 or 8", source: source)
    }
    if name == "bnb", let key = tuner(keys), keys.word(key) == "full" {
      keys.refuse(
        .adapter, at: key, "quantised weights cannot be tuned in `full`", label: "trains them",
        with: [(kind, "quantises them")], help: "set \(key) to lora, or remove quant_method",
        source: "transformers/trainer.py, __init__")
    }
  }

  // MARK: Preferences

  private static func constrainLosses(_ keys: inout KeyReader) {
    let names = keys.value("loss_type").map { $0.isSequence ? $0.items.count : 1 } ?? 1
    let method = keys.isSet("rlhf_type") ? keys.word("rlhf_type") : nil
    if names > 1, let method, method != "dpo" {
      keys.refuse(
        at: "loss_type", "several of `loss_type` are for `rlhf_type: dpo` alone",
        label: "\(names) losses", with: [("rlhf_type", "takes one")], help: "keep one of them",
        source: rewards + "._process_loss_type")
    }
    guard let weights = keys.value("loss_weights"), !weights.isNull, keys.isSet("loss_type") else {
      return
    }
    let count = weights.isSequence ? weights.items.count : 1
    if count != names {
      keys.refuse(
        at: "loss_weights", "\(count) `loss_weights` for \(names) of `loss_type`",
        label: "one for each loss", with: [("loss_type", "\(names) in all")],
        help: "write one weight for each loss", source: rewards + "._process_loss_type")
    }
  }

  /// Adapters that are switched off are the reference.
  private static func constrainReference(_ keys: inout KeyReader) {
    guard let method = keys.word("rlhf_type"), keys.isSet("ref_model"),
      let tuning = tuner(keys).map({ keys.word($0) }) ?? "lora"
    else { return }
    let takesOne = ["dpo", "kto", "ppo", "grpo"].contains(method) && tuning == "full"
    if takesOne || (method == "grpo" && keys.written("beta")?.value == 0) { return }
    keys.refuse(
      .adapter, at: "ref_model", "`ref_model` has no place in this run", label: "a second model",
      with: [
        ("rlhf_type", "\(method)"), (tuner(keys) ?? "tuner_type", "the base is the reference"),
      ],
      help: "remove ref_model", source: rewards + ".__post_init__")
  }

  // MARK: No effect

  private static func noteInert(_ keys: inout KeyReader) {
    let hasRows =
      ["val_dataset", "cached_val_dataset", "eval_dataset"].contains { keys.holds($0) }
      || keys.share("split_dataset_ratio", fallback: 0) != 0
    guard !hasRows, let strategy = keys.word("eval_strategy"), strategy != "no",
      keys.flag("eval_strategy") == nil
    else { return }
    keys.note(
      .evaluation, .remarkable, at: "eval_strategy",
      "`eval_strategy` has no effect: no rows are held out", label: "set back to no",
      with: [("split_dataset_ratio", "no rows")],
      help: "set split_dataset_ratio or val_dataset", source: tuning + ".__post_init__")
  }
}
