import Composition
import RunPlan
import SourceText

/// What LLaMA-Factory refuses of methods, precision and distribution: version 0.9.6.
extension LlamaFactory {
  static let methodArguments = "llamafactory/hparams/finetuning_args.py, __post_init__"
  private static let modelCheck = "llamafactory/hparams/parser.py, _verify_model_args"

  /// How the model is tuned; nil where it is not known.
  private static func method(_ keys: KeyReader) -> String? {
    keys.isSet("finetuning_type") ? keys.word("finetuning_type") : "lora"
  }

  static func constrainMethod(_ keys: inout KeyReader) {
    guard let method = method(keys) else { return }
    // Forks bring methods of their own.
    if ["oft", "freeze", "full"].contains(method) { constrainOthers(&keys, method) }
    constrainQuantised(&keys, method)
    constrainOptimizers(&keys, method)
    constrainInitialisation(&keys)
    if method == "full", isOn(keys, "use_llama_pro") {
      keys.refuse(
        .adapter, at: "use_llama_pro", "`use_llama_pro` does not work with `full` tuning",
        label: "trains new layers alone", with: [("finetuning_type", "trains all")],
        help: "set finetuning_type to freeze or lora", source: methodArguments)
    }
    if method == "lora", isOn(keys, "resize_vocab"), !keys.isSet("quantization_bit"),
      !keys.isSet("additional_target"), isOn(keys, "do_train")
    {
      keys.warn(
        .adapter, at: "resize_vocab", "`resize_vocab` adds tokens that no adapter trains",
        label: "new rows of the embedding", with: [("lora_target", "the embedding is not in it")],
        because: "the new tokens keep the vectors that they start with",
        help: "add the embedding layers to additional_target", source: parser)
    }
  }

  // MARK: Adapters

  /// What only LoRA knows, and what nothing reads without an adapter.
  private static func constrainOthers(_ keys: inout KeyReader, _ method: String) {
    if keys.isSet("adapter_name_or_path") {
      keys.refuse(
        .adapter, at: "adapter_name_or_path",
        "`adapter_name_or_path` needs `finetuning_type: lora`", label: "an adapter",
        with: [("finetuning_type", "\(method) tuning")],
        help: "merge the adapter first, or set finetuning_type to lora", source: modelCheck)
    }
    for key in ["loraplus_lr_ratio", "use_rslora", "use_dora", "pissa_init"]
    where key == "loraplus_lr_ratio" ? keys.isSet(key) : isOn(keys, key) {
      keys.refuse(
        .adapter, at: key, "`\(key)` needs `finetuning_type: lora`", label: "of LoRA alone",
        with: [("finetuning_type", "\(method) tuning")], help: "remove \(key)",
        source: methodArguments)
    }
    guard method == "full" || method == "freeze" else { return }
    for key in ["lora_rank", "lora_alpha", "lora_dropout", "lora_target"] where keys.isSet(key) {
      return keys.note(
        .adapter, .remarkable, at: key, "`\(key)` has no effect with `\(method)` tuning",
        label: "of LoRA alone", with: [("finetuning_type", "no adapter")],
        help: "remove it, or set finetuning_type to lora",
        source: "llamafactory/model/adapter.py, init_adapter")
    }
  }

  private static func constrainQuantised(_ keys: inout KeyReader, _ method: String) {
    for key in ["ref_model_quantization_bit", "reward_model_quantization_bit"] {
      guard let bits = keys.written(key)?.value, bits != 4, bits != 8 else { continue }
      keys.refuse(
        .adapter, at: key, "`\(key)` is 4 or 8", label: Magnitude.plain(bits),
        help: "write 4 or 8", source: methodArguments)
    }
    let bits = "quantization_bit"
    guard keys.isSet(bits) else { return }
    func refuse(_ key: String, _ headline: String, _ label: String, _ help: String) {
      keys.refuse(
        .adapter, at: key, headline, label: label,
        with: key == bits ? [] : [(bits, "quantised weights")], help: help, source: modelCheck)
    }
    if method == "full" || method == "freeze" {
      refuse(
        bits, "`\(bits)` does not work with `\(method)` tuning", "weights that cannot be trained",
        "set finetuning_type to lora, or remove \(bits)")
    }
    if isOn(keys, "pissa_init"), method == "lora" {
      refuse(
        "pissa_init", "`pissa_init` does not work with `\(bits)`", "takes whole weights apart",
        "initialise with scripts/pissa_init.py, and train its output")
    }
    if isOn(keys, "resize_vocab") {
      refuse(
        "resize_vocab", "`resize_vocab` does not work with `\(bits)`", "changes the embedding",
        "remove resize_vocab, or \(bits)")
    }
    if method == "lora", let adapters = keys.words("adapter_name_or_path") {
      if isOn(keys, "create_new_adapter") {
        refuse(
          "create_new_adapter", "`create_new_adapter` does not work with `\(bits)`",
          "merges the old adapter", "remove create_new_adapter")
      } else if adapters.count > 1 {
        refuse(
          "adapter_name_or_path", "`\(bits)` takes one adapter, not \(adapters.count)",
          "the others would be merged", "merge the adapters first")
      }
    }
    constrainBits(&keys)
  }

