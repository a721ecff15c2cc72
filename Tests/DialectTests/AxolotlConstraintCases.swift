extension AxolotlConstraintTests {
  /// Demands at which axolotl stops.
  static let refused: [Case] =
    batches + cadences + attention + adapters + memory + devices
    + preferences + plugins

  private static let batches = [
    Case("axolotl needs `micro_batch_size`", "-gradient_accumulation_steps", "batch_size:"),
    Case(
      "`batch_size` and `gradient_accumulation_steps`", "batch_size: 8",
      "batch_size: 8 | -gradient_accumulation_steps"),
    Case("axolotl needs `datasets`", "-datasets", ""),
    Case(
      "`push_dataset_to_hub` needs", "push_dataset_to_hub: a/b",
      "push_dataset_to_hub: a/b | hf_use_auth_token: true"),
    Case("`streaming` needs `max_steps`", "streaming: true", "streaming: true | max_steps: 9"),
    Case(
      "`pretraining_dataset` needs `max_steps`", "pretraining_dataset: [{path: a}]",
      "pretraining_dataset: [{path: a}] | max_steps: 9"),
    Case(
      "`val_set_size` cannot split", "streaming: true | max_steps: 9 | val_set_size: 0.1",
      "streaming: true | max_steps: 9"),
    Case(
      "`sample_packing` cannot pack several",
      "streaming: true | max_steps: 9 | sample_packing: true | datasets: [{path: a}, {path: b}]",
      "streaming: true | max_steps: 9 | sample_packing: true | datasets: [{path: a}]"),
    Case(
      "`dataset_exact_deduplication` and `streaming`",
      "streaming: true | max_steps: 9 | dataset_exact_deduplication: true",
      "dataset_exact_deduplication: true"),
    Case(
      "`dataset_exact_deduplication` and `skip_prepare_dataset`",
      "skip_prepare_dataset: true | dataset_exact_deduplication: true",
      "skip_prepare_dataset: true"),
    Case(
      "`include_tokens_per_second` and",
      "pretraining_dataset: [{path: a}] | max_steps: 9 | include_tokens_per_second: true",
      "include_tokens_per_second: true"),
    Case("`chat_template: jinja` needs", "chat_template: jinja", "chat_template: chatml"),
    Case(
      "`special_tokens` does not work",
      "tokenizer_use_mistral_common: true | special_tokens: {pad_token: a}",
      "special_tokens: {pad_token: a}"),
    Case(
      "`type: sharegpt` of a data set", "datasets: [{path: a, type: sharegpt.load_role}]",
      "datasets: [{path: a, type: chat_template}]"),
  ]

  private static let cadences = [
    Case(
      "`save_steps` needs", "save_strategy: epoch | save_steps: 9",
      "save_strategy: steps | save_steps: 9"),
    Case("`saves_per_epoch` and", "saves_per_epoch: 1 | save_steps: 9", "saves_per_epoch: 1"),
    Case(
      "`eval_steps` needs", "eval_strategy: epoch | eval_steps: 9 | val_set_size: 0.1",
      "eval_strategy: steps | eval_steps: 9 | val_set_size: 0.1"),
    Case(
      "`evals_per_epoch` needs", "evaluation_strategy: epoch | evals_per_epoch: 1",
      "evals_per_epoch: 1"),
    Case(
      "`evals_per_epoch` and", "evals_per_epoch: 1 | eval_steps: 9 | val_set_size: 0.1",
      "evals_per_epoch: 1 | val_set_size: 0.1"),
    Case(
      "`eval_steps` asks for evaluation", "val_set_size: 0 | eval_steps: 9",
      "val_set_size: 0 | eval_steps: 9 | test_datasets: [{path: a, type: alpaca}]"),
    Case(
      "`eval_strategy` asks for evaluation", "val_set_size: 0.0 | eval_strategy: epoch",
      "val_set_size: 0.0 | eval_strategy: 'no'"),
    Case(
      "`val_set_size` and `test_datasets`",
      "val_set_size: 0.1 | test_datasets: [{path: a, type: alpaca}]", "val_set_size: 0.1"),
    Case("`do_bench_eval` needs", "do_bench_eval: true", "do_bench_eval: true | eval_steps: 9"),
    Case(
      "`early_stopping_patience` needs",
      "early_stopping_patience: 3 | saves_per_epoch: 1 | evals_per_epoch: 1 | val_set_size: 0.1",
      "early_stopping_patience: 3 | save_steps: 9 | eval_steps: 9 | val_set_size: 0.1"),
    Case(
      "`save_steps` is no multiple",
      "early_stopping_patience: 3 | save_steps: 9 | eval_steps: 6 | val_set_size: 0.1",
      "early_stopping_patience: 3 | save_steps: 12 | eval_steps: 6 | val_set_size: 0.1"),
    Case(
      "`save_strategy: best` needs", "save_strategy: best",
      "save_strategy: best | metric_for_best_model: eval_loss"),
    Case(
      "`do_causal_lm_eval` needs", "do_causal_lm_eval: true | sample_packing: true",
      "do_causal_lm_eval: true | sample_packing: true | eval_sample_packing: false"),
  ]

  private static let attention = [
    Case(
      "`sample_packing` does not work with `rl: dpo`", "rl: dpo | sample_packing: true",
      "rl: dpo | sample_packing: false"),
    Case(
      "`eval_table_size` needs", "eval_table_size: 5 | sample_packing: true",
      "eval_table_size: 5 | sample_packing: true | eval_sample_packing: false"),
    Case(
      "`batch_flattening` needs", "batch_flattening: true | attn_implementation: sdpa",
      "batch_flattening: auto | attn_implementation: sdpa"),
    Case(
      "`batch_flattening` does not work", "batch_flattening: true | sample_packing: true",
      "batch_flattening: true"),
    Case(
      "`context_parallel_size` above 1", "context_parallel_size: 2 | attn_implementation: sdpa",
      "context_parallel_size: 2"),
    Case(
      "packing over `sequence_parallel_degree`",
      "sequence_parallel_degree: 2 | sample_packing: true",
      "sequence_parallel_degree: 2 | sample_packing: true | micro_batch_size: 1"),
    Case(
      "`flash_attention` cannot stand beside", "flash_attention: true", "flash_attention: false"),
    Case(
      "`attn_implementation` does not know `flash`", "attn_implementation: flash",
      "attn_implementation: kernels-community/flash-attn3"),
    Case(
      "`gemma4_hybrid_attn_impl` needs",
      "gemma4_hybrid_attn_impl: true | attn_implementation: sdpa",
      "gemma4_hybrid_attn_impl: true"),
    Case(
      "`scaling_softmax` needs", "scaling_softmax: true",
      "scaling_softmax: true | -attn_implementation | flex_attention: true"),
    Case(
      "`torch_compile_options` needs", "torch_compile_options: {shape_padding: true}",
      "torch_compile_options: {shape_padding: true} | torch_compile: true"),
    Case(
      "`torch_compile_options` does not take",
      "torch_compile_options: {padding: true} | torch_compile: true",
      "torch_compile_options: {shape_padding: true} | torch_compile: true"),
  ]

  private static let adapters = [
    Case("`adapter` does not know", "adapter: qlroa", "adapter: llama-adapter"),
    Case("`load_in_8bit` needs", "load_in_8bit: true", low + " | load_in_8bit: true"),
    Case("`qlora` needs", quantized("load_in_4bit: false"), quantized("load_in_4bit: true")),
    Case("`qlora` cannot load in 8", quantized("load_in_8bit: true"), low),
    Case("`qlora` cannot load GPTQ", quantized("gptq: true"), low + " | gptq: true"),
    Case("the adapter needs `lora_r`", "adapter: lora | lora_alpha: 16", low),
    Case("the adapter needs `lora_alpha`", "adapter: lora | lora_r: 8", low),
    Case(
      "`lora_target_parameters` needs",
      low + " | lora_target_parameters: [a] | lora_dropout: 0.1",
      low + " | lora_target_parameters: [a] | lora_dropout: 0.0"),
    Case(
      "`lora_target_modules` holds", low + " | lora_target_modules: ['*_proj']",
      low + " | lora_target_modules: ['[a-z]+', q_proj]"),
    Case(
      "`peft_layers_pattern` needs", low + " | peft_layers_pattern: [layers]",
      low + " | peft_layers_pattern: [layers] | peft_layers_to_transform: [1]"),
    Case(
      "`unfrozen_parameters` and `peft_layers_to_transform`",
      low + " | unfrozen_parameters: [a] | peft_layers_to_transform: [1]",
      low + " | peft_layers_to_transform: [1]"),
    Case(
      "`lora_qkv_kernel` does not work on 8-bit",
      low + " | load_in_8bit: true | lora_qkv_kernel: true",
      low + " | lora_qkv_kernel: true"),
    Case(
      "`lora_o_kernel` does not work with `trust",
      low + " | trust_remote_code: true | lora_o_kernel: true",
      low + " | trust_remote_code: true"),
    Case("`flash_attn_fuse_mlp` does not", low + " | flash_attn_fuse_mlp: true", low),
    Case("`use_onebitllms` does not", low + " | use_onebitllms: true", "use_onebitllms: true"),
    Case(
      "`quantize_moe_experts` does not work",
      low + " | load_in_8bit: true | quantize_moe_experts: true | lora_target_linear: true",
      low + " | load_in_8bit: true | quantize_moe_experts: true"),
    Case("`quantize_moe_experts` needs `adapter", "quantize_moe_experts: true", low),
    Case(
      "`quantize_moe_experts` needs `load_in", low + " | quantize_moe_experts: true",
      low + " | quantize_moe_experts: true | load_in_8bit: true"),
    Case(
      "`relora` needs `jagged", low + " | relora: true",
      low + " | relora: true | jagged_restart_steps: 9"),
    Case(
      "`relora` needs `adapter", "relora: true | jagged_restart_steps: 9",
      low + " | relora: true | jagged_restart_steps: 9"),
    Case(
      "`deepspeed` does not work with `relora`",
      low + " | relora: true | jagged_restart_steps: 9 | deepspeed: a.json",
      low + " | deepspeed: a.json"),
    Case(
      "`one_cycle` does not work",
      low + " | relora: true | jagged_restart_steps: 9 | lr_scheduler: one_cycle",
      low + " | lr_scheduler: one_cycle"),
    Case(
      "`model_quantization_config` and `load_in_8bit`",
      low + " | load_in_8bit: true | model_quantization_config: Mxfp4Config",
      low + " | model_quantization_config: Mxfp4Config"),
    Case(
      "`qat` and `load_in_8bit`", low + " | load_in_8bit: true | qat: {weight_dtype: int8}",
      low + " | qat: {weight_dtype: int8}"),
    Case(
      "`lr_groups` and", "lr_groups: [{name: a, modules: [b], lr: 0.1}] | loraplus_lr_ratio: 16",
      "loraplus_lr_ratio: 16"),
    Case("`gptq` and", "gptq: true | revision_of_model: a", "revision_of_model: a"),
  ]

  private static let low = "adapter: lora | lora_r: 8 | lora_alpha: 16"

  private static func quantized(_ lines: String) -> String {
    "adapter: qlora | lora_r: 8 | lora_alpha: 16 | " + lines
  }

  private static let memory = [
    Case(
      "`fsdp` does not work with falcon", "base_model: tiiuae/falcon-7b | fsdp: [full_shard]",
      "base_model: tiiuae/falcon-7b"),
    Case(
      "`gradient_checkpointing` does not work with MPT",
      "base_model: mosaicml/mpt-7b | gradient_checkpointing: true",
      "base_model: mosaicml/mpt-7b | gradient_checkpointing: false"),
    Case(
      "`gradient_checkpointing` of nemotron-h",
      "base_model: nvidia/Nemotron-H-8B | gradient_checkpointing: true",
      "base_model: nvidia/Nemotron-H-8B | gradient_checkpointing: true | sample_packing: true"),
    Case(
      "`activation_offloading` needs", "activation_offloading: true",
      "activation_offloading: true | gradient_checkpointing: true"),
    Case(
      "`activation_offloading` does not know",
      "activation_offloading: cpu | gradient_checkpointing: true",
      "activation_offloading: disk | gradient_checkpointing: true"),
    Case(
      "`selective_checkpointing` needs `gradient", "selective_checkpointing: true",
      "selective_checkpointing: true | gradient_checkpointing: true"),
    Case(
      "`selective_checkpointing` needs `use_reentrant", selective + reentrant("true"),
      selective + reentrant("false")),
    Case(
      "`selective_checkpointing` works with", selective + " | activation_offloading: true",
      selective + " | activation_offloading: hidden_states"),
    Case(
      "`selective_checkpointing` cannot keep",
      low + " | gradient_checkpointing: true | selective_checkpointing: {save: [mm]}",
      low + " | gradient_checkpointing: true | selective_checkpointing: {save: [attention]}"),
    Case(
      "`unfrozen_parameters` needs", "unfrozen_parameters: [a]" + reentrant("true"),
      "unfrozen_parameters: [a]" + reentrant("false")),
    Case(
      "`flash_optimum` works without", "flash_optimum: true",
      "flash_optimum: true | bf16: false"),
    Case(
      "`gradient_checkpointing` does not know", "gradient_checkpointing: always",
      "gradient_checkpointing: true"),
    Case("`neftune_noise_alpha` is", "neftune_noise_alpha: 0", "neftune_noise_alpha: 5"),
    Case("`save_safetensors: false`", "save_safetensors: false", "save_safetensors: true"),
    Case("`max_memory` and", "max_memory: {0: 9GB} | gpu_memory_limit: 9", "gpu_memory_limit: 9"),
  ]

  private static let selective = "selective_checkpointing: true | gradient_checkpointing: true"

  private static func reentrant(_ word: String) -> String {
    " | gradient_checkpointing_kwargs: {use_reentrant: \(word)}"
  }

  private static let devices = [
    Case("`deepspeed` and `fsdp`", "deepspeed: a.json | fsdp: [full_shard]", "deepspeed: a.json"),
    Case("`dp_shard_size` above 1", "dp_shard_size: 2", "dp_shard_size: 2 | " + second),
    Case("`deepcompile` needs", "deepcompile: true", "deepcompile: false"),
    Case(
      "`SIZE_BASED_WRAP` needs",
      "fsdp_version: 2 | fsdp_config: {auto_wrap_policy: SIZE_BASED_WRAP}",
      "fsdp_version: 2 | fsdp_config: {auto_wrap_policy: SIZE_BASED_WRAP, min_num_params: 9}"),
    Case(
      "`cpu_ram_efficient_loading` does not",
      "model_quantization_config: Mxfp4Config | fsdp_version: 2"
        + " | fsdp_config: {cpu_ram_efficient_loading: true}",
      "fsdp_version: 2 | fsdp_config: {cpu_ram_efficient_loading: true}"),
    Case(
      "`cpu_offload_pin_memory: false` needs `fsdp_version",
      "fsdp_config: {offload_params: true, cpu_offload_pin_memory: false}",
      "fsdp_version: 2 | fsdp_config: {offload_params: true, cpu_offload_pin_memory: false}"),
    Case(
      "`cpu_offload_pin_memory: false` needs `offload",
      "fsdp_version: 2 | fsdp_config: {cpu_offload_pin_memory: false}",
      "fsdp_version: 2 | fsdp_config: {offload_params: true, cpu_offload_pin_memory: false}"),
    Case(
      "`adamw_8bit` does not work with FSDP offloading",
      "optimizer: adamw_8bit | fsdp_config: {fsdp_offload_params: true}",
      "optimizer: adamw_8bit | fsdp_config: {fsdp_offload_params: false}"),
    Case(
      "`adamw_8bit` does not work with FSDP 2", "optimizer: adamw_8bit | " + second,
      "optimizer: adamw_torch_8bit | " + second),
    Case(
      "`fp8_enable_fsdp_float8_all_gather` needs", "fp8_enable_fsdp_float8_all_gather: true",
      "fp8_enable_fsdp_float8_all_gather: true | " + second),
    Case("`fp32_norms` needs", "fp32_norms: true", "fp32_norms: true | " + second),
    Case(
      "`load_in_4bit` does not work with `rl: dpo`",
      quantized("load_in_4bit: true | rl: dpo | " + second),
      quantized("load_in_4bit: true | rl: dpo")),
    Case(
      "`muon` does not work with DeepSpeed", "optimizer: muon | deepspeed: a.json",
      "optimizer: muon"),
    Case(
      "`flash_adamw` needs", "optimizer: flash_adamw | fsdp: [full_shard]",
      "optimizer: flash_adamw | " + second),
    Case(
      "`q_galore_adamw8bit` does not train", low + " | optimizer: q_galore_adamw8bit",
      "optimizer: q_galore_adamw8bit"),
    Case(
      "`q_galore_adamw8bit` needs `use_orig", "optimizer: q_galore_adamw8bit | " + second,
      "optimizer: q_galore_adamw8bit | fsdp_version: 2 | fsdp_config: {use_orig_params: true}"),
  ]

  private static let second = "fsdp_version: 2 | fsdp_config: {offload_params: false}"
}
