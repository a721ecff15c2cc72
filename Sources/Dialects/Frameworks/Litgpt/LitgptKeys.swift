import RunPlan

/// The keys that litgpt reads: the arguments of `setup` in `litgpt/pretrain.py` and in the scripts
/// of `litgpt/finetune`, and the dataclasses of `litgpt/args.py` and `litgpt/config.py`.
///
/// jsonargparse takes nothing else, and numbers only as they are. Which command a file is for its
/// keys do not say outright, so that the keys of all of them are one list.
extension Litgpt {
  package static let catalogue: KeyCatalogue? = KeyCatalogue(
    "litgpt", version: "0.5.13", unknownKeys: .refused,
    exactness: [.exactWhole, .exactFlag, .exactText], commands, arguments, model)

  private static let commands = """
    text: out_dir precision
    text: checkpoint_dir initial_checkpoint_dir tokenizer_dir model_name access_token
    any: resume=false devices data optimizer
    int: num_nodes=1 seed lora_r=8 lora_alpha=16
    number: lora_dropout=0.05
    flag: lora_query=true lora_key=false lora_value=true lora_projection=false lora_mlp=false
      lora_head=false
    one(bnb.nf4 bnb.nf4-dq bnb.fp4 bnb.fp4-dq bnb.int8-training bnb.int8): quantize
    one(csv tensorboard wandb mlflow litlogger): logger_name
    # Scripts of the first months.
    gone: io>checkpoint_dir model>model_config
    # The file's own place, and what jsonargparse writes into files of its own.
    any: config
    """

  private static let arguments = """
    in train
      int: save_interval=1000 log_interval=1 global_batch_size micro_batch_size lr_warmup_steps
        epochs max_tokens max_steps max_seq_length
      number: lr_warmup_fraction max_time max_norm min_lr
      flag: tie_embeddings
      gone: learning_rate>optimizer@0.4 weight_decay>optimizer@0.4 beta1>optimizer@0.4
        beta2>optimizer@0.4 epoch_size
      instead: batch_size>global_batch_size max_seq_len>max_seq_length
    in eval
      int: interval max_new_tokens max_iters=100
      flag: initial_validation=false final_validation=true
      any: evaluate_example
    in log
      text: project run group teamspace checkpoint_name
      map: metadata
      flag: log_model save_logs
    """

  private static let model = """
    in model_config
      text: name gelu_approximate
      any: hf_config rope_adjustments sliding_window_indices rope_indices latent_attention
        class_path init_args
      int: block_size=4096 n_layer=16 n_embd=4096 vocab_size=50254 padding_multiple=512
        padded_vocab_size n_head=32 head_size n_query_groups attention_scores_scalar
        sliding_window_size rope_base=10000 rope_condense_ratio intermediate_size
        moe_intermediate_size n_expert=0 n_shared_expert n_expert_groups n_topk_groups
        n_topk_scores_per_group n_expert_per_token=0 first_k_dense_replace
      number: norm_eps=1e-05 attention_logit_softcapping rotary_percentage=0.25
        routed_scaling_factor final_logit_softcapping rope_local_base_freq
      flag: norm_qk post_attention_norm post_mlp_norm parallel_residual=true
        shared_attention_norm=false attn_bias=false rope_interleave bias=true norm_topk_prob
        scale_embeddings lm_head_bias=false norm_1 norm_2
      one(LayerNorm RMSNorm): norm_class_name=LayerNorm
      one(default olmo2): norm_qk_type=default
      one(GptNeoxMLP LLaMAMLP GemmaMLP LLaMAMoE): mlp_class_name=GptNeoxMLP
      gone: org sliding_window_layer_placing>sliding_window_indices
        sliding_window_layer_stride>sliding_window_indices rope_n_elem scale_attention_scores
    """
}
