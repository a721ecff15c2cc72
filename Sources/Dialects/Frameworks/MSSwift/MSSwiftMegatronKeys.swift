/// The keys that ms-swift reads on Megatron and not on the trainer of Hugging Face.
///
/// Read from `swift/megatron/arguments/*.py` of version 4.6.
extension MSSwift {
  static let megatronKeys = """
    int: micro_batch_size=1 global_batch_size=16 recompute_num_layers train_iters
      manual_gc_steps=0 lr_decay_iters lr_warmup_iters=0 lr_wsd_decay_iters
      muon_num_ns_steps=5 tensor_model_parallel_size=1 pipeline_model_parallel_size=1
      decoder_first_pipeline_num_layers decoder_last_pipeline_num_layers
      context_parallel_size=1 virtual_pipeline_model_parallel_size
      microbatch_group_size_per_vp_stage expert_model_parallel_size=1
      expert_tensor_parallel_size=1 tensorboard_queue_size=50 eval_iters=-1
      fp8_amax_history_len=1024 mtp_num_layers mhc_recompute_layer_num
    number: optimizer_offload_fraction=1.0 lr_warmup_init=0.0 lr lr_warmup_fraction min_lr=0
      start_weight_decay end_weight_decay clip_grad=1.0 adam_eps=1e-08 sgd_momentum=0.9
      muon_momentum=0.9 muon_extra_scale_factor=1.0 moe_z_loss_coeff
      moe_expert_capacity_factor mtp_loss_scaling_factor=0.1 dsa_indexer_loss_coeff=0.0
    flag: reference_free=false calculate_KL offload_bridge=false masked_softmax_fusion=true
      bias_dropout_fusion=true bias_activation_fusion=true apply_rope_fusion=false
      gradient_accumulation_fusion=true cross_entropy_loss_fusion=true
      calculate_per_token_loss=false optimizer_cpu_offload=false optimizer_cuda_graph=false
      use_precision_aware_optimizer=false manual_gc=false manual_gc_eval=true
      data_sharding=false te_rng_tracker=false data_parallel_random_init=false
      mlp_padding_free=false muon_split_qkv=true muon_use_nesterov=false no_save_optim=false
      no_save_rng=false no_load_optim=false no_load_rng=false finetune=true
      perform_initialization=false use_cpu_initialization=false async_save=false
      use_persistent_ckpt_worker=false dist_ckpt_save_pre_mcore_014=false
      dist_ckpt_optim_fully_reshardable=false
      distrib_optim_fully_reshardable_mem_efficient=false use_distributed_optimizer=true
      use_megatron_fsdp=false account_for_embedding_in_pipeline_split=false
      account_for_loss_in_pipeline_split=false overlap_p2p_comm=true batch_p2p_comm
      align_param_gather=true sequence_parallel=false tp_comm_overlap=false
      overlap_grad_reduce=false overlap_param_gather=false
      overlap_param_gather_with_optimizer_step=false align_grad_reduce=true
      nccl_comm_warmup=false fp8_param_gather=false fp4_param_gather=false
      apply_query_key_layer_scaling attention_softmax_in_fp32=true
      accumulate_allreduce_grads_in_fp32=false moe_enable_deepep=false moe_grouped_gemm=true
      moe_permute_fusion=false moe_shared_expert_overlap=false moe_layer_recompute=false
      moe_pad_expert_input_to_capacity=false mtp_decoder_input_detach=false
      mtp_shared_weights=false save_safetensors=true save_missing_weights=false merge_lora
      dsa_indexer_use_sparse_loss=false apply_dsa_kernel_fusion=false csa_dense_mode=false
      use_fused_mhc=false language_model_only=false apply_wd_to_qk_layernorm=false
      linear_decoupled_in_proj=false skip_megatron_init=false
    any: mcore_ref_model mcore_ref_adapter f_divergence_type recompute_modules
      attention_backend muon_coefficient_type muon_scalar_optimizer mcore_model mcore_adapter
      cp_comm_type pipeline_model_parallel_layout tensorboard_dir wandb_project wandb_exp_name
      moe_router_load_balancing_type moe_aux_loss_coeff vit_gradient_checkpointing_kwargs
      vit_attn_impl megatron_extra_kwargs
    one(disabled R2 R3): router_replay_mode=disabled
    one(selective full none): recompute_granularity=selective
    one(uniform block): recompute_method
    one(native te): cross_entropy_fusion_impl=native
    one(fp32 bf16): main_grads_dtype=fp32
    one(fp32 fp16): main_params_dtype=fp32
    one(fp32 fp16 bf16 fp8): exp_avg_dtype=fp32 exp_avg_sq_dtype=fp32
    one(constant linear cosine inverse-square-root WSD): lr_decay_style=cosine
    one(exponential linear cosine minus_sqrt): lr_wsd_decay_style=exponential
    one(constant linear cosine): weight_decay_incr_style=constant
    one(spectral unit_rms_norm shape_scaling): muon_scale_mode=spectral
    one(low medium high): muon_fp32_matmul_prec=medium
    one(blockwise duplicated distributed): muon_tp_mode=blockwise
    one(no_shard optim optim_grads optim_grads_params): \
    data_parallel_sharding_strategy=optim_grads_params
    one(zigzag contiguous): cp_partition_mode=zigzag
    one(dp_balanced default_dynamic_cp): sequence_packing_scheduler
    one(e4m3 hybrid): fp8_format
    one(tensorwise delayed mxfp8 blockwise): fp8_recipe=delayed
    one(most_recent max): fp8_amax_compute_algo=max
    one(e2m1): fp4_format
    one(nvfp4): fp4_recipe=nvfp4
    one(none fp32 fp64): moe_router_dtype=fp32
    one(allgather alltoall flex): moe_token_dispatcher_type=alltoall
    one(probs position): moe_token_drop_policy=probs
    one(mcore-bridge megatron-bridge): bridge_backend=mcore-bridge
    """
}
