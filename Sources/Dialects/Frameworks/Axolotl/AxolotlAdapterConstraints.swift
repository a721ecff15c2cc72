import Composition
import ConfigSyntax
import RunPlan

/// What axolotl asks of adapters and quantised weights.
enum AxolotlAdapterConstraints {
  private static let validators = Axolotl.validators
  private static let schema = "axolotl/utils/schemas/peft.py, "

  static func constrain(_ keys: inout KeyReader) {
    constrainName(&keys)
    constrainQuantization(&keys)
    constrainSizes(&keys)
    constrainTargets(&keys)
    constrainKernels(&keys)
    constrainLayers(&keys)
    constrainExperts(&keys)
    constrainRestarts(&keys)
  }

  /// Whether the adapter is low-rank.
  private static func isLowRank(_ keys: KeyReader) -> Bool {
    ["lora", "qlora"].contains(keys.word("adapter"))
  }

  // MARK: Adapter

  private static func constrainName(_ keys: inout KeyReader) {
    let known = ["lora", "qlora", "llama-adapter"]
    guard keys.isOn("adapter"), let name = keys.word("adapter"), !known.contains(name),
      keys.isOff("plugins")
    else { return }
    keys.refuse(
      .adapter, at: "adapter", "`adapter` does not know `\(name.prefix(24))`",
      label: "comes from no plugin either",
      help: NearestKey(name).among(known).map { "write \($0)" }
        ?? "write lora or qlora, or name the plugin under plugins",
      source: schema + "validate_adapter")
  }

  private static func constrainQuantization(_ keys: inout KeyReader) {
    if keys.isOff("adapter"), keys.isOff("inference") {
      for key in ["load_in_8bit", "load_in_4bit"] where keys.isOn(key) {
        keys.refuse(
          .adapter, at: key, "`\(key)` needs an `adapter`",
          label: "quantised weights cannot be trained",
          help: "set adapter to \(key == "load_in_4bit" ? "qlora" : "lora"), or remove \(key)",
          source: schema + "validate_adapter")
      }
    }
    guard keys.word("adapter") == "qlora", keys.isOff("merge_lora") else { return }
    if keys.isOn("load_in_8bit") {
      keys.refuse(
        .adapter, at: "load_in_8bit", "`qlora` cannot load in 8 bits", label: "8 bits",
        with: [("adapter", "4-bit weights")], help: "set adapter to lora, or load_in_4bit",
        source: schema + "validate_qlora")
    } else if keys.isOn("gptq") {
      keys.refuse(
        .adapter, at: "gptq", "`qlora` cannot load GPTQ weights", label: "quantised already",
        with: [("adapter", "quantises by itself")], help: "set adapter to lora",
        source: schema + "validate_qlora")
    } else if keys.isOff("load_in_4bit") {
      keys.refuse(
        .adapter, at: "adapter", "`qlora` needs `load_in_4bit`", label: "4-bit weights",
        help: "set load_in_4bit to true, or adapter to lora", source: schema + "validate_qlora")
    }
  }

  /// Rank and scale have no default; without an adapter they are read by nobody.
  private static func constrainSizes(_ keys: inout KeyReader) {
    if isLowRank(keys), keys.isOff("lora_model_dir"), keys.isOff("plugins"),
      keys.isOff("merge_lora"), keys.isOff("lora_rank_pattern")
    {
      for key in ["lora_r", "lora_alpha"] where !keys.isSet(key) {
        keys.refuse(
          .adapter, at: "adapter", "the adapter needs `\(key)`, which has no default",
          label: "an adapter of what size?", help: "set \(key)",
          source: "axolotl/loaders/adapter.py, _build_peft_lora_config")
      }
    }
    guard keys.isOff("adapter"), keys.isOff("hatchery"), keys.isOff("lora_model_dir"),
      let rank = keys.written("lora_r"), rank.value > 0
    else { return }
    // A key that is written and left blank asks for a full fine-tune, as the templates say.
    keys.note(
      .adapter, keys.has("adapter") ? .remarkable : .harmful, at: "lora_r",
      "`lora_r` without `adapter`: every weight is trained",
      label: "the rank of no adapter", with: [("adapter", "none")],
      because: "a full fine-tune takes several times the memory",
      help: "set adapter to lora, or remove the lora keys",
      source: "axolotl/loaders/model.py, _load_adapters")
  }

  // MARK: Targets

  private static func constrainTargets(_ keys: inout KeyReader) {
    if keys.isOn("lora_target_parameters"), let share = keys.written("lora_dropout"),
      share.value != 0
    {
      keys.refuse(
        .adapter, at: "lora_dropout", "`lora_target_parameters` needs `lora_dropout: 0`",
        label: "drops values",
        with: [("lora_target_parameters", "adapts parameters without a module")],
        help: "set lora_dropout to 0", source: schema + "validate_lora_target_parameters_dropout")
    }
    guard let list = keys.value("lora_target_modules"), list.isSequence else { return }
    for item in list.items {
      guard case .text(let pattern)? = item.scalar, isBroken(pattern) else { continue }
      return keys.refuse(
        .adapter, at: "lora_target_modules",
        "`lora_target_modules` holds a broken pattern, `\(pattern.prefix(24))`",
        label: "regular expressions", help: "write the name of a module, or mend the pattern",
        source: Axolotl.inputs + "check_lora_target_modules_regex")
    }
  }

