package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags a second duration that does not end the run.
package struct ConflictingDuration: Rule {
  package struct Options: RuleOptions {
    package var tolerance = 0.1

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "tolerance", \.tolerance, in: 0...1,
        "The share by which the two lengths may differ before the note becomes a warning.")
    ]
  }

  package static let info = RuleInfo(
    id: "conflicting-duration",
    summary: "Two keys give the length of the run, and only one of them ends it.",
    why: """
      When steps and epochs (or tokens) are both set, a framework obeys one of them, says nothing of
      the other, or refuses to start. A run that was planned by the dead key is longer or shorter
      than its author believes, and the learning rate follows the key that is obeyed.
      """,
    severity: .note,
    sources: [
      Citation("megatron/data/data_utils.py, validate_train_epochs", of: ["gpt-neox"]),
      .transformers("training_args.py"),
    ],
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_iters: 320000
        #            ------ 320,000 optimizer steps
        train_epochs: 2
        #             ^ 2 epochs
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 3
        #           ^ 3 epochs
        max_steps: 2000
        #          ---- 2,000 optimizer steps
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_epochs: 2
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] { run.findings(about: .duration) + deadKeys(run) }

  private func deadKeys(_ run: Run) -> [Finding] {
    let duration = run.plan.reading.duration
    guard let governing = duration.governing else { return [] }
    return duration.ignored.compactMap { dead in
      guard let span = dead.place ?? governing.place else { return nil }
      if duration.refusesIgnored { return refusal(governing, dead, at: span) }
      var finding = deadKey(run, governing, dead, at: span)
      // A test run is cut short on purpose; the epochs in its file are still not what it does.
      if run.plan.looksLikeSmokeTest { finding.severity = .note }
      return finding
    }
  }

  // MARK: Words

  private func refusal(_ governing: Claim, _ dead: Claim, at span: SourceSpan) -> Finding {
    var finding = Finding(
      "`\(governing.keyName)` and `\(dead.keyName)` exclude each other", at: span,
      label: dead.phrase)
    finding.related = [governing].labels(besides: span)
    finding.severity = max(governing.certainty, dead.certainty) <= .fact ? .error : .warning
    finding.confidence = Confidence(of: governing, dead)
    finding.consequence = "the framework stops before the first step"
    finding.help = "remove the one that should not end the run"
    return finding
  }

  private func deadKey(
    _ run: Run, _ governing: Claim, _ dead: Claim, at span: SourceSpan
  ) -> Finding {
    var finding = Finding(
      "`\(dead.keyName)` does not end the run, `\(governing.keyName)` does", at: span,
      label: dead.phrase)
    finding.related = [governing].labels(besides: span)
    finding.severity = .note
    finding.confidence = Confidence(of: governing)
    // A claim of the plan that is the dead key itself says nothing about the run.
    guard let real = run.plan[dead.quantity], real.place != dead.place, real.value > 0 else {
      return finding
    }
    let (value, planned) = (Magnitude.plain(real.value), Magnitude.plain(dead.value))
    finding.derivation = [
      "\(governing.phrase) → \(value) \(dead.quantity.words), not \(planned)"
    ]
    let gap = abs(real.value - dead.value) / max(real.value, dead.value)
    if gap > options.tolerance { finding.severity = .warning }
    finding.confidence = Confidence(of: governing, real)
    return finding
  }
}
