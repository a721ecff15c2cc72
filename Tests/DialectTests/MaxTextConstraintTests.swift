import Linting
import Testing

/// What MaxText refuses of a run that builds on `base.yml`.
@Suite struct MaxTextConstraintTests {
  private static func file(_ lines: String...) -> String {
    """
    base_config: base.yml
    run_name: example
    model_name: default
    base_mlp_dim: 7168
    """ + "\n" + lines.map { "" + $0 + "\n" }.joined()
  }

  private static let runs: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`load_parameters_path` and `load_full_state_path`",
      file("load_parameters_path: gs://a", "load_full_state_path: gs://b"),
      file("load_parameters_path: gs://a", "load_full_state_path: ''")),
    ConstraintCase(
      "framework-constraint", "`load_parameters_path` needs `enable_checkpointing`",
      file("load_parameters_path: gs://a", "enable_checkpointing: false"),
      file("load_parameters_path: gs://a")),
    ConstraintCase(
      "framework-constraint", "needs `local_checkpoint_directory`",
      file("enable_emergency_checkpoint: true", "local_checkpoint_directory: ''"),
      file("enable_emergency_checkpoint: true")),
    ConstraintCase(
      "framework-constraint", "needs `local_checkpoint_period`",
      file("enable_multi_tier_checkpointing: true", "local_checkpoint_period: 0"),
      file("enable_multi_tier_checkpointing: true", "local_checkpoint_period: 20")),
    ConstraintCase(
      "packing-conflict", "`packing` does not work with `use_dpo`",
      file("use_dpo: true", "packing: true"), file("use_dpo: true", "packing: false")),
    ConstraintCase(
      "framework-constraint", "`use_sft` and `use_dpo` exclude",
      file("use_sft: true", "use_dpo: true"), file("use_dpo: true")),
    ConstraintCase(
      "framework-constraint", "prompts of 1,024 tokens",
      file("use_dpo: true", "max_target_length: 1024", "dpo: {max_prompt_length: 1024}"),
      file("use_dpo: true", "max_target_length: 1024", "dpo: {max_prompt_length: 512}")),
    ConstraintCase(
      "packing-conflict", "`packing` does not work with pictures",
      file("use_multimodal: true", "use_sft: true", "packing: true"),
      file("use_multimodal: true", "use_sft: true", "packing: false")),
    ConstraintCase(
      "framework-constraint", "`distill_alpha_schedule` needs",
      file("distill_alpha_schedule: linear", "distill_alpha_end: null"),
      file("distill_alpha_schedule: linear", "distill_alpha_end: 0.5")),
    ConstraintCase(
      "framework-constraint", "warmup and decay take more",
      file("lr_schedule_type: wsd", "warmup_steps_fraction: 0.5", "wsd_decay_steps_fraction: 0.6"),
      file("lr_schedule_type: wsd", "warmup_steps_fraction: 0.1", "wsd_decay_steps_fraction: 0.6")),
  ]

  private static let data: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`generate_padding_batch_eval` needs",
      file("eval_interval: 100", "eval_steps: -1", "generate_padding_batch_eval: true"),
      file("eval_interval: 100", "eval_steps: 10", "generate_padding_batch_eval: true")),
    ConstraintCase(
      "evaluation-never-runs", "`eval_interval` needs `eval_split`",
      file("dataset_type: tfds", "eval_interval: 100", "eval_split: ''"),
      file("dataset_type: tfds", "eval_interval: -1", "eval_split: ''")),
    ConstraintCase(
      "framework-constraint", "`dataset_type` needs `hf_path`",
      file("dataset_type: hf", "hf_path: ''"), file("dataset_type: hf", "hf_path: parquet")),
    ConstraintCase(
      "framework-constraint", "repeats Hugging Face data",
      file("dataset_type: hf", "hf_path: parquet", "grain_worker_count: 4"),
      file("dataset_type: hf", "hf_path: parquet", "grain_worker_count: 1")),
  ]

  private static let model: [ConstraintCase] = [
    ConstraintCase(
      "framework-constraint", "`use_tokamax_splash` and `use_jax_splash`",
      file("use_tokamax_splash: true", "use_jax_splash: true"), file("use_tokamax_splash: true")),
    ConstraintCase(
      "framework-constraint", "`fused_qkv` and `share_kv_projections`",
      file("fused_qkv: true", "share_kv_projections: true"), file("fused_qkv: true")),
    ConstraintCase(
      "framework-constraint", "`use_qk_clip` needs",
      file("use_qk_clip: true", "attention_type: global"),
      file("use_qk_clip: true", "attention_type: mla")),
    ConstraintCase(
      "framework-constraint", "`attention_type: chunk` needs",
      file("attention_type: chunk", "chunk_attn_window_size: 0"),
      file("attention_type: chunk", "chunk_attn_window_size: 512")),
    ConstraintCase(
      "framework-constraint", "llama4 blocks route to 1",
      file("decoder_block: llama4", "num_experts_per_tok: 2"),
      file("decoder_block: llama4", "num_experts_per_tok: 1")),
    ConstraintCase(
      "framework-constraint", "15 layers are no multiple of 2",
      file("decoder_block: llama4", "base_num_decoder_layers: 15", "interleave_moe_layer_step: 2"),
      file("decoder_block: llama4", "base_num_decoder_layers: 16", "interleave_moe_layer_step: 2")),
    ConstraintCase(
      "precision-conflict", "`fp8` does not work with gradient accumulation",
      file("quantization: fp8", "gradient_accumulation_steps: 4"),
      file("quantization: int8", "gradient_accumulation_steps: 4")),
  ]

  private static let names: [ConstraintCase] = [
    ConstraintCase(
      "unknown-key", "`per_device_batch_sise` is no key", file("per_device_batch_sise: 4"),
      file("per_device_batch_size: 4")),
    ConstraintCase(
      "unknown-key", .warning, "`warmup_steps` is called `warmup_steps_fraction`",
      file("warmup_steps: 100"), file("warmup_steps_fraction: 0.1")),
    ConstraintCase(
      "unknown-key", .warning, "is called `learning_rate_final_fraction`",
      file("cosine_learning_rate_final_fraction: 0.1"), file("learning_rate_final_fraction: 0.1")),
    ConstraintCase(
      "invalid-value", "`lr_schedule_type` takes", file("lr_schedule_type: cosin"),
      file("lr_schedule_type: cosine")),
    ConstraintCase(
      "invalid-value", "`gradient_accumulation_steps` takes at least 1",
      file("gradient_accumulation_steps: 0"), file("gradient_accumulation_steps: 1")),
  ]

  @Test(arguments: runs + data + model + names)
  func aBrokenDemandIsFound(_ demand: ConstraintCase) { demand.check(name: "run.yml") }
}
