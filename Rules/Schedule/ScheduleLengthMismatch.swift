package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags learning-rate decays that end before or after the run.
package struct ScheduleLengthMismatch: Rule {
  package struct Options: RuleOptions {
    package var flatTail = 0.05
    package var lateNote = 0.05
    package var lateWarning = 0.25

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "flat_tail", \.flatTail, in: 0...1,
        "Share of the run that may follow the end of the decay without a warning."),
      .number(
        "late_note", \.lateNote, in: 0...1e6,
        "By how much (as a share of the run) the decay may outlast the run without a note."),
      .number(
        "late_warning", \.lateWarning, in: 0...1e6,
        "By how much (as a share of the run) the decay may outlast the run without a warning."),
    ]
  }

  package static let info = RuleInfo(
    id: "schedule-length-mismatch",
    summary: "The learning-rate decay does not end with the run.",
    why: """
      Much of the loss is won while the rate falls. A decay that ends early leaves a tail at the
      final rate in which little is learnt, and a cosine that nobody stops rises again and undoes
      the decay. A decay that outlasts the run leaves the rate high at the end: with cosines more
      than 25 % longer than the run, Chinchilla measured clearly worse models. The usual cause is a
      run that was cut short or extended while the schedule stayed.
      """,
    severity: .warning,
    sources: [
      .hoffmann2022, Citation("megatron/learning_rates.py, AnnealingLR", of: ["gpt-neox"]),
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
        lr_decay_style: cosine
        lr_decay_iters: 160000
        #               ^^^^^^ 160,000 steps before the end
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_iters: 320000
        #            ------ 320,000 optimizer steps
        lr_decay_style: linear
        lr_decay_iters: 200000
        #               ^^^^^^ 120,000 steps before the end
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_iters: 160000
        #            ------ 160,000 optimizer steps
        lr_decay_style: cosine
        lr_decay_iters: 320000
        #               ^^^^^^ 100 % longer than the run
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
        lr_decay_style: cosine
        lr_decay_iters: 320000
        """),
      Example(
        """
        # A hundred steps of a long schedule: a smoke test.
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        train_iters: 100
        lr_decay_iters: 320000
        """),
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let fit = run.plan.scheduleFit, !run.plan.looksLikeSmokeTest,
      max(fit.decayEnd.certainty, fit.steps.certainty) < .estimate,
      let span = fit.decayEnd.slot?.span ?? fit.decayEnd.place ?? fit.steps.place
    else { return [] }
    let rises = run.plan.reading.schedule.afterEnd == .risesAgain
    guard
      var finding = rises && fit.tail > options.flatTail
        ? risingAgain(fit, at: span) : fit.tail > 0 ? flatTail(fit, at: span) : late(fit, at: span)
    else { return [] }
    finding.related = [fit.decayEnd, fit.steps].labels(besides: span)
    finding.confidence = Confidence(of: fit.decayEnd, fit.steps)
    finding.offer(
      [KeyFix(fit.decayEnd, to: fit.steps.value, because: "the length of the run")]
        .compactMap { $0 })
    return [finding]
  }

  // MARK: Words

  private func risingAgain(_ fit: ScheduleFit, at span: SourceSpan) -> Finding {
    var finding = early(fit, at: span, "the rate rises again")
    finding.severity = max(fit.decayEnd.certainty, fit.steps.certainty) <= .fact ? .error : .warning
    finding.consequence = fit.lastRate.map {
      "the cosine is not stopped: the run ends at \(Magnitude.percent($0)) of the peak rate"
    }
    return finding
  }

  private func flatTail(_ fit: ScheduleFit, at span: SourceSpan) -> Finding? {
    guard fit.tail > options.flatTail else { return nil }
    var finding = early(fit, at: span, "the rate is flat from there")
    let last = "the last \(Magnitude.grouped(fit.steps.value - fit.decayEnd.value)) steps"
    finding.consequence =
      switch fit.floor {
      case 0?: "the rate is zero there: \(last) change nothing"
      case let floor?: "\(last) run at \(Magnitude.percent(floor)) of the peak rate"
      case nil: "\(last) run at the final rate"
      }
    return finding
  }

  private func early(_ fit: ScheduleFit, at span: SourceSpan, _ what: String) -> Finding {
    let left = Magnitude.grouped(fit.steps.value - fit.decayEnd.value)
    return Finding(
      "decay ends at step \(Magnitude.grouped(fit.decayEnd.value)) of "
        + "\(Magnitude.grouped(fit.steps.value)), \(what)",
      at: span, label: "\(left) steps before the end")
  }

  private func late(_ fit: ScheduleFit, at span: SourceSpan) -> Finding? {
    guard fit.overshoot > options.lateNote else { return nil }
    var finding = Finding(
      "decay to step \(Magnitude.grouped(fit.decayEnd.value)), the run ends at "
        + Magnitude.grouped(fit.steps.value),
      at: span, label: "\(Magnitude.percent(fit.overshoot)) longer than the run")
    // Both ends may have been rounded to a whole step.
    let bound = options.lateWarning + 2 / fit.steps.value
    finding.severity = fit.overshoot > bound ? .warning : .note
    finding.consequence = fit.lastRate.map {
      "the rate is still at \(Magnitude.percent($0)) of its peak when the run ends"
    }
    return finding
  }
}
