import RunPlan

/// The keys that neuronx-distributed-training asks its configuration for, in
/// `examples/training_orchestrator.py`, `lightning_modules` and `utils/exp_manager.py`, with those
/// of Lightning's `Trainer`.
///
/// Hydra takes any further key, and nobody reads it.
extension Nxdt {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "neuronx-distributed-training", version: "2.26", unknownKeys: .open, ownsNames: false,
    """
    any: name seed defaults hydra compiler_flags compiler_cache_url
      aync_exec_max_inflight_requests bucket_size_collectives neuron_rt_exec_timeout
      neuron_experimental_compress_rg
    one(hf megatron): model_source
    in trainer
      any: accelerator strategy devices num_nodes precision logger callbacks fast_dev_run max_epochs
        min_epochs max_steps min_steps max_time limit_train_batches limit_val_batches
        limit_test_batches limit_predict_batches overfit_batches val_check_interval
        check_val_every_n_epoch num_sanity_val_steps log_every_n_steps enable_checkpointing
        enable_progress_bar enable_model_summary accumulate_grad_batches gradient_clip_val
        gradient_clip_algorithm deterministic benchmark inference_mode use_distributed_sampler
        profiler detect_anomaly barebones plugins sync_batchnorm
        reload_dataloaders_every_n_epochs default_root_dir lnc sequential_move_factor
      gone: vnc>lnc
    in exp_manager
      any: explicit_log_dir exp_dir name version use_datetime_version resume_if_exists
        resume_past_end resume_ignore_no_checkpoint resume_from_checkpoint
        create_tensorboard_logger summary_writer_kwargs create_wandb_logger wandb_logger_kwargs
        create_mlflow_logger mlflow_logger_kwargs create_dllogger_logger dllogger_logger_kwargs
        create_clearml_logger clearml_logger_kwargs create_checkpoint_callback
        create_early_stopping_callback early_stopping_callback_params
        create_preemption_callback files_to_copy log_step_timing step_timing_kwargs
        log_local_rank_0_only log_global_rank_0_only disable_validation_on_resume ema
        max_time_per_run max_time seconds_to_sleep log_parameter_norm log_gradient_norm
        enable_recovery_time_instrumentation save_xser load_xser save_bf16 async_checkpointing
        ckpt_ptl_version
      in checkpoint_callback_params
        any: filepath dirpath filename monitor verbose save_last save_top_k save_weights_only mode
          auto_insert_metric_name every_n_epochs every_n_train_steps train_time_interval prefix
          postfix save_best_model always_save_nemo save_nemo_on_train_end model_parallel_size
          save_on_train_epoch_end use_master_weights_in_ckpt
    in distributed_strategy
      others ignored
      any: tensor_model_parallel_size pipeline_model_parallel_size
        virtual_pipeline_model_parallel_size pipeline_model_parallel_split_rank
        context_parallel_size expert_model_parallel_size token_shuffle_group_size zero1
        sequence_parallel kv_replicator
    in data
      any: micro_batch_size global_batch_size seq_length num_workers train_dir val_dir test_dir
        dev_choose_samples data_prefix data_impl splits_string index_mapping_dir dataloader_type
        dataset_name subset_name skip_warmup drop_last validation_drop_last fine_tuning packing
        no_seqlen_plus_one_input_tokens pad_samples_to_global_batch_size reset_attention_mask
        reset_position_ids eod_mask_loss train_ds validation_ds test_ds
      gone: alignment_strategy>model_alignment_strategy -- move it to the top of the file
      in tokenizer
        any: library type model vocab_file merge_file delimiter sentencepiece_legacy use_fast
    in model
      any: model_config encoder_seq_length max_position_embeddings num_layers hidden_size
        ffn_hidden_size num_attention_heads num_kv_heads kv_channels rope_theta qkv_linear fuse_qkv
        transpose_nki_inputs pipeline_cuts use_cpu_initialization weight_init_only init_method_std
        use_scaled_init_method activation activations_checkpoint_granularity
        activations_checkpoint_recompute activations_checkpoint_method
        activations_checkpoint_num_layers activations_checkpoint_layers_per_pipeline
        num_micro_batches_with_partial_activation_checkpoints disable_layer_norm_checkpointing
        hidden_dropout attention_dropout ffn_dropout apply_query_key_layer_scaling normalization
        layernorm_epsilon do_layer_norm_weight_decay make_vocab_size_divisible_by has_bias
        persist_layer_norm share_embeddings_and_output_weights position_embedding_type
        rotary_percentage position_freq_base position_abf_factor positition_interpolation_factor
        transformer_block_type sliding_window_size fp16_lm_cross_entropy fp32_residual_connection
        gradient_accumulation_fusion masked_softmax_fusion bias_activation_fusion
        bias_dropout_add_fusion megatron_amp_o2 megatron_amp_O2 precision use_emha save_logits
        micro_batch_size global_batch_size tokenizer grad_clip
      in fusions
        any: softmax flash_attention ring_attention
      in moe
        any: num_experts top_k capacity_factor dropless glu_mlp dropout frequency
          normalize_top_k_affinities output_router_logits router_activation router_aux_loss_coef
          routing_algorithm sinkhorn_iterations sinkhorn_tol
      in optim
        any: name lr betas eps weight_decay capturable
        in sched
          any: name warmup_steps max_steps constant_steps min_lr last_epoch
    in model_alignment_strategy
      in dpo
        any: kl_beta loss_type max_dpo_prompt_length max_prompt_length precompute_ref_log_probs
          truncation_mode
      in orpo
        any: beta max_prompt_length truncation_mode
      in sft
        any: packing peft
      in peft
        any: load_lora_from_ckpt lora_alpha lora_bias lora_dropout lora_rank lora_verbose merge_lora
          merge_sharded_lora save_lora_base save_lora_config_adapter target_modules
    in precision
      others ignored
      one(bf16SR fp32 autocast mixed_precision mixed_precisionSR mixed_precision_SR manual): type
      any: master_weights fp32_grad_acc xla_use_bf16 xla_downcast_bf16
        neuron_rt_stochastic_rounding_en parallel_layers_reduce_dtype
    """)
}