  private static func constrainBits(_ keys: inout KeyReader) {
    let (path, kind) = ("quantization_bit", "quantization_method")
    if isOn(keys, "do_train"), keys.word("quantization_device_map") == "auto" {
      keys.refuse(
        .adapter, at: "quantization_device_map",
        "`quantization_device_map: auto` is for inference alone", label: "spreads the model",
        with: [("do_train", "trains")], help: "remove it", source: parser)
    }
    guard let bits = keys.written(path)?.value else { return }
    let taken: [Double]
    switch keys.isSet(kind) ? keys.word(kind) : "bnb" {
    case "bnb", "bitsandbytes": taken = [4, 8]
    case "hqq": taken = [1, 2, 3, 4, 5, 6, 8]
    case "eetq": taken = [8]
    default: return
    }
    guard !taken.contains(bits) else { return }
    let list = taken.map { Magnitude.plain($0) }.joined(separator: ", ")
    keys.refuse(
      .adapter, at: path, "no weights of \(Magnitude.plain(bits)) bits: `\(path)` is \(list)",
      label: "not a width of the method", with: [(kind, "takes \(list)")], help: "write \(list)",
      source: "llamafactory/model/model_utils/quantization.py, configure_quantization")
  }

  private static func constrainInitialisation(_ keys: inout KeyReader) {
    guard isOn(keys, "pissa_init"), let stage = stage(keys) else { return }
    let loss = keys.isSet("pref_loss") ? keys.word("pref_loss") : "sigmoid"
    let hasReference = stage == "dpo" && loss != nil && loss != "orpo" && loss != "simpo"
    guard stage == "ppo" || stage == "kto" || hasReference else { return }
    keys.refuse(
      .adapter, at: "pissa_init", "`pissa_init` does not work with `stage: \(stage)`",
      label: "changes the base weights", with: [("stage", "compares with them")],
      help: "remove pissa_init", source: methodArguments)
  }

  // MARK: Optimizers

  private static func constrainOptimizers(_ keys: inout KeyReader, _ method: String) {
    let used = ["use_galore", "use_apollo", "use_badam"].filter { isOn(keys, $0) }
    guard let first = used.first else { return }
    if method == "lora" {
      keys.refuse(
        .adapter, at: first, "`\(first)` does not work with LoRA", label: "trains whole weights",
        with: [("finetuning_type", "an adapter")], help: "set finetuning_type to full",
        source: methodArguments)
    }
    if used.count > 1 {
      keys.refuse(
        at: used[1], "`\(first)` and `\(used[1])` exclude each other", label: "another optimizer",
        with: [(first, "one optimizer")], help: "keep one of them", source: methodArguments)
    }
    guard keys.isSet("deepspeed") else { return }
    for key in used where key != "use_badam" {
      keys.refuse(
        at: key, "`\(key)` does not work with `deepspeed`", label: "an optimizer of its own",
        with: [("deepspeed", "has another")], help: "remove deepspeed, or \(key)", source: parser)
    }
    if used.contains("use_badam") { constrainBlocks(&keys) }
  }

  private static func constrainBlocks(_ keys: inout KeyReader) {
    let mode = keys.isSet("badam_mode") ? keys.word("badam_mode") : "layer"
    if mode == "ratio" {
      keys.refuse(
        at: "badam_mode", "`badam_mode: ratio` does not work on several ranks", label: "one rank",
        with: [("deepspeed", "starts several")], help: "set badam_mode to layer", source: parser)
    } else if mode == "layer", let zero = keys.reading.claims[.zeroStage], zero.value != 3 {
      keys.refuse(
        at: "deepspeed", "`use_badam` needs ZeRO 3 where `deepspeed` is set",
        label: "ZeRO \(Magnitude.plain(zero.value))", with: [("use_badam", "layer by layer")],
        help: "name a file of ZeRO 3", source: parser)
    }
  }

  // MARK: Precision and distribution

