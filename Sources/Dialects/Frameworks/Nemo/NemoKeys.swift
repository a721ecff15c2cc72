import RunPlan

/// The keys that NeMo 1 and its launcher read in files for language models: what the code under
/// `nlp/models/language_modeling` and `nlp/modules/common/megatron` asks the configuration for, the
/// fields of Megatron-Core's `TransformerConfig`, which are taken by their names, Lightning's
/// `Trainer` and `utils/exp_manager.py`.
///
/// What the code does not ask for is left alone, and models of one's own ask for more.
extension Nemo {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "NeMo", version: "8cfedd7", unknownKeys: .open, ownsNames: false, keys)

  static let keys = """
    any: actor base_model checkpoint_dir checkpoint_name cluster_type common_inference_params
      critic dataset defaults delta_model do_testing do_training energon env_vars export
      export_options gpt_model_file hparams_file hydra infer inference init_from_nemo_model
      init_from_ptl_ckpt mcore_gpt megatron_amp_O2 name name_ nemo_path password
      pipeline_model_parallel_size pipeline_model_parallel_split_rank port pretrained_checkpoint
      prompts pruned quantization remote_critic_rm restore_from_path run s3_checkpointing seed
      server share target tensor_model_parallel_size tokenizer use_lhotse username web_server
    in trainer
      any: accelerator accumulate_grad_batches amp_backend amp_level auto_lr_find
        auto_scale_batch_size auto_select_gpus barebones benchmark callbacks check_val_every_n_epoch
        checkpoint_callback default_root_dir detect_anomaly deterministic devices
        distributed_backend enable_autolog_hparams enable_checkpointing enable_model_summary
        enable_progress_bar fast_dev_run gpus gradient_clip_algorithm gradient_clip_val
        inference_mode ipus limit_predict_batches limit_test_batches limit_train_batches
        limit_val_batches log_every_n_steps logger max_epochs max_steps max_time min_epochs
        min_steps model_registry move_metrics_to_cpu multiple_trainloader_mode num_nodes
        num_processes num_sanity_val_steps overfit_batches plugins precision prepare_data_per_node
        profiler progress_bar_refresh_rate reload_dataloaders_every_n_epochs replace_sampler_ddp
        resume_from_checkpoint rm sft strategy sync_batchnorm terminate_on_nan tpu_cores
        track_grad_norm use_distributed_sampler val_check_interval weights_save_path weights_summary
    in exp_manager
      any: additional_ft_launcher_args always_save_nemo apply_ema_every_n_steps artifact_location
        async_save auto_insert_metric_name buffer_size calc_individual_gpu_perf
        calc_relative_gpu_perf calculate_timeouts check_finite check_on_train_epoch_end
        clearml_kwargs clearml_logger_kwargs cpu_offload create_checkpoint_callback
        create_clearml_logger create_dllogger_logger create_early_stopping_callback
        create_fault_tolerance_callback create_ipl_epoch_stopper_callback create_mlflow_logger
        create_neptune_logger create_preemption_callback create_straggler_detection_callback
        create_tensorboard_logger create_wandb_logger decay dirpath disable_validation_on_resume
        divergence_threshold dllogger_kwargs dllogger_logger_kwargs early_stopping_callback_params
        ema enable enable_stop evaluate_ema_weights_instead every_n_epochs every_n_steps
        every_n_train_steps every_n_val_epochs exp_dir experiment_name explicit_log_dir
        fault_tolerance filename files_to_copy gpu_individual_perf_threshold
        gpu_relative_perf_threshold initial_rank_heartbeat_timeout ipl_epoch_stopper_callback_params
        json_file log_delta_step_timing log_dir log_global_rank_0_only log_level
        log_local_rank_0_only log_rank_zero_only log_step_timing log_tflops_per_sec_per_gpu
        max_rank_restarts max_subsequent_job_failures max_time_per_run min_delta mlflow_kwargs
        mlflow_logger_kwargs mode model_parallel_size monitor multistorageclient_enabled name
        nemo_save_best_model neptune_kwargs neptune_logger_kwargs num_gpu_perf_scores_to_log params
        patience period postfix prefix rank_heartbeat_timeout rank_termination_signal reduction
        report_time_interval resume resume_from_checkpoint resume_if_exists
        resume_ignore_no_checkpoint resume_past_end root_dir run_id safety_factor save_best_model
        save_dir save_last save_last_n_optim_states save_nemo_on_train_end save_on_train_epoch_end
        save_top_k save_weights_only seconds_to_sleep simulated_fault start_step stdout
        step_timing_kwargs stop_every_n_epochs stop_if_detected stopping_threshold
        straggler_detection_params strict summary_writer_kwargs summary_writter_kwargs sync_cuda
        tags tracking_uri train_time_interval trainer use_datetime_version validate_original_weights
        verbose version wandb_exp wandb_kwargs wandb_logger_kwargs wandb_project
        workload_check_interval
      in checkpoint_callback_params
        any: always_save_nemo async_save auto_insert_metric_name dirpath enable_version_counter
          every_n_epochs every_n_train_steps every_n_val_epochs filename filepath mode
          model_parallel_size monitor multistorageclient_enabled period postfix prefix
          save_best_model save_last save_last_n_optim_states save_nemo_on_train_end
          save_on_train_epoch_end save_top_k save_weights_only train_time_interval verbose
    in model
      any: a2a_experimental account_for_embedding_in_pipeline_split
        account_for_loss_in_pipeline_split activation activation_func activation_func_clamp_value
        activation_func_fp8_input_store activation_offload_fraction
        activations_checkpoint_granularity activations_checkpoint_layers_per_pipeline
        activations_checkpoint_method activations_checkpoint_num_layers
        activations_checkpoint_recurrent adapter_dim adapter_dropout adapter_tuning add_bias_linear
        add_bos add_bos_to_input add_eos add_eos_to_input add_lm_head add_pooler
        add_position_embedding add_qkv_bias add_sep alpha answer_only_loss
        apex_transformer_log_level apply_embedding_scaling apply_query_key_layer_scaling
        apply_residual_connection_post_layernorm apply_rope_fusion arch async_grad_allreduce
        attention_backend attention_dropout attention_output_gate attention_softmax_in_fp32
        attention_type autocast_dtype barrier_with_L1_time batch_invariant_backend
        batch_invariant_mode batch_p2p_comm batch_p2p_sync batch_size beam_size bert_binary_head
        beta_fast beta_schedule beta_slow bf16 bias bias_activation_fusion bias_dropout_add_fusion
        bias_dropout_fusion bias_gelu_fusion cache_ids cache_mla_latents calculate_per_token_loss
        capture_cudagraph_iters ceil_to_power_2 channels channels_last checkpoint_folder
        checkpoint_name chunk_size ckpt_path classes_fraction clean clip_denoised
        clone_scatter_output_in_embedding cls_hidden_dim cluster_type column_init_method concat_mode
        concat_sampling_probabilities concat_sampling_technique concat_sampling_temperature concepts
        cond_stage_config cond_stage_forward cond_stage_key cond_stage_trainable conditioner_config
        conditioning conditioning_key config_logger_dir context_parallel_size control_key
        control_stage_config cosine_s cp_comm_type cpu_offloading cpu_offloading_activations
        cpu_offloading_double_buffering cpu_offloading_num_layers
        cpu_offloading_retain_pinned_cpu_buffers cpu_offloading_weights cross_entropy_fusion_impl
        cross_entropy_loss_fusion cuda_graph_impl cuda_graph_modules
        cuda_graph_retain_backward_graph cuda_graph_scope cuda_graph_use_single_mempool
        cuda_graph_warmup_steps data_file data_per_class_fraction dataloader_type ddp_overlap
        deallocate_pipeline_outputs dec_cross_attention dec_num_layers decoder decoder_arch
        decoder_seq_length decoder_tokenizer defer_embedding_wgrad_compute
        delay_offload_until_cuda_graph delay_wgrad_compute delta_offload_bytes_across_pp_ranks
        denoiser_config deteministic_mode deterministic_mode disable_bf16_reduced_precision_matmul
        disable_first_stage_autocast disable_parameter_transpose_cache disable_special_tokens
        dist_ckpt_assume_constant_structure dist_ckpt_format dist_ckpt_load_on_device
        dist_ckpt_load_strictness dist_ckpt_parallel_dist_opt dist_ckpt_parallel_load
        dist_ckpt_parallel_save dist_ckpt_parallel_save_within_dp dist_ckpt_torch_dist_multiproc
        distribute_saved_activations distributed_adam_bucket_merge_size do_layer_norm_weight_decay
        drop_last drop_layers drop_path_rate dropout_position dsa_indexer_head_dim
        dsa_indexer_k_norm_epsilon dsa_indexer_k_norm_fp32 dsa_indexer_loss_coeff
        dsa_indexer_n_heads dsa_indexer_rope_interleaved dsa_indexer_rotate_activation
        dsa_indexer_scoring_relu dsa_indexer_skip_topk_offset dsa_indexer_topk dsa_indexer_topk_freq
        dsa_indexer_use_sparse_loss dsa_kernel_backend dump_debug_info dump_debug_info_to_file
        embedding_dropout embedding_init_method embedding_init_method_std enable_autocast
        enable_cuda_graph enable_megatron_timers enable_mhc_connections enc_cross_attention
        enc_num_layers enc_output_name encoder encoder_arch encoder_seq_length encoder_tokenizer
        eod_mask_loss ep_overlap_early_attn_memory_release eval_batch_size eval_languages
        existing_tasks exp_manager experimental_attention_variant
        experimental_attention_variant_loss_scale_func expert_gtp_weight_remat_size
        expert_model_parallel_size expert_tensor_parallel_num_weight_shards
        expert_tensor_parallel_size external_cuda_graph ffn_dropout ffn_hidden_size file_name
        file_names file_path finalize_model_grads_func fine_grained_activation_offloading
        fine_grained_offloading_max_inflight_offloads first_last_layers_bf16 first_stage_config
        first_stage_key flash_attention_version flash_decode force_head_dtype fp16
        fp16_lm_cross_entropy fp32_residual_connection fp4 fp4_param fp4_quantizer_factory
        fp4_recipe fp8 fp8_amax_compute_algo fp8_amax_history_len fp8_dot_product_attention fp8_e4m3
        fp8_hybrid fp8_interval fp8_margin fp8_multi_head_attention fp8_output_proj fp8_param
        fp8_params fp8_quantizer_factory fp8_recipe fp8_wgrad fsdp fsdp_cpu_offload
        fsdp_grad_reduce_dtype fsdp_limit_all_gathers fsdp_sharded_checkpoint fsdp_sharding_strategy
        fsdp_use_orig_params fused_opt fused_residual_rmsnorm fused_single_qkv_rope
        gated_linear_unit gather_with_grad gc_interval gdp_cutedsl_kernel
        gdp_num_chunk_states_to_recompute gdp_num_householder get_attention_mask_from_fusion
        get_config_dict given_betas global_batch_size global_sample_mapping glu_linear_offset
        grad_allreduce_chunk_size_mb grad_div_ar_fusion grad_scale_func grad_sync_func
        gradient_accumulation_fusion gradient_as_bucket_view gtp_remat_opt_in_modules
        gtp_weight_remat_size head headscale hetereogenous_dist_checkpoint heterogeneous_block_specs
        hf_dataset hidden_dropout hidden_size hidden_steps hiddens
        hierarchical_context_parallel_sizes high_freq_factor high_priority_a2a_comm_stream
        hparams_file hybrid_context_parallel hybrid_override_pattern hyena hysteresis ignore_keys
        image_logger image_size img_h img_w index_mapping_dir inductor inductor_cudagraphs inference
        inference_cuda_graph_scope inference_disable_triton_nvls_kernels
        inference_fuse_tp_communication inference_grouped_gemm_backend
        inference_moe_disable_fused_quant_kernels inference_moe_token_dispatcher_type
        inference_rng_tracker inference_sampling_seed init_method init_method_std
        init_model_with_meta_device is_hybrid_model is_legacy items kd_teacher_restore_from_path
        kitchen_attention_backend kv_channels kv_lora_rank l_simple_weight label_key label_smoothing
        language_model language_model_path latent_size layer_selection layer_type layernorm_epsilon
        layernorm_zero_centered_gamma learn_logvar learning_rate len_pen library
        linear_attention_freq linear_conv_kernel_dim linear_end linear_key_head_dim
        linear_num_key_heads linear_num_value_heads linear_start linear_value_head_dim
        llm_model_path llm_model_type load_only_unet local_loss log_every_t log_max_attention_logit
        log_token_counts logits_soft_cap logvar_init lora_path lora_tuning loss loss_fn_config
        loss_type low_freq_factor make_vocab_size_divisible_by mamba_head_dim mamba_num_groups
        mamba_num_heads mamba_ssm_ngroups mamba_state_dim mamba_training_ssm_states_dtype mask_prob
        masked_softmax_fusion max_generation_delta max_position_embeddings max_predictions_per_seq
        max_seq_length max_seqlen_per_dp_cp_rank max_src_seq_length max_tgt_seq_length mcore_bert
        mcore_customization_config mcore_gpt mcore_t5 megatron_amp_02 megatron_amp_O2
        megatron_legacy megatron_lm_compatible megatron_timer_kwargs memmap_workers
        memory_efficient_layer_norm merge_file metadata_file metric mhc_init_gating_factor
        mhc_num_residual_streams mhc_recompute_layer_num mhc_sinkhorn_iterations micro_batch_size
        microbatch_group_size_per_vp_stage min_logv min_offloaded_tensor_size min_seq_length
        mla_down_proj_fusion mlp_chunks_for_prefill mlp_chunks_for_training mm_cfg
        model_parallel_size model_type moe_apply_probs_on_input moe_aux_loss_coeff
        moe_combine_bwd_dtype moe_deepep_num_sms moe_dispatch_fwd_dtype moe_dropout
        moe_enable_deepep moe_enable_routing_replay moe_expert_capacity_factor
        moe_expert_rank_capacity_factor moe_ffn_hidden_size moe_flex_dispatcher_backend
        moe_flex_dispatcher_num_sms moe_frequency moe_grad_scale_func moe_grouped_gemm
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
        moe_z_loss_coeff monitor mrope_section mscale mscale_all_dim mtp_detach_heads
        mtp_grad_scale_func mtp_hsm mtp_hybrid_override_pattern mtp_loss_scaling_factor
        mtp_num_layers mtp_standalone mtp_use_repeated_layer multi_latent_attention multilingual
        mup_attn_scale_power mup_base_head_dim mup_base_hidden_size mup_embedding_mult
        mup_output_mult mup_width_mult n_transformers name name_key_to_mcore_mixins names
        native_amp_growth_interval native_amp_init_scale nccl_all_reduce_for_prefill
        nccl_communicator_config_path nemo_model nemo_path network_alpha new_tasks no_rope_freq
        no_sync_func noise_cond_aug non_recon_warmup_batches norm_position norm_type normalization
        normalize_attention_scores nsys_profile num_attention_heads num_channels num_classes
        num_experts num_layers num_layers_at_end_in_bf16 num_layers_at_start_in_bf16
        num_layers_in_first_pipeline_stage num_layers_in_last_pipeline_stage
        num_micro_batches_with_partial_activation_checkpoints
        num_microbatches_with_partial_activation_checkpoints num_moe_experts num_query_groups
        num_self_attention_per_cross_attention num_sentinel_tokens num_seq_classification_layers
        num_soft_negatives num_timesteps_cond num_tok_classification_layers num_workers
        offload_modules old_context_len only_mid_control only_mlm_loss onnx_safe openai_gelu
        original_elbo_weight original_max_position_embeddings output_dim output_file_path_prefix
        output_layer_init_method output_sequence overlap_dispatch_backward_with_experts_wgrad
        overlap_moe_expert_parallel_comm overlap_p2p_comm overlap_p2p_comm_warmup_flush
        overlap_param_gather override_vocab_size overwrite_base_config p_tuning packed_sequence
        packed_sequence_return_cu_seqlen pad_to_max_length param_sync_func parameterization
        params_dtype patch_dim perform_initialization persist_layer_norm pin_memory pipeline_dtype
        pipeline_model_parallel_comm_backend pipeline_model_parallel_layout
        pipeline_model_parallel_size pipeline_model_parallel_split_rank posistion_embedding_type
        position_embedding_strategy position_embedding_type post_process pre_process precache_mode
        precision preconditioning preconditioning_type preproc_out_dir pretrained_checkpoint
        pretrained_model_path pretrained_model_type prior_loss_weight prompt_dataset_paths
        prompt_learning prompt_template prompt_tuning q_lora_rank qk_clip qk_clip_alpha
        qk_clip_threshold qk_head_dim qk_l2_norm qk_layernorm qk_pos_emb_head_dim qkv_bias
        quant_recipe rampup_batch_size recompute_granularity recompute_method recompute_modules
        recompute_num_layers recon_per_token reduce_amax regression relative_attention_max_distance
        relative_attention_num_buckets relative_position_bias_self_attention_only
        replace_bos_with_pad report_validation_accuracy report_validation_metric
        reset_attention_mask reset_lr reset_lr_steps reset_position_ids restore_from_ckpt
        restore_from_path restore_path resume_from_checkpoint retro
        retro_train_samples_with_neighbors retro_valid_samples_with_neighbors reward_model_type
        rope_type rotary_base rotary_interleaved rotary_percent rotary_percentage
        rotary_scaling_factor row_init_method sample_weight save_nemo_on_validation_end save_path
        scale_by_std scale_factor scale_positional_embedding scheduler sd_locked seed sep_id
        seq_len_interpolation_factor seq_length sequence_parallel service_ip service_port shape_file
        shard_strategy share_decoder_tokens_head_embeddings share_embeddings_and_output_weights
        share_token_embeddings shared_embeddings shared_tokenizer sharp short_seq_prob shuffle
        sim_hidden_dim skip_fp8_attention_checkpoint_load skip_head skip_train softmax_scale
        softmax_type special_tokens src_file_name src_language steerable_attributes steerlm
        symmetric_ar_type sync_batch_comm tar_files tar_shuffle_n target_modules task_name
        task_templates temperature tensor_model_parallel_size tensor_model_parallel_world_size
        tensor_parallel_num_weight_shards test_ds test_mode text text_embedding_dropout_rate
        tgt_file_name tgt_language timers timesteps tokenizer tokenizer_model tokenizer_name
        tokens_head_bias tokens_in_batch tokens_to_generate tp_comm_atomic_ag tp_comm_atomic_rs
        tp_comm_bootstrap_backend tp_comm_bulk_dgrad tp_comm_bulk_wgrad tp_comm_overlap
        tp_comm_overlap_ag tp_comm_overlap_disable_fc1 tp_comm_overlap_disable_qkv
        tp_comm_overlap_rs tp_comm_overlap_rs_dgrad tp_comm_split_ag tp_comm_split_rs
        tp_only_amax_red train_ds train_text_encoder transform transformer_block_type
        transformer_engine transformer_impl truncation_field tunable_base_param_names type
        ub_tp_comm_bootstrap_backend ub_tp_comm_overlap ub_tp_comm_overlap_cfg unet_type
        use_all_possible_negatives use_avg_pool use_cached_latents use_cpu_initialization use_ema
        use_emha use_flash_attention use_fused_weighted_squared_relu use_grouped_gemm_for_dense_mlp
        use_grouped_gemm_for_shared_expert use_inference_optimized_layers use_kitchen
        use_kitchen_attention use_loss_mask use_mamba_mem_eff_path use_mup use_positional_encodings
        use_ring_exchange_p2p use_scaled_init_method use_siglip use_tarred_dataset
        use_te_activation_func use_te_rng_tracker use_tp_pp_dp_mapping
        use_transformer_engine_op_fuser v_head_dim v_posterior validation_drop_last validation_ds
        validation_global_batch_size validation_metric validation_micro_batch_size
        validation_param_sync_overlap variable_seq_lengths variant version
        virtual_pipeline_model_parallel_size virtual_prompt_style vision vision_pretraining_type
        visual_model_path vocab_file vocab_size weight weight_tying wgrad_deferral_limit
        window_attn_skip_freq window_size with_fp32_embedding_grads with_prior_preservation
        write_predictions_to_file
      in data
        any: add_bos add_eos add_eos_to_decoder_output add_fim add_sentinel_to_input
          cached_instance_dir cached_reg_dir ceil_to_power_2 center_crop chat chat_prompt_tokens
          concat_sampling_probabilities conv_template data_cache_generation_only data_impl
          data_impl_kwargs data_path data_prefix data_sharding data_train data_validation
          dataloader_type dataset_type decoder_starts_with_pad delay_data_init delay_data_mmap
          delete_mask_prob eod_mask_loss exchange_indices_distributed extreme_masked_lm_prob
          extreme_max_ngram_size extreme_mean_ngram_size extreme_min_ngram_size
          extreme_ngram_span_length_distribution favor_long_ngrams favor_longer_ngrams fim
          geometric_dist get_attention_mask_from_fusion global_batch_size hard_negatives_to_train
          image_aspect_ratio image_folder image_token_len imagenet_val index_mapping_dir
          instance_dir instance_prompt is_multimodal knn_index lazy_preprocess legacy_dataset
          load_cache masked_lm_prob max_ngram_size max_seq_length mean_ngram_size media_type
          micro_batch_size min_seq_length mmap_bin_files mock mock_data_size mock_dataset name
          neighbors ngram_span_length_distribution no_seqlen_plus_one_input_tokens
          num_dataset_builder_threads num_frames num_images_per_prompt num_reg_images num_workers
          packed_sequence pad_samples_to_global_batch_size pad_to_max_length permutation pin_memory
          prefix_lm_pivot_mean regularization_dir regularization_prompt reset_attention_mask
          reset_position_ids resolution respect_document_boundaries retrieval_prefix retro_data
          return_output_tensors sample sep_image_conv_front sep_token_between_frames seq_length
          seq_length_dec short_seq_prob shuffle shuffle_documents skip_warmup splice_single_frame
          splits_string synthetic_data synthetic_data_length test_cache_data_path test_ds train
          train_cache_data_path ul2_prompt_token val_ds validation validation_cache_data_path
          validation_drop_last validation_ds video_folder webdataset whole_word_masking
        in train_ds
          any: add_bos add_bos_to_input add_eos add_eos_to_input add_sep answer_only_loss
            ceil_to_power_2 concat_sampling_probabilities concat_sampling_technique
            concat_sampling_temperature context_key doc_file_names drop_last file_name file_names
            file_path get_attention_mask_from_fusion global_batch_size global_sample_mapping
            ground_truth_file_path hf_dataset index_mapping_dir label_key max_seq_length
            max_src_seq_length max_tgt_seq_length memmap_workers metric micro_batch_size
            min_seq_length name names neighbors num_workers output_file_path_prefix packed_sequence
            pad_to_max_length pin_memory prediction_file_path_prefix prompt_template
            query_file_names replace_bos_with_pad seed separate_prompt_and_response_with_newline
            seq_length shuffle src_file_name task_name test_names tgt_file_name tokens_to_generate
            truncation_field truncation_method write_embeddings_to_file write_predictions_to_file
      in optim
        any: adam_w_mode align_grad_reduce align_param_gather amsgrad average_in_collective betas
          bias_correction bucket_cap_mb capturable check_for_nan_in_grad contiguous_grad_buffer
          contiguous_param_buffer ddp_bucket_size delay_grad_reduce delay_param_gather
          differentiable dtype eps foreach fused grad_sync_dtype lock_timeout lr master_weights
          max_grad_norm maximize min_lr momentum name nccl_ub num_distributed_optimizer_instances
          overlap_grad_sync overlap_param_gather_with_optimizer_step overlap_param_sync
          param_sync_dtype set_grad_none weight_decay
        in sched
          any: args base_lr constant_ratio constant_steps cycle d_model decay_rate drop_last
            epochs frequency gamma hold_ratio hold_steps interval iters_per_batch last_epoch
            max_epochs max_lr max_steps max_steps_for_lr_sched min_lr monitor name num_steps
            pct_start power reduce_on_plateau step_size steps_per_epoch t_accumulate_grad_batches
            t_limit_train_batches t_max_epochs t_num_workers warmup_ratio warmup_steps
      in peft
        any: adapter_tuning ia3_tuning p_tuning peft_scheme restore_from_ckpt
          restore_from_ckpt_name restore_from_hparams_path restore_from_path selective_tuning
        in lora_tuning
          any: adapter_dim adapter_dropout alpha column_init_method layer_selection
            position_embedding_strategy row_init_method target_modules variant weight_tying
    """
}

extension NemoLauncher {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "NeMo-Framework-Launcher", version: "26e42fa", unknownKeys: .open, ownsNames: false,
    Nemo.keys,
    """
    in run
      any: account adapter_learning_dir bcp_preproc_npernode blending_alpha convert_dir
        convert_name dependency eval_name fine_tuning_dir gpu ia3_learning_dir model_train_name name
        node_array_size nodes ntasks_per_node partition preprocessed_dir prompt_learning_dir
        results_dir task_name tasks time_limit train_dir train_name
    """)
}
