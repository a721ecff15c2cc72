import Engine
import Linting
import SourceText
import Testing

/// What GPT-NeoX refuses of its files.
@Suite struct GPTNeoXConstraintTests {
  private static let run = """
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    seq_length: 2048
    max_position_embeddings: 2048
    train_micro_batch_size_per_gpu: 4
    checkpoint_activations: true
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

  private static let precision = [
    refused(
      "precision-conflict", "`fp16` and `bf16` are both",
      """
      fp16: {enabled: true}
      bf16: {enabled: true}
      """,
      """
      fp16: {enabled: false}
      bf16: {enabled: true}
      """),
    refused(
      "precision-conflict", "`fp16` is enabled, and `precision` says",
      """
      precision: bfloat16
      fp16: {enabled: true}
      """,
      """
      precision: fp16
      fp16: {enabled: true}
      """),
    refused(
      "precision-conflict", "`bf16` is enabled, and `precision` says",
      """
      precision: fp16
      bf16: {enabled: true}
      """,
      """
      precision: bfloat16
      bf16: {enabled: true}
      """),
    refused(
      "precision-conflict", "`fp16_lm_cross_entropy` needs",
      """
      precision: bfloat16
      fp16_lm_cross_entropy: true
      """,
      """
      precision: fp16
      fp16_lm_cross_entropy: true
      """),
  ]

  private static let model = [
    refused(
      "framework-constraint", "is no type of attention",
      "attention-config: [[[\"globel\"], 12]]",
      "attention-config: [[[\"global\"], 12]]"),
    refused(
      "framework-constraint", "`mamba` layers do not work with ZeRO",
      """
      attention_config: [[["mamba"], 12]]
      zero_optimization: {stage: 3}
      """,
      """
      attention_config: [[["mamba"], 12]]
      zero_optimization: {stage: 1}
      """),
    refused(
      "framework-constraint", "`rwkv` layers cannot be split",
      """
      attention_config: [[["rwkv"], 12]]
      model_parallel_size: 2
      """,
      """
      attention_config: [[["rwkv"], 12]]
      model_parallel_size: 1
      """),
    refused(
      "framework-constraint", "do not work with `partition_activations`",
      """
      attention_config: [[["gmlp"], 12]]
      partition_activations: true
      """,
      """
      attention_config: [[["gmlp"], 12]]
      partition_activations: false
      """),
    refused(
      "framework-constraint", "`sparsity_config` does not work",
      """
      num_kv_heads: 4
      sparsity_config: {block: 16}
      """,
      """
      num_kv_heads: 4
      sparsity_config: {}
      """),
    refused(
      "framework-constraint", "grouped queries do not work with `local`",
      """
      num_kv_heads: 4
      attention_config: [[["local", "global"], 6]]
      """,
      """
      num_kv_heads: 4
      attention_config: [[["flash", "global"], 6]]
      """),
    refused(
      "framework-constraint", "experts do not work with ZeRO",
      """
      moe_num_experts: 8
      zero_optimization: {stage: 2}
      """,
      """
      moe_num_experts: 8
      zero_optimization: {stage: 1}
      """),
    refused(
      "framework-constraint", "`expansion_factor` cannot stand beside",
      """
      intermediate_size: 3072
      expansion_factor: 4
      """,
      """
      intermediate_size: 3072
      expansion_factor: null
      """),
    refused(
      "framework-constraint", "`rotary_pct` is above 1",
      """
      pos_emb: rotary
      rotary_pct: 25
      """,
      """
      pos_emb: rotary
      rotary_pct: 0.25
      """),
    refused(
      "framework-constraint", "`num_unique_layers` does not divide",
      "num_unique_layers: 5",
      "num_unique_layers: 4"),
  ]

  private static let optimizer = [
    refused(
      "min-lr-above-max", "final learning rate 0.00600 is above the peak",
      """
      optimizer: {type: Adam, params: {lr: 0.0006}}
      min_lr: 0.006
      """,
      """
      optimizer: {type: Adam, params: {lr: 0.0006}}
      min_lr: 0.00006
      """),
    refused(
      "framework-constraint", "`use_mup` needs",
      """
      use_mup: true
      optimizer: {type: lion, params: {lr: 0.0001}}
      """,
      """
      use_mup: true
      optimizer: {type: Adam, params: {lr: 0.0001}}
      """),
    told(
      "inert-key", .note, "`lr` is overwritten",
      """
      lr: 0.001
      optimizer: {type: Adam, params: {lr: 0.0006}}
      """,
      "optimizer: {type: Adam, params: {lr: 0.0006}}"),
  ]

  private static let checkpoints = [
    refused(
      "checkpoint-never-saved", "`save` needs",
      """
      train_iters: 1000
      save: out
      """,
      """
      train_iters: 1000
      save: out
      extra-save-iters: [500]
      """),
    refused(
      "framework-constraint", "is above 1",
      """
      checkpoint_factor: 1
      checkpoint_scale: log
      """,
      """
      checkpoint_factor: 2
      checkpoint_scale: log
      """),
    refused(
      "framework-constraint", "no whole number of steps",
      "checkpoint_factor: 1.5",
      "checkpoint_factor: 2.0"),
    refused(
      "framework-constraint", "does not work with pipeline parallelism",
      """
      train_impl: dpo
      pipe_parallel_size: 1
      """,
      """
      train_impl: dpo
      pipe_parallel_size: 0
      """),
  ]

  private static let data = [
    refused(
      "framework-constraint", "`data_path` cannot stand beside",
      """
      data_path: a
      train_data_paths: [a]
      valid_data_paths: [b]
      test_data_paths: [c]
      """,
      """
      train_data_paths: [a]
      valid_data_paths: [b]
      test_data_paths: [c]
      """),
    refused(
      "framework-constraint", "`train_label_data_paths` needs",
      """
      data_path: a
      train_label_data_paths: [b]
      """,
      "data_path: a"),
    refused(
      "framework-constraint", "`train_data_paths` needs `test_data_paths`",
      """
      train_data_paths: [a]
      valid_data_paths: [b]
      """,
      """
      train_data_paths: [a]
      valid_data_paths: [b]
      test_data_paths: [c]
      """),
    // A published file whose paths were taken out may keep its weights.
    refused(
      "mixture-weights", "has 3 numbers for 2 paths",
      """
      train_data_paths: [a, d]
      valid_data_paths: [b]
      test_data_paths: [c]
      train_data_weights: [0.5, 0.25, 0.25]
      """,
      """
      train_data_paths: []
      valid_data_paths: []
      test_data_paths: []
      train_data_weights: [0.5, 0.25, 0.25]
      """),
    refused(
      "mixture-weights", "has 1 numbers for 2 paths",
      """
      train_data_paths: [a, d]
      valid_data_paths: [b]
      test_data_paths: [c]
      train_data_weights: [1.0]
      """,
      """
      train_data_paths: [a, d]
      valid_data_paths: [b]
      test_data_paths: [c]
      train_data_weights: [1.0, 2.0]
      """),
    // Published with the paths taken out.
    refused(
      "mixture-weights", "has 2 numbers for 1 paths",
      """
      train_data_paths: [a]
      valid_data_paths: [b]
      test_data_paths: [c]
      train_data_weights: [0.3, 0.7]
      """,
      """
      train_data_paths: []
      valid_data_paths: []
      test_data_paths: []
      train_data_weights: [0.3, 0.7]
      """),
    refused(
      "mixture-weights", "has no weight above 0",
      """
      train_data_paths: [a, d]
      valid_data_paths: [b]
      test_data_paths: [c]
      train_data_weights: [0, 0]
      """,
      """
      train_data_paths: [a, d]
      valid_data_paths: [b]
      test_data_paths: [c]
      train_data_weights: [0, 1]
      """),
    refused(
      "framework-constraint", "does not work with `pack_impl",
      """
      train_epochs: 2
      pack_impl: unpacked
      """,
      """
      train_epochs: 2
      pack_impl: packed
      """),
    refused(
      "framework-constraint", "does not work with `weight_by_num",
      """
      train_epochs: 2
      weight_by_num_documents: true
      """,
      """
      train_iters: 2000
      weight_by_num_documents: true
      """),
    refused(
      "framework-constraint", "does not work with `dataset_impl",
      """
      train_epochs: 2
      dataset_impl: pairwise
      """,
      """
      train_epochs: 2
      dataset_impl: gpt2
      """),
    refused(
      "framework-constraint", "does not work with weights other than 1",
      """
      train_epochs: 2
      train_data_weights: [0.5]
      """,
      """
      train_epochs: 2
      train_data_weights: [1.0]
      """),
  ]

  private static let values = [
    refused(
      "invalid-value", "`train_iters` takes a whole",
      "train_iters: 1000.0",
      "train_iters: 1000"),
    refused(
      "invalid-value", "`no_weight_tying` takes true",
      "no_weight_tying: 1",
      "no_weight_tying: True"),
    refused(
      "invalid-value", "`warmup` takes a number",
      "warmup: \"0.01\"",
      "warmup: 0.01"),
    refused(
      "invalid-value", "`type` takes a word",
      "optimizer: {type: Adan, params: {lr: 0.0006}}",
      "optimizer: {type: ADAM, params: {lr: 0.0006}}"),
    refused(
      "missing-required-key", "needs `zero_optimization.stage`",
      "zero_optimization: {allgather_partitions: true}",
      "zero_optimization: {stage: 0}"),
    refused(
      "missing-required-key", "needs `optimizer.params`",
      "optimizer: {type: Adam}",
      "optimizer: {type: Adam, params: {lr: 0.0006}}"),
    told(
      "unknown-key", .warning, "`gas` is called `gradient_accumulation_steps`",
      "gas: 4",
      "gradient-accumulation-steps: 4"),
  ]

  @Test(arguments: precision + model + optimizer + checkpoints + data + values)
  func aBrokenDemandIsFound(demand: ConstraintCase) {
    demand.check(name: "config.yml")
  }
}
