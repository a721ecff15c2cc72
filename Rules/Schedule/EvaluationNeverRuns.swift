package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags evaluation that is asked for and never happens.
package struct EvaluationNeverRuns: Rule {
  package static let info = RuleInfo(
    id: "evaluation-never-runs",
    summary: "Evaluation is asked for, and the run never comes to it.",
    why: """
      Evaluation needs rows that are held out, a strategy that calls for it, and an interval that is
      shorter than the run. Where one is missing, the loss on held-out rows, which is what tells
      overfitting from progress, is not there when it is wanted: some frameworks stop, most say
      nothing.
      """,
    severity: .warning,
    sources: [.transformers("training_args.py, __post_init__")],
    bad: [
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        max_steps: 800
        #          --- 800 optimizer steps
        eval_strategy: steps
        eval_steps: 1000
        #           ^^^^ 200 steps after the end
        """),
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        num_train_epochs: 1
        eval_steps: 100
        #           ^^^ has no effect
        """),
      Example(
        """
        model:
          _component_: torchtune.models.llama3_2.lora_llama3_2_1b
        optimizer:
          _component_: torch.optim.AdamW
          lr: 0.0003
        run_val_every_n_steps: 50
        #                      ^^ asks for an evaluation
        dataset_val: null
        #            ---- no data
        batch_size: 4
        epochs: 1
        """),
    ],
    good: [
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        max_steps: 800
        eval_strategy: steps
        eval_steps: 100
        """),
      Example(
        """
        # Evaluation is off on purpose.
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        max_steps: 800
        eval_strategy: "no"
        eval_steps: 1000
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let told = run.findings(about: .evaluation)
    guard told.isEmpty else { return told }
    let cadence = run.plan.reading.cadences.evaluation
    if let (interval, steps) = run.plan.outlasted(by: cadence) {
      return [tooLate(interval, steps)]
    }
    // A strategy that is written as `no` switches evaluation off, and the rest may stay.
    guard cadence.pace == .never, cadence.paceSpan == nil, !cadence.paceKey.isEmpty,
      let interval = cadence.interval, interval.value > 0
    else { return [] }
    return [withoutStrategy(cadence, interval)]
  }

  // MARK: Words

  private func tooLate(_ interval: WrittenKey, _ steps: Claim) -> Finding {
    let after = Magnitude.grouped(interval.value - steps.value)
    var finding = Finding(
      "first evaluation at step \(Magnitude.grouped(interval.value)), the run ends at "
        + Magnitude.grouped(steps.value),
      at: interval.span, label: "\(after) steps after the end")
    finding.related = [steps].labels(besides: interval.span)
    finding.confidence = Confidence(of: steps)
    finding.help = "evaluate every \(Magnitude.plain(max(1, (steps.value / 10).rounded()))) steps"
    return finding
  }

  private func withoutStrategy(_ cadence: Cadence, _ interval: WrittenKey) -> Finding {
    var finding = Finding(
      "`\(interval.name)` is set, but without `\(cadence.paceKey)` nothing is evaluated",
      at: interval.span, label: "has no effect")
    finding.help = "set \(cadence.paceKey) to steps, or remove \(interval.name)"
    finding.confidence = .medium
    return finding
  }
}
