package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags global batches far above what the loss gains from.
package struct BatchAboveCritical: Rule {
  package struct Options: RuleOptions {
    package var factor = 4.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "factor", \.factor, in: 1...1e6,
        "How many times both estimates the batch must be to be named.")
    ]
  }

  package static let info = RuleInfo(
    id: "batch-above-critical",
    summary: "The global batch is far above the critical batch.",
    why: """
      A batch of k critical ones takes 1 + 1/k times the least steps and 1 + k times the least
      tokens (McCandlish et al.): far above the critical batch most tokens buy wall-clock time, not
      loss. Two estimates are asked, in tokens: Kaplan's critical batch 2e8 / L^4.76, fitted on
      WebText2, at the loss that the law of tokens-per-parameter predicts, and Step Law's best batch
      0.58 D^0.571, fitted on 60M to 1B parameters and 2B to 100B tokens. They differ by a few
      times, so that only a batch four times both is worth a word. For AdamW from scratch; neither
      says what a batch costs in time.
      """,
    severity: .note, regimes: .pretraining,
    sources: [.mcCandlish2018, .kaplan2020, .li2025],
    bad: [
      Example(
        """
        num_layers: 24
        hidden_size: 2048
        num_attention_heads: 16
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 16384
        #                 ^^^^^
        train_iters: 1100
        optimizer:
          type: Adam
          params:
            lr: 3.0e-4
        """)
    ],
    good: [
      Example(
        """
        num_layers: 24
        hidden_size: 2048
        num_attention_heads: 16
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 1024
        train_iters: 17600
        optimizer:
          type: Adam
          params:
            lr: 3.0e-4
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let judged = run.judged, !judged.isForeign,
      !run.plan.looksLikeSmokeTest, let batch = run.plan[.tokensPerStep],
      let span = run.plan.reading.claims[.globalBatch]?.span ?? batch.span
    else { return [] }
    let loss = run.laws.allocation.loss(judged.size)
    let known = [Kaplan.criticalBatch(loss: loss), StepLaw.batch(tokens: judged.size.tokens)]
    guard let most = known.max(), batch.value > options.factor * most,
      run.plan.isTunedForAdam
    else { return [] }
    let ratio = batch.value / Kaplan.criticalBatch(loss: loss)
    var finding = Finding(
      "\(batch.spelled) tokens a step, about \(Magnitude.short(most)) are critical", at: span)
    finding.consequence =
      "at \(Magnitude.significant(ratio)) times the critical batch the same loss takes "
      + "\(Magnitude.significant(BatchTrade(ratio: ratio).tokensFactor)) times the least tokens"
    finding.help = "take a smaller batch and more steps, if the time allows"
    finding.confidence = min(judged.confidence, .medium)
    return [finding]
  }
}
