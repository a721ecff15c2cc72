import Composition
import RunPlan

/// How TRL's GRPO and RLOO trainers batch the completions that they generate: `GRPOConfig` and
/// `RLOOConfig`, `__post_init__`, at release 1.16.
extension HFTraining {
  private static let config = "trl/trainer/grpo_config.py, GRPOConfig.__post_init__"

  /// Keys of trainers that generate completions and count them in another way.
  private static let otherTrainers = [
    "lmbda", "teacher_model_name_or_path", "max_inflight_tasks", "fork_threshold_tokens",
    "use_uld_loss", "rloo_k",
  ]

  /// Reads the group of completions and the batches that hold it.
  static func readGenerations(_ keys: inout KeyReader) {
    guard keys.reading.regime == .reinforcementLearning, !keys.reading.isPartial,
      !otherTrainers.contains(where: { keys.has($0) }), let group = keys.written("num_generations")
    else { return }
    var generations = Generations(perPrompt: group, source: config)
    defer { keys.reading.generations = generations }
    // Of the ranks that the world has, one may be kept for generation alone.
    guard !keys.isSet("vllm_device") else { return }
    generations.perRank = keys.written("per_device_train_batch_size")
    if keys.isSet("generation_batch_size") {
      generations.round = keys.written("generation_batch_size")
      if generations.round == nil { generations.perRank = nil }
    } else {
      let passes =
        keys.isSet("steps_per_generation")
        ? "steps_per_generation" : "gradient_accumulation_steps"
      generations.passes = keys.written(passes)
      if keys.isSet(passes), generations.passes == nil { generations.perRank = nil }
    }
    readEvaluation(&keys, &generations)
  }

  private static func readEvaluation(_ keys: inout KeyReader, _ generations: inout Generations) {
    guard let strategy = keys.word("eval_strategy"), ["steps", "epoch"].contains(strategy) else {
      return
    }
    generations.evaluationPerRank = keys.written("per_device_eval_batch_size")
    if keys.isSet("num_generations_eval") {
      generations.evaluationPerPrompt = keys.written("num_generations_eval")
      if generations.evaluationPerPrompt == nil { generations.evaluationPerRank = nil }
    }
  }

  // MARK: Demands

  static func constrainGenerations(_ keys: inout KeyReader) {
    guard keys.reading.generations != nil else { return }
    if keys.isSet("generation_batch_size"), keys.isSet("steps_per_generation") {
      keys.refuse(
        .generations, at: "steps_per_generation",
        "`generation_batch_size` and `steps_per_generation` are both set",
        label: "completions of a round, in passes",
        with: [("generation_batch_size", "completions of a round")], help: "keep one of them",
        source: config)
    }
    if keys.flag("auto_find_batch_size") == true {
      keys.warn(
        .generations, at: "auto_find_batch_size",
        "`auto_find_batch_size` may tear groups of completions apart", label: "halves the batch",
        with: [("num_generations", "stay together")], because: "TRL stops at it since 1.9",
        help: "turn it off, and lower per_device_train_batch_size", source: config)
    }
  }

  static func constrainCompletions(_ keys: inout KeyReader) {
    guard keys.reading.regime == .reinforcementLearning else { return }
    if keys.isSet("log_completions_hub_repo"),
      keys.flag("log_completions", fallback: false) == false
    {
      keys.refuse(
        at: "log_completions_hub_repo", "`log_completions_hub_repo` needs `log_completions`",
        label: "nothing to upload", with: [("log_completions", "off")],
        help: "set log_completions to true", source: config)
    }
    if let weights = keys.value("reward_weights"), weights.isSequence, weights.unknown == nil,
      let functions = keys.value("reward_funcs"), functions.isSequence, functions.unknown == nil,
      !keys.isSet("reward_model_name_or_path"), weights.items.count != functions.items.count
    {
      keys.refuse(
        at: "reward_weights", "`reward_weights` and `reward_funcs` differ in length",
        label: "\(weights.items.count) weights",
        with: [("reward_funcs", "\(functions.items.count) functions")],
        help: "give one weight for each function",
        source: "trl/trainer/grpo_trainer.py, GRPOTrainer.__init__")
    }
    let bounds = ["min", "max"].map { "vllm_importance_sampling_clip_" + $0 }
    if let low = keys.written(bounds[0]), let high = keys.written(bounds[1]),
      low.value >= high.value
    {
      keys.refuse(
        at: bounds[0], "`\(bounds[0])` must be below `…_max`", label: "the lower bound",
        with: [(bounds[1], "the upper bound")], help: "lower it", source: config)
    }
  }
}
