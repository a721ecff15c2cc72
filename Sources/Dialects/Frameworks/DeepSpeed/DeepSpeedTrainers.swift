import Composition
import ConfigSyntax
import RunPlan

/// What DeepSpeed refuses of the optimizer and the scheduler that it is to make.
extension DeepSpeed {
  // MARK: Optimizer

  /// The optimizers that DeepSpeed makes itself, whatever the case of their letters.
  private static let own: Set<String> = [
    "adagrad", "adam", "adamw", "lamb", "lion", "muadam", "muadamw", "musgd", "muon", "onebitadam",
    "onebitlamb", "zerooneadam",
  ]

  /// The other ones of `torch.optim`.
  private static let others: Set<String> = [
    "ASGD", "Adadelta", "Adafactor", "Adamax", "LBFGS", "NAdam", "RAdam", "RMSprop", "Rprop", "SGD",
    "SparseAdam",
  ]

  private static let bringsNone =
    "the engine stops, unless the program brings an optimizer of its own"

  static func constrainOptimizer(_ keys: inout KeyReader, _ stage: Double?) {
    let path = "optimizer.type"
    guard let type = keys.word(path), type != "auto" else { return }
    let name = type.lowercased()
    if !own.contains(name), !others.contains(type) {
      keys.refuse(
        at: path, "neither DeepSpeed nor torch.optim has such an optimizer", label: "not known",
        because: bringsNone, help: "write AdamW, or another name of theirs",
        source: engine + "_is_supported_optimizer")
      return
    }
    if ["lamb", "onebitlamb"].contains(name), let scale = keys.written("fp16.loss_scale"),
      scale.value != 0
    {
      keys.refuse(
        .precision, at: "fp16.loss_scale", "\(type) needs a dynamic loss scale",
        label: "a fixed scale", with: [(path, type)], help: "set loss_scale to 0",
        source: engine + "_do_sanity_check")
    }
    guard let stage, stage > 0 else { return }
    if ["onebitadam", "onebitlamb", "zerooneadam"].contains(name) {
      keys.refuse(
        at: path, "\(type) does not work with ZeRO", label: "compresses on its own",
        with: [(stageKey(keys), "ZeRO is on")], because: bringsNone,
        help: "set stage to 0, or type to AdamW",
        source: engine + "_configure_basic_optimizer")
    } else if name == "lamb" || others.contains(type),
      keys.flag("zero_allow_untested_optimizer", fallback: false) == false
    {
      keys.refuse(
        at: path, "\(type) with ZeRO needs `zero_allow_untested_optimizer`",
        label: "not tested with ZeRO", with: [(stageKey(keys), "ZeRO is on")],
        because: bringsNone, help: "set zero_allow_untested_optimizer to true",
        source: engine + "_do_optimizer_sanity_check")
    }
  }

  /// What `FusedAdam`, `DeepSpeedCPUAdam` and torch's Adam take between them.
  private static let adam: Set<String> = [
    "adam_w_mode", "amsgrad", "betas", "bias_correction", "capturable", "differentiable", "eps",
    "foreach", "fp32_optimizer_states", "fused", "lr", "maximize", "set_grad_none", "torch_adam",
    "weight_decay",
  ]

  static func constrainOptimizerParameters(_ keys: inout KeyReader) {
    if keys.has("optimizer.params.max_grad_norm") {
      keys.refuse(
        at: "optimizer.params.max_grad_norm", "`max_grad_norm` is no parameter of the optimizer",
        label: "not here", because: bringsNone,
        help: "remove it, and set gradient_clipping at the top",
        source: engine + "_configure_basic_optimizer")
    }
    guard let type = keys.word("optimizer.type"), ["adam", "adamw"].contains(type.lowercased())
    else { return }
    refuseOthers(
      &keys, in: "optimizer.params", than: adam, of: type, engine + "_configure_basic_optimizer")
  }

