import Composition
import ConfigSyntax
import RunPlan

/// What DeepSpeed refuses when its engine is made: `_do_error_check` and the getters of
/// `deepspeed/runtime/config.py`, the validators of its sections, and the assertions of
/// `runtime/engine.py`.
extension DeepSpeed {
  static let checks = "deepspeed/runtime/config.py, _do_error_check"
  static let engine = "deepspeed/runtime/engine.py, "

  package static func constrain(_ keys: inout KeyReader) {
    let stage = stage(keys)
    constrainPrecision(&keys, stage)
    constrainScaling(&keys)
    constrainMasterWeights(&keys, stage)
    constrainZero(&keys, stage)
    constrainReduction(&keys, stage)
    constrainOptimizer(&keys, stage)
    constrainOptimizerParameters(&keys)
    constrainScheduler(&keys)
    constrainElasticity(&keys)
  }

  /// The ZeRO stage; nil where it is decided elsewhere.
  private static func stage(_ keys: KeyReader) -> Double? {
    if let isOn = keys.flag("zero_optimization") { return isOn ? 1 : 0 }
    guard keys.isSet("zero_optimization") else { return 0 }
    return keys.share("zero_optimization.stage", fallback: 0)
  }

  /// Where the stage is written, or what turns ZeRO on or off.
  static func stageKey(_ keys: KeyReader) -> String {
    keys.has("zero_optimization.stage") ? "zero_optimization.stage" : "zero_optimization"
  }

  // MARK: Precision

  private static func constrainPrecision(_ keys: inout KeyReader, _ stage: Double?) {
    let half = keys.isSet("bf16") ? "bf16.enabled" : "bfloat16.enabled"
    let isHalf = keys.flag(half) == true
    let isSingle = keys.flag("fp16.enabled") == true
    if isHalf, isSingle {
      keys.refuse(
        .precision, at: "fp16.enabled", "`fp16` and `bf16` are both on", label: "on",
        with: [(half, "on")], help: "turn one of them off",
        source: "deepspeed/runtime/config.py, _initialize_params")
    }
    guard keys.flag("amp.enabled") == true else { return }
    if let stage, stage > 0 {
      keys.refuse(
        .precision, at: "amp.enabled", "`amp` does not work with ZeRO", label: "on",
        with: [(stageKey(keys), "ZeRO is on")], help: "use fp16 or bf16 in place of amp",
        source: engine + "_do_optimizer_sanity_check")
    } else if isHalf || isSingle {
      keys.refuse(
        .precision, at: "amp.enabled", "`amp` does not work with `fp16` or `bf16`", label: "on",
        with: [(isSingle ? "fp16.enabled" : half, "on")], help: "turn one of them off",
        source: engine + "_do_optimizer_sanity_check")
    }
  }

  /// One finding says it for all the keys of a section.
  private static func constrainScaling(_ keys: inout KeyReader) {
    let scaling = [
      "loss_scale", "initial_scale_power", "loss_scale_window", "hysteresis", "min_loss_scale",
      "auto_cast",
    ]
    let strange = ["bf16": scaling, "bfloat16": scaling, "fp16": ["opt_level", "fp16_opt_level"]]
    for section in ["bf16", "bfloat16", "fp16"] {
      let paths = (strange[section] ?? []).map { section + "." + $0 }.filter { keys.has($0) }
      guard let first = paths.first else { continue }
      let name = first.dropFirst(section.utf8.count + 1)
      keys.warn(
        .precision, at: first, "`\(section)` has no `\(name)`", label: "not read here",
        with: paths.dropFirst().map { ($0, "nor this") },
        because: "DeepSpeed stops at such keys since 0.17.2, and passed over them before",
        help: "remove what `\(section)` does not have",
        source: "deepspeed/runtime/precision_config.py")
    }
  }

  private static func constrainMasterWeights(_ keys: inout KeyReader, _ stage: Double?) {
    let masters = ["fp16.fp16_master_weights_and_grads", "bf16.bf16_master_weights_and_grads"]
    for path in masters + ["bf16.bf16_optimizer_states"] where keys.flag(path) == true {
      let name = String(path.dropFirst(5))
      if stage == 0 {
        keys.refuse(
          .precision, at: path, "`\(name)` needs ZeRO", label: "on",
          with: [(stageKey(keys), "ZeRO is off")],
          help: "set zero_optimization.stage to 1, 2 or 3", source: checks)
      } else if path == "bf16.bf16_optimizer_states",
        keys.flag(masters[1], fallback: false) == false
      {
        keys.refuse(
          .precision, at: path, "`\(name)` needs `bf16_master_weights_and_grads`", label: "on",
          with: [(masters[1], "off")], help: "set bf16_master_weights_and_grads to true",
          source: checks)
      }
    }
  }

