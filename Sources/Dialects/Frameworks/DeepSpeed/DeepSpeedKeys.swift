import RunPlan

/// The keys that DeepSpeed reads from its file: `deepspeed/runtime/config.py`,
/// `runtime/{constants,precision_config}.py`, `runtime/zero/{config,offload_config}.py` and the
/// configuration classes of the other sections, at version 0.19.
///
/// Until 0.17.2 the sections for precision passed over what they did not know: keys that real files
/// have from that time are listed, and `constrain` speaks of them.
///
/// Programs that hand the file on keep keys of their own at the top. Sections that are pydantic
/// models refuse keys that they do not know; the others pass over them.
extension DeepSpeed {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "DeepSpeed", version: "0.19", unknownKeys: .open, top, zero, precision, sections)

  private static let top = """
    int[1..]: train_batch_size train_micro_batch_size_per_gpu gradient_accumulation_steps
    any: steps_per_print gradient_clipping=0 prescale_gradients=false gradient_predivide_factor=1
      sparse_gradients=false wall_clock_breakdown=false memory_breakdown=false dump_state=false
      disable_allgather=false dataloader_drop_last=false log_level managed_gradient_accumulation
      gradient_allreduce_op=mean vocabulary_size use_data_before_expert_parallelism
      graph_harvesting=false seed sequence_parallel_size allgather_size
    any: communication_data_type seq_parallel_communication_data_type
    any: zero_allow_untested_optimizer=false zero_force_ds_cpu_optimizer=true
    any: amp pipeline sparse_attention progressive_layer_drop curriculum_learning
      data_efficiency compression_training quantize_training eigenvalue autotuning nebula
      datastates_ckpt expert_parallel elasticity msamp
    in optimizer
      others open
      any: type legacy_fusion params
    in scheduler
      others open
      any: type params
    gone: fp32_allreduce>communication_data_type@0.5.2
      seq_parallel_comm_data_type>seq_parallel_communication_data_type@0.16.5
    instead: per_device_train_batch_size>train_micro_batch_size_per_gpu
      micro_batch_size>train_micro_batch_size_per_gpu zero_stage>zero_optimization.stage
      max_grad_norm>gradient_clipping
    """

  private static let zero = """
    in zero_optimization
      others refused
      int[0..3]: stage=0
      flag: contiguous_gradients=true reduce_scatter=true use_multi_rank_bucket_allreduce=true
        allgather_partitions=true overlap_comm load_from_fp32_weights=true elastic_checkpoint=false
        gather_16bit_weights_on_model_save=false stage3_gather_16bit_weights_on_model_save=false
        use_all_reduce_for_fetch_params stage3_use_all_reduce_for_fetch_params
        allgather_sequential stage3_allgather_sequential
        ignore_unused_parameters=true legacy_stage1=false round_robin_gradients=false
        zero_quantized_weights=false zero_quantized_nontrainable_weights=false
        zero_quantized_gradients=false mics_hierarchical_params_gather=false
        memory_efficient_linear=true pipeline_loading_checkpoint=false override_module_apply=true
        log_trace_cache_warnings=false enable_sanity_checks=false
        save_muon_momentum_buffer_in_memory=false
      int[0..]: reduce_bucket_size=5e8 allgather_bucket_size=5e8 sub_group_size=1e9
        prefetch_bucket_size stage3_prefetch_bucket_size=5e7
        param_persistence_threshold stage3_param_persistence_threshold=1e5
        model_persistence_threshold stage3_model_persistence_threshold
        max_live_parameters stage3_max_live_parameters=1e9
        max_reuse_distance stage3_max_reuse_distance=1e9 zero_hpz_partition_size=1
        module_granularity_threshold stage3_module_granularity_threshold
      int: mics_shard_size=-1
      any: zeropp_loco_param leaf_module zenflow
      in offload_param
        one(none cpu nvme): device=none
        any: nvme_path
        int[0..]: buffer_count=5 buffer_size=1e8 max_in_cpu=1e9
        flag: pin_memory
      in offload_optimizer
        one(none cpu nvme): device=none
        any: nvme_path
        int[0..]: buffer_count=4
        flag: pin_memory pipeline_read=false pipeline_write=false fast_init=false
          super_offload=false
        number[0..1]: ratio=1 cpuadam_cores_perc=0.8
      was: cpu_offload>offload_optimizer -- write offload_optimizer: {device: cpu}
      was: cpu_offload_param>offload_param -- write offload_param: {device: cpu}
      was: cpu_offload_use_pin_memory -- set pin_memory in offload_optimizer or offload_param
      was: stage3_gather_fp16_weights_on_model_save>stage3_gather_16bit_weights_on_model_save
      gone: cpu_offload_params>offload_param find_unused_parameters>ignore_unused_parameters
    """

  private static let precision = """
    in fp16
      others refused
      flag: enabled=false auto_cast=false consecutive_hysteresis=false
        fp16_master_weights_and_grads=false
      number[0..]: loss_scale=0
      int: initial_scale_power=16 loss_scale_window=1000 hysteresis=2 min_loss_scale=1
      any: opt_level fp16_opt_level
    in bf16
      others refused
      flag: enabled=false immediate_grad_update=false check_grad_overflow=true
        bf16_master_weights_and_grads=false bf16_optimizer_states=false
      any: auto_cast loss_scale initial_scale_power loss_scale_window hysteresis min_loss_scale
    in bfloat16
      others refused
      flag: enabled=false immediate_grad_update=false check_grad_overflow=true
        bf16_master_weights_and_grads=false bf16_optimizer_states=false
      any: auto_cast loss_scale initial_scale_power loss_scale_window hysteresis min_loss_scale
    in data_types
      others ignored
      any: grad_accum_dtype param_dtype buffer_dtype
    in torch_autocast
      others ignored
      any: enabled=false dtype lower_precision_safe_modules
    """

  private static let sections = """
    in activation_checkpointing
      others ignored
      any: partition_activations=false number_checkpoints contiguous_memory_optimization=false
        synchronize_checkpoint_boundary=false profile=false cpu_checkpointing=false
    in aio
      others ignored
      any: block_size queue_depth intra_op_parallelism single_submit overlap_events use_gds
      gone: thread_count>intra_op_parallelism@0.15
    in checkpoint
      others ignored
      any: tag_validation load_universal use_node_local_storage parallel_write serialization writer
    in flops_profiler
      others ignored
      any: enabled=false recompute_fwd_factor profile_step=1 module_depth=-1 top_modules=1
        detailed=true output_file
    in comms_logger
      others refused
      any: enabled=false prof_all=true prof_ops verbose=false debug=false
    in timers
      in throughput
        others refused
        any: enabled=true synchronized=true
    in tensorboard
      others refused
      any: enabled=false output_path job_name
    in wandb
      others refused
      any: enabled=false group team project
    in csv_monitor
      others refused
      any: enabled=false output_path job_name
    in comet
      others refused
      any: enabled=false samples_log_interval project workspace api_key experiment_name
        experiment_key online mode
    in hybrid_engine
      others refused
      any: enabled=false max_out_tokens=512 inference_tp_size=1 release_inference_cache
        pin_parameters tp_gather_partition_size enable_cuda_graph
    in tensor_parallel
      others refused
      any: dtype autotp_size=0 tp_overlap_comm tensor_parallel tp injection_policy_tuple
        partition_config preset_model keep_module_on_host replace_with_kernel_inject kernel_inject
    in weight_quantization
      others refused
      any: enabled=true num_bits=8 q_type q_groups=1 quantized_initialization post_init_quant
    in compile
      others refused
      any: deepcompile=false free_activation free_activation_threshold offload_activation
        offload_activation_pin_memory offload_opt_states double_buffer symmetric_memory debug_log
        offload_parameters sync_before_reduce sync_after_reduce sync_before_allgather
        sync_after_allgather keep_int_input_tensors keep_all_input_tensors passes
      gone: disable@0.14.4 backend@0.14.4 kwargs@0.14.4 enabled@0.14.4
    """
}
