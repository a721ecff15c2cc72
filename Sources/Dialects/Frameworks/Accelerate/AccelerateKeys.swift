import RunPlan

/// The keys that accelerate reads: the fields of the configuration classes in
/// `src/accelerate/commands/config/config_args.py`, those of a SageMaker job among them.
///
/// What stands below the plugins' keys becomes attributes of the launcher's arguments, of which
/// `commands/launch.py` and `utils/launch.py` read those that they know. `kt_config` is read by the
/// build that KTransformers needs.
extension Accelerate {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "accelerate", version: "1.14", unknownKeys: .refused,
    """
    one(LOCAL_MACHINE AMAZON_SAGEMAKER): compute_environment=LOCAL_MACHINE
    any: distributed_type mixed_precision use_cpu debug dynamo_backend
    was: fp16>mixed_precision -- write mixed_precision: fp16
    any: num_processes=-1 machine_rank=0 num_machines=1 gpu_ids main_process_ip main_process_port
      rdzv_backend=static same_network main_training_function=main enable_cpu_affinity
    any: mpirun_config downcast_bf16 kt_config
    gone: ipex_config xpu_config
    any: tpu_name tpu_zone tpu_use_cluster tpu_use_sudo command_file commands tpu_vm tpu_env
    any: ec2_instance_type iam_role_name image_uri profile region base_job_name pytorch_version
      transformers_version py_version sagemaker_inputs_file sagemaker_metrics_file additional_args
    """, plugins)

  /// What the launcher reads of the plugins' keys, the plugin's name in front or not where it adds
  /// the name itself.
  private static let plugins = """
    in fsdp_config
      others ignored
      any: activation_checkpointing auto_wrap_policy backward_prefetch cpu_ram_efficient_loading
        forward_prefetch fsdp_activation_checkpointing fsdp_auto_wrap_policy fsdp_backward_prefetch
        fsdp_cpu_ram_efficient_loading fsdp_forward_prefetch fsdp_ignored_modules
        fsdp_min_num_params fsdp_offload_params fsdp_reshard_after_forward fsdp_sharding_strategy
        fsdp_state_dict_type fsdp_sync_module_states fsdp_transformer_layer_cls_to_wrap
        fsdp_use_orig_params fsdp_version ignored_modules min_num_params offload_params
        reshard_after_forward sharding_strategy state_dict_type sync_module_states
        transformer_layer_cls_to_wrap use_orig_params version
      gone: fsdp_backward_prefetch_policy>fsdp_backward_prefetch@0.26
      instead: fsdp_transformer_cls_names_to_wrap>fsdp_transformer_layer_cls_to_wrap
        transformer_cls_names_to_wrap>fsdp_transformer_layer_cls_to_wrap
    in deepspeed_config
      others ignored
      any: deepspeed_config_file deepspeed_exclusion_filter deepspeed_hostfile
        deepspeed_inclusion_filter deepspeed_moe_layer_cls_names deepspeed_multinode_launcher
        gradient_accumulation_steps gradient_clipping offload_optimizer_device
        offload_optimizer_nvme_path offload_param_device offload_param_nvme_path zero3_init_flag
        zero3_save_16bit_model zero_stage
    in megatron_lm_config
      others ignored
      any: megatron_lm_attention_backend megatron_lm_attention_dropout
        megatron_lm_attention_softmax_in_fp32 megatron_lm_calculate_per_token_loss
        megatron_lm_context_parallel_size megatron_lm_decoder_last_pipeline_num_layers
        megatron_lm_eod_mask_loss megatron_lm_expert_model_parallel_size
        megatron_lm_expert_tensor_parallel_size megatron_lm_gradient_clipping
        megatron_lm_hidden_dropout megatron_lm_no_load_optim megatron_lm_no_save_optim
        megatron_lm_num_micro_batches megatron_lm_optimizer_cpu_offload
        megatron_lm_overlap_cpu_optimizer_d2h_h2d megatron_lm_pp_degree
        megatron_lm_recompute_activations megatron_lm_recompute_granularity
        megatron_lm_recompute_method megatron_lm_recompute_num_layers
        megatron_lm_sequence_parallelism megatron_lm_tp_degree megatron_lm_use_custom_fsdp
        megatron_lm_use_distributed_optimizer megatron_lm_use_precision_aware_optimizer
        megatron_lm_use_rotary_position_embeddings
    in parallelism_config
      others ignored
      any: parallelism_config_cp_backend parallelism_config_cp_comm_strategy
        parallelism_config_cp_size parallelism_config_dp_replicate_size
        parallelism_config_dp_shard_size parallelism_config_sp_attn_implementation
        parallelism_config_sp_backend parallelism_config_sp_seq_length
        parallelism_config_sp_seq_length_is_variable parallelism_config_sp_size
        parallelism_config_tp_size
    in fp8_config
      others ignored
      any: amax_compute_algo amax_history_len backend enable_fsdp_float8_all_gather format
        fp8_amax_compute_algo fp8_amax_history_len fp8_backend fp8_enable_fsdp_float8_all_gather
        fp8_format fp8_interval fp8_margin fp8_opt_level fp8_override_linear_precision
        fp8_pad_inner_dim fp8_use_autocast_during_eval interval margin opt_level
        override_linear_precision pad_inner_dim use_autocast_during_eval
    in dynamo_config
      others ignored
      any: backend dynamo_backend dynamo_mode dynamo_use_dynamic dynamo_use_fullgraph
        dynamo_use_regional_compilation mode use_dynamic use_fullgraph use_regional_compilation
    """
}
