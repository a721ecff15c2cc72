import Composition
import ConfigSyntax
import RunPlan

/// What transformers' `TrainingArguments` refuses, for every framework that reads them.
///
/// Read from `training_args.py`, `__post_init__` and `_validate_args`, and `trainer.py` at release
/// 5.23; release 4.46 refuses the same.
extension TrainingArguments {
  private static let arguments = "transformers/training_args.py, TrainingArguments"

  /// Notes the demands that the file does not meet.
  ///
  /// `loggingSteps` is the default of `logging_steps`, which frameworks change.
  static func constrain(_ keys: inout KeyReader, loggingSteps: Double = 500) {
    constrainPrecision(&keys)
    constrainCadences(&keys)
    constrainEvaluation(&keys, loggingSteps)
    constrainBestCheckpoint(&keys, loggingSteps)
    constrainLoading(&keys)
  }

  // MARK: Precision

  private static func constrainPrecision(_ keys: inout KeyReader) {
    for suffix in ["", "_full_eval"] {
      let (first, second) = ("bf16" + suffix, "fp16" + suffix)
      guard keys.flag(first) == true, keys.flag(second) == true else { continue }
      keys.refuse(
        .precision, at: second, "`\(first)` and `\(second)` are both on",
        label: "16 bits with a short exponent", with: [(first, "16 bits with a long exponent")],
        help: "keep one: \(first) where the accelerators have it", source: arguments)
    }
  }

  // MARK: Cadences

  /// The strategy at a key: nil where it is not known, `no` for a switch that is off.
  private static func strategy(_ keys: KeyReader, _ path: String, fallback: String) -> String? {
    guard keys.isSet(path) else { return fallback }
    if keys.value(path)?.scalar == .bool(false) { return "no" }
    return keys.word(path)
  }

  private static func evaluationKey(_ keys: KeyReader) -> String {
    keys.has("eval_strategy") || !keys.has("evaluation_strategy")
      ? "eval_strategy" : "evaluation_strategy"
  }

  private static func constrainCadences(_ keys: inout KeyReader) {
    let cadences = [
      ("logging_steps", strategy(keys, "logging_strategy", fallback: "steps")),
      ("eval_steps", strategy(keys, evaluationKey(keys), fallback: "no")),
      ("save_steps", strategy(keys, "save_strategy", fallback: "steps")),
    ]
    for (key, strategy) in cadences where strategy == "steps" {
      guard let steps = keys.written(key)?.value else { continue }
      if steps > 1, steps != steps.rounded() {
        keys.refuse(
          at: key, "`\(key)` above 1 must be whole", label: "neither steps nor a share",
          help: "write whole steps, or a share of the run below 1", source: arguments)
      } else if steps == 0, key == "logging_steps" {
        keys.refuse(
          at: key, "`logging_steps` must not be 0", label: "never logs",
          help: "set logging_strategy to 'no' to log nothing", source: arguments)
      }
    }
  }

  private static func constrainEvaluation(_ keys: inout KeyReader, _ loggingSteps: Double) {
    let key = evaluationKey(keys)
    let evaluation = strategy(keys, key, fallback: "no")
    if evaluation == "steps", (keys.share("eval_steps", fallback: 0) ?? 1) == 0,
      let logging = keys.share("logging_steps", fallback: loggingSteps), logging <= 0
    {
      keys.refuse(
        .evaluation, at: key, "evaluation by steps needs `eval_steps`", label: "every how many?",
        with: [("logging_steps", "stands in for it, and is 0")], help: "set eval_steps",
        source: arguments)
    }
    let scheduler = "lr_scheduler_type"
    guard let name = keys.word(scheduler), ["reduce_lr_on_plateau", "greedy"].contains(name),
      evaluation == "no"
    else { return }
    keys.refuse(
      .evaluation, at: scheduler, "`\(name)` needs evaluations", label: "follows their metric",
      with: [(key, "makes none")], help: "set eval_strategy to steps or epoch",
      source: arguments)
  }

  // MARK: Best checkpoint

  /// The best checkpoint can only be kept where every save follows an evaluation.
  ///
  /// What the file writes is compared for every framework alike; here is what stands in for a key
  /// that is not written.
  private static func constrainBestCheckpoint(_ keys: inout KeyReader, _ loggingSteps: Double) {
    let best = "load_best_model_at_end"
    guard keys.flag(best) == true, strategy(keys, "save_strategy", fallback: "steps") == "steps",
      strategy(keys, evaluationKey(keys), fallback: "no") == "steps",
      !keys.isSet("eval_steps") || !keys.isSet("save_steps")
    else { return }
    let written = keys.share("eval_steps", fallback: 0)
    let logging = keys.share("logging_steps", fallback: loggingSteps)
    guard let save = keys.share("save_steps", fallback: 500), save > 0,
      let evaluate = written == 0 ? logging : written, evaluate > 0,
      !isMultiple(save, of: evaluate)
    else { return }
    let place = keys.isSet("save_steps") ? "save_steps" : best
    let other = keys.isSet("eval_steps") ? "eval_steps" : "logging_steps"
    keys.refuse(
      .cadence, at: place, "`\(best)` needs saves at steps that are evaluated",
      label: "saves every \(Magnitude.shortest(save))",
      with: [(other, "evaluates every \(Magnitude.shortest(evaluate))"), (best, "")],
      help: "make save_steps a multiple of eval_steps", source: arguments)
  }

  /// Shares and steps never fit each other.
  private static func isMultiple(_ save: Double, of evaluate: Double) -> Bool {
    if save.truncatingRemainder(dividingBy: evaluate) == 0 { return true }
    guard save < 1, evaluate < 1 else { return false }
    // Shares that have no exact binary form are compared in millionths.
    return (save * 1e6).truncatingRemainder(dividingBy: evaluate * 1e6) == 0
  }

  // MARK: Loading

  private static func constrainLoading(_ keys: inout KeyReader) {
    if let factor = keys.written("dataloader_prefetch_factor"),
      keys.count("dataloader_num_workers", fallback: 0) == 0
    {
      keys.refuse(
        at: factor.name, "`dataloader_prefetch_factor` needs `dataloader_num_workers`",
        label: "nobody fetches ahead", with: [("dataloader_num_workers", "no workers")],
        help: "set dataloader_num_workers to 1 or more, or drop the factor", source: arguments)
    }
    if let steps = keys.written("warmup_steps"), steps.value < 0 {
      keys.refuse(
        at: steps.name, "`warmup_steps` must not be negative", label: "negative",
        help: "write 0 for none", source: arguments)
    }
    if let steps = keys.written("torch_empty_cache_steps"),
      steps.value <= 0 || steps.value != steps.value.rounded()
    {
      keys.refuse(
        at: steps.name, "`torch_empty_cache_steps` must be whole and above 0",
        label: "no number of steps", help: "remove it to leave the cache alone",
        source: arguments)
    }
    if keys.isOn("fsdp"), keys.isOn("deepspeed") {
      keys.refuse(
        at: "fsdp", "`fsdp` and `deepspeed` are both set", label: "splits the model",
        with: [("deepspeed", "splits the model too")], help: "keep one of them",
        source: "transformers/trainer.py, Trainer.__init__")
    }
  }
}
