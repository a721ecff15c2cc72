import RunPlan

/// The keys that GPT-NeoX reads: the fields of the dataclasses in
/// `megatron/neox_arguments/neox_args.py` and `deepspeed_args.py`.
///
/// Its constructor refuses any other, and `validate_types` in `arguments.py` any value of another
/// type. `gone` are fields of the classes in the history of those files.
extension GPTNeoX {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "gpt-neox", version: "2.0 (May 2026)", unknownKeys: .refused, exactness: [.uncast, .anyCase],
    flags, numbers, texts, collections, words, formerNames)

  private static let flags = """
    flag: deepspeed fp32_allreduce prescale_gradients sparse_gradients wall_clock_breakdown
      dump_state communication_data_type force_multi no_ssh_check is_pipe_parallel
      sequence_parallel layernorm_fusion rmsnorm_fusion use_qk_layernorm no_weight_tying=False
      use_flashattn_swiglu scaled_upper_triang_masked_softmax_fusion scaled_masked_softmax_fusion
      bias_gelu_fusion bias_dropout_fusion rope_fusion fp16_lm_cross_entropy
      apply_query_key_layer_scaling use_cpu_initialization attention_softmax_in_fp32
      rotary_save_freqs_buffer gpt_j_residual=False gpt_j_tied use_bias_in_norms
      use_bias_in_attn_linear use_bias_in_mlp mamba_selective_scan_fusion mamba_causal_conv_fusion
      mamba_inner_func_fusion mamba_selective_fp32_params mamba_use_bias_in_conv
      mamba_use_bias_in_linears serve_model_weights te_columnparallel te_rowparallel
      te_layernorm_mlp te_mha te_fp8_wgrad te_fp8_mha use_bnb_optimizer zero_reduce_scatter
      zero_contiguous_gradients override_lr_scheduler use_checkpoint_lr_scheduler use_wandb
      wandb_init_all_ranks use_comet log_grad_pct_zeros log_param_norm log_grad_norm
      log_optimizer_states log_gradient_noise_scale gradient_noise_scale_cpu_offload
      memory_profiling profile lazy_mpu_init eod_mask_loss adlr_autoresume onnx_safe deepscale
      deepspeed_mpi deepspeed_slurm do_train do_valid do_test use_shared_fs
      weight_by_num_documents dpo_fp32 dpo_reference_free kto_fp32 fp32_reinforce
      reinforce_leave_one_out allow_chopped mmap_warmup checkpoint_validation_with_forward_pass
      no_save_optim no_save_rng no_load_optim no_load_rng finetune=False
      checkpoint_activations=False deepspeed_activation_checkpointing contiguous_checkpointing
      checkpoint_in_cpu synchronize_each_layer profile_backward partition_activations=False
      dynamic_loss_scale char_level_ppl use_mup coord_check save_base_shapes return_logits
      recompute moe_lbl_in_fp32
    """

  private static let numbers = """
    int: train_batch_size train_micro_batch_size_per_gpu gradient_accumulation_steps=1
      curriculum_seqlen steps_per_print=10 num_nodes num_gpus master_port pipe_parallel_size=0
      model_parallel_size=1 world_size num_layers hidden_size intermediate_size mlp_multiple_of
      num_attention_heads num_kv_heads seq_length sliding_window_width max_position_embeddings
      rpe_num_buckets rpe_max_distance opt_pos_emb_offset num_unique_layers
      make_vocab_size_divisible_by=128 rotary_emb_base=10000 gmlp_attn_dim
      te_fp8_amax_history_len te_fp8_margin dim_att head_size ffn_dim
      zero_stage zero_reduce_bucket_size zero_allgather_bucket_size lr_decay_iters
      log_interval=100 gradient_noise_scale_n_batches profile_step_start profile_step_stop
      local_rank rank adlr_autoresume_interval seed=1234 iteration global_num_gpus
      padded_vocab_size s3_chunk_size batch_size train_iters train_epochs eval_iters=100
      keep_last_n_checkpoints eval_interval=1000 num_workers exit_interval checkpoint_num_layers
      hysteresis=2 mup_width_scale top_k maximum_tokens num_samples moe_num_experts=1
      moe_expert_interval moe_top_k=1
    number: gradient_predivide_factor gradient_clipping=1.0 expansion_factor
      layernorm_epsilon=1e-05 rms_norm_epsilon scalenorm_epsilon init_method_std=0.02
      rotary_pct=1.0 lr lr_decay_fraction min_lr=0.0 warmup=0.01 peak_theoretical_tflops
      short_seq_prob weighted_sampler_alpha dpo_beta=0.1 kto_desirable_weight
      kto_undesirable_weight z_loss=0.0 kto_beta kl_div_beta checkpoint_factor
      attention_dropout=0.0 hidden_dropout=0.0 weight_decay=0.1 clip_grad loss_scale
      loss_scale_window=1000.0 min_scale mup_init_scale mup_attn_temp mup_output_temp
      mup_embedding_mult mup_rp_embedding_mult temperature top_p moe_jitter_eps
    """

  private static let texts = """
    text: hostfile include exclude master_addr autotuning_run comment account
      pipe_partition_method param_sharing_style fused_kernels_build_path
      te_fp8_amax_compute_algo wandb_group wandb_run_name wandb_team wandb_project wandb_host
      git_hash log_dir tensorboard_dir comet_workspace comet_project comet_experiment_name
      memory_profiling_path distributed_backend deepscale_config user_script data_path save
      s3_path load split vocab_file merge_file base_shapes_file text_gen_type
      precompute_model_name prompt_end sample_input_file sample_output_file eval_results_prefix
    # One or a list of several.
    any: weight_server_port online_dataserver_ports online_dataserver_ips
    any: comet_experiment
    # Of a branch.
    any: context_parallel_size
    """

  private static let collections = """
    map: curriculum_learning autotuning activation_checkpointing sparse_attention
      data_efficiency tensorboard wandb csv_monitor elasticity comms_logger compression_training
      checkpoint data_types deepspeed_extra_args sparsity_config soft_prompt_tuning comet_others
      config_files
    list: attention_config comet_tags train_data_paths train_label_data_paths
      train_reward_data_paths test_data_paths test_label_data_paths test_reward_data_paths
      valid_data_paths valid_label_data_paths valid_reward_data_paths pos_train_data_paths
      neg_train_data_paths pos_train_label_data_paths neg_train_label_data_paths
      pos_valid_data_paths neg_valid_data_paths pos_valid_label_data_paths
      neg_valid_label_data_paths pos_test_data_paths neg_test_data_paths pos_test_label_data_paths
      neg_test_label_data_paths train_data_weights valid_data_weights test_data_weights
      extra_save_iters eval_tasks
    in optimizer
      one(adam onebitadam cpu_adam cpu_torch_adam sm3 madgrad_wd sgd lion): type!
      map: params!
    in scheduler
      text: type!
      map: params!
    # DeepSpeed reads what stands in these.
    in zero_optimization
      any: stage! *
    in amp
      any: enabled! *
    in flops_profiler
      any: enabled! *
    in fp16
      any: *
    in bf16
      any: *
    """

  private static let words = """
    one(pdsh openmpi mvapich slurm): launcher
    one(fp16 fp32 bfloat16): precision
    one(layernorm rmsnorm non_parametric_layernorm scalenorm te_rmsnorm te_layernorm):
      norm=layernorm
    one(learned rotary sinusoidal rpe alibi none): pos_emb=learned
    one(gelu geglu relu softsign swish mish silu reglu swiglu bilinear glu): activation=gelu
    one(normal scaled_normal orthogonal scaled_orthogonal xavier_uniform xavier_normal \
    wang_init small_init single_residual_scaled_normal): init_method=normal \
    output_layer_init_method=scaled_normal
    one(column): output_layer_parallelism
    one(e4m3 hybrid): te_fp8_format
    one(adam onebitadam cpu_adam cpu_torch_adam sm3 madgrad_wd sgd lion): optimizer_type
    one(constant linear cosine exponential): lr_decay_style=linear
    one(GPT2BPETokenizer HFTokenizer HFGPT2Tokenizer SPMTokenizer CharLevelTokenizer \
    TiktokenTokenizer): tokenizer_type=GPT2BPETokenizer
    one(infer mmap cached): data_impl
    one(packed pack_until_overflow unpacked): pack_impl
    one(gpt2 pairwise online): dataset_impl
    one(normal dpo rm kto reinforce): train_impl=normal
    one(abs mse kl full): kl_impl
    one(linear log): checkpoint_scale
    one(sinkhorn topk): moe_router_type
    """

  private static let formerNames = """
    gone: gas>gradient_accumulation_steps expert_interval>moe_expert_interval
      num_experts>moe_num_experts save_interval>checkpoint_factor save_iters>extra_save_iters
      label_data_paths>train_label_data_paths slurm_comment>comment gptj_residual>gpt_j_residual
      train_data_path>train_data_paths test_data_path>test_data_paths
      valid_data_path>valid_data_paths max_tokens>maximum_tokens mlp_type>activation
    gone: use_tutel moe_loss_coeff moe_train_capacity_factor moe_eval_capacity_factor
      moe_min_capacity moe_token_dropping create_moe_param_group moe_use_residual
      moe_expert_parallel_size moe_type moe_glu enable_expert_tensor_parallelism
      apply_residual_connection_post_layernorm reset_position_ids reset_attention_mask geglu
      openai_gelu greedy out_seq_length genfile sparsity detect_nvlink_pairs
      zero_allow_untested_optimizer
    """
}
