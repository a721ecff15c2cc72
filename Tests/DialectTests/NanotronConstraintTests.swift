import Engine
import Linting
import SourceText
import Testing

/// What nanotron refuses of its files.
@Suite struct NanotronConstraintTests {
  private static let run = """
    general: {project: example}
    parallelism: {dp: 8, tp: 1, pp: 1}
    tokens:
      sequence_length: 2048
      train_steps: 4000
      micro_batch_size: 4
      batch_accumulation_per_replica: 1
    """

  private static let model = """
    general: {project: example}
    parallelism: {dp: 8, tp: 1, pp: 1}
    tokens:
      sequence_length: 2048
      train_steps: 4000
      micro_batch_size: 4
      batch_accumulation_per_replica: 1
    model:
      init_method: {std: 0.02}
      model_config:
        is_qwen2_config: true
        num_hidden_layers: 8
        vocab_size: 50000
    """

  private static let pipeline = """
    general: {project: example}
    tokens:
      sequence_length: 2048
      train_steps: 4000
      micro_batch_size: 4
      batch_accumulation_per_replica: 2
    """

  private static let optimizer = """
    general: {project: example}
    parallelism: {dp: 8, tp: 1, pp: 1}
    tokens: {sequence_length: 2048, train_steps: 4000, micro_batch_size: 4}
    optimizer:
      zero_stage: 1
      weight_decay: 0.01
      accumulate_grad_in_fp32: true
      learning_rate_scheduler:
        learning_rate: 0.0003
    """

  private static let bare = """
    general: {project: example}
    parallelism: {dp: 8, tp: 1, pp: 1}
    tokens:
      sequence_length: 2048
      train_steps: 4000
      micro_batch_size: 4
      batch_accumulation_per_replica: 1
    model:
      model_config: {vocab_size: 50000}
    """

  private static func refused(
    _ rule: RuleID, _ headline: String, _ broken: String, _ mended: String, head: String = run
  ) -> ConstraintCase {
    ConstraintCase(rule, headline, head + "\n" + broken, head + "\n" + mended)
  }

  private static func told(
    _ rule: RuleID, _ severity: Severity, _ headline: String, _ broken: String, _ mended: String,
    head: String = run
  ) -> ConstraintCase {
    ConstraintCase(rule, severity, headline, head + "\n" + broken, head + "\n" + mended)
  }

  private static let stages = [
    refused(
      "framework-constraint", "starts at step 1",
      """
      data_stages:
        - {name: a, start_training_step: 100, data: {dataset: null}}
        - {name: b, start_training_step: 200, data: {dataset: null}}
      """,
      """
      data_stages:
        - {name: a, start_training_step: 1, data: {dataset: null}}
        - {name: b, start_training_step: 200, data: {dataset: null}}
      """),
    refused(
      "framework-constraint", "two stages are called",
      """
      data_stages:
        - {name: a, start_training_step: 1, data: {dataset: null}}
        - {name: a, start_training_step: 200, data: {dataset: null}}
      """,
      """
      data_stages:
        - {name: a, start_training_step: 1, data: {dataset: null}}
        - {name: b, start_training_step: 200, data: {dataset: null}}
      """),
    refused(
      "framework-constraint", "two stages start at step 1",
      """
      data_stages:
        - {name: a, start_training_step: 1, data: {dataset: null}}
        - {name: b, start_training_step: 1, data: {dataset: null}}
      """,
      """
      data_stages:
        - {name: a, start_training_step: 1, data: {dataset: null}}
        - {name: b, start_training_step: 2, data: {dataset: null}}
      """),
    refused(
      "mixture-weights", "`dataset_weights` has 1 entries",
      """
      data_stages:
        - name: a
          start_training_step: 1
          data:
            dataset: {dataset_folder: [x, y], dataset_weights: [1.0]}
      """,
      """
      data_stages:
        - name: a
          start_training_step: 1
          data:
            dataset: {dataset_folder: [x, y], dataset_weights: [0.5, 0.5]}
      """),
    refused(
      "framework-constraint", "the data's `vocab_size` is not",
      """
      data_stages:
        - name: a
          start_training_step: 1
          data:
            dataset: {dataset_folder: x, vocab_size: 49152}
      """,
      """
      data_stages:
        - name: a
          start_training_step: 1
          data:
            dataset: {dataset_folder: x, vocab_size: 50000}
      """, head: model),
    refused(
      "framework-constraint", "the data's tokenizer is not",
      """
      tokenizer: {tokenizer_name_or_path: b}
      data_stages:
        - name: a
          start_training_step: 1
          data:
            dataset: {dataset_folder: x, tokenizer_name: a}
      """,
      """
      tokenizer: {tokenizer_name_or_path: a}
      data_stages:
        - name: a
          start_training_step: 1
          data:
            dataset: {dataset_folder: x, tokenizer_name: a}
      """),
  ]

