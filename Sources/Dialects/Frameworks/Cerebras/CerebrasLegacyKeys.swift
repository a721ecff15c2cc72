import RunPlan

/// The keys of the Cerebras model zoo up to 2.2, as its files and its code of 1.9 to 2.2 have them:
/// `common/run_utils`, `common/schema`, `config_manager` and the models and data processors.
///
/// Each section is a dictionary out of which the code takes what it knows.
extension CerebrasLegacy {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "the Cerebras model zoo", version: "2.2", unknownKeys: .open, ownsNames: false,
    """
    any: eval_input inference_input sparsity cerebras csconfig predict_input
    in train_input
      instead: whole_word_masking>mask_whole_word
      any: batch_size bos_token_id data_dir data_processor do_lower drop_last extra_ids fp16_type
        image_data_size img_data_dir label_vocab_file masked_lm_prob max_cls_tokens
        max_predictions_per_seq max_sequence_length micro_batch_size mixed_precision mixture
        num_examples num_samples num_workers pad_token_id persistent_workers prefetch_factor repeat
        seq_length shuffle shuffle_buffer shuffle_seed src_data_dir src_max_sequence_length
        src_vocab_file tgt_data_dir tgt_max_sequence_length tgt_vocab_file transforms
        use_multiple_workers use_worker_cache vocab_file vocab_size
    in model
      any: add_pooling_layer alibi_implementation alibi_trainable_slopes attention_dropout_rate
        attention_kernel attention_module attention_sliding_window_length attention_softmax_fp32
        attention_type beta boundary_casting compute_eval_metrics ctx_encoder d_ff d_kv d_model
        decoder_nonlinearity decoder_num_hidden_layers disable_nsp dpo dropout dropout_rate
        embedding_dropout_rate embedding_initializer embedding_layer_norm embedding_size
        embeddings_scale encoder_nonlinearity encoder_num_hidden_layers encoder_output_dropout_rate
        eval_input extra_attention_params extra_ids filter_size fixed_sparse_attention fp16_type
        freeze hidden_size image_feature_select_layer_idx image_feature_select_mode image_model
        image_start_idx include_padding_in_loss inference_input initializer initializer_range
        is_mnli_dataset label_smoothing layer_norm_epsilon lm_loss_weight loop_dim lora_params
        loss_scaling loss_type loss_weight mask_padding_in_positional_embed mask_token_id
        max_position_embeddings max_tokens mixed_precision mlm_loss_scaling mlm_loss_weight
        mlm_nonlinearity model model_name nonlinearity norm_type num_classes num_heads
        num_hidden_layers num_labels num_relative_attention_buckets num_segments optimizer
        output_layer_initializer output_logits_scale pad_rope pad_token_id pooler_nonlinearity
        pos_scaling_factor position_embedding_offset position_embedding_type precision_opt_level
        problem_type projector q_encoder reference_free relative_attention_num_buckets
        relu_dropout_rate residual_dropout_rate rope_theta rotary_dim runconfig scale_by_layer_index
        scale_qk_dot_by_d scale_qk_dot_by_layer_idx scale_similarity selected_encoder seq_len
        share_embedding_weights share_encoder_decoder_embedding sparsity src_max_position_embeddings
        src_vocab_size start_token stop_sequences task_dropout text_model
        tgt_max_position_embeddings tgt_vocab_size token_dropout train_input use_bfloat16
        use_bias_in_output use_cls_bias use_dropout_outside_residual_path use_ffn_bias
        use_ffn_bias_in_attention use_ffn_bias_in_mlm use_final_layer_norm use_output_bias_in_mlm
        use_position_embedding use_pre_encoder_decoder_dropout use_pre_encoder_decoder_layer_norm
        use_projection_bias_in_attention use_rms_norm use_t5_layer_norm
        use_transformer_initialization use_untied_layer_norm vocab_file vocab_size
    in optimizer
      any: adjust_learning_rate alpha amsgrad beta1 beta2 betas clip_threshold correct_bias
        decay_rate decay_schedule disable_lr_steps_reset eps epsilon etas initial_loss_scale lambd
        learning_rate log_loss_scale log_summaries loss_scaling_factor lr lr_decay max_gradient_norm
        max_gradient_value max_loss_scale max_update_rms min_loss_scale momentum nesterov
        optim_params optimizer_type relative_step rho scale_parameter step_sizes steps_per_increase
        warmup_init weight_decay weight_decay_rate
    in runconfig
      any: act_memory_gi autoload_last_checkpoint check_loss_values checkpoint_path
        checkpoint_steps cmd_memory_gi compile_crd_memory_gi compile_dir compile_only
        credentials_path debug_args debug_args_path disable_strict_checkpoint_loading
        disable_version_check dist_addr dist_backend drop_data dump_activations embeddings_per_file
        enable_act_frequency enable_distributed end_step eval_frequency eval_steps
        execute_crd_memory_gi experimental fabric_type_blacklist ini init_method job_labels
        job_priority job_time_sec keep_checkpoint_max lazy_initialization listeners
        load_checkpoint_states log_initialization log_input_summaries log_steps logging
        main_process_id max_checkpoints max_steps mgmt_address mgmt_namespace mode model_dir
        mount_dirs num_act_servers num_csx num_epochs num_steps num_wgt_servers num_workers_per_csx
        op_profiler_config params precision_opt_level python_paths retrace_every_iteration
        save_initial_checkpoint save_losses seed show_debug_metrics start_step steps_per_epoch
        summary_dir sync_batchnorm target_device transfer_processes use_appliance_data
        use_cs_grad_accum use_cstorch_optimizer_step validate_only variant wgt_memory_gi
        wrk_memory_gi wsc_log_level
    """)
}