  // MARK: ZeRO

  private static func constrainZero(_ keys: inout KeyReader, _ stage: Double?) {
    let zero = "zero_optimization"
    if keys.flag(zero) != nil {
      keys.note(
        .other, .remarkable, at: zero, "`\(zero)` is a mapping with a `stage`, not a switch",
        label: "the form before 0.1", because: "it still works, true is stage 1",
        help: "write zero_optimization: {\"stage\": 1}",
        source: "deepspeed/runtime/zero/config.py, read_zero_config_deprecated")
    }
    guard let stage else { return }
    if keys.flag(zero + ".legacy_stage1") == true, stage == 1 || stage == 2 {
      keys.refuse(
        at: zero + ".legacy_stage1", "`legacy_stage1` is gone since DeepSpeed 0.5.9",
        label: "the old stage 1", help: "remove it",
        source: engine + "_configure_zero_optimizer")
    }
    guard stage < 3 else { return }
    let ratio = zero + ".offload_optimizer.ratio"
    if let share = keys.written(ratio), share.value < 1 {
      keys.refuse(
        at: ratio, "a part of the optimizer is offloaded in ZeRO stage 3 only",
        label: "a part", with: [(stageKey(keys), "stage \(Magnitude.plain(stage))")],
        help: "set ratio to 1, or stage to 3",
        source: "deepspeed/runtime/zero/config.py, offload_ratio_check")
    }
    let device = zero + ".offload_param.device"
    if let word = keys.word(device), word != "none", word != "auto" {
      keys.note(
        .inert, .remarkable, at: device, "`offload_param` has no effect below ZeRO stage 3",
        label: "not read", with: [(stageKey(keys), "stage \(Magnitude.plain(stage))")],
        help: "remove offload_param, or set stage to 3",
        source: "deepspeed/runtime/zero/config.py, DeepSpeedZeroConfig")
    }
  }

  private static func constrainReduction(_ keys: inout KeyReader, _ stage: Double?) {
    for path in ["communication_data_type", "seq_parallel_communication_data_type"] {
      guard let word = keys.word(path),
        !["fp16", "bf16", "fp32", "auto"].contains(word.lowercased())
      else { continue }
      keys.refuse(
        at: path, "`\(path)` is one of fp16, bf16, fp32", label: "none of them",
        help: "write fp16, bf16 or fp32",
        source: "deepspeed/runtime/config.py, get_communication_data_type")
    }
    let operation = "gradient_allreduce_op"
    guard let word = keys.word(operation)?.lowercased() else { return }
    if !["sum", "mean"].contains(word) {
      keys.refuse(
        at: operation, "`\(operation)` is one of mean, sum", label: "neither",
        help: "write mean or sum", source: "deepspeed/runtime/config.py, get_gradient_allreduce_op")
    }
    guard word == "sum" else { return }
    let others = [
      (stage == 3, stageKey(keys), "ZeRO stage 3"),
      (keys.isSet("zero_optimization.zenflow"), "zero_optimization.zenflow", "ZenFlow"),
      (keys.flag("compile.deepcompile") == true, "compile.deepcompile", "DeepCompile"),
    ]
    for (isThere, path, name) in others where isThere {
      keys.refuse(
        at: operation, "gradients cannot be summed with \(name)", label: "sums",
        with: [(path, name)], help: "set \(operation) to mean", source: checks)
    }
  }

  // MARK: Elasticity

  private static func constrainElasticity(_ keys: inout KeyReader) {
    guard keys.flag("elasticity.enabled") == true,
      keys.flag("elasticity.ignore_non_elastic_batch_info", fallback: false) == false
    else { return }
    let batch = [
      "train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps",
    ]
    for path in batch where keys.has(path) {
      keys.refuse(
        at: path, "`\(path)` cannot stand beside `elasticity`", label: "set here",
        with: [("elasticity.enabled", "chooses the batch itself")],
        help: "remove it, or set elasticity.ignore_non_elastic_batch_info to true",
        source: "deepspeed/runtime/config.py, DeepSpeedConfig")
    }
  }
}
