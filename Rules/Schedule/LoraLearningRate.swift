package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags learning rates of adapters that look like those of a full fine-tune, or like a slip.
package struct LoraLearningRate: Rule {
  package struct Options: RuleOptions {
    package var low = 2e-5
    package var high = 2e-3

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number("note_below", \.low, in: 0...1, "Peak learning rate below which to note."),
      .number("note_above", \.high, in: 0...1e3, "Peak learning rate above which to note."),
    ]
  }

  package static let info = RuleInfo(
    id: "lora-learning-rate",
    summary: "The learning rate does not suit low-rank adapters.",
    why: """
      Adapters want about ten times the learning rate of a full fine-tune of the same model, nearly
      whatever their rank: 1e-4 to 5e-4 is usual. A rate below 2e-5 is most often one that was copied
      from a full fine-tune. Preference tuning and distillation, where 5e-6 is usual, are not judged.
      """,
    severity: .note, regimes: [.supervisedFinetuning, .continuedPretraining],
    sources: [.schulman2025],
    bad: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        adapter: lora
        lora_r: 16
        lora_alpha: 32
        lora_target_linear: true
        micro_batch_size: 2
        num_epochs: 2
        learning_rate: 1e-5
        #              ^^^^
        """)
    ],
    good: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        adapter: lora
        lora_r: 16
        lora_alpha: 32
        lora_target_linear: true
        micro_batch_size: 2
        num_epochs: 2
        learning_rate: 2e-4
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let adapter = run.plan.labels[.adapter], ["lora", "qlora"].contains(adapter.value),
      adapter.certainty <= .fact, !run.plan.looksLikeSmokeTest,
      let rate = run.plan[.learningRate], rate.certainty <= .fact, rate.value > 0,
      let span = rate.span, rate.value < options.low || rate.value > options.high,
      !run.plan.reading.learnsFromTeacher
    else { return [] }
    let isLow = rate.value < options.low
    var finding = Finding(
      "learning rate \(Magnitude.scientific(rate.value)) for adapters, 1e-4 to 5e-4 is usual",
      at: span)
    if isLow { finding.help = "take about ten times the rate of a full fine-tune" }
    finding.confidence = .medium
    // What no Adam can take is said there, as a warning.
    finding.yieldsTo = "learning-rate-range"
    return [finding]
  }
}
