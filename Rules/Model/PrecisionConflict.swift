package import Linting
import RunPlan

/// Flags floating-point formats that exclude each other.
package struct PrecisionConflict: Rule {
  package static let info = RuleInfo(
    id: "precision-conflict",
    summary: "Two floating-point formats are asked for, or one that the other keys exclude.",
    why: """
      A run computes in one format of 16 bits: fp16 with a loss scale, or bf16 without. Frameworks
      stop where both are on, and where copies of the weights or a scaler are asked for that the
      format does not have, most of them after the model has been loaded.
      """,
    severity: .error,
    bad: [
      Example(
        """
        train_micro_batch_size_per_gpu: 4
        gradient_accumulation_steps: 8
        fp16:
          enabled: true
          #        ^^^^ on
        bf16:
          enabled: true
          #        ---- on
        zero_optimization:
          stage: 2
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        train_iters: 320000
        precision: bfloat16
        #          ^^^^^^^^ not fp16
        fp16:
          enabled: true
          #        ---- enabled
        """),
    ],
    good: [
      Example(
        """
        train_micro_batch_size_per_gpu: 4
        gradient_accumulation_steps: 8
        fp16:
          enabled: auto
        bf16:
          enabled: true
        zero_optimization:
          stage: 2
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        train_iters: 320000
        precision: fp16
        fp16:
          enabled: true
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .precision) }
}
