import RunPlan

/// The keys that nanotron reads: the dataclasses in `src/nanotron/config/*.py`, with those of
/// `examples/{mamba,moe,doremi}` that take the place of some.
///
/// dacite is strict: it refuses other keys, and casts nothing but an integer for a float. A model
/// is any of several classes, whose fields are one list here.
extension Nanotron {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "nanotron", version: "0.4 (April 2026)", unknownKeys: .refused,
    exactness: [.uncast, .anyCase], run, optimizer, model, data, evaluation)

  private static let run = """
    map: general! parallelism! model!
    in general
      text: project! run benchmark_csv_path
      int: seed step consumed_train_samples
      flag: ignore_sanity_checks
      gone: kill_switch_path
    in parallelism
      int: dp! pp! tp! expert_parallel_size=1 context_parallel_size=1
      one(afab 1f1b): pp_engine=afab
      one(all_reduce reduce_scatter): tp_mode=ALL_REDUCE
      flag: tp_linear_async_communication recompute_layer=false tp_recompute_allgather
      gone: recompute_granularity>recompute_layer moe_layer_recompute
    in tokens
      int: sequence_length! train_steps! micro_batch_size! batch_accumulation_per_replica!
        val_check_interval=-1 limit_val_batches=0 limit_test_batches=0
    in tokenizer
      text: tokenizer_name_or_path tokenizer_revision
      int: tokenizer_max_length
    in checkpoints
      text: checkpoints_path! resume_checkpoint_path
      int: checkpoint_interval!
      flag: save_initial_state=false save_final_state=true load_lr_scheduler=true
        load_optimizer=true checkpoints_path_is_shared_file_system
    in logging
      one(debug info warning error critical passive): log_level log_level_replica
      int: iteration_step_info_interval=1
    in metrics_logging
      int[0..1]: log_level=0
      int[1..]: log_detail_interval=10
    in profiler
      text: profiler_export_path
      int: wait=1 warmup=1 active=1 repeat=1 skip_first=3
      flag: record_shapes profile_memory with_stack export_chrome_trace
    in s3_upload
      text: upload_s3_path! s5cmd_path
      flag: remove_after_upload!
      int: s5cmd_numworkers s5cmd_concurrency
    in doremi
      number: smoothing_param step_size
      any: domain_names domain_weights
      text: ref_model_resume_checkpoint_path
    gone: data>data_stages eval>lighteval z_loss>model.model_config.z_loss_enabled
    """

  private static let optimizer = """
    in optimizer
      map: learning_rate_scheduler!
      int: zero_stage!
      number: weight_decay! clip_grad
      flag: accumulate_grad_in_fp32!
      list: weight_decay_exclude_named_params
      gone: adam_eps>optimizer_factory.adam_eps adam_beta1>optimizer_factory.adam_beta1
        adam_beta2>optimizer_factory.adam_beta2
        torch_adam_is_fused>optimizer_factory.torch_adam_is_fused
      in optimizer_factory
        one(adamW sgd): name=adamW
        number: adam_eps adam_beta1 adam_beta2
        flag: torch_adam_is_fused
      in learning_rate_scheduler
        number: learning_rate! min_decay_lr
        int: lr_warmup_steps=0 lr_decay_steps lr_decay_starting_step
        one(linear constant): lr_warmup_style!
        one(linear cosine 1-sqrt): lr_decay_style=linear
    """

  private static let model = """
    in model
      map: model_config! init_method!
      one(float32 float64 complex64 complex128 float16 bfloat16 uint8 int8 int16 int32 int64 \
    bool): dtype=bfloat16
      int: make_vocab_size_divisible_by=1 ddp_bucket_cap_mb=25
      gone: seed
      in init_method
        number: std initializer_range
        one(none num_layers layer_index model_scale): scaling_method=num_layers
        flag: use_mup rescale_prenorm_residual
        text: path
        int: n_residuals_per_layer
        gone: seed
      in model_config
        int: bos_token_id eos_token_id hidden_size intermediate_size max_position_embeddings
          num_attention_heads num_hidden_layers num_key_value_heads pad_token_id pretraining_tp
          vocab_size sliding_window_size no_rope_layer ring_attn_heads_k_stride num_kv_heads
          d_model pad_vocab_size_multiple moe_num_experts num_experts_per_tok moe_capacity_factor
        number: initializer_range rms_norm_eps rope_theta rope_seq_len_interpolation_factor
          z_loss_coefficient attn_pdrop embd_pdrop resid_pdrop layer_norm_epsilon
        flag: is_llama_config is_qwen2_config is_starcoder2_config is_mamba_config
          is_llamoe_config attention_bias rope_interleaved tie_word_embeddings=false use_cache
          z_loss_enabled log_attn_probs attention_softmax_in_fp32 grouped_query multi_query
          scale_attention_softmax_in_fp32 scale_attn_weights use_position_embeddings
          use_rotary_embeddings rms_norm fused_add_norm residual_in_fp32 _fused_rotary_emb
          _fused_rms_norm _use_qkv_packed _use_doc_masking
        text: hidden_act activation_function _attn_implementation dtype
        one(sliding_window document sliding_window_document): flex_attention_mask
        list: global_attn_layers
        any: rope_scaling ssm_cfg
        gone: interleaved_rotary>rope_interleaved
        in moe_config
          int: num_experts=8 top_k=2 moe_intermediate_size=1408
            shared_expert_intermediate_size=5632
          number: router_aux_loss_coef=0.01
          list: layers
          flag: enable_shared_expert=false
          one(alltoall allgather): token_dispatcher_type=alltoall
    """

  private static let data = """
    in data_stages[]
      text: name!
      int: start_training_step! sequence_length
      map: data!
      in data
        int: seed num_loading_workers=1
        in dataset
          any: hf_dataset_or_datasets hf_dataset_splits dataset_folder dataset_read_path
          text: hf_dataset_config_name text_column_name tokenizer_name
          int: dataset_processing_num_proc_per_process debug_max_samples vocab_size
            token_size_in_bytes
          flag: dataset_overwrite_cache sft_dataloader return_positions skip_in_stream
            pad_samples_to_global_batch_size shuffle_files use_old_brrr_dataloader
          list: dataset_weights dataset_max_tokens
          gone: dataset_path>dataset_folder hf_dataset_mixer>hf_dataset_or_datasets
    """

  private static let evaluation = """
    in lighteval
      text: slurm_script_dir logs_path local_checkpoint_dir s3_save_path wandb_project wandb_entity
        output_dir nanotron_path eval_config_override eval_interval_file
      int: batch_size eval_interval
      flag: upload_to_wandb
      any: generation
      gone: slurm_template>slurm checkpoints_path>local_checkpoint_dir
      in parallelism
        int: dp! pp! tp! expert_parallel_size context_parallel_size
        one(afab 1f1b): pp_engine
        one(all_reduce reduce_scatter): tp_mode
        flag: tp_linear_async_communication recompute_layer tp_recompute_allgather
        gone: recompute_granularity moe_layer_recompute
      in tasks
        text: tasks custom_tasks
        int: max_samples num_fewshot_seeds dataset_loading_processes
        flag: multichoice_continuations_start_space no_multichoice_continuations_start_space
        gone: custom_tasks_file>custom_tasks
      in logging
        text: local_output_path hub_repo_results hub_repo_details hub_repo_tensorboard
          tensorboard_metric_prefix
        flag: push_results_to_hub push_details_to_hub push_results_to_tensorboard
      in wandb
        text: wandb_project wandb_entity wandb_run_name
      in slurm
        int: gpus_per_node cpus_per_task
        text: partition hf_cache qos time reservation
    """
}
