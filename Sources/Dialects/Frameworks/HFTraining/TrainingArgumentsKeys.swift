/// The fields of transformers' `TrainingArguments`, as texts for the catalogues of the frameworks
/// that read them.
///
/// Read from `src/transformers/training_args.py` and `training_args_seq2seq.py` at release 5.23,
/// and for what went before at 4.30, 4.46, 4.49, 4.57, 5.0 and 5.10. Words that only older releases
/// take are among the words of their keys. Fields that release 5.0 still took count as present:
/// most frameworks pin a release that knows them.
extension TrainingArguments {
  /// The keys of `TrainingArguments`.
  static let keyText = """
    text: output_dir
    int: per_device_train_batch_size=8 per_device_eval_batch_size=8 gradient_accumulation_steps=1
    int: max_steps=-1
    number: num_train_epochs=3.0 learning_rate=5e-05 warmup_steps=0 warmup_ratio weight_decay=0.0
    number: adam_beta1=0.9 adam_beta2=0.999 adam_epsilon=1e-08 max_grad_norm=1.0
      label_smoothing_factor=0.0 neftune_noise_alpha
    one(linear cosine cosine_with_restarts polynomial constant constant_with_warmup inverse_sqrt \
    reduce_lr_on_plateau cosine_with_min_lr cosine_warmup_with_min_lr warmup_stable_decay greedy) \
    lr_scheduler_type=linear
    any: lr_scheduler_kwargs optim_args optim_target_modules
    one(adamw_torch adamw_torch_fused adamw_torch_xla adamw_torch_npu_fused adamw_hf \
    adamw_apex_fused adafactor adamw_anyprecision adamw_torch_4bit adamw_torch_8bit ademamix sgd \
    adagrad adamw_bnb_8bit adamw_8bit ademamix_8bit lion_8bit lion_32bit paged_adamw_32bit \
    paged_adamw_8bit paged_ademamix_32bit paged_ademamix_8bit paged_lion_32bit paged_lion_8bit \
    rmsprop rmsprop_bnb rmsprop_bnb_8bit rmsprop_bnb_32bit galore_adamw galore_adamw_8bit \
    galore_adafactor galore_adamw_layerwise galore_adamw_8bit_layerwise \
    galore_adafactor_layerwise lomo adalomo grokadamw schedule_free_radam schedule_free_adamw \
    schedule_free_sgd apollo_adamw apollo_adamw_layerwise stable_adamw) optim=adamw_torch_fused
    flag: average_tokens_across_devices=true bf16=false fp16=false bf16_full_eval=false
      fp16_full_eval=false tf32 activation_checkpointing gradient_checkpointing=false
      torch_compile=false use_liger_kernel=false use_cache=false auto_find_batch_size=false
    any: activation_checkpointing_kwargs gradient_checkpointing_kwargs liger_kernel_config
    text: torch_compile_backend torch_compile_mode
    int: torch_empty_cache_steps
    one(no steps epoch): logging_strategy=steps eval_strategy=no
    one(no steps epoch best): save_strategy=steps
    number: logging_steps=500 eval_steps save_steps=500 eval_delay=0
    flag: logging_first_step=false log_on_each_node=true logging_nan_inf_filter=true disable_tqdm
      prediction_loss_only=false eval_on_start=false eval_do_concat_batches=true
      eval_use_gather_object=false batch_eval_metrics=false save_only_model=false
      save_on_each_node=false enable_jit_checkpoint=false
    any: include_num_input_tokens_seen log_level log_level_replica report_to run_name project
      trackio_space_id trackio_bucket_id trackio_static_space_id logging_dir include_for_metrics
    int: eval_accumulation_steps save_total_limit
    flag: push_to_hub=false hub_private_repo hub_always_push=false
    any: hub_token hub_model_id hub_revision
    one(end every_save checkpoint all_checkpoints): hub_strategy=every_save
    flag: load_best_model_at_end=false greater_is_better ignore_data_skip=false
      restore_callback_states_from_checkpoint=false full_determinism=false use_cpu=false
    text: metric_for_best_model
    int: seed=42 data_seed
    in accelerator_config
      any: split_batches dispatch_batches even_batches use_seedable_sampler data_seed non_blocking
        gradient_accumulation_kwargs use_configured_state
    any: parallelism_config
    flag: dataloader_drop_last=false dataloader_pin_memory=true
      dataloader_persistent_workers=false dataloader_in_order=true remove_unused_columns=true
    int: dataloader_num_workers=0 dataloader_prefetch_factor
    text: dataloader_multiprocessing_context train_sampling_strategy=random
      length_column_name=length
    any: label_names
    flag: ddp_find_unused_parameters ddp_broadcast_buffers ddp_static_graph
    int: ddp_bucket_cap_mb ddp_timeout=1800
    text: ddp_backend
    any: fsdp fsdp_config deepspeed debug resume_from_checkpoint local_rank
    flag: skip_memory_metrics=true do_train=false do_eval=false do_predict=false
    gone: evaluation_strategy>eval_strategy@transformers~4.41
      dispatch_batches>accelerator_config@transformers~4.38
      split_batches>accelerator_config@transformers~4.38
      per_gpu_train_batch_size>per_device_train_batch_size
      per_gpu_eval_batch_size>per_device_eval_batch_size
      include_inputs_for_metrics>include_for_metrics no_cuda>use_cpu@transformers~5
      push_to_hub_token>hub_token@transformers~5 push_to_hub_model_id>hub_model_id@transformers~5
      push_to_hub_organization>hub_model_id@transformers~5
      torchdynamo>torch_compile_backend@transformers~5 fsdp_min_num_params>fsdp_config
      fsdp_transformer_layer_cls_to_wrap>fsdp_config sharded_ddp>fsdp@transformers~4.40
    gone: adafactor>optim@transformers~5 -- write optim: adafactor
    gone: group_by_length>train_sampling_strategy@transformers~5 -- \
    write train_sampling_strategy: group_by_length
    gone: overwrite_output_dir@transformers~5 fp16_backend@transformers~5
      half_precision_backend@transformers~5 fp16_opt_level@transformers~5
      jit_mode_eval@transformers~5 mp_parameters@transformers~5 past_index@transformers~5
      ray_scope@transformers~5 save_safetensors@transformers~5 tpu_metrics_debug@transformers~5
      tpu_num_cores@transformers~5 use_legacy_prediction_loop@transformers~5
      use_mps_device@transformers~5 include_tokens_per_second@transformers~5
      use_ipex@transformers~5 xpu_backend@transformers~4.40
    """

  /// The keys that `Seq2SeqTrainingArguments` adds.
  static let sequenceKeyText = """
    flag: sortish_sampler=false predict_with_generate=false
    int: generation_max_length generation_num_beams
    any: generation_config
    """
}
