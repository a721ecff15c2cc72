/// The keys of an axolotl file around the model and its optimizer: data, devices, preference
/// tuning, reports and plugins.
extension Axolotl {
  static let dataKeys = """
    flag: shuffle_merged_datasets=true shuffle_before_merging_datasets skip_prepare_dataset
      dataset_exact_deduplication dataset_keep_in_memory dataloader_pin_memory
      dataloader_drop_last remove_unused_columns hf_use_auth_token streaming preprocess_iterable
    int: dataset_shard_num dataset_shard_idx num_dataset_shards_to_save dataset_num_proc
      dataloader_num_workers dataloader_prefetch_factor streaming_multipack_buffer_size=10000
      sample_packing_group_size=100000 sample_packing_bin_size=200 total_num_tokens
      total_supervised_tokens
    number: val_set_size=0 sample_packing_eff_est
    text: dataset_prepared_path push_dataset_to_hub sample_packing_mp_start_method
    any: accelerator_config
    """

  /// The keys of one data set, whatever the method: those of all its classes.
  static let datasetKeys = """
      text: path split name revision input_transform conversation chat_template
        chat_template_jinja input_format ds_type field field_human field_model field_messages
        field_tools field_thinking template_thinking_key message_field_training
        message_field_training_detail logprobs_field step_separator field_chosen field_rejected
      any: data_files message_property_mappings roles
      int: shards shards_idx preprocess_shards max_completion_length length sequence_length
        min_input_id max_input_id seed
      flag: split_thinking drop_system_message trust_remote_code train_on_last_step_only
      number: temperature
      list: roles_to_train
      one(all turn last none): train_on_eos train_on_eot
      in type
        text: system_prompt system_format field_system field_instruction field_input field_output
          format no_input_format field_prompt field_chosen field_rejected prompt_format
          chosen_format rejected_format field_completion field_label completion_format
      was: message_field_role -- set role under message_property_mappings
      was: message_field_content -- set content under message_property_mappings
      gone: train_on_split>split shards_index>shards_idx
    """

  static let parallelKeys = """
    any: deepspeed capabilities env_capabilities
    list: fsdp
    flag: deepcompile ddp ddp_broadcast_buffers ddp_find_unused_parameters use_ray
    int: fsdp_version world_size local_rank ddp_timeout ddp_bucket_cap_mb dp_shard_size
      dp_replicate_size context_parallel_size heads_k_stride tensor_parallel_size
      ray_num_workers=1
    text: ray_run_name
    any: resources_per_worker
    one(varlen_llama3 batch_ring): ring_attn_func
    in fsdp_config
      int: fsdp_version version
      int[1..]: min_num_params
      flag: activation_checkpointing offload_params sync_module_states cpu_ram_efficient_loading
        cpu_offload_pin_memory use_orig_params reshard_after_forward
      one(FULL_STATE_DICT LOCAL_STATE_DICT SHARDED_STATE_DICT): state_dict_type
        final_state_dict_type
      one(TRANSFORMER_BASED_WRAP SIZE_BASED_WRAP): auto_wrap_policy
      text: transformer_layer_cls_to_wrap mixed_precision_policy
      was: fsdp_min_num_params>min_num_params
        fsdp_activation_checkpointing>activation_checkpointing fsdp_offload_params>offload_params
        fsdp_sync_module_states>sync_module_states fsdp_use_orig_params>use_orig_params
        fsdp_cpu_ram_efficient_loading>cpu_ram_efficient_loading
        fsdp_cpu_offload_pin_memory>cpu_offload_pin_memory
        fsdp_reshard_after_forward>reshard_after_forward fsdp_state_dict_type>state_dict_type
        fsdp_final_state_dict_type>final_state_dict_type fsdp_auto_wrap_policy>auto_wrap_policy
        fsdp_transformer_layer_cls_to_wrap>transformer_layer_cls_to_wrap
        fsdp_mixed_precision_policy>mixed_precision_policy
      gone: sharding_strategy@0.13 fsdp_sharding_strategy@0.13 limit_all_gathers@0.13
        fsdp_limit_all_gathers@0.13 backward_prefetch@0.13 fsdp_backward_prefetch@0.13
        backward_prefetch_policy@0.13 fsdp_backward_prefetch_policy@0.13 forward_prefetch@0.13
        fsdp_forward_prefetch@0.13
    """

