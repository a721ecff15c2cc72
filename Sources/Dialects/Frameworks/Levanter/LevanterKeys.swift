import RunPlan

/// The keys that levanter reads: the fields of the config dataclasses of `src/levanter/main/*.py`
/// and of those below them in `trainer.py`, `optim`, `models`, `data/text.py`, `tracker`.
///
/// draccus refuses other keys. Where `type` picks a class, the fields of all classes are one list;
/// so are those of the scripts.
extension Levanter {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "levanter", version: "1.2 (September 2025)", unknownKeys: .refused,
    scripts, trainer, trackers, optimizer, model, data)

  private static let scripts = """
    map: data trainer model optimizer eval_harness lora
    any: initialize_from_hf=false hf_save_path hf_upload hf_save_dtype
      initialize_from_checkpoint_path peft_save_path peft_hf_upload
      merged_hf_save_path merged_hf_upload model_name_or_path tokenizer dataset_type
      chat_train_urls messages_field input_role output_role reinit_tokens mixture_weights
      stop_strategy
    flag: use_hf_model_config=false log_entropy trust_remote_code reinit_lm_head
      reinit_embeddings
    number: z_loss_weight=0.0
    int: hf_save_steps=10000 data_seed epoch=0 eval_harness_steps=10000 max_train_length
      max_seq_len=2048 mixture_block_size=2048 batch_size
    # Read by sft.py; train_lm.py had it until 2025.
    any: supervised_data
    gone: log_norms>trainer.watch log_hists>trainer.watch split_scan_layers_for_log>trainer.watch
      fcm_prob update_hessian_steps>optimizer.update_interval
    # Of the examples.
    any: data_cache_dir model_cache_dir prompts input_key output_key
    int: max_tune_length=2048
    flag: mask_inputs=true
    # marin's.
    any: train_seq_len
    in lora
      any: target_modules
      int: r=8
      number: alpha=8.0 dropout=0.0
    in eval_harness
      any: task_spec
      int: max_examples max_eval_length bootstrap_iters
      flag: log_samples apply_chat_template
    """

  private static let trainer = """
    in trainer
      int: seed=0 profiler_start_step profiler_num_steps replica_ici_axis_size=1
        model_axis_size=1 replica_dcn_axis_size=1 per_device_parallelism=-1
        per_device_eval_parallelism=-1 num_train_steps=400000 steps_per_eval=1000
        max_eval_batches
      any: mp=f32 quantization log_dir id batch_axis fsdp_axis tensor_parallel_axes
        axis_resources parameter_axis_resources train_batch_size=512 load_checkpoint_path
        initialize_from jax_config jax_compilation_cache_dir shutdown_at_exit
      flag: profiler profiler_perfetto_link log_jaxprs log_xla_hlo crash_on_nan crash_on_inf
        allow_nondivisible_batch_size load_checkpoint allow_partial_checkpoint
        require_accelerator
      was: wandb>tracker
      gone: fp8>quantization run_base_dir learning_rate>optimizer.learning_rate
        min_lr_ratio>optimizer.min_lr_ratio weight_decay>optimizer.weight_decay
        beta1>optimizer.beta1 beta2>optimizer.beta2 epsilon>optimizer.epsilon
        max_grad_norm>optimizer.max_grad_norm warmup_ratio>optimizer.warmup
        lr_schedule>optimizer.lr_schedule use_hardware_rng use_jax_array
        load_last_checkpoint>load_checkpoint use_gda checkpoint_dir>checkpointer
        steps_per_save>checkpointer per_device_train_batch_size>per_device_parallelism
        per_device_eval_batch_size>per_device_eval_parallelism axis_mapping>axis_resources
      in checkpointer
        any: base_path=checkpoints/ save_interval keep
        flag: append_run_id_to_base_path delete_old_temp_checkpoints
      in watch
        any: watch_targets
        flag: include_norms include_per_parameter_norms include_histograms split_scan_layers
        int: interval=10
      in distributed
        any: coordinator_address local_device_ids
        int: num_processes process_id
      in ray
        any: address
        flag: start_workers auto_start_cluster
      in model_averaging
        one(ema ema_decay_sqrt): type
        number: beta=0.999
        int: switch_step decay_steps
    """

  private static let trackerFields = """
    one(wandb tensorboard json_logger trackio noop): type=wandb
    any: logger_name logdir comment filename_suffix project name space_id dataset_id config mode
      resume entity tags id group save_code
    int: level purge_step max_queue flush_secs
    flag: write_to_disk save_xla_dumps
    gone: save_xla_code>save_xla_dumps
    """

  private static var trackers: String {
    "in trainer\n  in tracker[]\n" + indented(trackerFields, by: "    ")
  }

  private static func indented(_ text: String, by margin: String) -> String {
    text.split(separator: "\n").map { margin + $0 }.joined(separator: "\n")
  }

  private static let optimizer = """
    in optimizer
      one(adam lion mars sophia-h muon mini rmsprop soap cautious kron adopt scion sophia-g): \
    type=adam
      number: learning_rate=6e-4 weight_decay=0.1 min_lr_ratio=0.1 beta1=0.9 beta2=0.95
        epsilon=1e-8 max_grad_norm=1.0 update_rms_clipping clip_threshold gamma preconditioner_lr
        preconditioner_init_scale lr adam_lr momentum muon_epsilon eps scion_to_signum_lr
        scion_epsilon shampoo_beta
      flag: nesterov adamc_weight_decay normalize_grads lax_map_scanned_layers merge_small_dims
        partition_grads_into_blocks use_kimi_scaling default_weight_decay_mask one_diag
      any: skip_bad_steps schedule_list preconditioner_update_probability memory_save_mode
        mu_dtype precond_dtype precond_update_precision precond_grads_precision params_sharding
        preconditioner_sharding warmup=0.01 decay rewarmup=0.0 cycle_length cycles
        lr_schedule=cosine weight_decay_modules
      int: rng_seed update_interval=10 update_prob_flat_start max_size_triangular
        min_ndim_triangular lax_map_batch_size target_merged_dim_size block_size backend_steps
        precondition_frequency max_precond_dim
      was: cooldown>decay haps>cycles
      gone: warmup_ratio>warmup stable>decay
      in clip_update_norm
        int: rolling_interval_length
        number: sigma_factor
    """

  private static let model = """
    in model
      any: type=llama activation_function attn_backend gradient_checkpointing
        reference_checkpoint tokenizer
      number: query_pre_attn_scalar final_logit_softcapping attn_logit_softcapping
        rope_local_base_freq initializer_range=0.02 layer_norm_epsilon embed_pdrop resid_pdrop
        attn_pdrop lbl_coef rzl_coef attention_dropout
      flag: use_qk_norm tie_word_embeddings use_bias input_embedding_norm upcast_attn
        use_flash_attention scan_layers scale_attn_by_inverse_layer_idx hybrid_norm
        use_layer_norm_weight attention_bias use_sliding_window
      int: sliding_window sliding_window_pattern seq_len hidden_dim intermediate_dim vocab_size
        num_layers num_heads head_dim num_kv_heads flash_attention_block_size mlp_scale
        gradient_checkpointing_block_size cross_entropy_block_size num_experts_per_tok
        n_routed_experts n_shared_experts max_window_layers num_mel_bins encoder_layers
        encoder_attention_heads encoder_ffn_dim decoder_layers decoder_attention_heads
        decoder_ffn_dim d_model max_source_positions max_length
      gone: fcm_prob rope_theta>rope.theta rope_scaling>rope num_senses
        sense_intermediate_scale
      in hyena
        int: seq_len hidden_dim num_heads order filter_order short_filter_order num_blocks
          num_hidden_layers_filter_mlp filter_emb_dim
        flag: outer_mixing modulate use_bias
        any: activation
        number: filter_dropout fast_decay_pct slow_decay_pct target shift resid_pdrop
      in rope
        one(default linear llama3 yarn): type
        number: theta factor low_freq_factor high_freq_factor beta_fast beta_slow mscale
        int: original_max_position_embeddings
    """

  private static let data = """
    in data
      any: id name cache_dir configs train_weights stop_strategy max_train_batches
        num_validation_sequences tokenizer chat_template shuffle permutation_type tags tracker
        train_urls validation_urls
      flag: stream enforce_eos
      int: target_budget experiment_budget mixture_block_size vocab_size ignore_token_id
      gone: plaintext>format text_key>format.text_key splits rows_per_chunk>cache_options
        shuffle_buffer_size>shuffle seed>data_seed tokenizer_batch_size validation_batch_size
        num_validation_batches>num_validation_sequences num_train_shards num_val_shards
        create_sharded_cache train_group_size val_group_size
      # Speech.
      any: audio_key sampling_rate max_length padding train_split validation_split text_tokenizer
      in cache_options
        int: num_shard_groups batch_size
        any: target_size_per_flush
      in format
        any: type messages_field chat_template input_field output_field separate_with text_key
        flag: single_turn pack mask_user_turns mask_inputs
    """
}
