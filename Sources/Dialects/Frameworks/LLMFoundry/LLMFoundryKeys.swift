import RunPlan

/// The keys that llm-foundry reads: `TrainConfig` in `llmfoundry/utils/config_utils.py`.
///
/// Only the top is closed: `make_dataclass_and_log_config` refuses other keys there since version
/// 0.8, whose place is `variables`. What stands below goes to classes that registries name.
extension LLMFoundry {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "llm-foundry", version: "0.22", unknownKeys: .refused, exactness: [.exactWhole, .anyCase],
    """
    map: model! optimizer! scheduler!
    any: train_loader! tokenizer max_duration! max_seq_len eval_interval=1 console_log_interval=1ba
      save_interval=1000ba device_train_batch_size device_eval_batch_size
      device_train_microbatch_size=auto device_train_grad_accum eval_loader eval_loaders icl_tasks
      icl_tasks_str eval_gauntlet eval_gauntlet_str python_log_level
    int: seed=17 max_split_size_mb icl_subset_num_batches icl_seq_len
      save_num_checkpoints_to_keep=-1 train_subset_num_batches=-1 global_train_batch_size
      eval_subset_num_batches=-1 n_gpus
    number: dist_timeout=600.0
    flag: expandable_segments cuda_load_lazy accumulate_train_batch_on_tokens=true
      progress_bar=false log_to_console=true log_config save_overwrite=false
      save_weights_only=false load_weights_only=false load_strict_model_weights=true
      only_hf_checkpoint only_composer_checkpoint spin_dataloaders eval_first=false
      flatten_metadata autoresume=false
    one(fp32 amp_fp16 amp_bf16 amp_fp8): precision=amp_bf16
    text: run_name save_folder save_latest_filename save_filename load_path
    list: code_paths load_ignore_keys save_ignore_keys
    map: loggers callbacks algorithms fsdp_config tp_config compile_config metadata profiler
      variables
    in fsdp_config
      one(full sharded): state_dict_type=full
      one(FULL_SHARD SHARD_GRAD_OP NO_SHARD HYBRID_SHARD _HYBRID_SHARD_ZERO2): \
    sharding_strategy=FULL_SHARD
      any: *
    # They stood at the top once, as names for `${…}` to point at.
    gone: data_local>variables.data_local@0.8 data_remote>variables.data_remote@0.8
      tokenizer_name>variables.tokenizer_name@0.8 global_seed>variables.global_seed@0.8
      model_name_or_path>variables.model_name_or_path@0.8 model_gauntlet>eval_gauntlet
      lora>model.peft_config
    """)
}
