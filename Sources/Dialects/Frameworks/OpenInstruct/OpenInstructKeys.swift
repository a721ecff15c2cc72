import RunPlan

/// The keys that open-instruct's scripts for fine-tuning and DPO read from a YAML file.
///
/// Read from `open_instruct/finetune.py`, `dpo_utils.py`, `olmo_core_utils.py`,
/// `olmo_core_finetune.py` and `dataset_transformation.py` of August 2026. Its GRPO scripts take
/// flags alone. The file goes into dataclasses as it is, so that few types are refused.
extension OpenInstruct {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "open-instruct", version: "2026-08", unknownKeys: .refused,
    """
    any: exp_name run_name do_not_randomize_output_dir model_name_or_path config_name model_revision
      additional_model_arguments low_cpu_mem_usage attn_implementation loss_implementation
    number: rope_scaling_factor rope_scaling_beta_fast rope_scaling_beta_slow
    int: rope_scaling_old_context_len
    any: tokenizer_name_or_path tokenizer_revision trust_remote_code use_fast chat_template_name
      add_bos get_tokenizer_fn tokenizer_files_hash use_slow_tokenizer tokenizer_name
      ground_truths_key sft_messages_key
    any: dataset_name dataset_mixer dataset_mixer_list dataset_mixer_list_splits
      dataset_transform_fn dataset_target_columns dataset_cache_mode dataset_local_cache_dir
      dataset_config_hash dataset_skip_cache dataset_mix_dir dataset_config_name mixer_list
      mixer_list_splits transform_fn target_columns cache_mode local_cache_dir skip_cache
      config_hash cache_dataset_only overwrite_cache
    int: max_train_samples preprocessing_num_workers max_seq_length
    int: per_device_train_batch_size=8 gradient_accumulation_steps=1 num_train_epochs=2 num_epochs=1
      max_train_steps sequence_parallel_size=1 seed=42 data_loader_seed timeout=1800
    number: learning_rate=2e-05 warmup_ratio weight_decay=0.0 clip_grad_norm=-1 final_lr_ratio
      max_grad_norm activation_memory_budget
    one(linear cosine cosine_with_restarts polynomial constant constant_with_warmup inverse_sqrt \
    reduce_lr_on_plateau cosine_with_min_lr cosine_warmup_with_min_lr warmup_stable_decay): \
    lr_scheduler_type=linear
    any: use_lora=false use_qlora=false use_8bit_optimizer=false gradient_checkpointing=false
      use_liger_kernel=false fused_optimizer=true load_balancing_loss=false sync_each_batch=false
      packing=false verbose activation_checkpointing_mode activation_checkpointing_modules
      compile_model cp_degree cp_strategy tensor_parallel_degree context_parallel_degree
      fsdp_shard_degree fsdp_num_replicas optimizer_type optimizer_kwargs cache_logprobs_only
    int: lora_rank=64
    number: lora_alpha=16 lora_dropout=0.1 load_balancing_weight
    number: beta=5.0 gamma_beta_ratio=0.3 label_smoothing=0.0
    one(dpo dpo_norm simpo wpo): loss_type=dpo_norm
    any: concatenated_forward=true dpo_use_paged_optimizer=false profiling send_slack_alerts
    int: zero_stage zero_hpz_partition_size=8
    any: offload_optimizer=false offload_param=false
    any: output_dir checkpointing_steps resume_from_checkpoint ephemeral_save_interval
      clean_checkpoints_at_end save_async dist_timeout_hours
    int: logging_steps keep_last_n_checkpoints=3
    any: report_to with_tracking=false wandb_project_name wandb_project wandb_entity
      wandb_group_name push_to_hub=true save_to_hub hf_entity hf_repo_id hf_repo_revision
      hf_repo_url hf_metadata_dataset try_launch_beaker_eval_jobs=true try_auto_save_to_beaker
      gs_bucket_path oe_eval_tasks oe_eval_max_length oe_eval_gpu_multiplier eval_workspace
      eval_priority
    gone: dpo_beta>beta@2026-01 dpo_loss_type>loss_type@2026-01
      dpo_label_smoothing>label_smoothing@2026-01 dpo_gamma_beta_ratio>gamma_beta_ratio@2026-01
      train_file>dataset_mixer_list@2025-03 attn_backend>attn_implementation@2026-03
      use_paged_optimizer>dpo_use_paged_optimizer@2024-04 num_replicas>fsdp_num_replicas@2026-02
      shard_degree>fsdp_shard_degree@2026-02
      add_seed_and_date_to_exp_name>do_not_randomize_output_dir@2026-02
    gone: use_flash_attn@2026-03 reduce_loss@2025-09 overwrite_output_dir@2025-03
      save_merged_lora_model@2023-09 pipeline_parallel_degree@2026-02
    instead: lora_r>lora_rank cutoff_len>max_seq_length max_length>max_seq_length
      sequence_len>max_seq_length lr>learning_rate
      micro_batch_size>per_device_train_batch_size
    """)
}
