import RunPlan

/// The keys of `TrainingConfig` and of the dataclasses below it, which OmegaConf holds every key
/// and value of a file against. Members of enumerations go by their names, with its newer releases
/// by their values too.
extension Oumi {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "Oumi", version: "0.8", unknownKeys: .refused, exactness: [.exactWhole, .anyCase],
    """
    in model
      text: model_name! adapter_model tokenizer_name tokenizer_pad_token torch_dtype_str=auto
        chat_template attn_implementation device_map=auto model_revision tool_call_parser
      int: model_max_length
      flag: load_pretrained_weights=true trust_remote_code=false compile=false
        enable_liger_kernel=false shard_for_eval=false
      any: tokenizer_kwargs processor_kwargs chat_template_kwargs model_kwargs freeze_layers
      instead: model_name_or_path>model_name base_model>model_name max_length>model_max_length
        max_seq_length>model_max_length torch_dtype>torch_dtype_str
    in data
      in train
        in datasets[]
          \(dataset)
        \(split)
      in validation
        in datasets[]
          \(dataset)
        \(split)
      in test
        in datasets[]
          \(dataset)
        \(split)
    in training
      flag: use_peft=false enable_gradient_checkpointing=false save_epoch=false
        save_final_model=true use_deterministic=false full_determinism=false log_examples=false
        enable_wandb=false enable_mlflow=false enable_tensorboard=true logging_first_step=false
        compile=false include_performance_metrics=false include_alternative_mfu_metrics=false
        log_model_summary=false try_resume_from_last_checkpoint=false
        dataloader_persistent_workers=false dataloader_main_process_only ddp_find_unused_parameters
      one(TRL_SFT TRL_DPO TRL_KTO TRL_GRPO TRL_GKD TRL_GOLD HF OUMI VERL_GRPO TrainerType.*):
        trainer_type=HF
      one(NONE FP16 BF16 MixedPrecisionDtype.*): mixed_precision_dtype=NONE
      int: per_device_train_batch_size=8 per_device_eval_batch_size=8
        gradient_accumulation_steps=1 max_steps=-1 num_train_epochs=3 save_steps=500 seed=42
        data_seed=42 logging_steps=50 eval_steps=500 warmup_steps dataloader_prefetch_factor
        empty_device_cache_steps label_ignore_index
      number: learning_rate=0.00005 warmup_ratio weight_decay=0.0 adam_beta1=0.9 adam_beta2=0.999
        adam_epsilon=1e-8 sgd_momentum=0.0 max_grad_norm=1.0 nccl_default_timeout_minutes
      any: gradient_checkpointing_kwargs output_dir=output run_name metrics_function
        reward_functions reward_function_kwargs log_level=info dep_log_level=warning
        logging_strategy=steps logging_dir eval_strategy=no lr_scheduler_type=linear
        lr_scheduler_kwargs optimizer=adamw_torch resume_from_checkpoint dataloader_num_workers=0
        trainer_kwargs verl_config_overrides profiler telemetry grpo gkd gold
      instead: gradient_checkpointing>enable_gradient_checkpointing optim>optimizer
        bf16>mixed_precision_dtype fp16>mixed_precision_dtype epochs>num_train_epochs
    in peft
      int: lora_r=8 lora_alpha=8 q_lora_bits=4
      number: lora_dropout=0.0
      flag: q_lora=false use_bnb_nested_quant=false
      any: lora_target_modules lora_exclude_modules lora_target_parameters lora_modules_to_save
        lora_bias=none lora_task_type=CAUSAL_LM bnb_4bit_quant_type=fp4 llm_int8_skip_modules
        bnb_4bit_quant_storage=uint8 bnb_4bit_compute_dtype=float32
      one(DEFAULT RANDOM GAUSSIAN EVA PISA PISSA PISSA_NITER* LOFTQ OLORA LoraWeightInitialization.*):
        lora_init_weights=DEFAULT
      one(ADAPTER_ONLY ADAPTER_AND_BASE_MODEL MERGED PeftSaveMode.*): peft_save_mode=ADAPTER_ONLY
      gone: init_lora_weights>lora_init_weights
      instead: r>lora_r lora_rank>lora_r target_modules>lora_target_modules load_in_4bit>q_lora
    in fsdp
      flag: enable_fsdp=false cpu_offload=false forward_prefetch=false use_orig_params
        sync_module_states=true
      one(FULL_SHARD SHARD_GRAD_OP HYBRID_SHARD NO_SHARD HYBRID_SHARD_ZERO2 ShardingStrategy.*):
        sharding_strategy=FULL_SHARD
      one(BACKWARD_PRE BACKWARD_POST NO_PREFETCH BackwardPrefetch.*):
        backward_prefetch=BACKWARD_PRE
      one(FULL_STATE_DICT SHARDED_STATE_DICT LOCAL_STATE_DICT StateDictType.*):
        state_dict_type=FULL_STATE_DICT
      one(SIZE_BASED_WRAP TRANSFORMER_BASED_WRAP NO_WRAP AutoWrapPolicy.*):
        auto_wrap_policy=NO_WRAP
      int: min_num_params=100000
      any: mixed_precision transformer_layer_cls
    in deepspeed
      flag: enable_deepspeed=false overlap_comm=false contiguous_gradients=true
        allgather_partitions=true reduce_scatter=true round_robin_gradients=false
        stage3_gather_16bit_weights_on_model_save=false zero_allow_untested_optimizer=true
        zero_force_ds_cpu_optimizer=true memory_efficient_linear=false wall_clock_breakdown=false
      any: deepspeed_config_path zero_stage=ZERO_0 offload_optimizer offload_param precision
        reduce_bucket_size=500000000 allgather_bucket_size=500000000
        stage3_prefetch_bucket_size=50000000 stage3_param_persistence_threshold=100000
        stage3_max_live_parameters=1000000000 stage3_max_reuse_distance=1000000000
        sub_group_size=1000000000 train_batch_size=auto train_micro_batch_size_per_gpu=auto
        gradient_accumulation_steps=auto gradient_clipping=auto activation_checkpointing
        steps_per_print=10
    """)

  private static let dataset = """
    text: dataset_name! dataset_path subset split=train
          any: dataset_kwargs transform_num_workers
          int: sample_count seed shuffle_buffer_size=1000
          number[0..1]: mixture_proportion
          flag: shuffle=false trust_remote_code=false
          gone: preprocessing_function_name preprocessing_function_kwargs
    """

  private static let split = """
    text: collator_name target_col
        one(first_exhausted all_exhausted): mixture_strategy=first_exhausted
        any: collator_kwargs train_target
        flag: pack=false stream=false use_torchdata
        int: seed
        gone: experimental_use_async_dataset use_async_dataset
          experimental_use_torch_datapipes>use_torchdata
    """
}