  static func constrainDistribution(_ keys: inout KeyReader) {
    if isOn(keys, "fp8"), keys.isSet("quantization_bit"), !isOn(keys, "use_mca"),
      !isOn(keys, "use_megatron_bridge")
    {
      keys.refuse(
        .precision, at: "fp8", "`fp8` does not work with `quantization_bit`", label: "8-bit floats",
        with: [("quantization_bit", "quantised weights")], help: "remove one of the two",
        source: parser)
    }
    if keys.reading.claims[.zeroStage]?.value == 3, keys.isSet("deepspeed") {
      for key in ["pure_bf16", "predict_with_generate", "pissa_init", "use_unsloth", "use_kt"]
      where isOn(keys, key) {
        keys.refuse(
          key == "pure_bf16" ? .precision : .other, at: key,
          "`\(key)` does not work with ZeRO 3", label: "needs whole weights",
          with: [("deepspeed", "splits the weights")], help: "use ZeRO 2, or remove \(key)",
          source: parser)
      }
    }
    if isOn(keys, "do_train"), let engine = keys.word("infer_backend"),
      ["vllm", "sglang"].contains(engine)
    {
      keys.refuse(
        at: "infer_backend", "`infer_backend: \(engine)` cannot train", label: "for inference",
        with: [("do_train", "trains")], help: "remove infer_backend", source: parser)
    }
    if isOn(keys, "do_train"),
      !["bf16", "fp16", "pure_bf16", "fp8", "use_badam"].contains(where: {
        keys.isSet($0) && keys.flag($0) != false
      })
    {
      keys.note(
        .precision, .remarkable, at: "do_train", "neither `bf16` nor `fp16` is on",
        label: "no mixed precision", because: "the trainer computes in the type of the weights",
        help: "set bf16 to true", source: parser)
    }
    constrainBridge(&keys)
    if keys.isSet("kt_cpu_activation"), !isOn(keys, "use_kt") {
      keys.refuse(
        at: "kt_cpu_activation", "`kt_cpu_activation` needs `use_kt`", label: "of KTransformers",
        help: "set use_kt to true, or remove it",
        source: "llamafactory/hparams/model_args.py, KTransformersArguments")
    }
  }

  private static func constrainBridge(_ keys: inout KeyReader) {
    let bridge = "use_megatron_bridge"
    guard isOn(keys, bridge) else { return }
    func refuse(_ key: String, _ headline: String, _ help: String) {
      keys.refuse(
        at: key, headline, label: "not with Megatron", with: [(bridge, "trains on Megatron")],
        help: help, source: parser)
    }
    if let stage = stage(keys), stage != "pt", stage != "sft" {
      refuse("stage", "`\(bridge)` takes `stage: pt` or `sft`, not \(stage)", "set another stage")
    }
    if let method = method(keys), method != "full", method != "lora" {
      refuse(
        "finetuning_type", "`\(bridge)` tunes with full or lora, not \(method)",
        "set finetuning_type to full or lora")
    }
    if keys.isSet("quantization_bit") {
      refuse(
        "quantization_bit", "`quantization_bit` does not work with `\(bridge)`",
        "remove quantization_bit")
    }
    if keys.isSet("deepspeed") {
      refuse("deepspeed", "`deepspeed` does not work with `\(bridge)`", "remove deepspeed")
    }
    if isOn(keys, "sequence_parallel"),
      let ranks = keys.share("tensor_model_parallel_size", fallback: 1), ranks <= 1
    {
      refuse(
        "sequence_parallel", "`sequence_parallel` needs `tensor_model_parallel_size` above 1",
        "raise tensor_model_parallel_size, or remove sequence_parallel")
    }
  }

  // MARK: No effect

  static func noteInert(_ keys: inout KeyReader) {
    guard isOn(keys, "do_train") else { return }
    if keys.flag("gradient_checkpointing") == false, !isOn(keys, "disable_gradient_checkpointing") {
      keys.note(
        .inert, .remarkable, at: "gradient_checkpointing",
        "`gradient_checkpointing: false` does not turn checkpointing off", label: "stays on",
        with: [("disable_gradient_checkpointing", "the switch")],
        help: "set disable_gradient_checkpointing to true",
        source: "llamafactory/model/model_utils/checkpointing.py, prepare_model_for_training")
    }
    if keys.isSet("max_length"), !keys.isSet("cutoff_len"), !isOn(keys, "predict_with_generate") {
      keys.warn(
        .truncation, at: "max_length", "`max_length` is for generation: rows are cut at 2048",
        label: "not the length of rows", because: "longer rows lose their end without a word",
        help: "set cutoff_len", source: "llamafactory/hparams/generating_args.py, max_length")
    }
    for key in ["vllm_maxlen", "vllm_gpu_util", "sglang_maxlen", "sglang_mem_fraction"]
    where keys.isSet(key) {
      keys.note(
        .inert, .remarkable, at: key, "`\(key)` has no effect while training",
        label: "for inference", with: [("do_train", "trains")], help: "remove it",
        source: "llamafactory/hparams/model_args.py, VllmArguments")
    }
  }
}
