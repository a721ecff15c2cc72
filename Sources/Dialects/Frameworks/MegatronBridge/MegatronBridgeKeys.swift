import RunPlan

/// The fields of Megatron-Bridge's configuration classes: `src/megatron/bridge/training/config.py`
/// and Megatron-Core's below them, those of all model providers, data sets and adapters in one.
///
/// The file is laid over a recipe's objects: a key without a field there is skipped with a warning
/// (`training/utils/omegaconf_utils.py`). Providers of one's own bring other fields, so that below
/// `model`, `dataset` and `peft` only slips of the pen are told.
extension MegatronBridge {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "Megatron-Bridge", version: "067f987", unknownKeys: .ignored, ownsNames: false,
    """
    any: env_vars mixed_precision optimizer_config_override_provider
    in checkpoint
      any: also_save_hf_checkpoint async_ckpt_cpu_priority async_ckpt_io_priority
        async_ckpt_use_cpu_shm async_save async_strategy async_write_results_mp_mode
        auto_detect_ckpt_format ckpt_assume_constant_structure ckpt_convert_format ckpt_convert_save
        ckpt_convert_update_legacy_dist_opt_format ckpt_format
        ckpt_fully_parallel_load_exchange_algo ckpt_fully_parallel_load_per_rank_objects
        ckpt_fully_parallel_load_process_group ckpt_fully_parallel_save_process_group
        ckpt_load_validate_sharding_integrity ckpt_pg_tensors_cache_create
        ckpt_pg_tensors_cache_path ckpt_step custom_manager_class dist_ckpt_optim_fully_reshardable
        dist_ckpt_save_pre_mcore_014 dist_ckpt_strictness dist_ckpt_workers
        distrib_optim_fully_reshardable_mem_efficient exit_on_missing_checkpoint finetune
        fully_parallel_load fully_parallel_save hf_distributed_save hf_save_every_n_ranks
        hf_source_path hf_trust_remote_code load load_main_params_from_ckpt load_optim load_rng
        most_recent_k non_persistent_ckpt_type non_persistent_global_ckpt_dir
        non_persistent_local_ckpt_algo non_persistent_local_ckpt_dir non_persistent_save_interval
        pretrained_checkpoint replication replication_factor replication_jump save
        save_activations_interval save_dgrads_interval save_interval save_optim save_params_interval
        save_retain_interval save_rng save_tokenizer_assets save_tokens_per_expert_interval
        save_wgrads_interval storage_writers_per_rank strict_fsdp_dtensor_load use_checkpoint_args
        use_mp_args_from_checkpoint_args use_persistent_ckpt_worker
        use_tokenizer_model_from_checkpoint_args verify_integrity
    in comm_overlap
      any: align_param_gather batch_p2p_comm bucket_size data_parallel_size
        defer_embedding_wgrad_compute delay_wgrad_compute overlap_grad_reduce
        overlap_moe_expert_parallel_comm overlap_p2p_comm overlap_param_gather
        overlap_param_gather_with_optimizer_step tp_comm_bootstrap_backend tp_comm_overlap
        tp_comm_overlap_cfg wgrad_deferral_limit
    in dataset
      others open
      any: adapter_kwargs add_bos add_eos add_extra_token_to_sequence add_sep
        allow_ambiguous_pad_tokens blend blend_per_split blend_seed collapse_image_tokens
        completion_column context_parallel_size create_attention_mask data_parallel_size data_path
        data_sharding dataloader_load dataloader_save dataloader_type dataset_kwargs dataset_name
        dataset_root defer_in_batch_packing_to_step defer_npy_index_mmap do_test do_validation
        drop_last drop_last_partial_validation_sequence enable_in_batch_packing
        enable_offline_packing encoder_seq_lengths eod_mask_loss fast_cache_load full_validation
        hf_data_files hf_dataset hf_dataset_name hf_dataset_path hf_output_root hf_processor_kwargs
        hf_processor_path hf_processor_revision hf_rewrite hf_test_dataset hf_tokenizer_path
        hf_validation_dataset hf_validation_proportion hybrid_context_parallel image_size
        in_batch_packing_pad_to_multiple_of include_end_tokens_for_roles
        include_start_tokens_for_roles inter_document_masking load_kwargs loss_mode loss_roles
        max_audio_duration max_num_frames max_num_images max_pixels max_samples_per_sequence
        max_train_samples max_visual_tokens memmap_workers micro_batch_size
        mid_level_dataset_surplus min_pixels mmap_bin_files mock modality_columns modality_configs
        modality_presence_prob multiple_validation_sets num_base_examples
        num_dataset_builder_threads num_images num_mel_bins num_val_workers num_workers
        object_storage_cache_path offline_packing_specs packing_buffer_size pad_to_max_length
        pad_to_multiple_of patch_dim patch_size path path_or_dataset path_to_cache
        per_dataset_sequences_path persistent_workers pg_collection pin_memory preprocess_fn
        preprocessing processor_paths prompt prompt_column prompt_template random_seed
        rendered_turn_end_roles required_adapter_kwargs reset_attention_mask reset_position_ids
        role_end_token_variants role_end_tokens role_start_tokens schema_adapter seed separator
        seq_length sequence_length sequence_parallel_size sequences_per_dataset
        sft_mock_dataset_config_json shuffle_buffer_size skip_getting_attention_mask_from_dataset
        source source_weights spatial_merge_size special_token_ids split split_aliases split_matrix
        strip_whitespace subset supported_splits task_encoder temporal_patch_size test_samples
        test_source test_split text_column text_prompt token_dtype_code tokenizer tokenizer_path
        train_samples train_split trim_leading_token_ids trim_leading_token_sequences
        truncation_method trust_remote_code use_temporal_video_embedder valid_samples valid_split
        validation_source varlen_mock_dataset_config_json varlen_sbhd_validation video_fps
        video_nframes visual_keys
    in ddp
      any: align_param_gather average_in_collective bucket_size check_for_large_grads
        check_for_nan_in_grad data_parallel_sharding_strategy delay_wgrad_compute
        disable_symmetric_registration fp4_param_gather fp8_param_gather
        fsdp_all_gather_in_start_param_sync fsdp_db_use_persist_buf_on_alloc_fail fsdp_double_buffer
        fsdp_manual_registration grad_reduce_in_fp32 gradient_reduce_div_fusion
        keep_fp8_transpose_cache megatron_fsdp_cuda_graph_mode
        megatron_fsdp_enable_fine_grained_param_gather megatron_fsdp_grad_comm_dtype
        megatron_fsdp_main_grads_dtype megatron_fsdp_main_params_dtype
        megatron_fsdp_max_pool_double_buffer megatron_fsdp_use_decoupled_grad megatron_fsdp_version
        nccl_ub num_buckets num_distributed_optimizer_instances outer_dp_sharding_strategy
        overlap_grad_reduce overlap_param_gather pad_buckets_for_high_nccl_busbw
        param_name_patterns_for_fp32_local_accumulation reduce_scatter_with_fp32_accumulation
        reuse_grad_buf_for_mxfp8_param_ag suggested_communication_unit_size use_custom_fsdp
        use_distributed_optimizer use_megatron_fsdp
    in dist
      any: align_grad_reduce disable_jit_fuser distributed_backend distributed_timeout_minutes
        distributed_timeout_seconds_after_init enable_megatron_core_experimental
        eval_context_parallel_size external_gpu_device_mapping flight_recorder_dump_on_timeout
        flight_recorder_dump_path flight_recorder_extra_dump_on_exec
        flight_recorder_include_only_active flight_recorder_include_stack_trace
        flight_recorder_trace_buffer_size high_priority_stream_groups lazy_mpu_init local_rank
        nccl_communicator_config_path sharp_enabled_group use_decentralized_pg
        use_gloo_process_groups use_megatron_fsdp use_sharp use_torch_fsdp2 use_tp_pp_dp_mapping
    in ft
      any: calc_ft_timeouts enable_ft_package simulate_fault simulated_fault_base_delay
        simulated_fault_rank simulated_fault_type
    in inprocess_restart
      any: active_world_size barrier_timeout completion_timeout empty_cuda_cache enabled
        granularity hard_timeout heartbeat_interval heartbeat_timeout last_call_wait max_iterations
        max_rank_faults monitor_process_interval monitor_process_logdir monitor_thread_interval
        progress_watchdog_interval soft_timeout termination_grace_time
    in logger
      any: barrier_with_L1_time comet_api_key comet_experiment_name comet_project comet_tags
        comet_workspace filter_warnings log_device_memory_used log_energy log_interval
        log_l2_norm_grad_to_tensorboard log_loss_scale_to_tensorboard log_max_attention_logit
        log_memory_interval log_memory_to_tensorboard log_num_zeros_in_grad log_params_norm
        log_progress log_runtime_to_tensorboard log_throughput log_throughput_to_tensorboard
        log_timers_to_tensorboard log_validation_ppl_to_tensorboard log_world_size_to_tensorboard
        logging_level memory_keys mlflow_description mlflow_experiment mlflow_log_artifacts
        mlflow_run_name mlflow_tags mlflow_tracking_uri modules_to_filter
        moe_routing_trace_capture_hidden_states moe_routing_trace_capture_logits
        moe_routing_trace_dump_weights moe_routing_trace_max_training_iters moe_routing_trace_path
        runtime_time_unit save_config_filepath set_level_for_all_loggers skip_train_metrics_log
        tensorboard_dir tensorboard_log_interval tensorboard_queue_size throughput_window_size
        timing_log_level timing_log_option wandb_entity wandb_exp_name wandb_project wandb_save_dir
    in model
      others open
      any: ARTIFACTS A_init_dist A_init_range D_has_hdim MODEL_CLASS OPTIONAL_ARTIFACTS
        account_for_embedding_in_pipeline_split account_for_loss_in_pipeline_split activation_func
        activation_func_clamp_value activation_func_fp8_input_store activation_offload_fraction
        add_bias_linear add_decoder add_encoder add_qkv_bias apply_query_key_layer_scaling
        apply_residual_connection_post_layernorm apply_rope_fusion apply_rotary_pos_emb_in_fp32
        async_tensor_model_parallel_allreduce attention_backend attention_dropout
        attention_in_multiplier attention_k_eq_v attention_other_setting attention_out_multiplier
        attention_output_gate attention_softmax_in_fp32 attention_value_scale attn_logit_softcapping
        audio_config audio_end_token_id audio_start_token_id audio_token_id autocast_dtype
        barrier_with_L1_time batch_invariant_backend batch_invariant_mode batch_p2p_comm
        batch_p2p_sync beta_fast beta_slow bf16 bias_activation_fusion bias_dropout_fusion
        bos_token_id builder cache_dir cache_mla_latents calculate_per_token_loss caption_key
        chunk_size classifier_dropout clone_scatter_output_in_embedding code2wav_config
        config_logger_dir context_parallel_size conv_bias conv_init cp_comm_type cpu_offloading
        cpu_offloading_activations cpu_offloading_double_buffering cpu_offloading_num_layers
        cpu_offloading_retain_pinned_cpu_buffers cpu_offloading_weights cross_entropy_fusion_impl
        cross_entropy_loss_fusion cuda_graph_impl cuda_graph_modules
        cuda_graph_retain_backward_graph cuda_graph_scope cuda_graph_use_single_mempool
        cuda_graph_warmup_steps d_conv data_parallel_size data_sharding dataloader_load
        dataloader_save dataloader_type dataset_sampling deallocate_pipeline_outputs
        decoder_sparse_step deepstack_visual_indexes defer_embedding_wgrad_compute
        delay_offload_until_cuda_graph delay_wgrad_compute delta_offload_bytes_across_pp_ranks
        dense_grouped_gemm deterministic_mode disable_bf16_reduced_precision_matmul
        disable_parameter_transpose_cache dist_train distill_submodule distribute_saved_activations
        drop_last dsa_indexer_head_dim dsa_indexer_k_norm_epsilon dsa_indexer_k_norm_fp32
        dsa_indexer_loss_coeff dsa_indexer_n_heads dsa_indexer_rope_interleaved
        dsa_indexer_rotate_activation dsa_indexer_scoring_relu dsa_indexer_skip_topk_offset
        dsa_indexer_topk dsa_indexer_topk_freq dsa_indexer_use_sparse_loss dsa_kernel_backend
        dt_init dt_init_floor dt_max dt_min dt_scale dynamic_resolution embedding_init_method
        embedding_init_method_std embedding_multiplier enable_autocast enable_cuda_graph
        enable_mhc_connections encoder_num_layers encoder_patch_size
        encoder_pipeline_model_parallel_size eos_token_id ep_overlap_early_attn_memory_release
        expand experimental_attention_variant experimental_attention_variant_loss_scale_func
        expert_gtp_weight_remat_size expert_model_parallel_size
        expert_tensor_parallel_num_weight_shards expert_tensor_parallel_size external_cuda_graph
        extra_checkpoint_metadata falconh1_ratio falconh1_stack_spec ffn_hidden_size
        final_logit_softcapping finalize_model_grads_func fine_grained_activation_offloading
        fine_grained_offloading_max_inflight_offloads first_last_layers_bf16 fixed_pack_idx
        flash_attention_version flash_decode fp16 fp16_lm_cross_entropy fp32_residual_connection fp4
        fp4_param fp4_quantizer_factory fp4_recipe fp8 fp8_amax_compute_algo fp8_amax_history_len
        fp8_dot_product_attention fp8_interval fp8_margin fp8_multi_head_attention fp8_output_proj
        fp8_param fp8_param_gather fp8_quantizer_factory fp8_recipe fp8_wgrad freeze_audio_model
        freeze_audio_projection freeze_language_model freeze_modality_encoders
        freeze_modality_projections freeze_mtp_model freeze_sound_encoder freeze_sound_projection
        freeze_vision_model freeze_vision_projection full_attention_rope_base
        full_attention_rope_partial_factor full_attn_num_query_groups fullatt_block_indexes
        fused_residual_rmsnorm fused_single_qkv_rope gated_linear_unit gdp_cutedsl_kernel
        gdp_num_chunk_states_to_recompute gdp_num_householder generation_config global_data_keys
        global_head_dim global_kv_channels global_rotary_percent glu_linear_offset grad_scale_func
        grad_sync_func gradient_accumulation_fusion gtp_remat_opt_in_modules gtp_weight_remat_size
        has_sound head_dim head_wise_attn_gate hetereogenous_dist_checkpoint
        heterogeneous_block_specs heterogeneous_layers_config_encoded_json
        heterogeneous_layers_config_path hf_config hf_config_dict hf_model_id hf_model_path
        hf_model_revision hf_text_config hidden_dropout hidden_size
        hierarchical_context_parallel_sizes high_priority_a2a_comm_stream hybrid_attention_pattern
        hybrid_attention_ratio hybrid_context_parallel hybrid_layer_pattern hybrid_mlp_ratio
        hybrid_override_pattern hybrid_stack_spec ignore_index image_end_token image_end_token_id
        image_size image_special_token_id image_start_token image_start_token_id image_token
        image_token_count image_token_id image_token_index img_end_token_id img_start_token_id
        in_channels index_head_dim index_n_heads inference_cuda_graph_scope
        inference_disable_triton_nvls_kernels inference_fuse_tp_communication
        inference_grouped_gemm_backend inference_moe_disable_fused_quant_kernels
        inference_moe_token_dispatcher_type inference_rng_tracker inference_sampling_seed
        init_method init_method_std init_model_with_meta_device input_size interleaved_attn_pattern
        is_hybrid_model is_vision_language kd_config keep_mtp_spec_in_bf16 key_multiplier
        kimi_attn_res_block_size kimi_kda_gate_lower_bound kimi_kda_layers
        kimi_linear_conv_kernel_size kimi_linear_head_dim kimi_linear_num_heads
        kitchen_attention_backend kv_channels kv_lora_rank language_config
        language_max_sequence_length language_model_spec language_model_type language_world_size
        layer_types layernorm_epsilon layernorm_zero_centered_gamma lightning_indexer_layers
        linear_attention_freq linear_conv_kernel_dim linear_key_head_dim linear_num_key_heads
        linear_num_value_heads linear_value_head_dim lm_head_multiplier log_max_attention_logit
        logit_dtype make_vocab_size_divisible_by mamba_chunk_size mamba_head_dim mamba_num_groups
        mamba_num_heads mamba_stack_spec mamba_state_dim mamba_training_ssm_states_dtype
        masked_softmax_fusion max_packing_seqlen max_position_embeddings max_seqlen_per_dp_cp_rank
        max_vision_cuda_graph_seq_length media_placeholder_token_id megatron_mimo_parallelism_config
        memory_efficient_layer_norm mhc_init_gating_factor mhc_num_residual_streams
        mhc_recompute_layer_num mhc_sinkhorn_iterations microbatch_group_size_per_vp_stage
        min_offloaded_tensor_size mla_down_proj_fusion mlp_chunks_for_prefill
        mlp_chunks_for_training mlp_multipliers mlp_only_layers mm_tokens_per_image modality_keys
        modality_submodules_spec model_name_or_path module_output_ndim module_parallelisms
        moe_apply_probs_on_input moe_aux_loss_coeff moe_combine_bwd_dtype moe_deepep_num_sms
        moe_dispatch_fwd_dtype moe_enable_deepep moe_enable_routing_replay
        moe_expert_capacity_factor moe_expert_rank_capacity_factor moe_ffn_hidden_size
        moe_flex_dispatcher_backend moe_flex_dispatcher_num_sms moe_grad_scale_func moe_grouped_gemm
        moe_hybridep_num_blocks_permute moe_hybridep_num_blocks_unpermute moe_hybridep_num_sms
        moe_hybridep_num_sms_preprocessing moe_hybridep_pad_uneven_dispatch_inputs
        moe_input_jitter_eps moe_intermediate_size moe_latent_size moe_layer_freq
        moe_layer_recompute moe_mlp_glu_interleave_size moe_ncclep_zero_copy
        moe_pad_expert_input_to_capacity moe_pad_experts_for_cuda_graph_inference moe_paged_stash
        moe_paged_stash_buffer_size_factor_cpu moe_paged_stash_buffer_size_factor_cuda
        moe_paged_stash_page_size moe_per_layer_logging moe_permute_fusion
        moe_permute_fusion_into_hybridep moe_router_bias_update_rate moe_router_dtype
        moe_router_enable_expert_bias moe_router_force_biased moe_router_force_load_balancing
        moe_router_fusion moe_router_group_topk moe_router_load_balancing_type moe_router_num_groups
        moe_router_padding_for_fp8 moe_router_padding_for_quantization moe_router_pre_softmax
        moe_router_quantile_balancing_ema moe_router_score_function moe_router_topk
        moe_router_topk_limited_devices moe_router_topk_scaling_factor moe_shared_expert_gate
        moe_shared_expert_glu_interleave_size moe_shared_expert_intermediate_size
        moe_shared_expert_overlap moe_single_grouped_bias moe_single_grouped_weight
        moe_token_dispatcher_type moe_token_drop_policy moe_token_dropping moe_use_grouped_tensor
        moe_z_loss_coeff mrope_section mscale mscale_all_dim mtp_detach_heads mtp_enabled
        mtp_grad_scale_func mtp_hsm mtp_hybrid_override_pattern mtp_layer_types
        mtp_loss_scaling_factor mtp_num_layers mtp_sliding_windows mtp_standalone
        mtp_use_repeated_layer multi_latent_attention multimodal_attn_impl multimodal_projector_bias
        mup_attn_scale_power mup_base_head_dim mup_base_hidden_size mup_embedding_mult
        mup_output_mult mup_width_mult nccl_all_reduce_for_prefill nemotron_omni_contract
        no_rope_freq no_sync_func norm_before_gate normalization num_attention_heads
        num_global_key_value_heads num_global_query_groups num_kv_shared_layers num_labels
        num_layers num_layers_at_end_in_bf16 num_layers_at_start_in_bf16
        num_layers_in_first_pipeline_stage num_layers_in_last_pipeline_stage
        num_microbatches_with_partial_activation_checkpoints num_moe_experts num_position_embeddings
        num_query_groups num_workers offload_modules original_max_position_embeddings
        out_hidden_size output_layer_init_method overlap_dispatch_backward_with_experts_wgrad
        overlap_moe_expert_parallel_comm overlap_p2p_comm overlap_p2p_comm_warmup_flush
        oversize_policy pad_token_id parallel_output param_sync_func params_dtype patch_dim
        patch_end_token patch_image_size patch_size patch_start_token patch_start_token_id
        patch_token_count per_block_parameters per_layer_embed_dim per_layer_embed_vocab_size
        perform_initialization persist_layer_norm persistent_workers pin_memory pipeline_dtype
        pipeline_model_parallel_comm_backend pipeline_model_parallel_layout
        pipeline_model_parallel_size position_embedding_type position_id_per_seconds post_wrap_hooks
        pre_wrap_hooks pretrained_model_name projector_bias projector_hidden_size prompt q_lora_rank
        qk_clip qk_clip_alpha qk_clip_threshold qk_head_dim qk_l2_norm qk_layernorm
        qk_pos_emb_head_dim quant_recipe query_pre_attn_scalar radio_cpe_aspect_ratio_select
        radio_disable_cpe radio_force_cpe_eval_mode radio_force_eval_mode radio_interpolate_only_cpe
        rank_offset recompute_granularity recompute_method recompute_modules recompute_num_layers
        relative_attention_max_distance relative_attention_num_buckets repo_id
        restore_modelopt_state return_dict rmsnorm rope_scaling rope_scaling_factor rope_type
        rotary_base rotary_base_per_layer rotary_interleaved rotary_percent rotary_scaling_factor
        sample_count scale_embeddings_by_hidden_size scatter_embedding_sequence_parallel
        seconds_per_chunk separate_video_embedder seq_len_interpolation_factor seq_length
        seq_length_dec seqlen_divisible_by sequence_parallel share_embeddings_and_output_weights
        should_pad_vocab skip_getting_attention_mask_from_dataset sliding_attention_setting
        sliding_window_rope_base sliding_windows softmax_scale softmax_type sound_config
        sound_context_token_id sound_hidden_size sound_model_type sound_projection_hidden_size
        spatial_merge_size special_token_ids split ssm_in_multiplier ssm_multipliers
        ssm_out_multiplier standard_provider swa_num_query_groups swiglu_limits symmetric_ar_type
        talker_config teacher temporal_ckpt_compat temporal_patch_dim temporal_patch_size
        tensor_model_parallel_size tensor_parallel_num_weight_shards test_mode text_config
        thinker_config token2wav_config tokenizer_path tokenizer_type tokens_per_image topology
        tp_comm_atomic_ag tp_comm_atomic_rs tp_comm_bootstrap_backend tp_comm_bulk_dgrad
        tp_comm_bulk_wgrad tp_comm_overlap tp_comm_overlap_ag tp_comm_overlap_cfg
        tp_comm_overlap_disable_fc1 tp_comm_overlap_disable_qkv tp_comm_overlap_rs
        tp_comm_overlap_rs_dgrad tp_comm_split_ag tp_comm_split_rs tp_only_amax_red transformer
        transformer_impl transformer_layer_spec trust_remote_code understand_projector_stride
        use_arbitrary_attention_mask use_attention use_cpu_initialization use_dist_train
        use_double_wide_mlp use_fused_weighted_squared_relu use_grouped_gemm_for_dense_mlp
        use_grouped_gemm_for_shared_expert use_hf_vision_model use_inference_optimized_layers
        use_kitchen use_kitchen_attention use_mamba use_mamba_mem_eff_path use_mg_vit use_mlp
        use_mup use_ring_exchange_p2p use_te_activation_func use_te_rng_tracker
        use_transformer_engine_full_layer_spec use_transformer_engine_op_fuser
        use_vision_backbone_fp8_arch v_head_dim variable_seq_lengths video_end_token_id
        video_start_token_id video_token_id virtual_pipeline_model_parallel_size
        vision_class_token_len vision_config vision_context_parallel_size vision_cuda_graph_impl
        vision_cuda_graph_scope vision_dp_when_cp vision_encoder_module vision_encoder_params
        vision_end_token_id vision_expert_model_parallel_size vision_expert_tensor_parallel_size
        vision_model_type vision_pipeline_model_parallel_size vision_proj_ffn_hidden_size
        vision_projector_config vision_projector_input_size vision_soft_tokens_per_image
        vision_start_token_id vision_tensor_model_parallel_size vision_to_llm_dp_ratio
        vision_token_id vision_world_size vit_gradient_checkpointing vocab_size wgrad_deferral_limit
        window_attn_skip_freq window_size yarn_beta_fast yarn_beta_slow
        yarn_correction_range_round_to_int yarn_mscale yarn_mscale_all_dim
        yarn_original_max_position_embeddings yarn_rotary_scaling_factor
    in nvrx_straggler
      any: calc_individual_gpu_perf calc_relative_gpu_perf enable_logging enabled
        gpu_individual_perf_threshold gpu_relative_perf_threshold logger_name
        num_gpu_perf_scores_to_print profiling_interval report_time_interval stop_if_detected
    in optimizer
      instead: finetune_lr>lr
      any: adam_beta1 adam_beta2 adam_eps adaptive_muon_beta2 adaptive_muon_eps
        adaptive_muon_moment2_method apply_wd_to_qk_layernorm barrier_with_L1_time bf16 clip_grad
        config_logger_dir decoupled_lr decoupled_min_lr decoupled_weight_decay exp_avg_dtype
        exp_avg_sq_dtype fp16 fp8_recipe grad_norm_skip_threshold hysteresis initial_loss_scale
        lion_beta1 lion_beta2 log_num_zeros_in_grad loss_scale loss_scale_window lr main_grads_dtype
        main_params_dtype min_loss_scale min_lr muon_coefficient_type muon_extra_scale_factor
        muon_fp32_matmul_prec muon_momentum muon_nesterov muon_num_ns_steps muon_scalar_optimizer
        muon_scale_mode muon_split_qkv muon_tp_mode muon_use_syrk optimizer optimizer_cpu_offload
        optimizer_cuda_graph optimizer_offload_fraction overlap_cpu_optimizer_d2h_h2d
        overlap_param_gather overlap_param_gather_with_optimizer_step params_dtype pin_cpu_grads
        pin_cpu_params reuse_grad_buf_for_mxfp8_param_ag sgd_momentum soap_shampoo_beta
        soap_use_kl_shampoo store_param_remainders use_distributed_optimizer
        use_layer_wise_distributed_optimizer use_precision_aware_optimizer
        use_torch_optimizer_for_cpu_offload weight_decay
    in peft
      others open
      any: a2a_experimental alpha base_linear_is_parallel canonical_mapping dim
        disable_sequence_parallel_comm disable_tensor_parallel_comm dropout dropout_position
        exclude_modules experts_shared_outer_loras freeze_language_model freeze_vision_model
        freeze_vision_projection group_offsets in_features input_is_parallel inverse_idx
        lora_A_init_method lora_B_init_method lora_dtype n_adapters normalize_moe_lora num_tokens
        out_features params_to_save sequence_parallel_input_regather share_expert_adapters
        slot_token_counts sort_idx target_modules
    in profiling
      any: memory_snapshot_path nvtx_ranges profile_ranks profile_step_end profile_step_start
        pytorch_profiler_collect_callstack pytorch_profiler_collect_chakra
        pytorch_profiler_collect_shapes record_memory_history record_shapes use_nsys_profiler
        use_pytorch_profiler
    in rerun_state_machine
      any: check_for_nan_in_loss check_for_spiky_loss error_injection_rate error_injection_type
        rerun_mode spiky_loss_factor
    in rng
      any: data_parallel_random_init inference_rng_tracker seed te_rng_tracker
    in scheduler
      any: end_weight_decay lr_decay_iters lr_decay_samples lr_decay_style lr_warmup_fraction
        lr_warmup_init lr_warmup_iters lr_warmup_samples lr_wsd_decay_iters lr_wsd_decay_samples
        lr_wsd_decay_style max_steps no_weight_decay_cond_type override_opt_param_scheduler
        start_weight_decay use_checkpoint_opt_param_scheduler weight_decay_incr_style
    in straggler
      any: disable_straggler_on_startup enable_straggler_on_startup log_straggler
        straggler_ctrlr_port straggler_minmax_count
    in tensor_inspect
      any: allow_custom_feature_dirs enabled feature_dirs features init_training_step log_dir
    in tokenizer
      any: chat_template chat_template_path force_system_message hf_tokenizer_kwargs
        image_tag_type make_vocab_size_divisible_by merge_file metadata_path null_tokenizer_eod_id
        null_tokenizer_pad_id pad_vocab_size padded_vocab_size rank sp_tokenizer_kwargs
        special_tokens tensor_model_parallel_size tiktoken_num_special_tokens tiktoken_pattern
        tokenizer_hf_no_include_special_tokens tokenizer_hf_no_use_fast tokenizer_model
        tokenizer_prompt_format tokenizer_sentencepiece_ignore_extra_whitespaces
        tokenizer_sentencepiece_legacy tokenizer_type trust_remote_code use_gigatoken
        use_tokenizer_vocab_size vocab_extra_ids vocab_file vocab_size
    in train
      any: check_optimizer_step_success check_weight_hash_across_dp_replicas_interval
        decrease_batch_size_if_needed empty_unused_memory_level eval_interval eval_iters
        exit_duration_in_mins exit_interval exit_signal exit_signal_handler
        exit_signal_handler_for_dataloader exit_signal_handler_for_training global_batch_size
        gpu_sniff_test_interval iterations_to_skip manual_gc manual_gc_eval manual_gc_interval
        micro_batch_size num_epochs rampup_batch_size skip_sync_grad_norm_across_mp skip_train
        step_batch_size_schedule train_iters train_samples train_sync_interval
    in validation
      any: eval_global_batch_size eval_interval eval_iters eval_micro_batch_size full_validation
        multiple_validation_sets skip_train start_eval_at_iter test_mode validation_set_names
    """)
}
