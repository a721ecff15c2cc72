package import Linting
import ReferenceData
import RunPlan

/// Flags cadences of evaluation and checkpoints that exclude each other.
package struct CadenceConflict: Rule {
  package static let info = RuleInfo(
    id: "cadence-conflict",
    summary: "Evaluation and checkpoints do not happen at the same steps, though they have to.",
    why: """
      The best checkpoint is the one with the best evaluation, so there has to be one of each at the
      same step. Strategies that differ, or a save interval that is no multiple of the evaluation
      interval, leave checkpoints without a score, which the framework refuses after the model and
      the data were loaded. So it does with two keys that say how often one thing happens.
      """,
    severity: .error,
    sources: [
      Citation("transformers/training_args.py, __post_init__"),
      Citation("axolotl/utils/schemas/validation.py, check_early_stopping"),
    ],
    bad: [
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        max_steps: 2000
        eval_strategy: steps
        eval_steps: 200
        #           --- evaluated every 200 steps
        save_strategy: steps
        save_steps: 500
        #           ^^^ saved every 500 steps
        load_best_model_at_end: true
        #                       ---- needs both at the same steps
        """),
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        num_train_epochs: 2
        eval_strategy: steps
        #              ----- by steps
        eval_steps: 200
        save_strategy: epoch
        #              ----- by epochs
        load_best_model_at_end: true
        #                       ^^^^ needs both at the same steps
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        val_set_size: 0.02
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 3
        learning_rate: 0.00002
        output_dir: out
        eval_steps: 200
        #           --- evaluated every 200 steps
        save_steps: 500
        #           ^^^ saved every 500 steps
        early_stopping_patience: 3
        #                        - needs both at one step
        """),
    ],
    good: [
      Example(
        """
        model_name_or_path: NousResearch/Llama-3.2-1B
        dataset_name: trl-lib/Capybara
        per_device_train_batch_size: 4
        learning_rate: 0.00002
        max_steps: 2000
        eval_strategy: steps
        eval_steps: 200
        save_strategy: steps
        save_steps: 400
        load_best_model_at_end: true
        """),
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
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] { run.findings(about: .cadence) }
}
