import RunPlan

/// The keys that axolotl reads: the classes of `src/axolotl/utils/schemas/*.py` and those that its
/// plugins bring, `src/axolotl/integrations/*/args.py`, with the names that earlier releases knew.
///
/// The schema drops what it does not know without a word. Old names that only stop or warn with
/// certain values stand in `AxolotlOldKeys`.
extension Axolotl {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "axolotl", version: "0.18", unknownKeys: .ignored, modelKeys, adapterKeys, trainingKeys,
    optimizerKeys, dataKeys, "in datasets[]\n" + datasetKeys, "in test_datasets[]\n" + datasetKeys,
    "in pretraining_dataset[]\n" + datasetKeys + "\n  text: text_column=text\n  int: skip",
    parallelKeys, preferenceKeys, reportKeys, pluginKeys, formerKeys)

  private static let modelKeys = """
    text: base_model! base_model_config cls_model_config tokenizer_config tokenizer_type
      processor_type type_of_model model_type revision_of_model
      model_revision trainer_cls experts_implementation attn_implementation large_head_attention
      chat_template_jinja default_system_message
    flag: tokenizer_use_fast tokenizer_legacy tokenizer_use_mistral_common trust_remote_code
      tokenizer_save_jinja_files=true experimental_skip_move_to_device=true use_kernels
      use_onebitllms reinit_weights resize_token_embeddings_to_32x mean_resizing_embeddings
      shrink_embeddings embeddings_skip_upcast freeze_mm_modules low_cpu_mem_usage
      is_falcon_derived_model is_llama_derived_model is_mistral_derived_model
      is_qwen_derived_model llama4_linearized_experts
    any: overrides_of_model_config model_config overrides_of_model_kwargs model_kwargs
      processor_kwargs model_quantization_config_kwargs device device_map max_memory
      gpu_memory_limit image_size image_resize_algorithm chat_template_kwargs fix_untrained_tokens
      added_tokens_overrides
    list: tokens eot_tokens unfrozen_parameters
    one(Mxfp4Config FineGrainedFP8Config): model_quantization_config
    one(alpaca chatml mistral_v1 mistral_v2v3 mistral_v3_tekken mistral_v7_tekken gemma cohere \
    llama3 llama3_2_vision llama4 phi_3 phi_35 deepseek_v2 deepseek_v3 jamba jinja qwen_25 qwen3 \
    qwen3_5 falcon_h1 nemotron_h tokenizer_default exaone exaone4 metharme pixtral llava \
    qwen2_vl gemma3 gemma3n gemma4 gemma4_unified command_a command_a_tool_use command_a_rag aya \
    tokenizer_default_fallback_*): chat_template
    in special_tokens
      text: bos_token eos_token pad_token unk_token
      list: additional_special_tokens
    in role_boundaries[]
      text: role! start! end
      flag: include_start include_end=true
    flag: xformers_attention sdp_attention flex_attention flash_attention sage_attention
      eager_attention flash_attn_cross_entropy flash_attn_fuse_mlp flash_optimum
      gemma4_hybrid_attn_impl flash_attn_d512 sdpa_varlen fused_attn_kernel scaling_softmax
    number: scaling_softmax_factor scaling_softmax_bias
    any: flex_attn_compile_kwargs
    """

  private static let adapterKeys = """
    text: adapter lora_model_dir
    int: lora_r lora_alpha
    number: lora_dropout=0 loraplus_lr_ratio loraplus_lr_embedding=1e-6
    any: lora_target_modules lora_target_parameters lora_exclude_modules peft_init_lora_weights
      peft_trainable_token_indices bnb_config_kwargs lora_rank_pattern lora_alpha_pattern inference
    list: lora_modules_to_save peft_layers_to_transform peft_layers_pattern peft_layer_replication
    flag: load_in_8bit load_in_4bit lora_fan_in_fan_out lora_target_linear peft_use_dora
      peft_use_rslora peft_ensure_weight_tying peft_autocast_adapter_dtype
      qlora_sharded_model_loading lora_on_cpu gptq merge_lora lora_mlp_kernel lora_qkv_kernel
      lora_o_kernel lora_embedding_kernel quantize_moe_experts relora relora_cpu_offload
    one(legacy memory_efficient): merge_method=memory_efficient
    in peft
      in loftq_config
        int: loftq_bits=4
    number[0..1]: relora_prune_ratio
    one(magnitude random reset): relora_prune_method=magnitude
    int: jagged_restart_steps jagged_restart_warmup_steps jagged_restart_anneal_steps lisa_n_layers
      lisa_step_interval
    text: lisa_layers_attribute=model.layers
    in qat
      one(int4 int8 float8_e4m3fn fp8 float8 nvfp4 mxfp4): activation_dtype weight_dtype=int8
      flag: quantize_embedding
      int: group_size=32 fake_quant_after_n_steps
    in quantization
      one(int4 int8 float8_e4m3fn fp8 float8 nvfp4 mxfp4): activation_dtype weight_dtype=int8
      flag: quantize_embedding
      int: group_size=32
    """

  private static let trainingKeys = """
    int: gradient_accumulation_steps=1 micro_batch_size=1 batch_size eval_batch_size max_steps seed
      sequence_len=512 eval_sequence_len min_sample_len max_prompt_len evals_per_epoch
      saves_per_epoch save_total_limit=4 logging_steps early_stopping_patience
      torch_empty_cache_steps gc_collect_steps profiler_steps profiler_steps_start=0
      chunked_cross_entropy_num_chunks eaft_k=20 tiled_mlp_num_shards loss_watchdog_patience
      pad_to_multiple_of pose_max_context_len pose_num_chunks num_labels num_generation_samples=3
      generation_max_new_tokens=50 generation_top_k
    number: num_epochs=1 warmup_steps warmup_ratio eval_steps save_steps loss_watchdog_threshold
      eaft_alpha=1 neftune_noise_alpha generation_temperature=0.7 generation_top_p
      generation_prompt_ratio=0.5
    one(no steps epoch best): eval_strategy save_strategy=epoch
    text: output_dir=./model-out hub_model_id hub_strategy hub_revision resume_from_checkpoint
      metric_for_best_model axolotl_config_path torch_compile_backend bench_dataset bench_split
    list: eval_causal_lm_metrics pose_split_on_token_ids
    flag: strict auto_resume_from_checkpoints auto_find_batch_size save_first_step
      save_safetensors=true save_only_model load_best_model_at_end greater_is_better
      do_causal_lm_eval do_bench_eval generate_samples generation_do_sample=true
      include_tokens_per_second include_tkps=true reward_model process_reward_model bf16=auto
      fp16 fp8 fp8_enable_fsdp_float8_all_gather bfloat16 float16 float32 tf32=auto
      layer_offloading sample_packing eval_sample_packing sample_packing_sequentially
      pad_to_sequence_len multipack_real_batches batch_flattening use_pose
      pretrain_multipack_attn=true pretraining_sample_concatenation curriculum_sampling
      chunked_cross_entropy use_eaft tiled_mlp tiled_mlp_use_original_mlp=true torch_compile
      merge_lora is_preprocess fp32_norms
    any: gradient_checkpointing gradient_checkpointing_kwargs activation_offloading
      torch_compile_options debug
    one(drop truncate raise): excess_length_strategy=drop
    one(default reduce-overhead max-autotune): torch_compile_mode
    list: fp32_norm_classes
    in selective_checkpointing
      list: save recompute_layer_types
      flag: save_sliding_window offload
    in dynamic_checkpoint
      flag: enabled
      int[1..]: check_interval=10
      text: trigger_file_path
    """

  private static let optimizerKeys = """
    number: learning_rate! embedding_lr embedding_lr_scale weight_decay=0 cosine_min_lr_ratio
      cosine_constant_lr_ratio lr_div_factor adam_epsilon adam_epsilon2 adam_beta1 adam_beta2
      adam_beta3 dion_lr dion_momentum dion_rank_fraction=1 qgalore_scale=0.25
      qgalore_cos_threshold=0.4 max_grad_norm
    int: dion_rank_multiple_of=1 qgalore_rank=256 qgalore_update_proj_gap=200 qgalore_proj_bits=4
      qgalore_proj_group_size=256 qgalore_gamma_proj=2 qgalore_queue_size=5
    flag: lr_quadratic_warmup qgalore_proj_quant=true train_on_inputs group_by_length
    text: optimizer=adamw_torch_fused torchdistx_path qgalore_proj_type=std
    one(linear cosine cosine_with_restarts polynomial constant constant_with_warmup inverse_sqrt \
    reduce_lr_on_plateau cosine_with_min_lr cosine_warmup_with_min_lr warmup_stable_decay greedy \
    one_cycle rex): lr_scheduler=cosine
    any: optim_args lr_scheduler_kwargs optim_target_modules
    in lr_groups[]
      text: name!
      list: modules!
      number: lr!
    """

  /// Names of earlier releases, and what other trainers call these keys.
  private static let formerKeys = """
    was: evaluation_strategy>eval_strategy dpo_beta>rl_beta
      sequence_parallel_degree>context_parallel_size dataset_processes>dataset_num_proc
      eval_max_new_tokens>generation_max_new_tokens
      fsdp_final_state_dict_type>fsdp_config.final_state_dict_type
    was: eval_table_size -- set generate_samples to true, and num_generation_samples
    was: gc_steps -- set torch_empty_cache_steps and gc_collect_steps
    fatal: dpo_use_logits_to_keep dpo_generate_during_eval dpo_norm_loss rpo_alpha
    any: noisy_embedding_alpha pretrain_multipack_buffer_size max_packed_sequence_len
      rope_scaling s2_attention flash_attn_rms_norm
      unsloth_cross_entropy_loss unsloth_lora_mlp unsloth_lora_qkv unsloth_lora_o
      unsloth_rms_norm unsloth_rope beta
    gone: flash_attn_fuse_qkv@0.12 relora_steps>jagged_restart_steps@0.12
      relora_warmup_steps>jagged_restart_warmup_steps@0.12
      relora_anneal_steps>jagged_restart_anneal_steps@0.12 peft_use_relora>relora load_4bit
      gptq_groupsize gptq_model_v1 gptq_bits gptq_disable_exllama base_model_ignore_patterns
      collator_pad_to_longest sample_packing_seq_len_multiplier landmark_attention xpos_rope
      eval_table_max_new_tokens>generation_max_new_tokens push_to_hub_model_id>hub_model_id
      log_sweep_min_lr log_sweep_max_lr flash_attn_cross_entropy_loss>flash_attn_cross_entropy
    instead: per_device_train_batch_size>micro_batch_size
      per_device_eval_batch_size>eval_batch_size num_train_epochs>num_epochs
      model_name_or_path>base_model lr_scheduler_type>lr_scheduler optim>optimizer
      lora_rank>lora_r lora_target>lora_target_modules target_modules>lora_target_modules
      cutoff_len>sequence_len max_seq_length>sequence_len max_length>sequence_len
      seq_len>sequence_len packing>sample_packing epochs>num_epochs lr>learning_rate
      finetuning_type>adapter adam_eps>adam_epsilon eta_min>cosine_min_lr_ratio
      min_lr_ratio>cosine_min_lr_ratio wandb_run_name>wandb_name
      use_cut_cross_entropy>cut_cross_entropy clip_grad_norm>max_grad_norm
      max_steps_per_epoch>max_steps
    """
}