  private static func refuseOthers(
    _ keys: inout KeyReader, in path: String, than known: Set<String>, of type: String,
    _ source: String
  ) {
    for entry in keys.value(path)?.entries ?? []
    where !known.contains(entry.key) && entry.key != "max_grad_norm" && !entry.key.hasPrefix("_") {
      let near = NearestKey(entry.key).among(known.sorted())
      keys.note(
        .other, .refused, of: entry.value, key: path + "." + entry.key,
        "\(type) has no parameter `\(entry.key.prefix(40))`", label: "not taken",
        because: path.hasPrefix("optimizer") ? bringsNone : nil,
        help: near.map { "write \($0)" } ?? "remove it", source: source)
    }
  }

  // MARK: Scheduler

  private static let warmup: Set<String> = [
    "last_batch_iteration", "warmup_max_lr", "warmup_min_lr", "warmup_num_steps", "warmup_type",
  ]

  /// The schedulers of DeepSpeed with the parameters that they take, and those that they need.
  private static let schedulers: [(name: String, takes: Set<String>, needs: [String])] = [
    ("WarmupLR", warmup, []),
    ("WarmupDecayLR", warmup.union(["total_num_steps"]), ["total_num_steps"]),
    (
      "WarmupCosineLR",
      [
        "cos_min_ratio", "last_batch_iteration", "total_num_steps", "warmup_min_ratio",
        "warmup_num_steps", "warmup_type",
      ], ["total_num_steps"]
    ),
    (
      "OneCycle",
      [
        "cycle_first_stair_count", "cycle_first_step_size", "cycle_max_lr", "cycle_max_mom",
        "cycle_min_lr", "cycle_min_mom", "cycle_momentum", "cycle_second_stair_count",
        "cycle_second_step_size", "decay_lr_rate", "decay_mom_rate", "decay_step_size",
        "last_batch_iteration",
      ], ["cycle_min_lr", "cycle_max_lr"]
    ),
    (
      "LRRangeTest",
      [
        "last_batch_iteration", "lr_range_test_min_lr", "lr_range_test_staircase",
        "lr_range_test_step_rate", "lr_range_test_step_size",
      ], []
    ),
  ]

  /// The schedulers of `torch.optim.lr_scheduler`.
  private static let torchSchedulers: Set<String> = [
    "ChainedScheduler", "ConstantLR", "CosineAnnealingLR", "CosineAnnealingWarmRestarts",
    "CyclicLR", "ExponentialLR", "LRScheduler", "LambdaLR", "LinearLR", "MultiStepLR",
    "MultiplicativeLR", "OneCycleLR", "PolynomialLR", "ReduceLROnPlateau", "SequentialLR", "StepLR",
  ]

  private static let schedules = "deepspeed/runtime/lr_schedules.py, "

  static func constrainScheduler(_ keys: inout KeyReader) {
    let path = "scheduler.type"
    guard let type = keys.word(path), type != "auto" else { return }
    guard let scheduler = schedulers.first(where: { $0.name == type }) else {
      guard !torchSchedulers.contains(type) else { return }
      let near = NearestKey(type).among(schedulers.map(\.name))
      keys.refuse(
        at: path, "neither DeepSpeed nor torch has such a scheduler", label: "not known",
        help: "write \(near ?? "WarmupDecayLR, or another name of theirs")",
        source: engine + "_scheduler_from_config")
      return
    }
    let parameters = "scheduler.params"
    refuseOthers(
      &keys, in: parameters, than: scheduler.takes, of: type, schedules + type)
    for need in scheduler.needs where !keys.isSet(parameters + "." + need) {
      keys.warn(
        at: path, "`\(type)` needs `\(need)`", label: "cannot be made without",
        with: [(parameters, "not here")], because: "DeepSpeed stops, unless the program sets it",
        help: "set \(need) in scheduler.params", source: schedules + type)
    }
    let steps = parameters + ".warmup_num_steps"
    if let written = keys.written(steps), written.value < 1 {
      keys.warn(
        at: steps, "`warmup_num_steps` is less than 1", label: Magnitude.plain(written.value),
        because: "DeepSpeed stops at it since 0.19.3, and warmed up for 2 steps before",
        help: "write 1 or more, or remove the scheduler", source: schedules + type)
    }
  }
}
