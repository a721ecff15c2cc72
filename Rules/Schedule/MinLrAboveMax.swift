package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags final learning rates above the peak.
package struct MinLrAboveMax: Rule {
  package static let info = RuleInfo(
    id: "min-lr-above-max",
    summary: "The final learning rate is above the peak.",
    why: """
      A decay that ends above the peak makes the rate rise to the end of the run. It usually comes from
      a final rate that was left as it was when the peak was lowered.
      """,
    severity: .error,
    sources: [
      Citation("megatron/learning_rates.py, AnnealingLR", of: ["gpt-neox"]),
      Citation(
        "megatron/core/optimizer_param_scheduler.py, OptimizerParamScheduler",
        of: ["megatron-lm", "megatron-bridge"]),
    ],
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 256
        train_iters: 10000
        min_lr: 6.0e-5
        #       ^^^^^^
        optimizer:
          type: Adam
          params:
            lr: 6.0e-6
            #   ------ learning rate 6.00e-6
        """)
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 256
        train_iters: 10000
        min_lr: 6.0e-5
        optimizer:
          type: Adam
          params:
            lr: 6.0e-4
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let refused = run.findings(about: .finalRate)
    guard let low = run.plan[.minLearningRate], let peak = run.plan[.learningRate],
      low.value > peak.value * (1 + 1e-9), peak.value > 0, low.certainty <= .fact,
      peak.certainty <= .fact, let span = low.span
    else { return refused }
    var finding = Finding(
      "final learning rate \(Magnitude.plain(low.value)) is above the peak, "
        + Magnitude.plain(peak.value), at: span)
    finding.related = [peak].labels(besides: span)
    if let refused = refused.first {
      finding.consequence = refused.consequence
      finding.help = refused.help
      finding.sources = refused.sources
      finding.citesItselfOnly = true
    }
    return [finding]
  }
}