  /// Whether Python's `re` stops at a pattern: only what is broken beyond doubt.
  static func isBroken(_ pattern: String) -> Bool {
    if let first = pattern.utf8.first, "*+?".utf8.contains(first) { return true }
    var depth = 0
    var isEscaped = false
    var isClass = false
    for byte in pattern.utf8 {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): isEscaped = true
      case UInt8(ascii: "["): isClass = true
      case UInt8(ascii: "]"): isClass = false
      case UInt8(ascii: "(") where !isClass: depth += 1
      case UInt8(ascii: ")") where !isClass:
        depth -= 1
        if depth < 0 { return true }
      default: break
      }
    }
    return isEscaped || isClass || depth > 0
  }

  private static func constrainLayers(_ keys: inout KeyReader) {
    if keys.isOn("peft_layers_pattern"), keys.isOff("peft_layers_to_transform") {
      keys.refuse(
        .adapter, at: "peft_layers_pattern",
        "`peft_layers_pattern` needs `peft_layers_to_transform`", label: "which of the layers?",
        help: "set peft_layers_to_transform", source: validators + "check_peft_layers_pattern")
    }
    guard keys.isOn("adapter"), keys.isOn("unfrozen_parameters"),
      keys.isOn("peft_layers_to_transform")
    else { return }
    keys.refuse(
      .adapter, at: "unfrozen_parameters",
      "`unfrozen_parameters` and `peft_layers_to_transform` exclude each other",
      label: "chooses weights", with: [("peft_layers_to_transform", "chooses layers")],
      help: "keep one of the two", source: validators + "check_frozen")
  }

  // MARK: Kernels

  private static func constrainKernels(_ keys: inout KeyReader) {
    for key in ["lora_mlp_kernel", "lora_qkv_kernel", "lora_o_kernel"] where keys.isOn(key) {
      if keys.word("adapter") == "lora", keys.isOn("load_in_8bit") {
        return keys.refuse(
          .adapter, at: key, "`\(key)` does not work on 8-bit weights", label: "a fused kernel",
          with: [("load_in_8bit", "8 bits")], help: "remove the lora kernels",
          source: validators + "check_lora_kernels_8bit")
      }
      if keys.isOn("trust_remote_code") {
        return keys.refuse(
          .adapter, at: key, "`\(key)` does not work with `trust_remote_code`",
          label: "replaces the model's code", with: [("trust_remote_code", "the model's own code")],
          help: "remove the lora kernels",
          source: validators + "check_lora_kernels_trust_remote_code")
      }
    }
    guard isLowRank(keys) else { return }
    if keys.isOn("flash_attn_fuse_mlp") {
      keys.refuse(
        .adapter, at: "flash_attn_fuse_mlp", "`flash_attn_fuse_mlp` does not work with adapters",
        label: "fuses what they adapt", help: "remove flash_attn_fuse_mlp",
        source: validators + "check_fused_lora")
    }
    if keys.isOn("use_onebitllms") {
      keys.refuse(
        .adapter, at: "use_onebitllms", "`use_onebitllms` does not work with adapters",
        label: "trains every weight", with: [("adapter", "trains its own")],
        help: "remove one of the two", source: validators + "check_onebitllms_lora")
    }
  }

  private static func constrainExperts(_ keys: inout KeyReader) {
    let key = "quantize_moe_experts"
    let source = Axolotl.inputs + "check_quantize_moe_experts"
    guard keys.isOn(key) else { return }
    if keys.isOn("lora_target_linear") {
      keys.refuse(
        .adapter, at: "lora_target_linear", "`\(key)` does not work with `lora_target_linear`",
        label: "adapts every matrix", with: [(key, "leaves no matrices of experts")],
        help: "name the experts under lora_target_parameters", source: source)
    }
    if keys.isOff("adapter") || (keys.isOn("adapter") && !isLowRank(keys)) {
      keys.refuse(
        .adapter, at: key, "`\(key)` needs `adapter: lora` or `qlora`",
        label: "quantised weights cannot be trained", help: "set adapter", source: source)
    } else if keys.isOff("load_in_4bit"), keys.isOff("load_in_8bit") {
      keys.refuse(
        .adapter, at: key, "`\(key)` needs `load_in_4bit` or `load_in_8bit`",
        label: "to how many bits?", help: "set load_in_4bit", source: source)
    }
  }

  // MARK: ReLoRA

  private static func constrainRestarts(_ keys: inout KeyReader) {
    let source = validators + "check_relora"
    guard keys.isOn("relora") else { return }
    if keys.isOff("jagged_restart_steps") {
      keys.refuse(
        .adapter, at: "relora", "`relora` needs `jagged_restart_steps`", label: "restarts when?",
        help: "set jagged_restart_steps", source: source)
    }
    if keys.isOff("adapter") || (!isLowRank(keys) && keys.isOff("plugins")) {
      keys.refuse(
        .adapter, at: "relora", "`relora` needs `adapter: lora` or `qlora`",
        label: "merges an adapter", help: "set adapter to lora", source: source)
    }
    for key in ["fsdp", "fsdp_config", "deepspeed"] where keys.isOn(key) {
      keys.refuse(
        .adapter, at: key, "`\(key)` does not work with `relora`", label: "shards the weights",
        with: [("relora", "merges into them")], help: "remove one of the two", source: source)
    }
    if keys.word("lr_scheduler") == "one_cycle" {
      keys.refuse(
        .adapter, at: "lr_scheduler", "`one_cycle` does not work with `relora`",
        label: "one rise and fall", with: [("relora", "restarts it")], help: "write cosine",
        source: source)
    }
  }
}
