package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags warmups that take up the run.
package struct WarmupExceedsTraining: Rule {
  package struct Options: RuleOptions {
    package var noteAbove = 0.2
    package var target = 0.01

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number("note_above", \.noteAbove, in: 0...1, "Share of the run above which to note."),
      .number("target_share", \.target, in: 0...1, "Share of the run that the fix aims at."),
    ]
  }

  package static let info = RuleInfo(
    id: "warmup-exceeds-training",
    summary: "The warmup is as long as the run, so the peak learning rate is never reached.",
    why: """
      During warmup the rate rises from zero. When the warmup is as long as the run, the model is
      trained with a rising rate only: it never sees the rate that the config names, and never the
      decay, where most of the final loss is won. The usual cause is a step count that was cut for a
      smaller run while the warmup stayed. Warmups of 0.1 to 5 % are common.
      """,
    severity: .error,
    sources: [Citation("megatron/learning_rates.py, AnnealingLR", of: ["gpt-neox"])],
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_iters: 3000
        #            ---- 3,000 optimizer steps
        lr_decay_iters: 320000
        #               ------ 320,000 steps of the learning-rate schedule
        warmup: 0.01
        #       ^^^^ 3,200 steps
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_iters: 3000
        #            ---- 3,000 optimizer steps
        warmup: 0.3
        #       ^^^ 900 steps
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_iters: 320000
        warmup: 0.01
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    let plan = run.plan
    // What is written in the wrong unit is no length yet.
    guard plan.reading.schedule.warmup.misfit == nil, let warmup = plan[.warmupSteps],
      let steps = plan[.steps], steps.value > 0,
      max(warmup.certainty, steps.certainty) < .estimate
    else { return [] }
    let share = warmup.value / steps.value
    guard share > options.noteAbove, let span = warmup.place ?? steps.place else { return [] }
    if share < 1, plan.looksLikeSmokeTest { return [] }
    var finding = words(warmup, steps, share, at: span)
    // A rise to a rate that then stays is a stage of its own, which the next run goes on from.
    let isStage = share == 1 && plan.reading.schedule.shape == .constant
    if share >= 1, !isStage, !plan.isDeclaredTest {
      let isCertain = max(warmup.certainty, steps.certainty) <= .fact
      // Published trials of large models keep the warmup of the run that they try out.
      finding.severity = isCertain && !plan.looksLikeSmokeTest ? .error : .warning
    }
    let goal = max(1, (options.target * steps.value).rounded())
    let reason = "\(Magnitude.percent(options.target)) of the run"
    finding.offer([KeyFix(warmup, to: goal, because: reason)].compactMap { $0 })
    return [finding]
  }

  private func words(
    _ warmup: Claim, _ steps: Claim, _ share: Double, at span: SourceSpan
  ) -> Finding {
    let count = Magnitude.grouped(warmup.value)
    var finding = Finding(
      share >= 1
        ? "warmup of \(count) steps, the run ends at \(Magnitude.grouped(steps.value))"
        : "warmup of \(count) steps is \(Magnitude.percent(share)) of the run",
      at: span, label: "\(count) steps")
    finding.severity = .note
    finding.related = ([steps] + warmup.inputs).labels(besides: span)
    if case .derived(let formula, _) = warmup.provenance {
      finding.derivation = ["\(formula) = \(count) steps"]
    }
    finding.confidence = Confidence(of: warmup, steps)
    if share >= 1 {
      let reached = Magnitude.percent(steps.value / warmup.value)
      finding.consequence =
        "the rate is at \(reached) of its peak when the run ends, and never decays"
    }
    return finding
  }
}
