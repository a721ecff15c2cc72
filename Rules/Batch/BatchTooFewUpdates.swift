package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags fine-tunes that end after a handful of optimizer steps.
package struct BatchTooFewUpdates: Rule {
  package struct Options: RuleOptions {
    package var least = 100.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number("min_steps", \.least, in: 1...1e9, "Optimizer steps below which to note.")
    ]
  }

  package static let info = RuleInfo(
    id: "batch-too-few-updates",
    summary: "The data gives so few optimizer steps that the batch is too large for it.",
    why: """
      A fine-tune whose rows fill less than a hundred global batches spends most of its steps in the
      warmup and the end of the decay. A smaller batch, by less accumulation, gives more updates from
      the same rows; large batches hurt adapters most. Runs that are ended by a number of steps are
      taken to be meant so.
      """,
    severity: .note,
    regimes: [.supervisedFinetuning, .preferenceTuning],
    sources: [.schulman2025],
    bad: [
      Example(
        """
        # trainlint: fact examples=2000 world_size=8
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 4
        gradient_accumulation_steps: 8
        #                            ^
        num_epochs: 2
        learning_rate: 2e-5
        """)
    ],
    good: [
      Example(
        """
        # trainlint: fact examples=52000 world_size=8
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 4
        gradient_accumulation_steps: 8
        num_epochs: 2
        learning_rate: 2e-5
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    let plan = run.plan
    // A packed row holds several examples.
    guard plan.reading.duration.governing?.quantity == .epochs, !plan.reading.fillsSequences,
      let epochs = plan[.epochs], let rows = plan[.examples], let batch = plan[.globalBatch],
      rows.value > 0, batch.value > 1
    else { return [] }
    let steps = (epochs.value * rows.value / batch.value).rounded(.up)
    guard steps < options.least,
      let span = [plan[.accumulation], batch].compactMap({ $0?.span }).first
    else { return [] }
    var finding = Finding(
      "about \(Magnitude.plain(steps)) optimizer steps, fewer than \(Magnitude.plain(options.least))",
      at: span)
    finding.derivation = [
      "\(Magnitude.plain(epochs.value)) epochs × \(Magnitude.plain(rows.value)) rows / batch of "
        + Magnitude.plain(batch.value)
    ]
    finding.help = "accumulate less, so that the same rows give more updates"
    finding.confidence = Confidence(of: epochs, rows, batch)
    return [finding]
  }
}
