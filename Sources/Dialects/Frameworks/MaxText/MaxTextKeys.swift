import RunPlan

/// The keys that MaxText reads: the fields of the pydantic classes in
/// `src/maxtext/configs/types.py`, and former names out of the history of `base.yml`.
extension MaxText {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "MaxText", version: "e591f30", unknownKeys: .refused,
    """
    int: attention_output_dim base_emb_dim base_mlp_dim base_moe_mlp_dim base_num_decoder_layers
      base_num_kv_heads base_num_query_heads batch_split_factor beta_fast beta_slow
      block_diffusion_mask_id checkpoint_period checkpoint_storage_concurrent_gb
      checkpoint_storage_target_data_file_size_bytes compile_topology_num_slices
      compressed_rope_max_timescale conv_chunksize_for_audio conv_stride_for_vit
      cost_estimate_flops_bwd cost_estimate_flops_fwd d_model_for_audio data_shuffle_seed
      dcn_autoregressive_parallelism dcn_context_autoregressive_parallelism dcn_context_parallelism
      dcn_context_usp_ulysses_parallelism dcn_data_parallelism dcn_diloco_parallelism
      dcn_expert_parallelism dcn_fsdp_parallelism dcn_fsdp_transpose_parallelism
      dcn_pipeline_parallelism dcn_sequence_parallelism dcn_tensor_parallelism
      dcn_tensor_sequence_parallelism decode_sampling_top_k diloco_sync_period
      downsample_hidden_size_for_audio dq_reduction_steps dump_step elastic_max_retries
      elastic_min_slice_count elastic_timeout_seconds encoder_attention_heads_for_audio
      encoder_ffn_dim_for_audio encoder_layers_for_audio engram_head_dim engram_kernel_size
      engram_max_ngram_size engram_num_heads engram_seed eval_interval eval_steps
      first_num_hash_layers gdn_chunk_size gdn_conv_kernel_dim gdn_key_head_dim gdn_num_key_heads
      gdn_num_value_heads gdn_value_head_dim global_head_dim global_num_kv_heads
      global_parameter_scale global_rampup_samples global_rope_max_timescale
      goodput_upload_interval_seconds grain_data_source_max_workers grain_num_threads
      grain_num_threads_eval grain_per_worker_buffer_size grain_per_worker_buffer_size_eval
      grain_prefetch_buffer_size grain_prefetch_buffer_size_eval grain_ram_budget_mb
      grain_shuffle_buffer_size grain_worker_count grain_worker_count_eval head_dim
      heartbeat_reporting_interval_in_seconds hidden_size_for_vit ici_autoregressive_parallelism
      ici_context_autoregressive_parallelism ici_context_parallelism
      ici_context_usp_ulysses_parallelism ici_data_parallelism ici_diloco_parallelism
      ici_expert_parallelism ici_fsdp_parallelism ici_fsdp_transpose_parallelism
      ici_pipeline_parallelism ici_sequence_parallelism ici_tensor_parallelism
      ici_tensor_sequence_parallelism inference_microbenchmark_loop_iters
      inhomogeneous_layer_cycle_interval init_weights_seed interleave_moe_layer_step
      intermediate_size_for_vit internal_compile_num_devices jax_distributed_initialization_timeout
      jax_profiler_port kv_cache_buffer local_rope_max_timescale log_period max_corpus_chars
      max_inflight_computations max_num_images_per_example max_position_embeddings
      max_prefill_predict_length max_sample_len_for_audio max_segments_per_seq
      max_source_positions_for_audio max_target_length mhc_pallas_kernel_bwd_block_size
      mhc_pallas_kernel_fwd_block_size moba_chunk_size moba_topk moe_expert_input_dim
      mtc_data_parallelism n_routing_groups n_window_for_audio n_window_infer_for_audio
      nope_layer_interval num_attention_heads_for_vit num_channels_for_vit num_conv_layers_for_audio
      num_epoch num_hidden_layers_for_vit num_layers_per_pipeline_stage num_mel_bins_for_audio
      num_moe_emb_chunks num_pipeline_microbatches num_pipeline_repeats
      num_position_embeddings_for_vit num_slices num_vocab_tiling original_max_position_embeddings
      out_hidden_size_for_vit output_dim_for_audio param_scan_axis patch_size_for_vit
      pipeline_parallel_layers position_id_per_seconds prefill_chunk_size prefix_caching_dram_byte
      prefix_caching_hbm_byte profile_periodically_period profiler_steps projector_input_dim_for_vit
      projector_output_dim_for_vit prometheus_port quantization_local_shard_count ragged_block_size
      ragged_gather_cost_estimate_bytes_accessed ragged_gather_cost_estimate_flops
      ragged_gather_reduce_cost_estimate_bytes_accessed ragged_gather_reduce_cost_estimate_flops
      record_internal_nn_metrics reuse_example_batch rope_factor rope_max_timescale
      rope_min_timescale rope_theta_for_vit sa_block_kv sa_block_kv_compute sa_block_kv_dkv
      sa_block_kv_dkv_compute sa_block_kv_dq sa_block_q sa_block_q_dkv sa_block_q_dq
      skip_first_n_steps_for_profiler spatial_merge_size_for_vit step_deviation_interval_seconds
      temporal_patch_size_for_vit tile_size_for_vit topk_routing_group
      tpu_num_chips_to_profile_per_task tpu_num_sparse_core_tiles_to_trace
      tpu_num_sparse_cores_to_trace trainable_position_size use_max_logit_estimate
      vision_connector_hidden_size vision_connector_num_layers vision_output_dim_for_vit
      vision_output_length vocab_size weight_sparsity_start_step weight_sparsity_update_step
      wi_tile_dlhs_batch_seq wi_tile_dlhs_embed_dim wi_tile_dlhs_mlp_dim wi_tile_drhs_batch_seq
      wi_tile_drhs_embed_dim wi_tile_drhs_mlp_dim wi_tile_fwd_batch_seq wi_tile_fwd_embed_dim
      wi_tile_fwd_mlp_dim wo_tile_dlhs_batch_seq wo_tile_dlhs_embed_dim wo_tile_dlhs_mlp_dim
      wo_tile_drhs_batch_seq wo_tile_drhs_embed_dim wo_tile_drhs_mlp_dim wo_tile_fwd_batch_seq
      wo_tile_fwd_embed_dim wo_tile_fwd_mlp_dim
    int[0..]: chunk_attn_window_size eval_start_step first_num_dense_layers
      hidden_size_per_layer_input indexer_head_dim indexer_n_heads indexer_topk kv_lora_rank
      local_checkpoint_period mla_qk_head_chunk_size mtp_eval_target_module mtp_num_layers
      num_communication_overlapping_steps num_kv_shared_layers o_groups o_lora_rank q_lora_rank
      qk_nope_head_dim qk_rope_head_dim replicator_backup_interval_minutes ring_scan_unroll
      shared_experts sliding_window_size swap_space_vllm_gb v_head_dim vocab_size_per_layer_input
    int[1..]: causal_block_size gradient_accumulation_steps mhc_expansion_rate num_experts
      num_experts_per_tok num_moe_token_chunks sinkhorn_iterations skip_step_interval
    number: activation_dropout_for_audio adam_b1 adam_b2 adam_eps adam_eps_root adam_weight_decay
      attention_dropout_for_audio capacity_factor decode_sampling_temperature dense_init_scale
      diloco_outer_lr diloco_outer_momentum distill_alpha distill_beta distill_temperature
      expansion_factor_real_data global_rope_proportion indexer_approx_top_k_recall
      indexer_loss_scaling_factor learning_rate_final_fraction local_rope_proportion
      max_timescale_for_audio mlp_activations_limit mscale muon_beta muon_weight_decay
      normalization_layer_epsilon partial_rotary_factor per_device_batch_size_increment
      per_device_batch_size_start pixel_shuffle_ratio_for_vit projector_dropout_for_vit
      qk_clip_threshold ragged_buffer_factor rope_linear_scaling_factor routed_bias_update_rate
      routed_scaling_factor skip_step_scaling_factor target_eval_loss z_loss_multiplier
    flag: abort_on_inf_loss abort_on_nan_loss activations_in_float32 add_bos add_eos
      allow_split_physical_axes async_checkpointing async_scheduling attention_bias attention_sink
      cast_logits_to_fp32 check_vma checkpoint_is_quantized checkpoint_storage_use_ocdbt
      checkpoint_storage_use_zarr3 colocated_python_checkpointing colocated_python_data_input
      context_parallel_load_balance convert_checkpoint_if_possible debug_converter debug_sharding
      dense_fsdp_use_two_stage_all_gather dump_hlo dump_hlo_delete_local_after dump_hlo_upload_all
      dump_jaxpr dump_jaxpr_delete_local_after elastic_enabled enable_autocheckpoint
      enable_checkpoint_cloud_logger enable_checkpointing enable_continuous_checkpointing
      enable_data_shuffling enable_diloco enable_dp_attention enable_dropout
      enable_emergency_checkpoint enable_expert_parallel enable_gcp_goodput_metrics
      enable_gcp_step_deviation_metrics enable_goodput_recording enable_jax_profiler
      enable_llm_inference_pool enable_mhc_lite enable_model_warmup enable_multi_tier_checkpointing
      enable_nnx enable_orbax_v1 enable_padding_causal_mask enable_pathways_goodput
      enable_prefix_caching enable_rampup_batch_size enable_single_controller
      enable_single_replica_ckpt_restoring enable_streaming_diloco enable_tensorboard
      enable_tpu_profiling_options enable_wandb float32_gate_logits float32_logits
      float32_qk_product float32_weight_sum force_q_layout force_unroll freeze_audio_encoder_params
      freeze_vision_encoder_params fuse_expert_scales fused_mlp fused_qkv gcs_metrics
      generate_padding_batch_eval generate_padding_batch_train grain_use_elastic_iterator
      hide_profiler_step_metric indexer_mask_exact_topk indexer_sparse_training
      indexer_use_approx_top_k inference_benchmark_test internal_compile learn_to_init_mode
      load_checkpoint_only_once load_from_prefill_dir log_config log_moe_bias_norms
      log_weight_sync_time logits_dot_in_fp32 logits_via_embedding lti_use_general_linear_map
      managed_mldiagnostics managed_mldiagnostics_on_demand_profiling max_checkify megablox
      merge_gating_gmm mla_naive_kvcache mlp_bias moba moe_chunk_barrier
      moe_dispatch_no_expert_sharding moe_fsdp_use_two_stage_all_gather monitor_goodput
      monitor_step_time_deviation multi_sampling norm_topk_prob normalize_embedding_logits
      olmo_apply_ngram_filter optimize_mesh_for_tpu_v6e optimizer_memory_host_offload
      override_logical_axis_rules override_model_config packing parameter_memory_host_offload
      pipeline_delay_activation_forwarding pipeline_fsdp_ag_once pipeline_fsdp_ag_per_repeat
      prefuse_moe_weights profile_cleanly profile_power_events pure_nnx pure_nnx_decoder
      qk_norm_with_scale quantize_kvcache ragged_gather_fallback ragged_gather_reduce_fallback
      ragged_sort_use_single_sparsecore remove_size_one_mesh_axis_from_type replicate_quant_scale
      report_heartbeat_metric_for_gcp_monitoring report_performance_metric_for_gcp_monitoring
      reshape_q return_log_prob rope_attention_scaling rope_interleave rope_pairwise rope_truncate
      rope_use_scale routed_bias sa_bwd_dkv_megacore sa_fuse_reciprocal sa_use_base2_exp
      sa_use_fused_bwd_kernel save_checkpoint_on_completion save_checkpoint_on_start
      save_config_to_gcs scale_embedding_for_audio scan_layers scan_layers_per_stage
      scan_pipeline_iterations scan_pipeline_repeats set_remat_policy_on_layers_per_stage
      set_remat_policy_on_pipeline_iterations sft_train_on_completion_only shard_exp_on_fsdp
      shard_optimizer_over_data shardy share_kv_projections skip_jax_distributed_system
      skip_step_on_spikes sparse_matmul stack_prefill_result_cache temperature_tuning
      tokenize_eval_data tokenize_train_data upload_all_profiler_results use_2d_fsdp_sharding
      use_audio use_audio_in_video use_batch_split_schedule use_chat_template use_chunked_prefill
      use_custom_sort_vjp use_double_wide_mlp use_dpo use_gather_mosaic_kernel use_gmm_v2
      use_indexer use_iota_embed use_jax_splash use_manual_quantization use_mhc_pallas_kernel
      use_mrope use_multimodal use_post_attn_norm use_post_ffw_norm use_qk_clip use_qk_norm
      use_qk_norm_in_gdn use_qwix_quantization use_ragged_attention use_ragged_sort
      use_random_routing use_replicator_service use_ring_of_experts use_sequential_layers use_sft
      use_sliced_mla_proj use_splash_scheduler use_standalone_converter use_tokamax_gmm
      use_tokamax_splash use_truncation use_tunix_gradient_accumulation
      use_untrainable_positional_embedding use_vertex_tensorboard use_weight_converter
      v_norm_with_scale vision_connector_use_bias vocab_tiling_ag_once weight_sync_debug
      write_estimator_result xprof_e2e_enable_fw_power_level_event xprof_e2e_enable_fw_thermal_event
      xprof_e2e_enable_fw_throttle_event
    text: act_quantization_calibration_method activation_function_for_audio ar_cache_axis_order
      attention attention_for_vit audio_path audio_placeholder autoregressive_decode_assert
      base_output_directory bwd_quantization_calibration_method chat_template chat_template_path
      compile_topology compile_xla_flags compiled_trainstep_file compute_axis_order
      context_parallel_strategy context_sharding custom_mesh data_template_path dataset_name
      dataset_path dcn_bandwidth_burst dcn_bandwidth_interface dcn_bandwidth_latency
      dcn_bandwidth_limit default_prompt dtype_mm dump_hlo_gcs_dir dump_hlo_local_dir
      dump_hlo_local_module_name dump_hlo_module_name dump_hlo_xla_flags dump_jaxpr_gcs_dir
      dump_jaxpr_local_dir elastic_backup_kind eval_dataset_name eval_split formatting_func_path
      gcs_debug_path generate_slice grain_eval_files grain_file_type grain_train_files
      grain_train_mixture_config_path hf_lora_adapter_path hf_path image_path image_placeholder
      inference_metadata_file inference_microbenchmark_log_file_path
      inference_microbenchmark_prefill_lengths inference_microbenchmark_stages inference_server
      jax_debug_log_modules load_full_state_path load_parameters_path local_checkpoint_directory
      lora_input_adapters_path managed_mldiagnostics_region managed_mldiagnostics_run_group
      managed_mldiagnostics_storage_path model_call_mode mu_dtype olmo_index_path
      olmo_path_remap_from olmo_path_remap_to posemb_type_for_vit prefill_cache_axis_order
      prefill_cache_dir prefill_slice prompt quant_cfg_path routed_score_func run_name sa_k_layout
      sa_q_layout sa_v_layout save_quantized_params_path subslice_shape system_prompt
      te_comm_gemm_overlap train_split ulysses_context_sharding video_path video_placeholder
      vision_connector_activation vision_projector_type vllm_hf_config_path vllm_load_format
      wandb_project_name wandb_run_name weight_quantization_calibration_method
    any: adamw_mask attn_logits_soft_cap attn_module_name base_config checkpoint_conversion_fn
      checkpoint_dir checkpoint_todelete_full_path checkpoint_todelete_subdir compress_ratios
      constant_bound_config data_sharding dcn_parallelism decode_sampling_nucleus_p
      deepstack_visual_indexes_for_vit distill_alpha_end distill_beta_end distill_layer_indices
      distill_student_weights_share_map distill_temperature_end distill_weights_copy_map emb_dim
      engram_layers engram_vocab_bases eval_data_columns eval_image_column
      eval_per_device_batch_size experimental_sa_quant_k_fp8 experimental_sa_quant_q_fp8
      final_logits_soft_cap formatting_func_kwargs global_batch_size_to_eval_on
      global_batch_size_to_load global_batch_size_to_load_eval global_batch_size_to_load_increment
      global_batch_size_to_load_start global_batch_size_to_train_on hf_access_token hf_data_dir
      hf_eval_files hf_eval_split hf_name hf_train_files ici_parallelism image_size_for_vit
      inference_microbenchmark_num_samples input_data_sharding_logical_axes jax_cache_dir
      local_sa_block_kv local_sa_block_kv_compute local_sa_block_kv_dkv
      local_sa_block_kv_dkv_compute local_sa_block_kv_dq local_sa_block_q local_sa_block_q_dkv
      local_sa_block_q_dq local_sa_fuse_reciprocal local_sa_k_layout local_sa_q_layout
      local_sa_use_base2_exp local_sa_use_fused_bwd_kernel local_sa_v_layout
      local_use_splash_scheduler logical_axis_rules logical_axis_rules_for_eval lti_layer_indices
      managed_mldiagnostics_dir max_num_batched_tokens max_num_checkpoints_to_keep max_num_seqs
      mesh_axes metrics_dir metrics_file micro_batch_size_to_eval_on micro_batch_size_to_train_on
      mlp_activations mlp_dim model_name moe_mlp_dim mrope_section
      multi_tier_checkpointing_backup_interval_minutes
      multi_tier_checkpointing_backup_interval_steps muon_consistent_rms num_decoder_layers
      num_diloco_fragments num_diloco_replicas num_kv_heads num_query_heads num_target_devices
      offline_data_dir padded_base_moe_mlp_dim per_device_batch_size rampup_end_step
      rampup_samples_per_increment_to_load remat_policy remat_policy_for_vit stop_strings
      student_overrides student_params_to_update teacher_overrides tensorboard_dir tensors_on_device
      tensors_to_offload tokenizer_path train_data_columns train_image_column
      trainable_parameters_mask use_grpo using_pipeline_parallelism vertex_tensorboard_project
      vertex_tensorboard_region video_max_grid_h video_max_grid_t video_max_grid_w
      vllm_additional_config vllm_hf_overrides weight_sparsity_m weight_sparsity_n
      xprof_tpu_power_trace_level
    int[-1..]: learning_rate_schedule_steps steps
    number[..1]: block_diffusion_min_noise hbm_utilization_vllm
    number[0..1]: communication_overlapping_alpha dropout_rate sharding_tolerance
      warmup_steps_fraction wsd_decay_steps_fraction
    number[0..]: gradient_clipping_threshold learning_rate load_balance_loss_weight
      mtp_loss_scaling_factor
    one(adamw adam_pax sgd muon): opt_type
    one(all_masked seed_and_mask): block_diffusion_canvas_policy
    one(auto dual_chunk_swap striped): context_parallel_reorder_strategy
    one(auto explicit): shard_mode
    one(bfloat16 float32 float16): dtype grad_dtype weight_dtype
    one(causal_lm block_diffusion): training_objective
    one(constant linear cosine): distill_alpha_schedule distill_beta_schedule
      distill_temperature_schedule
    one(cosine l2): distill_feature_loss_type
    one(cosine wsd): lr_schedule_type
    one(default high highest bfloat16 float32): matmul_precision
    one(default llama2 mistral mixtral deepseek gemma gemma2 gemma3 gemma4 gemma4_small qwen2 \
      qwen3 qwen3_moe qwen3_custom_moe qwen3_next qwen3_5 gpt3 gpt_oss simple simple_mlp llama4 \
      olmo3 deepseek4 envy): decoder_block
    one(default llama3.1 yarn): rope_type
    one(dkv heads_and_dkv): kv_quant_axis
    one(experimental none None): sharding_strategy
    one(first_fit best_fit concat_then_split): grain_packing_type
    one(fp4 int4 int8 intmp fp8_e5m2 fp8_e4m3 fp8 nanoo_fp8 fp8_nanoo fp8_gpu fp8_full \
      te_fp8_delayedscaling te_fp8_currentscaling te_mxfp8 te_nvfp4 te_nvfp4_no_rht none None):
      quantization
    one(global local_sliding chunk mla full compressed block_diffusion): attention_type
    one(greedy weighted nucleus topk composite): decode_sampling_strategy
    one(in_memory offloaded none None): grain_index_storage_option
    one(int8 int4): kv_quant_dtype
    one(linear cosine): wsd_decay_style
    one(none gemma3 llama4 qwen3_omni gemma4 qwen3_5 qwen3_vl): vision_encoder_block
    one(orbax safetensors safetensors_dynamic): source_checkpoint_layout
    one(pure-fsdp cp-as-ep ep-as-cp pipeline-large-moe 2d-fsdp ep-as-dp shard-exp-on-fsdp):
      custom_mesh_and_rule custom_mesh_and_rule_for_eval
    one(remat device offload): attention_out context decoder_layer_input engram
      indexer_cutoff_threshold key_proj kv_proj kv_wa_proj mla_kv mla_q mlpwi mlpwi_0 mlpwi_1 mlpwo
      moe_mlpwi_0 moe_mlpwi_1 moe_mlpwo out_proj qkv_proj query_proj query_wa_proj value_proj
    one(same_position shifted): block_diffusion_logit_alignment
    one(sentencepiece huggingface tiktoken): tokenizer_type
    one(synthetic hf grain tfds c4_mlperf olmo_grain): dataset_type
    one(tpu gpu gpu_multiprocess cpu): hardware
    one(xplane nsys): profiler
    in dpo
      number: dpo_beta orpo_lambda
      any: max_prompt_length
      number[0..1]: dpo_label_smoothing
      one(dpo orpo): algo
    in lora
      int[0..]: lora_rank
      flag: enable_lora
      text: lora_module_path lora_restore_path
      any: lora_tile_size lora_weight_qtype
      number[0..]: lora_alpha
    """,
    """
    gone: all_shardings aqt_rng_type aqt_use_dummy_static_bound aqt_use_fwd_quant
      ar_key_axis_order ar_value_axis_order assets_path base_num_heads>base_num_query_heads bwd_int8
      collect_stack_trace cosine_learning_rate_final_fraction>learning_rate_final_fraction
      dcn_tensor_transpose_parallelism debug disalbe_key_validation dlhs_int8 dlhs_int8_pv
      dlhs_int8_qk drhs_int8 drhs_int8_pv drhs_int8_qk enable_checkpoint_standard_logger
      enable_flash_attention eos_id eval_batch_num>eval_steps eval_data_column>eval_data_columns
      expert_shard_attention_option fsdp_shard_on_exp fwd_int8 fwd_int8_pv fwd_int8_qk
      gpu_flash_attention_backward_pass_impl grain_data_files>grain_train_files
      hf_data_files>hf_train_files hf_model_path ici_tensor_transpose_parallelism
      index_head_dim>indexer_head_dim index_n_heads>indexer_n_heads index_topk>indexer_topk
      inference_microbenchmark_prefix_cache_common_prefix_proportion
      inference_microbenchmark_prefix_cache_entries_num int8_training load_from_other_directory
      load_from_other_directory_step log_metrics_to_stdout log_weight_histogram_period
      max_eval_target_length>max_target_length max_predict_length model_fsdp_ag_once moe_matmul
      moe_mlpwi mxla_barrier num_heads original_seq_len pagedattn_head_dim_alignment
      pagedattn_max_pages_per_group pagedattn_num_pages pagedattn_pages_per_compute_block
      pagedattn_tokens_per_page prefill_key_axis_order prefill_value_axis_order
      quantization_calibration_method restore_checkpoints>enable_checkpointing rms_norm_epsilon
      rope_theta>rope_max_timescale sampling_temperature>decode_sampling_temperature
      sampling_top_k>decode_sampling_top_k save_checkpoints>enable_checkpointing
      save_period>checkpoint_period scale seed>data_shuffle_seed sparse_indexer_loss
      stack_trace_interval_seconds stack_trace_to_cloud tile_activation_dim tile_batch_seq
      tile_dlhs_fwd_batch_seq tile_dlhs_fwd_embed_dim tile_dlhs_fwd_mlp_dim tile_drhs_fwd_batch_seq
      tile_drhs_fwd_embed_dim tile_drhs_fwd_mlp_dim tile_embed_dim tile_fwd_batch_seq
      tile_fwd_embed_dim tile_fwd_mlp_dim tile_mlp_dim tile_weight_dim
      train_data_column>train_data_columns use_dqdg use_int8_training
      use_pipeline_weight_prefetching use_pjrt use_positional_embedding
      use_sliced_mla_projections>use_sliced_mla_proj use_sparse_indexer>use_indexer
      use_te_comm_gemm_overlap vocab_path>tokenizer_path vocab_relative_path>tokenizer_path
      wi_combine_scopes wi_tile_dlhs_buffer_count wi_tile_drhs_buffer_count wi_tile_fwd_buffer_count
      wo_combine_scopes wo_tile_dlhs_buffer_count wo_tile_drhs_buffer_count wo_tile_fwd_buffer_count
    gone: warmup_steps>warmup_steps_fraction -- write the share of the schedule's steps
    gone: enable_profiler>profiler -- write profiler: xplane
    gone: dpo_beta>dpo.dpo_beta dpo_label_smoothing>dpo.dpo_label_smoothing
    """)
}
