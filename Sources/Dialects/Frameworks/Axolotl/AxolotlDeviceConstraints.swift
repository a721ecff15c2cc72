import Composition
import ConfigSyntax
import RunPlan

/// What axolotl asks of FSDP, DeepSpeed, and of optimizers under them.
enum AxolotlDeviceConstraints {
  private static let validators = Axolotl.validators
  private static let config = "fsdp_config"

  static func constrain(_ keys: inout KeyReader) {
    constrainSharding(&keys)
    constrainVersion(&keys)
    constrainSecondVersion(&keys)
    constrainOptimizer(&keys)
    constrainEightBits(&keys)
    constrainMoments(&keys)
  }

  /// The version of FSDP that the validators see: 1 where a configuration says none.
  private static func version(_ keys: KeyReader) -> Double? {
    for path in ["fsdp_version", "fsdp_config.version", "fsdp_config.fsdp_version"] {
      switch keys.number(path) {
      case .value(let version, _) where version != 0: return version
      case .unknown: return nil
      default: break
      }
    }
    return 1
  }

  private static func option(_ name: String, _ keys: KeyReader) -> String {
    let old = "fsdp_config.fsdp_" + name
    return keys.has(old) ? old : "fsdp_config." + name
  }

  private static func shards(_ keys: KeyReader) -> Bool { keys.isOn("fsdp") || keys.isOn(config) }

  // MARK: Sharding

  private static func constrainSharding(_ keys: inout KeyReader) {
    if let ranks = keys.number("dp_shard_size").value, ranks > 1, keys.isOff("fsdp"),
      keys.isOff(config)
    {
      keys.refuse(
        at: "dp_shard_size", "`dp_shard_size` above 1 needs `fsdp_config`",
        label: "shards over \(Magnitude.plain(ranks)) devices", help: "set fsdp_config",
        source: "axolotl/utils/distributed.py, _get_parallel_config_kwargs")
    }
    if keys.isOn("deepcompile"), keys.isOff("deepspeed") {
      keys.refuse(
        at: "deepcompile", "`deepcompile` needs `deepspeed`", label: "compiles DeepSpeed's engine",
        help: "set deepspeed, or torch_compile", source: validators + "check_deepcompile")
    }
    let policy = option("auto_wrap_policy", keys)
    if keys.word(policy) == "SIZE_BASED_WRAP", !keys.isSet(option("min_num_params", keys)) {
      keys.refuse(
        at: policy, "`SIZE_BASED_WRAP` needs `min_num_params`", label: "wraps above which size?",
        help: "set fsdp_config.min_num_params",
        source: "axolotl/utils/schemas/fsdp.py, validate_size_based_wrap")
    }
    let loading = option("cpu_ram_efficient_loading", keys)
    if keys.word("model_quantization_config") == "Mxfp4Config", keys.flag(loading) == true {
      keys.refuse(
        at: loading, "`cpu_ram_efficient_loading` does not work with `Mxfp4Config`",
        label: "loads on one rank", with: [("model_quantization_config", "Mxfp4Config")],
        help: "set it to false", source: validators + "check_gpt_oss_fsdp_loading")
    }
  }

  private static func constrainVersion(_ keys: inout KeyReader) {
    guard keys.isOn(config), let version = version(keys), version != 2 else { return }
    keys.warn(
      at: config, "FSDP 1 goes away, and version 2 is not asked for",
      label: keys.isSet("fsdp_version") ? "" : "version 1 where none is given",
      with: [("fsdp_version", "version 1")], because: "coming releases stop here",
      help: "set fsdp_version to 2, and rename the options that it renamed",
      source: validators + "check_fsdp_version")
    let offloading = option("offload_params", keys)
    let pinning = option("cpu_offload_pin_memory", keys)
    if keys.value(pinning)?.scalar == .bool(false) {
      keys.refuse(
        at: pinning, "`cpu_offload_pin_memory: false` needs `fsdp_version: 2`",
        label: "not an option of FSDP 1", help: "set fsdp_version to 2",
        source: validators + "check_fsdp2_cpu_offload_pin_memory")
    }
    if keys.isOn(offloading), let name = keys.word("optimizer"), name.hasPart("8bit") {
      keys.refuse(
        at: "optimizer", "`\(name.prefix(32))` does not work with FSDP offloading",
        label: "8-bit states stay on the device", with: [(offloading, "offloaded")],
        help: "write adamw_torch_fused, or set fsdp_version to 2",
        source: validators + "check_fsdp_offload_w_8bit_optimizer")
    }
  }

