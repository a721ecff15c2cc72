import RunPlan

/// The keys that OLMo reads: the fields of `TrainConfig` and of the dataclasses below it in
/// `olmo/config.py`, which OmegaConf takes for a closed structure.
///
/// `gone` are fields of those classes in the history of the file.
extension OLMo {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "OLMo", version: "0.6 (September 2025)", unknownKeys: .refused, exactness: .exactWhole,
    top, model, optimizer, data, evaluators, machine)

  private static let top = """
    text: run_name save_folder=./ remote_save_folder load_path precision hf_datasets_cache_dir
    int: seed=6198 epoch fast_forward_batches eval_interval=1000 canceled_check_interval
      save_interval=1000 save_interval_unsharded save_interval_ephemeral
      save_num_checkpoints_to_keep=-1 save_num_unsharded_checkpoints_to_keep=-1
      global_train_batch_size=512 device_train_batch_size device_train_microbatch_size=16
      device_eval_batch_size=16 eval_subset_num_batches=-1 device_train_grad_accum
      console_log_interval=1 gen1_gc_interval extra_steps_after_cancel=10
    any: max_duration=10000 stop_at stop_after module_outputs_save_steps activation_checkpointing
    number: max_grad_norm max_grad_norm_ratio auxiliary_loss_multiplier time_limit
      early_stopping_factor
    flag: dry_run restore_dataloader=true save_overwrite force_save_unsharded
      no_pre_train_checkpoint try_load_latest_save reset_optimizer_state=false
      reset_trainer_state=false new_style_checkpoints eval_on_load softmax_auxiliary_loss=false
      save_data_indices python_profiling torch_profiling fused_loss
    one(torch_new torch_legacy local olmo_core): sharded_checkpointer
      load_path_sharded_checkpointer
    one(ddp fsdp single): distributed_strategy=fsdp
    gone: profiling>torch_profiling restore_base_learning_rate downstream_eval_subset_num_batches
      downstream_eval_data_config save_interval_model>save_interval
      save_num_model_checkpoints_to_keep>save_num_checkpoints_to_keep algorithms n_gpus
      fsdp_config>fsdp load_weights_only>reset_optimizer_state
    in tokenizer
      text: identifier=gpt2
      one(right left): truncate_direction
    in wandb
      text: project entity group name
      list: tags
      flag: log_artifacts rank_zero_only
      int: log_interval
    in speed_monitor
      int: window_size
      number: gpu_flops_available
    """

  private static let model = """
    in model
      int: d_model=768 n_heads=12 n_kv_heads n_layers=12 mlp_ratio=4 mlp_hidden_size
        block_group_size=1 rope_theta=10000 max_sequence_length=1024 vocab_size=50257
        embedding_size=50304 eos_token_id=50256 pad_token_id=50256
      number: clip_qkv alibi_bias_max attention_dropout=0.1 residual_dropout=0.1
        embedding_dropout=0.1 layer_norm_eps=1e-05 init_std=0.02 init_cutoff_factor emb_init_std
      flag: alibi=false rope=false rope_full_precision flash_attention=false multi_query_attention
        attention_layer_norm=false embedding_layer_norm layer_norm_with_affine=true
        attention_layer_norm_with_affine=true include_bias=true bias_for_layer_norm scale_logits
        weight_tying=true scale_emb_init norm_after=false
      one(gelu relu swiglu): activation_type=swiglu
      one(sequential llama): block_type=sequential
      one(default low_precision rms): layer_norm_type=default
      one(mitchell normal kaiming_normal fan_in full_megatron): init_fn=normal
      text: init_device precision
      gone: rope_precision_type>rope_full_precision activation_checkpointing
        intermediate_size>mlp_hidden_size hidden_size>mlp_hidden_size memory_efficient_attention
    instead: num_attention_heads>n_heads num_hidden_layers>n_layers
    """

  private static let optimizer = """
    in optimizer
      one(lionw adamw decoupled_lionw): name=lionw
      number: learning_rate=1e-4 weight_decay=0.01 eps=1e-05
      list: betas
      flag: selective_updates decay_norm_and_bias=false decay_embeddings=false
        record_update_metrics
      was: no_decay_norm_and_bias>decay_norm_and_bias -- set decay_norm_and_bias and \
    decay_embeddings, which mean the opposite
      int: metrics_log_interval
    in scheduler
      one(cosine_with_warmup linear_with_warmup inverse_sqrt_with_warmup max_scheduler constant \
    cosine_linear_envelope constant_with_warmup): name=cosine_with_warmup
      one(steps tokens): units=steps
      number: t_warmup=100 t_max alpha_f=0.1 grad_clip_warmup_steps grad_clip_warmup_factor
        warmup_min_lr
    """

  private static let dataFields = """
    list: paths label_mask_paths
    text: memmap_dtype=uint16
    any: datasets
    one(right left): pad_direction
    flag: generate_attention_mask generate_doc_lengths drop_last=false pin_memory
      persistent_workers
    int: num_workers=0 prefetch_factor timeout seed
    in instance_filter
      int: repetition_max_period repetition_min_period repetition_max_count
    in custom_dataset
      text: name! module collate_fn token_field
      map: args
      in collate_config
        text: input_id_field attention_mask_field attention_bias_field label_mask_field
          index_field instance_mask_field doc_lens_field metadata_field
    """

  private static let data = "in data\n" + indented(dataFields, by: "  ")

  private static let evaluators = """
    in evaluators[]
      text: label!
      one(downstream lm): type=lm
      int: device_eval_batch_size subset_num_batches
      gone: is_downstream>type device_eval_microbatch_size metric_names
      in data

    """ + indented(dataFields, by: "    ")

  private static func indented(_ text: String, by margin: String) -> String {
    text.split(separator: "\n").map { margin + $0 }.joined(separator: "\n")
  }

  private static let machine = """
    in compile
      text: mode backend
      flag: fullgraph dynamic
    in ddp
      one(batch micro_batch): grad_sync_mode=batch
      flag: find_unused_params=false
    in fsdp
      flag: use_orig_params=true
      one(FULL_SHARD SHARD_GRAD_OP NO_SHARD HYBRID_SHARD _HYBRID_SHARD_ZERO2): \
    sharding_strategy=FULL_SHARD
      one(by_block by_block_and_size by_block_group by_block_group_and_size size_based \
    one_in_two one_in_three one_in_four one_in_five): wrapping_strategy
      one(pure mixed): precision=pure
      int: hybrid_sharding_num_model_replicas
      gone: state_dict_type
    in single
      text: device=auto
    """
}
