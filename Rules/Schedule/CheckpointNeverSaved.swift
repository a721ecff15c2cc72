package import Linting
import RunPlan

/// Flags checkpoints that are asked for and never written.
package struct CheckpointNeverSaved: Rule {
  package static let info = RuleInfo(
    id: "checkpoint-never-saved",
    summary: "Checkpoints are asked for and cannot be written, or are never due.",
    why: """
      A folder for checkpoints without a key that says when to write them, or an interval that is
      longer than the run, keeps nothing of the work.
      """,
    severity: .error,
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        train_iters: 320000
        save: checkpoints
        #     ^^^^^^^^^^^ nothing says when
        """)
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        train_iters: 320000
        save: checkpoints
        checkpoint_factor: 10000
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .checkpoints) }
}