  /// What only version 2 can do, and what it cannot.
  private static func constrainSecondVersion(_ keys: inout KeyReader) {
    let isSecond = version(keys) == 2
    // The check runs before the version below `fsdp_config` is looked at.
    if keys.isOn("fp8_enable_fsdp_float8_all_gather"), keys.truth(of: "fsdp_version") != nil,
      keys.number("fsdp_version").value != 2
    {
      keys.refuse(
        at: "fp8_enable_fsdp_float8_all_gather",
        "`fp8_enable_fsdp_float8_all_gather` needs `fsdp_version: 2`", label: "gathers in fp8",
        help: "set fsdp_version to 2", source: validators + "check_fp8_config")
    }
    let norms = "fp32_norms"
    if keys.isOn(norms), keys.isOff(config) || (version(keys) != nil && !isSecond) {
      keys.refuse(
        at: norms, "`\(norms)` needs `fsdp_config` and `fsdp_version: 2`",
        label: "a type for some of the weights", help: "set fsdp_version to 2",
        source: Axolotl.inputs + "check_fp32_norms")
    }
    if keys.isOn("fp32_norm_classes"), keys.isOff(norms) {
      keys.note(
        .inert, .remarkable, at: "fp32_norm_classes", "`fp32_norm_classes` needs `\(norms)`",
        label: "not read", help: "set \(norms) to true", source: Axolotl.inputs + "check_fp32_norms"
      )
    }
    guard isSecond, keys.isOn(config) || keys.isOn("fsdp_version") else { return }
    let pinning = option("cpu_offload_pin_memory", keys)
    if keys.value(pinning)?.scalar == .bool(false), keys.isOff(option("offload_params", keys)) {
      keys.refuse(
        at: pinning, "`cpu_offload_pin_memory: false` needs `offload_params`",
        label: "nothing is offloaded", help: "set offload_params to true",
        source: validators + "check_fsdp2_cpu_offload_pin_memory")
    }
    guard let method = keys.word("rl"), ["dpo", "kto", "orpo", "ipo"].contains(method) else {
      return
    }
    for key in ["load_in_8bit", "load_in_4bit"] where keys.isOn(key) {
      keys.refuse(
        .adapter, at: key, "`\(key)` does not work with `rl: \(method)` under FSDP 2",
        label: "quantised weights", with: [("fsdp_version", "version 2"), ("rl", method)],
        help: "use deepspeed, or remove \(key)",
        source: validators + "check_fsdp2_base_model_quant_rl")
    }
  }

  // MARK: Optimizer

  private static func constrainOptimizer(_ keys: inout KeyReader) {
    guard let name = keys.word("optimizer") else { return }
    let isProjected = name == "q_galore_adamw8bit"
    guard name == "muon" || name.hasPrefix("flash_") || isProjected else { return }
    let source =
      validators
      + (name == "muon"
        ? "check_muon_deepspeed_fsdp"
        : isProjected ? "check_qgalore" : "check_flashoptim_deepspeed_fsdp")
    if isProjected, keys.isOn("adapter") {
      keys.refuse(
        at: "optimizer", "`\(name)` does not train adapters", label: "projects full gradients",
        with: [("adapter", "an adapter")], help: "write adamw_8bit", source: source)
    }
    if keys.isOn("deepspeed") {
      keys.refuse(
        at: "optimizer", "`\(name)` does not work with DeepSpeed", label: "needs whole matrices",
        with: [("deepspeed", "DeepSpeed")], help: "use fsdp_version: 2, or another optimizer",
        source: source)
    }
    guard shards(keys), let version = version(keys) else { return }
    if version != 2 {
      keys.refuse(
        at: "optimizer", "`\(name)` needs `fsdp_version: 2`", label: "needs whole matrices",
        with: [("fsdp_version", "version 1"), (config, "version 1")],
        help: "set fsdp_version to 2", source: source)
    } else if isProjected, keys.flag(option("use_orig_params", keys)) != true {
      keys.refuse(
        at: "optimizer", "`\(name)` needs `use_orig_params: true`", label: "one state per matrix",
        with: [(config, "joins them")], help: "set fsdp_config.use_orig_params to true",
        source: source)
    }
  }

  private static func constrainEightBits(_ keys: inout KeyReader) {
    guard keys.isOn(config), version(keys) == 2, let name = keys.word("optimizer"),
      ["adamw_8bit", "adamw_bnb_8bit"].contains(name)
    else { return }
    keys.refuse(
      at: "optimizer", "`\(name)` does not work with FSDP 2", label: "states of bitsandbytes",
      with: [("fsdp_version", "version 2")], help: "write adamw_torch_8bit",
      source: validators + "check_fsdp2_w_8bit_optimizer")
  }

  /// Optimizers of transformers that have neither decay rates nor an epsilon of Adam's.
  private static func constrainMoments(_ keys: inout KeyReader) {
    guard let name = keys.word("optimizer"),
      ["adafactor", "sgd", "adagrad", "rmsprop"].contains(name)
    else { return }
    for key in ["adam_beta1", "adam_beta2", "adam_epsilon"] where keys.isOn(key) {
      keys.note(
        .inert, .remarkable, at: key, "`\(key)` has no effect on `\(name)`", label: "not read",
        with: [("optimizer", "not of Adam's kind")], help: "remove it",
        source: validators + "check_adamw_optimizer_params")
    }
  }
}
