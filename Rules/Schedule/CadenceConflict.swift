package import Linting
import RunPlan

/// Flags cadences of evaluation and checkpoints that exclude each other.
package struct CadenceConflict: Rule {
  package static let info = RuleInfo(
    id: "cadence-conflict",
    summary: "Evaluation and checkpoints do not happen at the same steps, though they have to.",
    why: """
      Where checkpoints are what is evaluated, there is one at every evaluation only if the interval
      between evaluations is a multiple of that between checkpoints.
      """,
    severity: .error,
    bad: [
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
          #                    --- every 500 steps
        s3_upload:
          upload_s3_path: s3://bucket/run
          remove_after_upload: true
        lighteval:
          eval_interval: 750
          #              ^^^ every 750 steps
        """)
    ],
    good: [
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
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .cadence) }
}
