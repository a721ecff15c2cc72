import RunPlan

/// The keys of the trainer of the Cerebras model zoo, 2.3 to 2.10: the classes that
/// `trainer/validate.py` makes configurations of, with the fields of all language models and data
/// processors in one.
///
/// A model or a data processor of one's own has other fields, so that below these only slips of the
/// pen are told. Optimizers, schedulers and callbacks are named and free.
extension Cerebras {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "the Cerebras model zoo", version: "2.10", unknownKeys: .refused, ownsNames: false,
    """
    any: includes
    in trainer
      any: validate validate_all
      in init
        any: device backend model_dir optimizer schedulers sparsity callbacks loggers seed
          autorestart
        in loop
          int[1..]: num_steps max_steps steps_per_epoch
          int: num_epochs eval_steps grad_accum_steps=1
          number: eval_frequency=1.0
        in precision
          flag: enabled=true log_loss_scale
          one(float16 bfloat16 cbfloat16): fp16_type=bfloat16
          any: precision_opt_level loss_scaling_factor=1.0 initial_loss_scale steps_per_increase
            min_loss_scale max_loss_scale max_gradient_norm max_gradient_value
        in checkpoint
          int: steps
          flag: autoload_last_checkpoint=true disable_strict_checkpoint_loading
            save_initial_checkpoint strict_version=true
          any: checkpoint_root checkpoint_name
        in logging
          int: log_steps!
          any: log_level wsc_log_level enable_act_frequency
        in model
          others open
          was: model_name>name@2.4
          any: policy_model
          any: add_pooling_layer alibi_trainable_slopes attention_chunk_size
            attention_dropout_rate attention_initializer attention_inner_dim attention_kernel
            attention_logit_softcapping attention_logits_alpha attention_module
            attention_qk_norm_eps attention_qk_norm_layer attention_sink_tokens
            attention_sliding_window_length attention_softmax_fp32 attention_type
            attention_vertical_column_spacing attention_vertical_column_width attn_memory_chunk_size
            beta boundary_casting classifier_dropout compute_eval_metrics constant_pos_embedding
            cross_attention_layers ctx_encoder d_ff d_kv d_model decoder_attention_logits_alpha
            decoder_nonlinearity decoder_num_hidden_layers decoder_start_token_id
            default_initializer disable_dropout disable_nsp dpo dpop_penalty_weight dropout_rate
            dtype embd_pdrop embedding_dropout_rate embedding_initializer embedding_layer_norm
            embedding_pad_token_id embeddings_alpha embeddings_initializer embeddings_scale encoder
            encoder_attention_logits_alpha encoder_nonlinearity encoder_num_hidden_layers
            encoder_output_dropout_rate eval_input extra_attention_params extra_ffn_params extra_ids
            ffn_initializer ffn_output_layer_initializer filter_size final_logit_softcapping
            fixed_sparse_attention fold_rope_consts fp16_type freeze_ffn_bias_in_glu
            freeze_pretrained_model hidden_size include_padding_in_loss inference_input initializer
            initializer_factor initializer_range is_mnli_dataset label_smoothing label_vocab_file
            layer_norm_epsilon lm_loss_weight loop_dim loss_scaling loss_type loss_weight
            lr_adjustment_groups mask_padding_in_positional_embed mask_token_id
            max_position_embeddings max_tokens memory_tokens_config mixed_precision mlm_loss_scaling
            mlm_loss_weight mlm_nonlinearity model moe moe_params mup_base_d_ff mup_base_d_kv
            mup_base_d_model mup_base_filter_size mup_base_hidden_size mutual_information name
            nonlinearity norm_first norm_first_sandwich norm_type num_classes
            num_extra_input_vocab_tokens num_heads num_hidden_layers num_labels
            num_memory_tokens_per_chunk num_relative_attention_buckets num_segments optimizer
            output_layer_initializer output_logits_alpha output_logits_scale pad_rope pad_token_id
            pooler_nonlinearity pooler_type pos_scaling_extra_args pos_scaling_factor
            pos_scaling_type position_embedding_offset position_embedding_type
            position_embeddings_initializer problem_type q_encoder reference_free
            rel_distance_extra_args rel_distance_mode relative_attention_num_buckets
            relu_dropout_rate residual_dropout_rate rope_theta rotary_dim runconfig
            scale_decoder_qk_dot_by_d scale_encoder_qk_dot_by_d scale_output_logits_by_d
            scale_qk_dot_by_d scale_qk_dot_by_layer_idx segment_embeddings_initializer
            selected_encoder share_embedding_weights share_encoder_decoder_embedding
            sliding_window_every_other_decoder_layer
            sliding_window_every_other_decoder_layer_pattern softmax_temperature sparsity
            src_max_position_embeddings src_vocab_size start_token stop_sequences task_dropout
            temperature tgt_max_position_embeddings tgt_vocab_size tie_encoder_decoder token_dropout
            top_k top_p train_input use_bias_in_output use_biencoder use_cache use_cls_bias
            use_dropout_outside_residual_path use_experimental_flex_api use_ffn_bias
            use_ffn_bias_in_attention use_ffn_bias_in_mlm use_final_layer_norm
            use_output_bias_in_mlm use_pre_encoder_decoder_dropout
            use_pre_encoder_decoder_layer_norm use_projection_bias_in_attention use_sink_token
            use_transformer_initialization use_untied_layer_norm vocab_file vocab_size
      in fit
        any: ckpt_path val_dataloader
        in train_dataloader
          others open
          any: aggregate_cartilage attn_mask_pad_id attn_memory_chunk_size augment_data
            batch_sampler batch_size buckets class_id cutmix_alpha data_dir data_processor
            data_source data_subset data_transforms dataset_map_fn disable_nsp do_convert_rgb
            do_lower do_normalize do_pad do_rescale do_resize document_separator_token drop_last
            duplicate_act_worker_data dynamic_loss_weight dynamic_mlm_scale echo_type eos_token
            exclude_from_masking extra_ids features_list fp16_type gather_mlm_labels image_channels
            image_data_size image_mean image_shape image_size image_std img_data_dir
            include_padding_in_loss input_pad_id is_training label_dropout_rate label_vocab_file
            labels_pad_id latent_channels latent_size loss mask_ratio mask_token mask_whole_word
            masked_lm_prob max_cls_tokens max_image_shape max_image_tiles max_num_img
            max_position_embeddings max_predictions_per_seq max_sequence_length memory_token_id
            mixed_precision mixture mixup_alpha name noaugment normalize_data_method num_classes
            num_diffusion_steps num_documents_to_concatenate num_examples
            num_memory_tokens_per_chunk num_patches num_samples num_sink_tokens num_workers
            oov_token overfit overfit_indices overfit_num_batches pack_sequences pad_id pad_last
            pad_token patch_size persistent_workers pin_memory prefetch_factor ra_sampler_num_repeat
            ratio_shifted_samples repeat resample rescale_factor return_masks sampler schedule_name
            segment_length segment_pad_id shuffle shuffle_buffer shuffle_seed sink_token_id
            sink_token_start_pos size sort_files sos_token split src_data_dir
            src_max_sequence_length src_vocab_file start_index steps synthetic_special_tokens_index
            target_seq_len tgt_data_dir tgt_max_sequence_length tgt_vocab_file timeout
            train_test_split transforms truncate_to_original_length use_fast_dataloader
            use_multiple_workers use_vae_encoder use_vsl use_worker_cache vae_scaling_factor
            var_loss vocab_file vocab_size whole_word_masking
    """)
}
