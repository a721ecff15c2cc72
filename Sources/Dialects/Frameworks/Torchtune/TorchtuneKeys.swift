import RunPlan

/// The keys that torchtune's recipes read: what they ask of `cfg` in `recipes/*.py`,
/// `recipes/dev/*.py` and `torchtune/dev/rl/workers`, at version 0.7.
///
/// A recipe passes over keys that it does not ask for. What stands below a component is handed to
/// that component.
extension Torchtune {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "torchtune", version: "0.7", unknownKeys: .ignored,
    """
    any: model tokenizer optimizer loss lr_scheduler checkpointer metric_logger output_dir
      dataset dataset_val datasets dataloader collate_fn=torchtune.data.padded_collate_sft
    any: shuffle seed device log_level
    one(bf16 fp16 fp32 fp64): dtype
    int[1..]: batch_size gradient_accumulation_steps
    int: batch_size_val epochs max_steps_per_epoch
    int: log_every_n_steps=1 save_every_n_steps run_val_every_n_steps
    any: resume_from_checkpoint enable_async_checkpointing=false save_adapter_weights_only=false
      log_peak_memory_stats=false clip_grad_norm optimizer_in_bwd=false low_cpu_ram=false
      cudnn_deterministic_mode resize_token_embeddings=false
    any: enable_activation_checkpointing=false enable_activation_offloading=false
      activation_offloading_use_streams=true ac_mode ac_option
    any: fsdp_cpu_offload=false fsdp_reshard_after_forward=true custom_sharded_layers
      tensor_parallel_plan context_parallel_rotate_method=allgather
    int[1..]: tensor_parallel_dim=1 context_parallel_dim=1 data_parallel_replicate_dim=1
    int: data_parallel_shard_dim=-1
    any: enable_fp8_training=false fp8_recipe_name quantizer fake_quant_after_n_steps
    any: teacher_model teacher_checkpointer kd_loss kd_ratio=0.5
    any: early_exit_loss layer_dropout
    any: policy_model reward_and_value_model ref_checkpointer ref_policy_checkpointer
      reward_checkpointer value_checkpointer
      num_steps forward_batch_size ppo_epochs ppo_batch_size grpo_samples gamma lmbda kl_coeff
      whiten_rewards penalise_no_eos reward_penalty min_response_length max_generated_tokens
      temperature top_k stop_token_ids enable_kv_cache save_every_n_epochs
    any: orchestration inference training postprocessing reward_functions
      enable_expandable_segments=true debug_logging_enabled debug_num_samples_per_step
    in compile
      any: model=true loss=true optimizer_step=false scale_grads=true
    in profiler
      others refused
      one(torchtune.training.setup_torch_profiler): _component_
      any: enabled=false cpu=true cuda=true xpu=true hpu=false profile_memory=false with_stack=false
        record_shapes=true with_flops=false wait_steps warmup_steps active_steps num_cycles
        output_dir
    gone: fsdp>fsdp_cpu_offload@0.3 memory_efficient_fsdp_wrap@0.3 fsdp_sharding_strategy@0.5
      parallelize_plan>tensor_parallel_plan@0.6 enable_fsdp full_bf16>dtype lora_checkpoint
      model_checkpoint>checkpointer share_weights save_merged_final_checkpoint
    inference: prompt instruct_template chat_format max_new_tokens tasks limit include_path
      chat_template use_flex use_distributed_state_dict
    instead: lr>optimizer.lr learning_rate>optimizer.lr weight_decay>optimizer.weight_decay
      max_seq_len>tokenizer.max_seq_len max_seq_length>tokenizer.max_seq_len
      max_length>tokenizer.max_seq_len
      lora_rank>model.lora_rank lora_r>model.lora_rank lora_alpha>model.lora_alpha
      lora_dropout>model.lora_dropout lora_attn_modules>model.lora_attn_modules
      packed>dataset.packed packing>dataset.packed
      warmup_steps>lr_scheduler.num_warmup_steps num_warmup_steps>lr_scheduler.num_warmup_steps
      num_epochs>epochs num_train_epochs>epochs micro_batch_size>batch_size
      per_device_train_batch_size>batch_size max_grad_norm>clip_grad_norm
      gradient_clipping>clip_grad_norm save_steps>save_every_n_steps
      logging_steps>log_every_n_steps eval_steps>run_val_every_n_steps
      gradient_checkpointing>enable_activation_checkpointing
    """)
}
