import RunPlan

/// The keys that ms-swift's training commands read, on the trainer of Hugging Face or on Megatron.
///
/// Read from the argument classes of version 4.6: `swift/arguments/**` (`RLHFArguments` and
/// `PretrainArguments` with all that they inherit), `swift/trainers/arguments.py`,
/// `swift/rlhf_trainers/args_mixin.py`, and `swift/megatron/arguments/*.py`, which
/// `MSSwiftMegatronKeys` has. The file becomes a command line, so that `argparse` refuses words and
/// numbers of other kinds. Keys that both sides know with different types take either.
extension MSSwift {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "ms-swift", version: "4.6", unknownKeys: .refused, TrainingArguments.keyText,
    TrainingArguments.sequenceKeyText, oldKeys, trainerKeys, megatronKeys, rayKeys)

  private static let trainerKeys = """
    int: per_device_train_batch_size=1 per_device_eval_batch_size=1 logging_steps=5 max_epochs
      early_stop_interval eval_limit galore_rank=128 galore_update_proj_gap=50
      galore_proj_bits=4 galore_proj_group_size=256 galore_gamma_proj=2 galore_queue_size=5
      lisa_activated_layers=0 lisa_step_interval=20 num_labels max_model_len max_length
      max_pixels sequence_parallel_size=1 data_seed=42 dataset_num_proc=1
      shuffle_buffer_size=1000 hqq_axis max_new_tokens top_k=-1 num_beams=1 top_logprobs
      packing_length packing_num_proc=1 ddp_timeout=18000000 lora_rank=8 lora_alpha=32
      lora_ga_batch_size=2 lora_ga_iters=2 lora_ga_max_length=1024 lora_ga_stable_gamma=16
      fourier_n_frequency=2000 boft_block_size=4 boft_block_num=0 boft_n_butterfly_factor=1
      vera_rank=256 vera_projection_prng_key=0 adapter_length=128 adalora_target_r=8
      adalora_init_r=12 adalora_tinit=0 adalora_tfinal=0 adalora_deltaT=1
      llamapro_num_new_blocks=4 llamapro_num_groups reft_rank=4 swanlab_smtp_port
      zero_hpz_partition_size deepspeed_autotp_size num_ppo_epochs=4 num_mini_batches=1
      local_rollout_forward_batch_size=64 num_sample_generations=10 response_length
      vllm_tensor_parallel_size=1 vllm_pipeline_parallel_size=1 vllm_max_num_seqs
      vllm_max_model_len vllm_max_lora_rank=16 vllm_data_parallel_size=1 move_model_batches
      generation_batch_size steps_per_generation cosine_max_len repetition_n_grams=3
      chord_sft_per_device_train_batch_size chord_mu_warmup_steps chord_mu_decay_steps
      ref_model_sync_steps=512 max_turns max_resample_times=3 soft_max_length
      soft_cache_length rlsd_lambda_warmup_steps=0 rlsd_lambda_decay_steps=0
      num_generations_eval num_generations=8 num_iterations=1 max_completion_length=512
      gkd_logits_topk
    number: router_aux_loss_coef=0.0 weight_decay=0.1 adam_beta2=0.95 aligner_lr vit_lr
      galore_scale=1.0 galore_cos_threshold=0.4 warmup_ratio=0.0 split_dataset_ratio=0.0
      temperature=0.9 top_p=1.0 repetition_penalty=1.0 freeze_parameters_ratio=0.0
      lora_dropout=0.05 lorap_lr_ratio fourier_scaling=300.0 boft_dropout=0.0 vera_dropout=0.0
      vera_d_initial=0.1 adalora_beta1=0.85 adalora_beta2=0.85 adalora_orth_reg_weight=0.5
      kl_coef=0.05 cliprange=0.2 vf_coef=0.1 cliprange_value=0.2 gamma=1.0 lam=0.95
      missing_eos_penalty vllm_gpu_memory_utilization=0.9 vllm_mm_processor_cache_gb min_p=0.0
      vllm_server_timeout=240.0 epsilon=0.2 epsilon_high delta cosine_min_len_value_wrong=-0.5
      cosine_max_len_value_wrong=0.0 cosine_min_len_value_correct=1.0
      cosine_max_len_value_correct=0.5 repetition_max_penalty=-1.0 chord_mu_peak
      chord_mu_valley ref_model_mixup_alpha=0.6 top_entropy_quantile=1.0 tau_pos=1.0
      tau_neg=1.05 teacher_kl_coef=1.0 rlsd_lambda=0.5 rlsd_reweight_clip_range=0.2
      sdar_loss_coef=0.0 sdar_gate_beta=5.0 real_tau=0.5 fipo_decay_rate=32.0
      fipo_clip_range=0.2 fipo_safety_threshold=4.0 rollout_importance_sampling_threshold=2.0
      off_policy_sequence_mask_delta beta label_smoothing rpo_alpha ld_alpha discopop_tau=0.05
      cpo_alpha=1.0 simpo_gamma=1 desirable_weight=1.0 undesirable_weight=1.0
      center_rewards_coefficient sft_alpha lmbda=0.5
    flag: gradient_checkpointing=true vit_gradient_checkpointing logging_first_step=true
      enable_dft_loss=false enable_channel_loss=false safe_serialization=true check_model=true
      train_dataloader_shuffle=true group_by_length=false use_logits_to_keep
      ds3_gather_for_generation=true resume_only_model=false eval_use_evalscope=false
      use_galore=false galore_optim_per_parameter=false galore_with_embedding=false
      galore_quantization=false galore_proj_quant=false use_flash_ckpt=false use_ray=false
      use_chat_template padding_free is_binary_loss_scale enable_thinking preserve_thinking
      add_non_thinking_prefix=true disable_ignore_empty_think=false load_from_cache_file=false
      dataset_shuffle=true val_dataset_shuffle=false streaming=false strict=false
      disable_auto_column_mapping=false bnb_4bit_use_double_quant=true stream logprobs=false
      enable_npu_model_patch=true load_args=false load_data_args=false packing=false
      lazy_tokenize use_hf=false ignore_args_error=false use_swift_lora=false freeze_llm=false
      freeze_vit=true freeze_aligner=true use_rslora=false use_dora=false add_version=true
      create_checkpoint_symlink=false whiten_rewards=false vllm_enable_expert_parallel=false
      vllm_disable_custom_all_reduce=true vllm_enforce_eager=false
      vllm_enable_prefix_caching=true vllm_use_async_engine vllm_disable_cascade_attn=false
      use_vllm vllm_enable_lora=false enable_flattened_weight_sync=true async_generate=false
      offload_optimizer=false offload_model=false wandb_log_unique_prompts
      chord_enable_phi_function=false sync_ref_model=false vllm_server_pass_dataset=false
      use_gym_env dynamic_sample=false overlong_filter=false log_entropy=false kl_in_reward
      rlsd_negative_only=false fipo_clip_high_only=true log_rollout_offpolicy_metrics=false
      log_completions=false offload_teacher_model=false seq_kd=false
    any: max_shard_size report_to optimizer loss_type mrl_dims eval_metric callbacks
      eval_dataset eval_dataset_args eval_generation_config extra_eval_args tuner_type
      galore_target_modules galore_proj_type ray_exp_name device_groups model model_type
      model_revision torch_dtype attn_impl experts_impl new_special_tokens rope_scaling
      device_map max_memory local_repo_path template system agent_template loss_scale
      response_prefix dataset val_dataset cached_dataset cached_val_dataset interleave_prob
      columns model_name model_author custom_dataset_info quant_bits bnb_4bit_quant_storage
      stop_words structured_outputs_regex adapters external_plugins custom_register_path
      model_kwargs ddp_backend freeze_parameters freeze_parameters_regex trainable_parameters
      trainable_parameters_regex target_modules target_regex target_parameters modules_to_save
      lora_ga_direction lora_ga_scale init_weights adapter_act reft_layer_key reft_layers
      reft_args swanlab_token swanlab_project swanlab_workspace swanlab_exp_name
      swanlab_notification_method swanlab_webhook_url swanlab_secret swanlab_sender_email
      swanlab_receiver_email swanlab_smtp_server swanlab_email_language output_dir
      reward_model reward_adapters reward_model_type reward_model_revision reward_template
      vllm_limit_mm_per_prompt vllm_quantization vllm_reasoning_parser vllm_speculative_config
      vllm_engine_kwargs vllm_server_base_url vllm_server_host vllm_server_port
      vllm_server_group_port sleep_level teacher_tag_key reward_model_plugin chord_sft_dataset
      multi_turn_scheduler gym_env reward_funcs reward_weights teacher_model teacher_adapters
      teacher_model_type teacher_model_revision teacher_deepspeed teacher_model_server
      ref_model ref_adapters ref_model_type ref_model_revision loss_weights
    one(peft unsloth): tuner_backend=peft
    one(token seq): acc_strategy=token
    one(causal_lm seq_cls embedding reranker generative_reranker): task_type
    one(regression single_label_classification multi_label_classification): problem_type
    one(zero uniform normal xavier_uniform xavier_normal kaiming_uniform \
    kaiming_normal orthogonal): \
    init_strategy
    one(delete left right split): truncation_strategy
    one(norm1000 none): norm_bbox
    one(left right): padding_side=right
    one(swift jinja): template_backend=swift
    one(first_exhausted all_exhausted): stopping_strategy=first_exhausted
    one(force_redownload reuse_dataset_if_exists): download_mode=reuse_dataset_if_exists
    one(bnb hqq eetq quanto fp8): quant_method
    one(float16 bfloat16 float32): bnb_4bit_compute_dtype lora_dtype
    one(fp4 nf4): bnb_4bit_quant_type=nf4
    one(binpack sequential): packing_strategy=binpack
    one(none all): lora_bias=none
    any: reft_intervention_type
    one(cloud local): swanlab_mode=cloud
    one(server colocate): vllm_mode
    one(total per_round): completion_length_limit_scope=per_round
    one(group batch none gdpo): scale_rewards
    one(token sequence sequence_token): importance_sampling_level=token
    one(grpo rloo reinforce_plus_plus): advantage_estimator=grpo
    one(rlsd): advantage_reweight
    one(token_truncate token_mask sequence_truncate sequence_mask): \
    rollout_importance_sampling_mode
    one(dpo orpo simpo kto cpo rm ppo grpo gkd): rlhf_type
    """

  /// Groups of ranks, each with keys of its own, of which unknown ones are only warned of.
  private static let rayKeys = """
    any: ENV train rollout teacher ref colocate_groups
    int: nnodes=1 gpus
    """

  private static let oldKeys = """
    gone: train_type>tuner_type@4 sft_type>tuner_type@3 model_id_or_path>model@3
      ref_model_id_or_path>ref_model@3 reward_model_id_or_path>reward_model@3
      dtype>torch_dtype@3 template_type>template@3 batch_size>per_device_train_batch_size@3
      eval_batch_size>per_device_eval_batch_size@3 lora_dropout_p>lora_dropout@3
      lora_target_modules>target_modules@3 lora_target_regex>target_regex@3
      lora_modules_to_save>modules_to_save@3 lora_lr_ratio>lorap_lr_ratio@3
      lora_bias_trainable>lora_bias@3 init_lora_weights>init_weights@3
      quantization_bit>quant_bits@3 bnb_4bit_comp_dtype>bnb_4bit_compute_dtype@3
      preprocess_num_proc>dataset_num_proc@3 dataset_test_ratio>split_dataset_ratio@3
      dataset_seed>data_seed@3 neftune_alpha>neftune_noise_alpha@3
      only_save_model>save_only_model@3 deepspeed_config_path>deepspeed@3
      add_output_dir_suffix>add_version@3 use_flash_attn>attn_impl@3 loss_name>loss_type@3
      streaming_buffer_size>shuffle_buffer_size@3 use_liger>use_liger_kernel@3
      custom_train_dataset_path>dataset@3 custom_val_dataset_path>val_dataset@3
      vit_use_gc>vit_gradient_checkpointing@3 device_max_memory>max_memory@3
      tools_prompt>agent_template@3.4 eval_datasets>eval_dataset@3.6
      eval_datasets_args>eval_dataset_args@3.6 multi_turn_func>multi_turn_scheduler@3.10
      gpu_memory_utilization>vllm_gpu_memory_utilization@3.7
      tensor_parallel_size>vllm_tensor_parallel_size@3.7 max_num_seqs>vllm_max_num_seqs@3.7
      enforce_eager>vllm_enforce_eager@3.7 limit_mm_per_prompt>vllm_limit_mm_per_prompt@3.7
      enable_prefix_caching>vllm_enable_prefix_caching@3.7
      swanlab_lark_webhook_url>swanlab_webhook_url@4 swanlab_lark_secret>swanlab_secret@4
    gone: save>output_dir@4 save_interval>save_steps@4 eval_interval>eval_steps@4
      log_interval>logging_steps@4 load>mcore_model@4 adapter_load>mcore_adapter@4
      ref_load>mcore_ref_model@4 ref_adapter_load>mcore_ref_adapter@4
      num_workers>dataloader_num_workers@4 manual_gc_interval>manual_gc_steps@4
      extra_megatron_kwargs>megatron_extra_kwargs@3.10 seq_length>max_length@4
      save_retain_interval>save_total_limit@4
    gone: train_dataset_sample@3 val_dataset_sample@3 self_cognition_sample@3
      check_dataset_strategy@3 train_dataset_mix_ratio@3 train_dataset_mix_ds@3 rescale_image@3
      test_oom_error@3 use_loss_scale@3 num_infer_workers@3.6 vllm_device@3.6 use_lmdeploy@3.5
      lmdeploy_device@3.5 mini_batch_size@3.4 gc_collect_after_offload@3.10
      metric_warmup_step@3.7 acc_steps@3.7 fsdp_num@3.7 packing_cache@3.7 galore_config@4
      use_async_engine@3.10 initialize_embedding@4 load_safetensors@4 ckpt_format@4
      log_throughput@4 log_params_norm@4 tensorboard_log_interval@4 wandb_save_dir@4
      no_data_sharding@4 no_initialization@4 no_bias_swiglu_fusion@4 no_bias_dropout_fusion@4
      no_masked_softmax_fusion@4 no_rope_fusion@4 no_gradient_accumulation_fusion@4
    instead: model_name_or_path>model base_model>model cutoff_len>max_length
      sequence_len>max_length max_seq_length>max_length finetuning_type>tuner_type
      lora_r>lora_rank lora_target>target_modules flash_attn>attn_impl
      attn_implementation>attn_impl sample_packing>packing load_in_4bit>quant_bits
      val_size>split_dataset_ratio
    inference: infer_backend result_path write_batch_size metric max_batch_size
    """
}
