extension HFConfigFamily {
  /// One class a line: `model_type`; layers, hidden width, heads, key-value heads, width of a head,
  /// width of the MLP, vocabulary, positions (`=`: follows from other keys, `-`: no default);
  /// whether the output matrix is the input matrix; then the parts, each a word, `word:key` where a
  /// key switches it on, or `word:key=default`.
  ///
  /// Without words: RMSNorm twice a block, a gated MLP, no biases, every layer alike.
  static let table: StaticString = """
    llama 32 4096 32 = = 11008 32000 2048 untied qkv-bias:attention_bias out-bias:attention_bias mlp-bias:mlp_bias
    Yi - - - = = - - - untied
    mistral 32 4096 32 8 = 14336 32000 131072 untied
    ministral 32 4096 32 8 = 14336 32000 131072 untied
    ministral3 34 4096 32 8 128 14336 131072 262144 untied
    mixtral 32 4096 32 8 = 14336 32000 131072 untied experts:num_local_experts=8 top:num_experts_per_tok=2
    qwen 32 4096 32 = 128 11008 151936 8192 untied qkv-bias by-own-rules
    qwen2 32 4096 32 32 = 22016 151936 32768 untied qkv-bias
    qwen2_vl_text 80 8192 64 8 = 29568 152064 32768 untied qkv-bias
    qwen2_moe 24 2048 16 16 = 5632 151936 32768 untied qkv-bias:qkv_bias=1 experts:num_experts=60 top:num_experts_per_tok=4 expert-width:moe_intermediate_size=1408 shared-width:shared_expert_intermediate_size=5632 shared-gate sparse-step
    qwen3 32 4096 32 32 128 22016 151936 32768 untied qkv-bias:attention_bias out-bias:attention_bias head-norm
    qwen3_vl_text 32 4096 32 32 128 22016 151936 128000 untied qkv-bias:attention_bias out-bias:attention_bias head-norm
    qwen3_moe 24 2048 32 4 = 6144 151936 32768 untied qkv-bias:attention_bias out-bias:attention_bias head-norm experts:num_experts=128 top:num_experts_per_tok=8 expert-width:moe_intermediate_size=768 sparse-step
    qwen3_vl_moe_text 24 2048 16 16 = 5632 151936 128000 untied qkv-bias:attention_bias out-bias:attention_bias head-norm experts:num_experts=60 top:num_experts_per_tok=4 expert-width:moe_intermediate_size=1408 sparse-step
    gemma 28 3072 16 16 256 24576 256000 8192 tied qkv-bias:attention_bias out-bias:attention_bias
    gemma2 26 2304 8 4 256 9216 256000 8192 tied qkv-bias:attention_bias out-bias:attention_bias four-norms
    gemma3_text 26 2304 8 4 256 9216 262208 131072 tied qkv-bias:attention_bias out-bias:attention_bias four-norms head-norm
    gemma4_text 30 2304 8 4 256 9216 262144 131072 tied by-own-rules
    gpt2 12 768 12 = = = 50257 1024 tied layer-norm plain qkv-bias out-bias mlp-bias positions:=0
    gpt_neo 24 2048 16 = = = 50257 2048 tied layer-norm plain out-bias mlp-bias positions:=0
    gpt_neox 44 6144 64 = = 24576 50432 2048 untied layer-norm plain qkv-bias:attention_bias=1 out-bias:attention_bias=1 mlp-bias
    gptj 28 4096 16 = = = 50400 2048 untied layer-norm one-norm plain mlp-bias head-bias
    codegen 28 4096 16 = = = 50400 2048 untied layer-norm one-norm plain mlp-bias head-bias
    gpt_bigcode 12 768 12 = = = 50257 1024 tied layer-norm plain qkv-bias out-bias mlp-bias positions:=0 by-own-rules
    opt 12 768 12 = = 3072 50272 2048 tied layer-norm plain qkv-bias:enable_bias=1 out-bias:enable_bias=1 mlp-bias:enable_bias=1 positions:=2 by-own-rules
    bloom 2 64 8 = = = 250880 2048 tied layer-norm plain qkv-bias out-bias mlp-bias embedding-norm
    mpt 24 2048 16 = = = 50368 2048 tied scale-norm plain by-own-rules
    falcon 32 4544 71 = = = 65024 2048 tied layer-norm plain qkv-bias:bias out-bias:bias mlp-bias:bias by-own-rules
    phi 24 2048 32 = = 8192 51200 2048 untied layer-norm one-norm plain qkv-bias out-bias mlp-bias head-bias head-norm-bias:qk_layernorm
    phi3 32 3072 32 = = 8192 32064 4096 untied
    phimoe 32 4096 32 8 = 6400 32064 131072 untied layer-norm qkv-bias:attention_bias out-bias:attention_bias head-bias:lm_head_bias experts:num_local_experts=16 top:num_experts_per_tok=2
    stablelm 32 2560 32 32 = 6912 50304 4096 untied layer-norm qkv-bias:use_qkv_bias by-own-rules
    starcoder2 30 3072 24 2 = 12288 49152 4096 tied layer-norm plain qkv-bias:use_bias=1 out-bias:use_bias=1 mlp-bias:use_bias=1
    cohere 40 8192 64 = = 22528 256000 8192 tied scale-norm one-norm qkv-bias:attention_bias out-bias:attention_bias wide-norm:use_qk_norm
    cohere2 40 8192 64 = = 22528 256000 8192 tied scale-norm one-norm qkv-bias:attention_bias out-bias:attention_bias
    olmo 32 4096 32 = = 11008 50304 2048 untied bare-norm qkv-bias:attention_bias out-bias:attention_bias
    olmo2 32 4096 32 = = 11008 50304 2048 untied qkv-bias:attention_bias out-bias:attention_bias wide-norm
    olmoe 16 2048 16 = = 2048 50304 4096 untied qkv-bias:attention_bias out-bias:attention_bias wide-norm experts:num_experts=64 top:num_experts_per_tok=8
    flex_olmo 32 4096 32 = = 11008 100352 4096 untied qkv-bias:attention_bias out-bias:attention_bias wide-norm experts:num_experts=7 top:num_experts_per_tok=5
    granite 32 4096 32 = = 11008 32000 2048 untied qkv-bias:attention_bias out-bias:attention_bias mlp-bias:mlp_bias
    granitemoe 32 4096 32 = = 11008 32000 2048 untied qkv-bias:attention_bias out-bias:attention_bias experts:num_local_experts=8 top:num_experts_per_tok=2
    smollm3 36 2048 16 4 = 11008 128256 32768 tied qkv-bias:attention_bias out-bias:attention_bias mlp-bias:mlp_bias
    deepseek 30 4096 32 = = 11008 102400 2048 untied qkv-bias:attention_bias out-bias:attention_bias experts:n_routed_experts top:num_experts_per_tok expert-width:moe_intermediate_size=1407 shared-count:n_shared_experts dense-first:first_k_dense_replace=0
    deepseek_v2 32 4096 32 = = 11008 102400 2048 untied qkv-bias:attention_bias out-bias:attention_bias latent experts:n_routed_experts=64 top:num_experts_per_tok expert-width:moe_intermediate_size=1407 shared-count:n_shared_experts=2 dense-first:first_k_dense_replace=0
    deepseek_v3 61 7168 128 = = 18432 129280 4096 untied qkv-bias:attention_bias out-bias:attention_bias latent experts:n_routed_experts=256 top:num_experts_per_tok=8 expert-width:moe_intermediate_size=2048 shared-count:n_shared_experts=1 dense-first:first_k_dense_replace=3
    dots1 62 4608 32 = = 10944 152064 2048 untied qkv-bias:attention_bias out-bias:attention_bias head-norm experts:n_routed_experts top:num_experts_per_tok expert-width:moe_intermediate_size=1408 shared-count:n_shared_experts dense-first:first_k_dense_replace=0
    glm 40 4096 32 2 128 13696 151552 131072 untied qkv-bias:attention_bias=1
    glm4 40 4096 32 2 128 13696 151552 131072 untied qkv-bias:attention_bias=1 four-norms
    glm4_moe 46 4096 96 8 = 10944 151552 131072 untied qkv-bias:attention_bias head-norm:use_qk_norm experts:n_routed_experts=128 top:num_experts_per_tok=8 expert-width:moe_intermediate_size=1408 shared-count:n_shared_experts=1 dense-first:first_k_dense_replace=1
    gpt_oss 36 2880 64 8 64 2880 201088 131072 untied qkv-bias:attention_bias=1 out-bias:attention_bias=1 sinks experts:num_local_experts=128 top:num_experts_per_tok=4 router-bias expert-bias
    llama4_text 48 5120 40 8 128 8192 202048 131072 untied qkv-bias:attention_bias out-bias:attention_bias experts:num_local_experts=16 top:num_experts_per_tok=1 by-own-rules
    minimax_m2 62 3072 48 8 128 1536 200064 196608 untied wide-norm experts:num_local_experts=256 top:num_experts_per_tok=8
    seed_oss 64 4096 80 8 128 27648 155136 524288 untied qkv-bias:attention_bias=1 out-bias:attention_out_bias mlp-bias:mlp_bias
    ernie4_5 18 1024 16 2 128 3072 103424 131072 tied qkv-bias:use_bias out-bias:use_bias mlp-bias:use_bias
    exaone4 32 4096 32 32 = 16384 102400 2048 untied head-norm
    hunyuan_v1_dense 32 4096 32 = = 11008 290943 2048 untied qkv-bias:attention_bias out-bias:attention_bias head-norm
    helium 24 2560 20 20 128 7040 48000 4096 untied qkv-bias:attention_bias mlp-bias:mlp_bias
    nemotron 32 6144 48 = = 24576 256000 4096 untied layer-norm plain qkv-bias:attention_bias out-bias:attention_bias mlp-bias:mlp_bias
    persimmon 36 4096 64 = = 16384 262144 16384 untied layer-norm plain qkv-bias out-bias mlp-bias head-norm-bias:qk_layernorm=1
    arcee 32 2560 32 = = 18432 32000 4096 untied plain qkv-bias:attention_bias out-bias:attention_bias mlp-bias:mlp_bias
    internlm 32 4096 32 = = 11008 103168 2048 untied qkv-bias:bias=1 out-bias:bias=1
    internlm2 32 4096 32 = = 11008 103168 2048 untied qkv-bias:bias=1 out-bias:bias=1
    internlm3 48 4096 32 2 128 10240 128512 32768 untied qkv-bias:qkv_bias out-bias:bias mlp-bias:bias
    baichuan - - - = = - - - untied
    mamba 32 768 - - - - 50280 - tied one-norm by-own-rules
    falcon_mamba 32 768 - - - - 50280 - tied one-norm by-own-rules
    rwkv 32 4096 - - - = 50277 1024 untied layer-norm embedding-norm by-own-rules
    """
}
