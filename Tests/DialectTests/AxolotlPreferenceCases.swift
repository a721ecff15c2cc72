extension AxolotlConstraintTests {
  static let preferences = [
    Case(
      "`rl: kto` needs", "rl: kto | remove_unused_columns: true",
      "rl: kto | remove_unused_columns: false"),
    Case(
      "`eval_sample_packing` does not work",
      "rl: kto | remove_unused_columns: false | eval_sample_packing: true",
      "rl: kto | remove_unused_columns: false"),
    Case("`rl: simpo` takes", "rl: simpo | warmup_ratio: 0.1", "rl: simpo | warmup_steps: 9"),
    Case("`dpo_loss_type` needs", "dpo_loss_type: [ipo]", "dpo_loss_type: [ipo] | rl: dpo"),
    Case(
      "`dpo_loss_weights` needs `dpo_loss_type`", "dpo_loss_weights: [1.0] | rl: dpo",
      "dpo_loss_weights: [1.0] | dpo_loss_type: [ipo] | rl: dpo"),
    Case(
      "`dpo_loss_weights` and `dpo_loss_type` differ",
      "dpo_loss_weights: [1.0] | dpo_loss_type: [ipo, sigmoid] | rl: dpo",
      "dpo_loss_weights: [0.5, 0.5] | dpo_loss_type: [ipo, sigmoid] | rl: dpo"),
    Case(
      "`sum_then_normalize` is GRPO",
      "rl: gdpo | trl: {multi_objective_aggregation: sum_then_normalize}",
      "rl: gdpo | trl: {multi_objective_aggregation: normalize_then_sum}"),
    Case(
      "`use_liger_loss` does not work",
      "rl: grpo | trl: {use_liger_loss: true} | context_parallel_size: 2",
      "rl: grpo | trl: {use_liger_loss: true}"),
    Case("GRPO needs at least 2", "rl: grpo | trl: {num_generations: 1}", generations(8)),
    Case("groups of 3 completions", generations(3), generations(8)),
    Case("groups of 16 completions", generations(16), generations(4)),
    Case(
      "groups of 4 completions", "rl: grpo | trl: {num_generations: 4, generation_batch_size: 6}",
      "rl: grpo | trl: {num_generations: 4, generation_batch_size: 12}"),
    Case(
      "`beta` and `trl.beta` differ", "rl: grpo | beta: 0.1 | trl: {beta: 0.2}",
      "rl: grpo | beta: 0.1 | trl: {beta: 0.1}"),
    Case("`rl: ebft` needs", "rl: ebft", "rl: ebft | ebft: {mode: strided}"),
    Case(
      "`torch_compile` does not work",
      "rl: ebft | ebft: {mode: strided} | torch_compile: true | gradient_checkpointing: true",
      "rl: ebft | ebft: {mode: strided} | gradient_checkpointing: true"),
  ]

  private static func generations(_ number: Int) -> String {
    "rl: grpo | trl: {num_generations: \(number)}"
  }

  static let plugins = [
    Case(
      "`cut_cross_entropy` and `liger_cross_entropy`",
      "cut_cross_entropy: true | liger_cross_entropy: true", "cut_cross_entropy: true"),
    Case("`cut_cross_entropy` needs", cut, cut + " | bf16: auto"),
    Case(
      "`chunked_cross_entropy` does not",
      "plugins: [axolotl.integrations.cut_cross_entropy.CutCrossEntropyPlugin]"
        + " | chunked_cross_entropy: true", "chunked_cross_entropy: true"),
    Case(
      "`liger_swiglu` and", liger + " | liger_swiglu: true | liger_glu_activation: true",
      liger + " | liger_glu_activation: true"),
    Case(
      "`tiled_mlp` beside", liger + " | tiled_mlp: true | liger_glu_activation: true",
      liger + " | tiled_mlp: true"),
    Case(
      "`liger_use_token_scaling` needs", liger + " | liger_use_token_scaling: true",
      liger + " | liger_use_token_scaling: true | liger_fused_linear_cross_entropy: true"),
    Case(
      "`liger_rms_norm` does not", liger + " | liger_rms_norm: true | tensor_parallel_size: 2",
      liger + " | liger_rms_norm: true"),
    Case(
      "`use_scattermoe` and",
      "plugins: [axolotl.integrations.kernels.KernelsPlugin] | use_scattermoe: true"
        + " | use_sonicmoe: true",
      "plugins: [axolotl.integrations.kernels.KernelsPlugin] | use_scattermoe: true"),
    Case(
      "Spectrum under FSDP", spectrum + "{offload_params: false}",
      spectrum + "{use_orig_params: true}"),
  ]

  private static let cut =
    "plugins: [axolotl.integrations.cut_cross_entropy.CutCrossEntropyPlugin]"
    + " | cut_cross_entropy: true"
  private static let liger = "plugins: [axolotl.integrations.liger.LigerPlugin]"
  private static let spectrum =
    "plugins: [axolotl.integrations.spectrum.SpectrumPlugin] | fsdp: [full_shard] | fsdp_config: "

  /// Settings that run otherwise than they read.
  static let warned = [
    Case(
      "`batch_size` does not set", "batch_size: 8 | -gradient_accumulation_steps", "batch_size:"),
    Case(
      "`pretraining_dataset` will need", "pretraining_dataset: [{path: a}] | max_steps: 9",
      "pretraining_dataset: [{path: a}] | max_steps: 9 | streaming: true"),
    Case(
      "`group_by_length` downloads",
      "pretraining_dataset: [{path: a}] | max_steps: 9 | group_by_length: true",
      "group_by_length: true"),
    Case("`sequence_len` is not set", "-sequence_len", ""),
    Case("`sequence_len` is not set", "-sequence_len | rl: dpo", "-sequence_len | rl: grpo"),
    Case(
      "`eval_steps` has no rows", "eval_steps: 9", "eval_steps: 9 | val_set_size: 0.1"),
    Case(
      "`save_strategy: no` leaves", "save_strategy: 'no' | hub_model_id: a/b",
      "save_strategy: epoch | hub_model_id: a/b"),
    Case("`rl: ipo` goes away", "rl: ipo", "rl: dpo"),
    Case(
      "`gradient_checkpointing: offload` is", "gradient_checkpointing: offload",
      "gradient_checkpointing: true"),
    Case(
      "`gradient_checkpointing` does not know", "gradient_checkpointing: unsloth",
      "gradient_checkpointing: true"),
    Case(
      "rows packed by", "sample_packing: true | -attn_implementation",
      "sample_packing: true | -attn_implementation | sdp_attention: true"),
    Case(
      "full fine-tuning in `fp16`",
      "sample_packing: true | attn_implementation: sdpa | fp16: true | bf16: false",
      "sample_packing: true | attn_implementation: sdpa | fp16: true"),
    Case(
      "sage attention on rows", "attn_implementation: sage",
      "attn_implementation: sage | pad_to_sequence_len: true"),
    Case(
      "sage attention has", "attn_implementation: sage",
      "attn_implementation: sage | adapter: lora | lora_r: 8 | lora_alpha: 16"),
    Case(
      "CUDA graphs need",
      "torch_compile: true | torch_compile_options: {triton.cudagraphs: true}"
        + " | sample_packing: true",
      "torch_compile: true | torch_compile_options: {triton.cudagraphs: true}"),
    Case("`lora_r` without", "lora_r: 8", "lora_r: 8 | lora_alpha: 16 | adapter: lora"),
    Case("FSDP 1 goes", "fsdp_config: {offload_params: true}", "fsdp_version: 2"),
    Case(
      "QLoRA under ZeRO 3",
      "adapter: qlora | lora_r: 8 | lora_alpha: 16 | load_in_4bit: true"
        + " | deepspeed: deepspeed_configs/zero3.json"
        + " | gradient_checkpointing_kwargs: {use_reentrant: false}",
      "adapter: qlora | lora_r: 8 | lora_alpha: 16 | load_in_4bit: true"
        + " | deepspeed: deepspeed_configs/zero3.json"),
    Case("`beta` is read by", "beta: 0.1", "rl_beta: 0.1"),
    Case("`liger_rope` has no effect", "liger_rope: true", liger + " | liger_rope: true"),
  ]

  /// Settings that a reader should know of.
  static let noted = [
    Case(
      "`evals_per_epoch` has no rows", "val_set_size: 0.0 | evals_per_epoch: 1",
      "val_set_size: 0.1 | evals_per_epoch: 1"),
    Case("`eval_batch_size` is above", "eval_batch_size: 8", "eval_batch_size: 2"),
    Case(
      "packed rows without padding", "sample_packing: true | pad_to_sequence_len: false",
      "sample_packing: true"),
    Case(
      "`batch_flattening` has no effect", "batch_flattening: true | micro_batch_size: 1",
      "batch_flattening: true"),
    Case("`fp16` has no effect", "fp16: true | bf16: true", "fp16: true | bf16: auto"),
    Case("`fp8` is slow", "fp8: true", "fp8: true | torch_compile: true"),
    Case("`fp32_norm_classes` needs", "fp32_norm_classes: [a]", ""),
    Case(
      "`adam_beta2` has no effect", "optimizer: adafactor | adam_beta2: 0.95",
      "optimizer: adamw_torch | adam_beta2: 0.95"),
    Case(
      "`use_vllm` without", "rl: grpo | trl: {use_vllm: true}",
      "rl: grpo | trl: {use_vllm: true, vllm_mode: server}"),
  ]
}
