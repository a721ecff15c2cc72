import RunPlan

/// The keys that LLaMA-Factory's training commands read.
///
/// Read from `src/llamafactory/hparams/*.py` at version 0.9.6, and the keys of its Megatron
/// trainers from `megatron_bridge_args.py` there and ROLL's `mcore_adapter/training_args.py`. The
/// file goes into dataclasses as it is, so that only what is computed with afterwards has a type.
/// Old names are those of the fields that earlier releases had.
extension LlamaFactory {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "LLaMA-Factory", version: "0.9.6", unknownKeys: .refused, TrainingArguments.keyText,
    TrainingArguments.sequenceKeyText, dataKeys, modelKeys, methodKeys, megatronKeys, oldKeys)

  private static let dataKeys = """
    any: template dataset eval_dataset dataset_dir=data media_dir train_on_prompt=false
      mask_history=false streaming=false interleave_probs overwrite_cache preprocessing_batch_size
      ignore_pad_token_for_loss eval_on_each_dataset packing neat_packing=false tool_format
      default_system enable_thinking=true preserve_thinking tokenized_path
      data_shared_file_system
    int: cutoff_len=2048 buffer_size=16384 preprocessing_num_workers max_samples eval_num_beams
    number: val_size=0.0
    one(concat interleave_under interleave_over interleave_once): mix_strategy=concat
    """

  private static let modelKeys = """
    any: model_name_or_path adapter_folder cache_dir use_fast_tokenizer=true resize_vocab=false
      split_special_tokens add_special_tokens new_special_tokens_config init_special_tokens
      model_revision=main low_cpu_mem_usage=true rope_scaling shift_attn=false mixture_of_depths
      use_unsloth=false use_unsloth_gc=false enable_liger_kernel=false
      disable_gradient_checkpointing=false use_reentrant_gc=true upcast_layernorm=false
      upcast_lmhead_output=false train_from_scratch=false infer_backend=huggingface offload_folder
      use_kv_cache=true use_v1_kernels infer_dtype hf_hub_token ms_hub_token om_hub_token
      print_param_status trust_remote_code=false
    text: adapter_name_or_path add_tokens
    one(auto disabled sdpa fa2 fa3): flash_attn=auto
    number: moe_aux_loss_coef
    any: quantization_method=bnb quantization_type=nf4 double_quantization=true
      quantization_device_map
    int: quantization_bit
    int: image_max_pixels=589824 image_min_pixels=1024 video_max_pixels=65536 video_min_pixels=256
      video_maxlen=128 audio_sampling_rate=16000
    number: video_fps=2.0
    any: image_do_pan_and_scan crop_to_patches use_audio_in_video
    any: export_dir export_size export_device export_quantization_bit export_quantization_dataset
      export_quantization_nsamples export_quantization_maxlen export_legacy_format
      export_hub_model_id vllm_maxlen vllm_gpu_util vllm_enforce_eager vllm_max_lora_rank
      vllm_config sglang_maxlen sglang_mem_fraction sglang_tp_size sglang_config
      sglang_lora_backend
    any: use_kt=false kt_config kt_cpu_activation kt_weight_path kt_non_expert_weight_path
      kt_expert_checkpoint_path kt_use_lora_experts kt_lora_expert_num
      kt_lora_expert_intermediate_size
    """

  private static let methodKeys = """
    one(pt sft rm ppo dpo kto): stage=sft
    one(lora oft freeze full): finetuning_type=lora
    int: freeze_trainable_layers=2
    any: freeze_trainable_modules=all freeze_extra_modules additional_target lora_target=all
    int: lora_rank=8 pissa_iter=16
    number: lora_alpha lora_dropout=0.0 loraplus_lr_ratio loraplus_lr_embedding=1e-06
    any: use_rslora=false use_dora=false pissa_init=false pissa_convert create_new_adapter
    number: module_dropout=0.0
    int: oft_rank=0 oft_block_size=32
    any: oft_target=all
    number: pref_beta=0.1 pref_ftx=0.0 pref_bco_weight=0.0 dpo_label_smoothing=0.0
      kto_chosen_weight=1.0 kto_rejected_weight=1.0 simpo_gamma=0.5 ppo_target=6.0 ld_alpha
    one(sigmoid hinge ipo kto_pair orpo simpo): pref_loss=sigmoid
    int: ppo_buffer_size=1 ppo_epochs=4
    any: ppo_score_norm ppo_whiten_rewards ref_model ref_model_adapters reward_model
      reward_model_adapters ref_model_quantization_bit reward_model_quantization_bit
      reward_model_type=lora
    any: use_galore galore_target galore_rank galore_update_interval galore_scale galore_proj_type
      galore_layerwise use_apollo apollo_target apollo_rank apollo_update_interval apollo_scale
      apollo_proj apollo_proj_type apollo_scale_type apollo_layerwise apollo_scale_front use_badam
      badam_mode=layer badam_start_block badam_switch_mode badam_switch_interval
      badam_update_ratio badam_mask_mode badam_verbose
    any: use_swanlab swanlab_project swanlab_workspace swanlab_run_name swanlab_mode
      swanlab_api_key swanlab_logdir swanlab_lark_webhook_url swanlab_lark_secret
    any: pure_bf16=false use_llama_pro use_adam_mini use_mca use_megatron_bridge
      use_hyper_parallel hyper_parallel_args hyper_parallel_cp_size use_muon use_dft_loss
      use_asft_loss asft_alpha use_eaft_loss eaft_alpha freeze_vision_tower=true
      freeze_multi_modal_projector=true freeze_language_model=false compute_accuracy
      disable_shuffling plot_loss include_effective_tokens_per_second
    int: early_stopping_steps
    any: do_sample temperature top_p top_k num_beams max_length max_new_tokens repetition_penalty
      length_penalty skip_special_tokens
    any: overwrite_output_dir ray_init_kwargs master_addr master_port fp8 fp8_backend
      fp8_enable_fsdp_float8_all_gather enable_torch_profiler profiler_output_dir
      profiler_wait_steps profiler_warmup_steps profiler_active_steps profiler_repeat
      profiler_record_shapes profiler_profile_memory profiler_with_stack profile_modules
    int: ray_num_workers=1
    """

  /// Read where the environment asks for one of the two Megatron trainers.
  private static let megatronKeys = """
    int: tensor_model_parallel_size=1 pipeline_model_parallel_size=1 expert_model_parallel_size=1
      context_parallel_size=1 virtual_pipeline_model_parallel_size expert_tensor_parallel_size
      recompute_num_layers
    any: sequence_parallel recompute_granularity recompute_method recompute_modules
      account_for_embedding_in_pipeline_split account_for_loss_in_pipeline_split
      pipeline_model_parallel_layout overlap_p2p_comm variable_seq_lengths bias_activation_fusion
      apply_rope_fusion masked_softmax_fusion cross_entropy_loss_fusion calculate_per_token_loss
      use_distributed_optimizer overlap_param_gather overlap_grad_reduce delay_grad_reduce
      use_packed_sequences mixed_precision megatron_pretrained_checkpoint export_hf_on_finish
      extra_config moe_grouped_gemm moe_token_dispatcher_type moe_layer_recompute
      moe_aux_loss_coeff moe_expert_capacity_factor moe_pad_expert_input_to_capacity
      moe_token_drop_policy moe_shared_expert_overlap moe_enable_routing_replay moe_router_dtype
      mtp_num_layers transformer_impl cuda_graph_impl cuda_graph_scope fp8_recipe fp8_param
      additional_configs accumulate_allreduce_grads_in_fp32 distrib_optim_fully_reshardable
      distrib_optim_fully_reshardable_mem_efficient check_for_nan_in_loss_and_grad
      ddp_average_in_collective ddp_bucket_size optimizer optimizer_cpu_offload
      optimizer_offload_fraction save_hf_model save_merged_model ckpt_format
      ckpt_d2h_non_blocking sequence_packing compile_warmup
    """

  private static let oldKeys = """
    gone: dpo_beta>pref_beta@0.8 orpo_beta>pref_beta@0.8 kto_beta>pref_beta@0.8
      dpo_ftx>pref_ftx@0.8 kto_ftx>pref_ftx@0.8 dpo_loss>pref_loss@0.8
      num_layer_trainable>freeze_trainable_layers@0.7.1
      name_module_trainable>freeze_trainable_modules@0.7.1 cache_path>tokenized_path@0.6
      sft_packing>packing@0.6 lora_bf16_mode>pure_bf16@0.6 efficient_packing>neat_packing@0.8.3
      use_adammini>use_adam_mini@0.9 badam_switch_block_every>badam_switch_interval@0.7
      image_resolution>image_max_pixels@0.9.2 video_resolution>video_max_pixels@0.9.2
      image_max_resolution>image_max_pixels@0.9.2 video_max_resolution>video_max_pixels@0.9.2
      image_min_resolution>image_min_pixels@0.9.2 video_min_resolution>video_min_pixels@0.9.2
      image_dir>media_dir@0.9.2 train_mm_proj_only>freeze_vision_tower@0.9.2
      new_special_tokens>add_special_tokens@0.9.3 vllm_dtype>infer_dtype@0.8.2
      checkpoint_dir>adapter_name_or_path@0.4 resume_lora_training>create_new_adapter@0.4
      neft_alpha>neftune_noise_alpha@0.4 max_source_length>cutoff_len@0.2
      max_target_length>cutoff_len@0.2 hf_auth_token>hf_hub_token@0.2.1
      use_auth_token>hf_hub_token@0.2.1 prompt_template>template@0.1.5
      system_prompt>default_system@0.4
    gone: visual_inputs@0.9 reserved_label_len@0.8.3 disable_version_checking@0.6
      tune_mm_proj@0.8 use_mllm@0.8 kt_mode@0.9.5 kt_optimize_rule@0.9.5
      kt_use_cuda_graph@0.9.5 kt_maxlen@0.9.5 kt_force_think@0.9.5 cpu_infer@0.9.5
      chunk_size@0.9.5 ray_run_name@0.9.5 ray_storage_path@0.9.5 ray_storage_filesystem@0.9.5
      placement_strategy@0.9.5 resources_per_worker@0.9.5
    instead: base_model>model_name_or_path lora_r>lora_rank lora_target_modules>lora_target
      target_modules>lora_target modules_to_save>additional_target max_seq_length>cutoff_len
      sequence_len>cutoff_len micro_batch_size>per_device_train_batch_size
      batch_size>per_device_train_batch_size num_epochs>num_train_epochs
      sample_packing>packing load_in_4bit>quantization_bit load_in_8bit>quantization_bit
      use_flash_attention_2>flash_attn attn_implementation>flash_attn val_set_size>val_size
      dpo_label_smooth>dpo_label_smoothing chat_template>template
    inference: task task_dir lang n_shot save_dir download_mode
    """
}