  private static let runs = [
    refused(
      "framework-constraint", "the profiler needs 5,003 steps",
      "profiler: {profiler_export_path: tb, wait: 4998}",
      "profiler: {profiler_export_path: tb}"),
    told(
      "checkpoint-never-saved", .warning, "first checkpoint at step 5,000",
      "checkpoints: {checkpoints_path: c, checkpoint_interval: 5000, save_final_state: false}",
      "checkpoints: {checkpoints_path: c, checkpoint_interval: 5000}"),
    refused(
      "cadence-conflict", "is no multiple of",
      """
      s3_upload: {upload_s3_path: s, remove_after_upload: true}
      checkpoints: {checkpoints_path: c, checkpoint_interval: 500}
      lighteval: {eval_interval: 750}
      """,
      """
      s3_upload: {upload_s3_path: s, remove_after_upload: true}
      checkpoints: {checkpoints_path: c, checkpoint_interval: 500}
      lighteval: {eval_interval: 1000}
      """),
    refused(
      "framework-constraint", "`1f1b` needs 7 micro-batches",
      "parallelism: {dp: 1, tp: 1, pp: 8, pp_engine: 1f1b}",
      "parallelism: {dp: 1, tp: 1, pp: 2, pp_engine: 1f1b}", head: pipeline),
    refused(
      "framework-constraint", "`context_parallel_size` does not",
      "parallelism: {dp: 1, tp: 1, pp: 1, context_parallel_size: 3}",
      "parallelism: {dp: 1, tp: 1, pp: 1, context_parallel_size: 4}", head: pipeline),
    refused(
      "framework-constraint", "`min_decay_lr` cannot be null",
      """
          lr_warmup_style: linear
          min_decay_lr: null
      """,
      "    lr_warmup_style: linear", head: optimizer),
    refused(
      "missing-required-key", "needs `optimizer.",
      "    lr_warmup_steps: 100",
      "    lr_warmup_style: linear", head: optimizer),
  ]

  private static let models = [
    refused(
      "framework-constraint", "`use_mup` can only",
      "  init_method: {use_mup: false}",
      "  init_method: {use_mup: true}", head: bare),
    refused(
      "framework-constraint", "`no_rope_layer` does not",
      "    no_rope_layer: 3",
      "    no_rope_layer: 4", head: model),
    refused(
      "framework-constraint", "`sliding_window_size` needs",
      """
          _attn_implementation: sdpa
          sliding_window_size: 512
      """,
      """
          _attn_implementation: flash_attention_2
          sliding_window_size: 512
      """, head: model),
    refused(
      "framework-constraint", "`flex_attention_mask` needs",
      """
          _attn_implementation: sdpa
          flex_attention_mask: document
      """,
      """
          _attn_implementation: flex_attention
          flex_attention_mask: document
      """, head: model),
    refused(
      "framework-constraint", "`ring_attn_heads_k_stride` needs",
      """
          _attn_implementation: sdpa
          ring_attn_heads_k_stride: 1
      """,
      """
          _attn_implementation: llama3_ring_attention
          ring_attn_heads_k_stride: 1
      """, head: model),
    refused(
      "framework-constraint", "`top_k` 9 is above",
      "    moe_config: {top_k: 9}",
      "    moe_config: {top_k: 2}", head: model),
    refused(
      "invalid-value", "`rope_theta` takes a number",
      "    rope_theta: \"10000\"",
      "    rope_theta: 10000", head: model),
    told(
      "unknown-key", .warning, "`interleaved_rotary` is called",
      "    interleaved_rotary: true",
      "    rope_interleaved: true", head: model),
  ]

  @Test(arguments: stages + runs + models)
  func aBrokenDemandIsFound(demand: ConstraintCase) {
    demand.check(name: "config.yaml")
  }
}
