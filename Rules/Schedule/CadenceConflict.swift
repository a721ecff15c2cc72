package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags cadences of evaluation and checkpoints that exclude each other.
package struct CadenceConflict: Rule {
  package static let info = RuleInfo(
    id: "cadence-conflict",
    summary: "Evaluation and checkpoints do not happen at the same steps, though they have to.",
    why: """
      The best checkpoint is the one with the best evaluation, so there has to be one of each at the
      same step. Strategies that differ, or a save interval that is no multiple of the evaluation
      interval, leave checkpoints without a score, which the framework refuses after the model and
      the data were loaded. So it does with two keys that say how often one thing happens.
      """,
    severity: .error,
    sources: [.transformers("training_args.py, __post_init__")],
    bad: [
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        max_steps: 2000
        eval_strategy: steps
        eval_steps: 200
        #           --- evaluated every 200 steps
        save_strategy: steps
        save_steps: 500
        #           ^^^ saved every 500 steps
        load_best_model_at_end: true
        #                       ---- needs both at the same steps
        """),
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        num_train_epochs: 2
        eval_strategy: steps
        #              ----- evaluated by steps
        eval_steps: 200
        save_strategy: epoch
        #              ^^^^^ saved by epochs
        load_best_model_at_end: true
        #                       ---- needs both at the same steps
        """),
    ],
    good: [
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        max_steps: 2000
        eval_strategy: steps
        eval_steps: 200
        save_strategy: steps
        save_steps: 400
        load_best_model_at_end: true
        """),
      Example(
        """
        general:
          project: example
        parallelism:
          dp: 8
          tp: 1
          pp: 1
        model:
          init_method:
            std: 0.02
          model_config:
            hidden_size: 512
            num_attention_heads: 8
            num_hidden_layers: 8
        tokens:
          sequence_length: 2048
          train_steps: 4000
          micro_batch_size: 4
          batch_accumulation_per_replica: 1
        checkpoints:
          checkpoints_path: checkpoints
          checkpoint_interval: 500
        s3_upload:
          upload_s3_path: s3://bucket/run
          remove_after_upload: true
        lighteval:
          eval_interval: 1000
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let told = run.findings(about: .cadence)
    let cadences = run.plan.reading.cadences
    guard told.isEmpty, let best = cadences.best, let misfit = cadences.misfit else { return told }
    return [finding(misfit, cadences, best: best)]
  }

  // MARK: Words

  private func finding(_ misfit: Cadences.Misfit, _ cadences: Cadences, best: SourceSpan) -> Finding
  {
    var finding: Finding
    switch misfit {
    case .paces: finding = paces(cadences, best: best)
    case .stepsAndShare(let each, let save):
      finding = Finding(
        "one of `\(each.name)` and `\(save.name)` counts steps, the other is a share",
        at: save.span, label: saved(save))
      finding.related = [Label(each.span, evaluated(each))]
      finding.help = "write both as steps or both as shares of the run"
    case .noMultiple(let each, let save):
      finding = Finding(
        "`\(save.name)` \(Magnitude.shortest(save.value)) is no multiple of `\(each.name)` "
          + Magnitude.shortest(each.value),
        at: save.span, label: saved(save))
      finding.related = [Label(each.span, evaluated(each))]
      finding.help = multiple(of: each, near: save)
    }
    if finding.primary.span != best {
      finding.related.append(Label(best, "needs both at the same steps"))
    }
    finding.consequence = "the framework stops before the first step"
    return finding
  }

  private func paces(_ cadences: Cadences, best: SourceSpan) -> Finding {
    let (evaluation, saving) = (cadences.evaluation, cadences.saving)
    let span = saving.paceSpan ?? evaluation.paceSpan ?? best
    var finding = Finding(
      "`\(evaluation.paceKey)` is \(evaluation.pace.rawValue), "
        + "`\(saving.paceKey)` is \(saving.pace.rawValue)",
      at: span,
      label: span == best
        ? "needs both at the same steps"
        : saving.paceSpan == nil
          ? "evaluated \(evaluation.pace.words)" : "saved \(saving.pace.words)")
    if let other = evaluation.paceSpan, other != span {
      finding.related = [Label(other, "evaluated \(evaluation.pace.words)")]
    }
    finding.help = "set \(saving.paceKey) and \(evaluation.paceKey) to the same word"
    return finding
  }

  private func evaluated(_ key: WrittenKey) -> String { "evaluated \(every(key))" }

  private func saved(_ key: WrittenKey) -> String { "saved \(every(key))" }

  private func every(_ key: WrittenKey) -> String {
    key.value < 1
      ? "every \(Magnitude.percent(key.value)) of the run"
      : "every \(Magnitude.grouped(key.value)) steps"
  }

  private func multiple(of each: WrittenKey, near save: WrittenKey) -> String? {
    guard each.value >= 1 else { return nil }
    let times = max(1, (save.value / each.value).rounded())
    return "set \(save.name) to \(Magnitude.grouped(times * each.value)), a multiple of "
      + Magnitude.grouped(each.value)
  }
}

extension Cadence.Pace {
  fileprivate var words: String {
    switch self {
    case .unknown, .best: ""
    case .never: "never"
    case .steps: "by steps"
    case .epoch: "by epochs"
    }
  }
}
