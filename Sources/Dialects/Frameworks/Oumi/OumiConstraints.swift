import Composition
import RunPlan

/// What Oumi refuses before it trains: the `__post_init__` and `__finalize_and_validate__` of its
/// dataclasses.
extension Oumi {
  private static let config = "oumi/core/configs/training_config.py, TrainingConfig"
  private static let training = "oumi/core/configs/params/training_params.py, TrainingParams"
  private static let data = "oumi/core/configs/params/data_params.py"

  package static func constrain(_ keys: inout KeyReader) {
    constrainEngines(&keys)
    constrainPrecision(&keys)
    constrainRewards(&keys)
    constrainMixture(&keys)
    if keys.flag("model.compile") == true {
      keys.refuse(
        at: "model.compile", "`model.compile` is not for training", label: "on",
        help: "set training.compile instead", source: config)
    }
  }

  // MARK: Engines

  private static func constrainEngines(_ keys: inout KeyReader) {
    let (sharded, speed) = ("fsdp.enable_fsdp", "deepspeed.enable_deepspeed")
    if keys.flag(sharded) == true, keys.flag(speed) == true {
      keys.refuse(
        at: speed, "FSDP and DeepSpeed exclude each other", label: "on",
        with: [(sharded, "on too")], help: "turn one of them off", source: config)
    }
    let whole = "fsdp.use_orig_params"
    if keys.flag("training.compile") == true, keys.isSet(whole), keys.flag(whole) == false {
      keys.refuse(
        at: whole, "`training.compile` needs FSDP's own parameters as they are", label: "off",
        with: [("training.compile", "on")], help: "set use_orig_params to true", source: config)
    }
    let batch = "deepspeed.train_batch_size"
    if keys.flag(speed) == true, let word = keys.word(batch), word != "auto",
      trainer(keys)?.hasPrefix("TRL_") == true
    {
      keys.refuse(
        .batch, at: batch, "under TRL, DeepSpeed's batch has to be `auto`", label: word,
        with: [("training.trainer_type", "of TRL")], help: "remove it, or set it to auto",
        source: config)
    }
  }

  /// Only weights of 32 bits are trained in mixed precision, and a type of `auto` is none of these.
  private static func constrainPrecision(_ keys: inout KeyReader) {
    let (mixed, own) = ("training.mixed_precision_dtype", "model.torch_dtype_str")
    guard let word = member(keys.word(mixed)), word == "BF16" || word == "FP16" else { return }
    let type = keys.isSet(own) ? keys.word(own) : "auto"
    guard let type, !["float32", "f32", "float"].contains(type) else { return }
    keys.refuse(
      .precision, at: mixed, "mixed precision needs weights of 32 bits", label: word,
      with: [(own, "the weights")], help: "set model.torch_dtype_str to float32", source: config)
  }

  // MARK: Trainer

  private static func constrainRewards(_ keys: inout KeyReader) {
    guard let trainer = trainer(keys) else { return }
    let rewards = "training.reward_functions"
    if !trainer.hasSuffix("_GRPO"), keys.words(rewards)?.contains(where: { !$0.isEmpty }) == true {
      keys.refuse(
        at: rewards, "only GRPO takes reward functions", label: "not for \(trainer)",
        with: [("training.trainer_type", "the trainer")], help: "remove them, or use TRL_GRPO",
        source: training)
    }
    let metrics = "training.include_performance_metrics"
    if trainer == "TRL_GRPO", keys.flag(metrics) == true {
      keys.refuse(
        at: metrics, "TRL_GRPO has no performance metrics", label: "on",
        with: [("training.trainer_type", "the trainer")], help: "set it to false",
        source: training)
    }
  }

  // MARK: Data

  private static func constrainMixture(_ keys: inout KeyReader) {
    for split in ["train", "validation", "test"] {
      let path = "data.\(split).datasets"
      let items = keys.value(path)?.items ?? []
      let shares = items.map { $0.member("mixture_proportion").flatMap { $0.isNull ? nil : $0 } }
      let stated = shares.compactMap { $0 }
      guard !stated.isEmpty else { continue }
      if stated.count < items.count {
        let bare = shares.firstIndex { $0 == nil } ?? 0
        keys.refuse(
          .mixture, at: "\(path)[\(bare)].dataset_name",
          "all data sets have a `mixture_proportion` or none", label: "has none",
          help: "give it a share", source: data + ", DatasetSplitParams")
        continue
      }
      let parts = stated.compactMap { KeyReader.number(of: $0, key: path).value }
      let sum = parts.reduce(0, +)
      // Python's `math.isclose`, with its usual tolerance.
      guard parts.count == stated.count, abs(sum - 1) > 1e-9 * max(sum, 1) else { continue }
      keys.refuse(
        .mixture, at: "\(path)[0].mixture_proportion",
        "the shares add up to \(Magnitude.plain(sum)), not to 1", label: "of \(parts.count)",
        help: "let them add up to 1", source: data + ", DatasetSplitParams")
    }
  }
}
