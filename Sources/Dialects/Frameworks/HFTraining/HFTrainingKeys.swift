import RunPlan

/// The keys of TRL's commands and of the scripts beside them.
///
/// Read from `trl/trainer/*_config.py`, `trl/experimental/*/*_config.py` and `trl/scripts/*.py` at
/// release 1.16, and from those of every release since 0.7 for keys that are no more; from
/// `src/alignment/configs.py` of alignment-handbook and `src/open_r1/configs.py` of open-r1. All
/// trainers' keys are one list: a file does not say which one reads it.
///
/// Scripts that use TRL's parser bring dataclasses of their own, so that other keys are none of
/// our business. Types are given where scripts agree about them.
extension HFTraining {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "TRL", version: "1.16 (transformers 5.23)", unknownKeys: .open, TrainingArguments.keyText,
    trainerText, modelText, scriptText, formerText)

  /// `_BaseConfig` and the trainers' own fields.
  private static let trainerText = """
    number: logging_steps=10
    flag: gradient_checkpointing=true packing=false shuffle_dataset
      assistant_only_loss=false completion_only_loss eval_packing activation_offloading=false
      disable_dropout precompute_ref_log_probs=false use_weighting=false sync_ref_model=false
      generate_during_eval=false use_vllm=false vllm_enable_sleep_mode=false log_completions=false
      mask_truncated_completions=false ds3_gather_for_generation=true
    int: max_length=1024 max_completion_length=512 max_new_tokens dataset_num_proc num_iterations=1
      num_generations=8 num_generations_eval generation_batch_size steps_per_generation
      ref_model_sync_steps=512 vllm_server_port=8000 vllm_group_port=51216 vllm_max_model_length
      vllm_tensor_parallel_size=1 precompute_ref_batch_size
    number: cpo_alpha simpo_gamma tpo_alpha tpo_l_gamma ld_alpha discopop_tau
      desirable_weight undesirable_weight center_rewards_coefficient router_aux_loss_coef
      ref_model_mixup_alpha=0.6 repetition_penalty=1.0 epsilon_high label_smoothing
      vllm_gpu_memory_utilization=0.3 top_entropy_quantile entropy_coef missing_eos_penalty
    one(bfd bfd_split bfd-requeue wrapped ffd): packing_strategy=bfd
    one(keep_start keep_end): truncation_mode=keep_start
    one(colocate server): vllm_mode=colocate
    text: dataset_text_field=text eos_token pad_token chat_template_path cache_implementation
    # fms-hf-tuning takes a list of padding_free.
    any: padding_free=false
    any: alpha beta beta1 beta2 delta epsilon temperature top_p top_k min_p loss_type loss_weights
      model_init_kwargs teacher_model_init_kwargs generation_kwargs chat_template_kwargs
      dataset_kwargs pad_to_multiple_of reward_weights reward_clip_range scale_rewards
      f_divergence_type f_alpha_divergence_coef importance_sampling_level trust_remote_code
      multi_objective_aggregation normalize_advantages cast_lm_head_to_fp32 log_multimodal
      log_unique_prompts log_completions_hub_repo log_completions_steps num_completions_to_print
      max_tool_calling_iterations use_adaptive_entropy entropy_coef_min entropy_coef_max
      entropy_coef_delta entropy_target off_policy_mask_threshold use_bias_correction_kl
      sapo_temperature_neg sapo_temperature_pos vespo_k_neg vespo_k_pos vespo_lambda_neg
      vespo_lambda_pos vllm_importance_sampling_clip_max vllm_importance_sampling_clip_min
      vllm_importance_sampling_correction vllm_importance_sampling_mode vllm_model_impl
      vllm_server_base_url vllm_server_host vllm_server_timeout vllm_structured_outputs_regex
      vllm_sync_frequency use_transformers_continuous_batching
      transformers_continuous_batching_config is_encoder_decoder padding_value
    any: lmbda seq_kd teacher_model_name_or_path teacher_model_revision teacher_model_kind
      teacher_model_server_url teacher_server_urls teacher_prompt_template teacher_sync_steps
      teacher_temperature teacher_tokenizer_name_or_path teacher_top_k teacher_update_rate
      use_teacher_server generate_from_teacher num_loss_tokens_to_skip num_value_samples
      distillation_add_tail distillation_alpha distillation_is_clip distillation_mode
      distillation_objective distillation_topk distillation_weight add_tail_bucket loss_add_tail
      loss_top_k reverse_kl_top_1_mode iw_opd_epsilon iw_opd_gamma max_reprompt_len
      reprompt_template solution_template feedback_template success_reward_threshold
      use_successful_as_teacher dont_reprompt_on_self_success include_environment_feedback
      environment_feedback_only_without_solution remove_thinking_from_demonstration
      diagnostics_flat_tolerance diagnostics_warning_interval filter_all_incorrect
      uld_crossentropy_weight uld_distillation_weight uld_hybrid_matched_weight
      uld_hybrid_unmatched_weight uld_skip_student_eos uld_skip_teacher_eos
      uld_student_temperature uld_teacher_temperature uld_token_merge_strategy
      uld_use_hybrid_loss use_uld_loss use_extended_uld fork_threshold_tokens
      heartbeat_stale_after_s max_inflight_tasks max_staleness queue_maxsize request_timeout
      token_budget weight_sync_steps weight_sync_timeout
    """

  /// `ModelConfig`.
  private static let modelText = """
    text: model_name_or_path model_revision=main dtype=float32 attn_implementation lora_task_type
      bnb_4bit_quant_storage
    flag: use_peft=false use_rslora=false use_dora=false load_in_4bit=false load_in_8bit=false
      use_bnb_nested_quant=false
    int: lora_r=16 lora_alpha=32
    number: lora_dropout=0.05
    any: lora_target_modules lora_target_parameters lora_modules_to_save
    one(nf4 fp4): bnb_4bit_quant_type=nf4
    """

  /// `ScriptArguments` and `DatasetMixtureConfig`, those of alignment-handbook and of open-r1.
  private static let scriptText = """
    any: env dataset_name dataset_config dataset_train_split dataset_test_split dataset_streaming
      ignore_bias_buffers reward_model_name_or_path reward_model_path reward_funcs streaming
      test_split_size
    in datasets[]
      any: path name data_dir data_files split columns fraction
    in dataset_mixture
      any: seed test_split_size
      in datasets[]
        any: id config split columns weight
    any: chat_template system_prompt benchmarks callbacks hub_model_revision wandb_entity
      overwrite_hub_revision push_to_hub_revision wandb_project wandb_run_group
      wandb_log_unique_prompts
    any: cosine_min_value_wrong cosine_max_value_wrong cosine_min_value_correct
      cosine_max_value_correct cosine_max_len repetition_n_grams repetition_max_penalty
      code_language code_eval_test_batch_size code_eval_scoring_mode parallel_code_exec_per_proc
      dataset_prompt_column e2b_router_url morph_router_url code_provider ioi_provider
      max_completion_len soft_punish_cache pass_rate_min pass_rate_max
    any: dataset_mixer dataset_splits dataset_configs text_column preprocessing_num_workers
      truncation_side auto_insert_empty_system_msg max_train_samples max_eval_samples
      tokenizer_name_or_path base_model_revision model_code_revision
    """

  /// Keys of earlier releases.
  ///
  /// What trainers have dropped altogether is listed, so that it is taken for nothing else.
  private static let formerText = """
    was: vllm_importance_sampling_cap>vllm_importance_sampling_clip_max
    was: use_transformers_paged>use_transformers_continuous_batching
    gone: torch_dtype>dtype@TRL~0.27 max_seq_length>max_length@TRL~0.20
      use_liger>use_liger_kernel@TRL~0.18 rloo_k>num_generations@TRL~0.25
      max_target_length>max_completion_length@TRL~0.14 vllm_max_model_len>vllm_max_model_length
      vllm_guided_decoding_regex>vllm_structured_outputs_regex@TRL~0.28
      normalize_advantage>normalize_advantages@TRL~0.22
    gone: use_flash_attention_2>attn_implementation -- write attn_implementation: flash_attention_2
    gone: vllm_device@TRL~0.18 vllm_dtype@TRL~0.18 vllm_enable_prefix_caching@TRL~0.18
      use_liger_loss@TRL~0.28
      dataset_batch_size@TRL~0.18 num_of_sequences@TRL~0.18 chars_per_token@TRL~0.18
      use_num_logits_to_keep@TRL~0.17 use_logits_to_keep@TRL~0.29 label_pad_token_id@TRL~0.29
      base_model_attribute_name@TRL~0.29 force_use_ref_model@TRL~0.29 ref_model_init_kwargs@TRL~0.29
      reference_free@TRL~0.29 rpo_alpha@TRL~0.29 gradient_checkpointing_use_reentrant@TRL~0.27
    gone: logging_dir@transformers~5.15 -- set the environment variable TENSORBOARD_LOGGING_DIR
    any: max_prompt_length adap_kl_ctrl agent_servers backward_batch_size base_model batch_size
      clip_ratio_c cliprange cliprange_value config dataset der_loss_weight1 der_loss_weight2
      divergence_topk divergence_type ema_update_rate exp_name filter_empty forward_batch_size
      full_logit_distillation gamma golden_response_column init_kl_coef is_peft_model judge
      judge_model kd_temperature kl_coef kl_estimator kl_penalty lam length_normalization
      local_batch_size local_mini_batch_size local_rollout_forward_batch_size log_with mask_ratio
      mask_type max_density_ratio max_tokens micro_batch_size min_density_ratio mini_batch_size
      mixture_coef model_adapter_name model_name non_eos_penalty normalize_reward num_epochs
      num_mini_batches num_ppo_epochs num_remains_in_group num_sample_generations
      num_total_batches optimize_cuda_cache optimize_device_cache penalty_reward_value
      perception_loss_weight ppo_epochs prompt_sample_size ref_adapter_name replay_buffer_size
      response_length reward_model rkl_advantage sanity_check seq_length sft_model_path
      single_step_decomposition step_separator steps stop_token stop_token_id
      student_model_revision target target_kl target_modules teacher_regularization
      token_level_kl tools total_episodes train_batch_size train_on_last_step_only trl_project
      use_lora vf_coef whiten_rewards world_size tp_size context_parallel_size
    """
}
