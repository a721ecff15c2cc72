import Composition
import RunPlan
import SourceText

/// The cadences of transformers' `TrainingArguments`.
///
/// Read from `training_args.py`, `__post_init__`, and `trainer_callback.py`, `DefaultFlowCallback`:
/// a run that saves by steps saves its last step too, and nothing is evaluated at its end.
enum TrainingCadences {
  static func read(_ keys: inout KeyReader) {
    var cadences = Cadences()
    cadences.evaluation = cadence(
      keys, pace: ["eval_strategy", "evaluation_strategy"], fallback: .never, steps: "eval_steps")
    cadences.evaluation.endsRun = false
    cadences.saving = cadence(keys, pace: ["save_strategy"], fallback: .steps, steps: "save_steps")
    if keys.flag("load_best_model_at_end") == true {
      cadences.best = keys.place(of: "load_best_model_at_end")
      cadences.bestNeedsBoth = true
    }
    keys.reading.cadences = cadences
  }

  /// Trainers to which the interval is all there is: axolotl's, which makes a strategy of it, and
  /// torchtune's recipes.
  static func readEvaluation(_ keys: inout KeyReader, steps: String) {
    guard let interval = keys.written(steps) else { return }
    keys.reading.cadences.evaluation.pace = .steps
    keys.reading.cadences.evaluation.interval = interval
    keys.reading.cadences.evaluation.endsRun = false
  }

  private static func cadence(
    _ keys: KeyReader, pace names: [String], fallback: Cadence.Pace, steps: String
  ) -> Cadence {
    var cadence = Cadence()
    cadence.interval = keys.written(steps)
    let name = names.first { keys.isSet($0) } ?? names[0]
    cadence.paceKey = name
    guard keys.isSet(name) else {
      cadence.pace = keys.reading.isPartial ? .unknown : fallback
      return cadence
    }
    cadence.paceSpan = keys.place(of: name)
    cadence.pace = keys.word(name).flatMap { Cadence.Pace(rawValue: $0) } ?? .unknown
    return cadence
  }
}
