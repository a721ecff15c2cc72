import RunPlan

extension MegatronLM {
  /// The nested form, which the trainer turns into attributes without looking at their names: the
  /// keys of its example, and the fields of Megatron-Core's classes for its two sections.
  static let nestedCatalogue = KeyCatalogue(
    "Megatron-LM", version: "4e4b380", unknownKeys: .open, ownsNames: false,
    """
    any: accumulate_allreduce_grads_in_fp32 adam_beta1 adam_beta2 adam_eps add_position_embedding
      adlr_autoresume adlr_autoresume_interval align_grad_reduce align_param_gather bert_binary_head
      check_for_nan_in_loss_and_grad clip_grad data_cache_path data_parallel_random_init data_path
      dataloader_type decoder_num_layers decoder_seq_length distributed_backend
      distributed_timeout_minutes empty_unused_memory_level enable_one_logger encoder_num_layers
      encoder_seq_length end_weight_decay eod_mask_loss eval_interval eval_iters
      exit_duration_in_mins exit_interval exit_on_missing_checkpoint exit_signal_handler finetune
      fp16_lm_cross_entropy global_batch_size group_query_attention hysteresis initial_loss_scale
      lazy_mpu_init load local_rank log_interval log_loss_scale_to_tensorboard
      log_memory_to_tensorboard log_num_zeros_in_grad log_params_norm log_progress log_throughput
      log_timers_to_tensorboard log_validation_ppl_to_tensorboard log_world_size_to_tensorboard
      loss_scale loss_scale_window lr lr_decay_iters lr_decay_samples lr_decay_style
      lr_warmup_fraction lr_warmup_init lr_warmup_iters lr_warmup_samples
      make_vocab_size_divisible_by manual_gc manual_gc_eval manual_gc_interval mask_prob
      max_position_embeddings merge_file micro_batch_size min_loss_scale min_lr mock_data
      nccl_communicator_config_path no_load_optim no_load_rng no_save_optim no_save_rng
      num_layers_per_virtual_pipeline_stage num_workers one_logger_project one_logger_run_name
      onnx_safe openai_gelu optimizer overlap_grad_reduce overlap_param_gather
      override_opt_param_scheduler position_embedding_type profile profile_ranks profile_step_end
      profile_step_start reset_attention_mask reset_position_ids rotary_percent
      rotary_seq_len_interpolation_factor sample_rate save save_interval seed seq_length
      sgd_momentum short_seq_prob skip_train spec split squared_relu standalone_embedding_stage
      start_weight_decay step_batch_size_schedule swiglu tensorboard_dir tensorboard_log_interval
      tensorboard_queue_size test_data_path timing_log_level timing_log_option tokenizer_model
      tokenizer_type tp_comm_overlap_cfg train_data_path train_iters train_samples transformer_impl
      untie_embeddings_and_output_weights use_checkpoint_args use_checkpoint_opt_param_scheduler
      use_distributed_optimizer use_flash_attn use_legacy_models valid_data_path vocab_extra_ids
      vocab_file vocab_size wandb_exp_name wandb_project wandb_save_dir weight_decay
      weight_decay_incr_style train_samples lr_decay_samples
    in model_parallel
      any: _cpu_offloading_context autocast_dtype barrier_with_L1_time batch_p2p_comm
        batch_p2p_sync bf16 context_parallel_size cpu_offloading cpu_offloading_activations
        cpu_offloading_double_buffering cpu_offloading_num_layers
        cpu_offloading_retain_pinned_cpu_buffers cpu_offloading_weights cross_entropy_fusion_impl
        cross_entropy_loss_fusion deallocate_pipeline_outputs defer_embedding_wgrad_compute
        delay_wgrad_compute deterministic_mode enable_autocast ep_overlap_early_attn_memory_release
        expert_gtp_weight_remat_size expert_model_parallel_size
        expert_tensor_parallel_num_weight_shards expert_tensor_parallel_size
        finalize_model_grads_func fp16 grad_scale_func grad_sync_func gradient_accumulation_fusion
        gtp_weight_remat_size hierarchical_context_parallel_sizes hybrid_context_parallel
        max_seqlen_per_dp_cp_rank microbatch_group_size_per_vp_stage moe_grad_scale_func
        mtp_grad_scale_func mtp_standalone no_sync_func
        num_microbatches_with_partial_activation_checkpoints
        overlap_dispatch_backward_with_experts_wgrad overlap_moe_expert_parallel_comm
        overlap_p2p_comm overlap_p2p_comm_warmup_flush param_sync_func params_dtype
        perform_initialization pipeline_dtype pipeline_model_parallel_comm_backend
        pipeline_model_parallel_size sequence_parallel tensor_model_parallel_size
        tensor_parallel_num_weight_shards timers tp_comm_atomic_ag tp_comm_atomic_rs
        tp_comm_bootstrap_backend tp_comm_bulk_dgrad tp_comm_bulk_wgrad tp_comm_overlap
        tp_comm_overlap_ag tp_comm_overlap_disable_fc1 tp_comm_overlap_disable_qkv
        tp_comm_overlap_rs tp_comm_overlap_rs_dgrad tp_comm_split_ag tp_comm_split_rs
        use_cpu_initialization use_ring_exchange_p2p use_te_rng_tracker variable_seq_lengths
        virtual_pipeline_model_parallel_size wgrad_deferral_limit
    in language_model
      any: account_for_embedding_in_pipeline_split account_for_loss_in_pipeline_split
        activation_func activation_func_clamp_value activation_func_fp8_input_store
        activation_offload_fraction add_bias_linear add_qkv_bias apply_query_key_layer_scaling
        apply_residual_connection_post_layernorm apply_rope_fusion attention_backend
        attention_dropout attention_output_gate attention_softmax_in_fp32 batch_invariant_backend
        batch_invariant_mode beta_fast beta_slow bias_activation_fusion bias_dropout_fusion
        bias_swiglu_fusion cache_mla_latents calculate_per_token_loss
        clone_scatter_output_in_embedding config_logger_dir cp_comm_type cuda_graph_impl
        cuda_graph_modules cuda_graph_retain_backward_graph cuda_graph_scope
        cuda_graph_use_single_mempool cuda_graph_warmup_steps delay_offload_until_cuda_graph
        delta_offload_bytes_across_pp_ranks disable_bf16_reduced_precision_matmul
        disable_parameter_transpose_cache distribute_saved_activations dsa_indexer_head_dim
        dsa_indexer_k_norm_epsilon dsa_indexer_k_norm_fp32 dsa_indexer_loss_coeff
        dsa_indexer_n_heads dsa_indexer_rope_interleaved dsa_indexer_rotate_activation
        dsa_indexer_scoring_relu dsa_indexer_skip_topk_offset dsa_indexer_topk dsa_indexer_topk_freq
        dsa_indexer_use_sparse_loss dsa_kernel_backend embedding_init_method
        embedding_init_method_std enable_cuda_graph enable_mhc_connections
        experimental_attention_variant experimental_attention_variant_loss_scale_func
        external_cuda_graph ffn_hidden_size fine_grained_activation_offloading
        fine_grained_offloading_max_inflight_offloads first_last_layers_bf16 flash_attention_version
        flash_decode fp32_residual_connection fp4 fp4_param fp4_quantizer_factory fp4_recipe fp8
        fp8_amax_compute_algo fp8_amax_history_len fp8_dot_product_attention fp8_interval fp8_margin
        fp8_multi_head_attention fp8_output_proj fp8_param fp8_quantizer_factory fp8_recipe
        fp8_wgrad fused_residual_rmsnorm fused_single_qkv_rope gated_linear_unit gdp_cutedsl_kernel
        gdp_num_chunk_states_to_recompute gdp_num_householder glu_linear_offset
        gtp_remat_opt_in_modules hetereogenous_dist_checkpoint heterogeneous_block_specs
        hidden_dropout hidden_size high_priority_a2a_comm_stream inference_cuda_graph_scope
        inference_disable_triton_nvls_kernels inference_fuse_tp_communication
        inference_grouped_gemm_backend inference_moe_disable_fused_quant_kernels
        inference_moe_token_dispatcher_type inference_rng_tracker inference_sampling_seed
        init_method init_method_std init_model_with_meta_device is_hybrid_model
        kitchen_attention_backend kv_channels kv_lora_rank layernorm_epsilon
        layernorm_zero_centered_gamma linear_attention_freq linear_conv_kernel_dim
        linear_key_head_dim linear_num_key_heads linear_num_value_heads linear_value_head_dim
        log_max_attention_logit mamba_head_dim mamba_num_groups mamba_num_heads mamba_state_dim
        mamba_training_ssm_states_dtype masked_softmax_fusion memory_efficient_layer_norm
        mhc_init_gating_factor mhc_num_residual_streams mhc_recompute_layer_num
        mhc_sinkhorn_iterations min_offloaded_tensor_size mla_down_proj_fusion
        mlp_chunks_for_prefill mlp_chunks_for_training moe_apply_probs_on_input moe_aux_loss_coeff
        moe_combine_bwd_dtype moe_deepep_num_sms moe_dispatch_fwd_dtype moe_enable_deepep
        moe_enable_routing_replay moe_expert_capacity_factor moe_expert_rank_capacity_factor
        moe_ffn_hidden_size moe_flex_dispatcher_backend moe_flex_dispatcher_num_sms moe_grouped_gemm
        moe_hybridep_num_blocks_permute moe_hybridep_num_blocks_unpermute moe_hybridep_num_sms
        moe_hybridep_num_sms_preprocessing moe_hybridep_pad_uneven_dispatch_inputs
        moe_input_jitter_eps moe_latent_size moe_layer_freq moe_layer_recompute
        moe_mlp_glu_interleave_size moe_ncclep_zero_copy moe_pad_expert_input_to_capacity
        moe_pad_experts_for_cuda_graph_inference moe_paged_stash
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
        moe_z_loss_coeff mrope_section mscale mscale_all_dim mtp_detach_heads mtp_hsm
        mtp_hybrid_override_pattern mtp_loss_scaling_factor mtp_num_layers mtp_use_repeated_layer
        multi_latent_attention mup_attn_scale_power mup_base_head_dim mup_base_hidden_size
        mup_embedding_mult mup_output_mult mup_width_mult nccl_all_reduce_for_prefill no_rope_freq
        normalization num_attention_heads num_layers num_layers_at_end_in_bf16
        num_layers_at_start_in_bf16 num_layers_in_first_pipeline_stage
        num_layers_in_last_pipeline_stage num_moe_experts num_query_groups offload_modules
        original_max_position_embeddings output_layer_init_method persist_layer_norm
        pipeline_model_parallel_layout q_lora_rank qk_clip qk_clip_alpha qk_clip_threshold
        qk_head_dim qk_l2_norm qk_layernorm qk_pos_emb_head_dim quant_recipe recompute_granularity
        recompute_method recompute_modules recompute_num_layers rope_type rotary_base
        rotary_interleaved rotary_percent rotary_scaling_factor softmax_scale softmax_type
        symmetric_ar_type test_mode tp_only_amax_red transformer_impl
        use_fused_weighted_squared_relu use_grouped_gemm_for_dense_mlp
        use_grouped_gemm_for_shared_expert use_inference_optimized_layers use_kitchen
        use_kitchen_attention use_mamba_mem_eff_path use_mup use_te_activation_func
        use_transformer_engine_op_fuser v_head_dim window_attn_skip_freq window_size
    """)
}