  static let preferenceKeys = """
    one(dpo gdpo grpo ipo orpo kto simpo ebft): rl
    number: center_rewards_coefficient dpo_label_smoothing orpo_alpha simpo_gamma cpo_alpha
      kto_desirable_weight kto_undesirable_weight rl_beta
    flag: dpo_use_weighting precompute_ref_log_probs dpo_use_liger_kernel dpo_padding_free
    list: dpo_loss_type dpo_loss_weights
    in trl
      number: beta ref_model_mixup_alpha=0.9 temperature top_p min_p repetition_penalty epsilon
        epsilon_high vllm_importance_sampling_cap off_policy_mask_threshold
        reroll_start_fraction=1
      int: max_completion_length vllm_server_port=8000 vllm_server_timeout generation_batch_size
        num_generations num_completions_to_print ref_model_sync_steps=64 top_k num_iterations
        prefetch_depth vllm_sync_interval streaming_min_groups reward_num_workers=1
        replay_buffer_size=0 reroll_max_groups=1
      flag: use_vllm log_completions sync_ref_model scale_rewards=true use_liger_loss
        mask_truncated_completions vllm_enable_sleep_mode use_data_producer async_prefetch
        streaming_partial_batch vllm_importance_sampling_correction use_bias_correction_kl
        replay_recompute_logps=true skip_zero_advantage_batches=true vllm_lora_sync
      one(server colocate): vllm_mode=server
      text: vllm_server_host=0.0.0.0 vllm_guided_decoding_regex loss_type rollout_func
      list: reward_funcs reward_weights
      one(sequence token): importance_sampling_level
      any: generation_kwargs chat_template_kwargs
      one(sum_then_normalize normalize_then_sum): multi_objective_aggregation
      one(token_truncate token_mask sequence_truncate sequence_mask):
        vllm_importance_sampling_mode
      gone: vllm_device@0.8 vllm_dtype>vllm.dtype@0.8 vllm_max_model_len>vllm.max_model_len@0.8
        vllm_gpu_memory_utilization>vllm.gpu_memory_utilization@0.8
    in vllm
      text: device=auto dtype=auto host=0.0.0.0 reasoning_parser serve_module worker_extension_cls
      int: tensor_parallel_size data_parallel_size max_model_len port=8000
      number: gpu_memory_utilization=0.9
      flag: enable_prefix_caching enable_reasoning enforce_eager
    in ebft
      list: feature_layers
      one(last_token mean_pooling completion_mean concat): embed_method=last_token
      flag: use_whitening adaptive_max_tokens=true
      number: alignment_coef=1 diversity_coef=1 ce_coef=0 rl_coef=1
      number[0.1..]: gt_length_multiplier=1.5
      one(structured strided): mode=structured
      int[1..]: stride=8 context_length=8 generate_max_len=8 n_samples_per_prompt=4
      int[0..]: min_completion_prefix=0
      number[0..]: temperature=0.6
      number[0..1]: top_p=1
      one(rloo group_norm reinforce): advantage_estimator=rloo
    """

  static let reportKeys = """
    flag: use_tensorboard use_wandb use_mlflow hf_mlflow_log_artifacts use_comet comet_online
      use_trackio use_otel_metrics gradio_share
    text: wandb_name wandb_run_id wandb_mode wandb_project wandb_entity wandb_watch
      wandb_log_model mlflow_tracking_uri mlflow_experiment_name mlflow_run_name comet_api_key
      comet_workspace comet_project_name comet_experiment_key comet_mode trackio_project_name
      trackio_run_name trackio_space_id otel_metrics_host gradio_title gradio_server_name
    int: otel_metrics_port=8000 gradio_server_port gradio_max_new_tokens
    number: gradio_temperature
    any: comet_experiment_config
    """

  /// What a plugin brings is read where `plugins` names it, and by forks of it otherwise.
  static let pluginKeys = """
    list: plugins
    any: cut_cross_entropy dense_mixer diffusion expert_parallel_size=1 expert_parallel_backend
      expert_parallel_num_nvl_bytes expert_parallel_num_rdma_bytes expert_parallel_token_capacity
      expert_parallel_fallback_on_unsupported grokfast_alpha grokfast_lamb hatchery kd_trainer
      kd_ce_alpha kd_alpha kd_temperature kd_beta kd_normalize_topk kd_online_server_base_url
      kd_online_topk kd_online_server kd_online_timeout kd_temperature_min expert_backend
      nonexpert_quantization moe_grouped_backend moe_dequant_chunk_size moe_bnb_fast
      use_scattermoe use_sonicmoe use_dsv4_kernels use_glm_dsa_kernels dsv4_fp8_nonexpert_mode
      dsv4_fp8_lora_kernel dsv4_shared_mlp_lora_kernel dsv4_bf16_all dsv4_fp4_grouped_mode
      gemma4_fp8_nonexpert gemma4_nf4_nonexpert nvfp4_merge_aware nvfp4_merge_aware_start_step
      liger_rope liger_rms_norm liger_rms_norm_gated liger_layer_norm liger_glu_activation
      liger_cross_entropy liger_fused_linear_cross_entropy liger_use_token_scaling llmcompressor
      lm_eval_tasks lm_eval_batch_size lm_eval_post_train lm_eval_model mora nemo_gym_enabled
      nemo_gym_dir nemo_gym_auto_clone nemo_gym_config_paths nemo_gym_head_port
      nemo_gym_server_timeout nemo_gym_verify_timeout nemo_gym_run_timeout nemo_gym_datasets
      nemo_gym_auto_start nemo_gym_model_name nemo_gym_multi_turn nemo_gym_max_turns
      spectrum_top_fraction spectrum_model_name use_swanlab swanlab_project
      swanlab_experiment_name swanlab_description swanlab_mode swanlab_workspace swanlab_api_key
      swanlab_log_model swanlab_web_host swanlab_api_host swanlab_lark_webhook_url
      swanlab_lark_secret swanlab_log_completions swanlab_completion_log_interval
      swanlab_completion_max_buffer
    was: liger_swiglu>liger_glu_activation
    gone: kd_top_k_before_softmax@0.10 kd_zscore_base_temp@0.10
    """
}
