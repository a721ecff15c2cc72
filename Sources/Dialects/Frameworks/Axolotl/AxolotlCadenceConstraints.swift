import Composition
import ConfigSyntax
import RunPlan

/// What axolotl asks of the cadences of evaluation, checkpoints and early stopping.
enum AxolotlCadenceConstraints {
  private static let validators = Axolotl.validators

  static func constrain(_ keys: inout KeyReader) {
    constrainStrategies(&keys)
    constrainEvaluation(&keys)
    warnOfMissingData(&keys)
    constrainBench(&keys)
    constrainBest(&keys)
    constrainStopping(&keys)
  }

  /// The strategy of evaluation, by its present or its older name.
  private static func evaluationStrategy(_ keys: KeyReader) -> (key: String, word: String?) {
    let key = keys.isSet("eval_strategy") ? "eval_strategy" : "evaluation_strategy"
    return (key, keys.isOn(key) || keys.word(key) == "no" ? keys.word(key) : nil)
  }

  // MARK: Strategies

  private static func constrainStrategies(_ keys: inout KeyReader) {
    if let word = strategy("save_strategy", keys), word != "steps", keys.isOn("save_steps") {
      keys.refuse(
        .cadence, at: "save_strategy", "`save_steps` needs `save_strategy: steps`",
        label: "not steps", with: [("save_steps", "counts steps")],
        help: "remove save_strategy, or save_steps", source: validators + "check_saves")
    }
    let (key, word) = evaluationStrategy(keys)
    guard let word, word != "steps" else { return }
    for cadence in ["eval_steps", "evals_per_epoch"] where keys.isOn(cadence) {
      keys.refuse(
        .cadence, at: key, "`\(cadence)` needs `\(key): steps`", label: "not steps",
        with: [(cadence, "counts steps")], help: "remove \(key), or \(cadence)",
        source: validators + "check_evals")
    }
  }

  /// A strategy that is a word: a bare `no` is a switch to PyYAML, and another rule's business.
  private static func strategy(_ key: String, _ keys: KeyReader) -> String? {
    guard let value = keys.value(key), case .text(let word)? = value.scalar, !word.isEmpty,
      !word.contains("{")
    else { return nil }
    return word
  }

  // MARK: Evaluation

  private static func constrainEvaluation(_ keys: inout KeyReader) {
    // A benchmark brings an empty data set of its own.
    guard keys.isOff("test_datasets"), keys.isOff("do_bench_eval"),
      case .value(let rows, _) = keys.number("val_set_size"),
      rows == 0
    else {
      return
    }
    let (key, word) = evaluationStrategy(keys)
    guard word != "no" else { return }
    let asked = keys.isOn("eval_steps") ? "eval_steps" : word == nil ? nil : key
    guard let asked else { return }
    keys.refuse(
      .evaluation, at: asked, "`\(asked)` asks for evaluation, `val_set_size: 0` leaves no rows",
      label: "evaluation", with: [("val_set_size", "no rows")],
      help: "set val_set_size or test_datasets, or remove \(asked)",
      source: validators + "check_evals")
  }

  /// Evaluations that the framework leaves out without a word.
  private static func warnOfMissingData(_ keys: inout KeyReader) {
    guard keys.isOff("val_set_size"), keys.isOff("test_datasets"), keys.isOff("do_bench_eval")
    else { return }
    keys.reading.cadences.evaluation.pace = .never
    let isDeliberate = keys.isSet("val_set_size")
    var asked = ["evals_per_epoch"]
    if !isDeliberate { asked += ["eval_steps", "eval_strategy", "evaluation_strategy"] }
    for key in asked where keys.isOn(key) && keys.word(key) != "no" {
      return keys.note(
        .evaluation, isDeliberate ? .remarkable : .harmful, at: key,
        "`\(key)` has no rows to evaluate on", label: "never happens",
        with: [("val_set_size", "no rows")],
        because: isDeliberate ? nil : "val_set_size is 0 by default",
        help: "set val_set_size or test_datasets, or remove \(key)",
        source: "axolotl/core/builders/base.py, _configure_save_and_eval_strategy")
    }
  }

  private static func constrainBench(_ keys: inout KeyReader) {
    guard keys.isOn("do_bench_eval"), keys.isOff("evals_per_epoch"), keys.isOff("eval_steps")
    else { return }
    keys.refuse(
      .evaluation, at: "do_bench_eval", "`do_bench_eval` needs `evals_per_epoch` or `eval_steps`",
      label: "at which steps?", help: "set eval_steps", source: validators + "check_evals")
  }

  // MARK: Best checkpoint

  private static func constrainBest(_ keys: inout KeyReader) {
    if keys.word("save_strategy") == "best", keys.isOff("metric_for_best_model") {
      keys.refuse(
        .cadence, at: "save_strategy", "`save_strategy: best` needs `metric_for_best_model`",
        label: "best by which metric?", help: "set metric_for_best_model: eval_loss",
        source: Axolotl.inputs + "check_save_strategy_best_requires_metric")
    }
    if keys.word("save_strategy") == "no", keys.isOn("hub_model_id") {
      keys.warn(
        .checkpoints, at: "save_strategy", "`save_strategy: no` leaves the hub without checkpoints",
        label: "saves at the end only", with: [("hub_model_id", "an upload")],
        help: "set save_strategy to epoch", source: validators + "check_push_save")
    }
    // Packing of training goes for evaluation where nothing else is said.
    let isPacked =
      keys.isOn("eval_sample_packing")
      || (keys.isOn("sample_packing") && !keys.isSet("eval_sample_packing")
        && keys.isOff("eval_table_size"))
    if keys.isOn("do_causal_lm_eval"), isPacked {
      keys.refuse(
        .other, at: "do_causal_lm_eval",
        "`do_causal_lm_eval` needs `eval_sample_packing: false`", label: "generates from each row",
        with: [("eval_sample_packing", "packs rows"), ("sample_packing", "packs these too")],
        help: "set eval_sample_packing to false", source: validators + "check_causal_lm_evals")
    }
  }

  /// Cadences per epoch become steps after this check, so that they never pass it.
  private static func constrainStopping(_ keys: inout KeyReader) {
    let key = "early_stopping_patience"
    let source = validators + "check_early_stopping"
    guard keys.isOn(key) else { return }
    for cadence in ["save_steps", "eval_steps"] where keys.isOff(cadence) {
      let each = cadence == "save_steps" ? "saves_per_epoch" : "evals_per_epoch"
      return keys.refuse(
        .cadence, at: key, "`\(key)` needs `save_steps` and `eval_steps`",
        label: "counts evaluations", with: [(each, "not taken in its place")],
        help: "set both, save_steps a multiple of eval_steps", source: source)
    }
    guard let save = keys.written("save_steps")?.value,
      let eval = keys.written("eval_steps")?.value, eval > 0,
      save.truncatingRemainder(dividingBy: eval) != 0
    else { return }
    keys.refuse(
      .cadence, at: "save_steps", "`save_steps` is no multiple of `eval_steps`",
      label: "\(Magnitude.shortest(save))",
      with: [("eval_steps", Magnitude.shortest(eval)), (key, "needs both at one step")],
      help: "set save_steps to a multiple of \(Magnitude.shortest(eval))", source: source)
  }
}
