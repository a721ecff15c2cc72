import RunPlan

/// The fields of PEFT's configuration classes, of all methods together: `src/peft/config.py`,
/// `src/peft/tuners/*/config.py`, at version 0.20.
///
/// A key that the class of the method does not have is dropped with a warning, as one that a later
/// version may have written.
extension PEFT {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "PEFT", version: "0.20", unknownKeys: .ignored,
    """
    any: ab_svd_init act_fn adapter_layers adapter_len adapters alora_invocation_tokens alpha
      alpha_pattern apply_GS arrow_config asa_importance_beta asa_schedule_exponent
      asa_target_subspaces asa_uncertainty_beta auto_mapping base_model_name_or_path beta1 beta2
      bias block_share block_size block_size_pattern boft_block_num boft_block_size
      boft_n_butterfly_factor cayley_neumann_eps coft config_A_B config_C config_D_E corda_config
      cpt_mask cpt_token_ids cpt_tokens_type_mask d_initial decompose_both decompose_factor
      decomposition_method delora_lambda deltaT depth effective_rank enable_softmax
      enable_softmax_topk encoder_hidden_size encoder_num_layers encoder_reparameterization_type
      ensure_weight_tying eps eva_config exclude_modules fan_in_fan_out feedforward_modules
      final_warmup generator_seed global_scaling_weight gralora_k group_size hidden_size hybrid_r
      inference_mode init_ia3_weights init_logits_std init_lora_weights init_r init_scale
      init_theta_d_bound init_v_bound init_vector_bank_bound init_warmup init_weights kasa_config
      lambda_pattern layer_replication layers_pattern layers_to_transform layerwise_scalings
      loftq_config lora_alpha lora_bias lora_ga_config mask_interval mask_type megatron_config
      megatron_core mini_r modules_to_save monteclora_config n_frequency n_frequency_pattern
      n_skills n_splits n_tasks num_B num_attention_heads num_cayley_neumann_terms num_frozen_tokens
      num_layers num_ranks num_subspaces num_tasks num_transformer_submodules num_vectors
      num_virtual_tokens oft_block_size opt_loss_decay_factor opt_projection_epsilon
      opt_projection_format_epsilon opt_weighted_loss_type orth_reg_weight para peft_type
      peft_version poly_type prefix_projection progressbar proj_seed projection_prng_key
      projection_seed prompt_tuning_init prompt_tuning_init_state_dict_path prompt_tuning_init_task
      prompt_tuning_init_text proportional_parameters psoft_alpha psoft_mag_a psoft_mag_b psoft_orth
      psoft_svd psoft_svd_lowrank_niter qalora_group_size r randlora_alpha random_loc_seed
      random_seed rank_dropout_scale rank_pattern regularization_alpha revision
      runtime_offload_base_weight sample_at_inference save_indices save_only_topk_weights
      save_precomputed_indices save_projection scaling scaling_pass_value select_top
      softmax_temperature sparse sparse_rate sparsity stride_A subspace_rank svd_threshold
      target_modules target_parameters target_r target_svd_config task_type tfinal theta_d_length
      tinit token_dim token_indices tokenizer_kwargs tokenizer_name_or_path top_k_lora topk
      total_step trainable_token_indices u use_asa use_bdlora use_cayley_neumann use_dora
      use_dynamic_rank use_effective_conv2d use_idwt use_qalora use_rslora use_trainable_adapters
      variant vector_length velora_config very_sparse wavelet_family weight_tying xlora_depth
      xlora_size
    number[0..1]: boft_dropout deft_dropout encoder_dropout frod_dropout gralora_dropout
      hira_dropout lora_dropout miss_dropout module_dropout psoft_dropout pvera_dropout
      randlora_dropout rank_dropout tinylora_dropout unilora_dropout vblora_dropout vera_dropout
      xlora_dropout_p
    gone: merge_weights@0.3 enable_lora@0.3 runtime_config
    instead: lora_rank>r lora_r>r rank>r dropout>lora_dropout lora_target_modules>target_modules
      lora_modules_to_save>modules_to_save
    """)
}
