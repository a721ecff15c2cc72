import Dialects
import RunPlan
import Testing

/// Counts that authors publish, or that the weights on the hub have.
@Suite struct HFConfigCountTests: DialectSuite {
  typealias Tested = HFConfig
  static let fileName = "config.json"

  @Test(arguments: dense + older + sparse + recurrent)
  func countsAreThoseOfThePublishedModel(_ model: KnownModel) {
    let plan = plan(model.json)
    #expect(plan.value(.parameters) == Double(model.total))
    if let active = model.active { #expect(plan.value(.parametersActive) == Double(active)) }
  }

  private static let dense = [
    KnownModel(
      "mistral 7b", #"{"model_type": "mistral", "num_hidden_layers": 32}"#, 7_241_732_096),
    KnownModel(
      "llama 3.2 1b",
      #"""
      {"model_type": "llama", "hidden_size": 2048, "intermediate_size": 8192, "vocab_size": 128256,
       "num_hidden_layers": 16, "num_key_value_heads": 8, "tie_word_embeddings": true}
      """#, 1_235_814_400),
    KnownModel(
      "qwen 2.5 0.5b",
      #"""
      {"model_type": "qwen2", "hidden_size": 896, "intermediate_size": 4864, "num_hidden_layers": 24,
       "num_attention_heads": 14, "num_key_value_heads": 2, "tie_word_embeddings": true}
      """#, 494_032_768),
    KnownModel(
      "qwen 3 8b",
      #"""
      {"model_type": "qwen3", "intermediate_size": 12288, "num_hidden_layers": 36,
       "num_key_value_heads": 8}
      """#, 8_190_735_360),
    KnownModel(
      "gemma 2b",
      #"""
      {"model_type": "gemma", "hidden_size": 2048, "intermediate_size": 16384,
       "num_hidden_layers": 18, "num_attention_heads": 8, "num_key_value_heads": 1}
      """#, 2_506_172_416),
    KnownModel("gemma 7b", #"{"model_type": "gemma", "num_hidden_layers": 28}"#, 8_537_680_896),
    KnownModel("gemma 2 2b", #"{"model_type": "gemma2", "num_hidden_layers": 26}"#, 2_614_341_888),
    KnownModel(
      "gemma 3 1b",
      #"""
      {"model_type": "gemma3_text", "hidden_size": 1152, "intermediate_size": 6912,
       "num_attention_heads": 4, "num_key_value_heads": 1, "vocab_size": 262144}
      """#, 999_885_952),
    KnownModel(
      "gemma 3 4b, decoder",
      #"""
      {"model_type": "gemma3", "text_config": {"hidden_size": 2560, "intermediate_size": 10240,
       "model_type": "gemma3_text", "num_hidden_layers": 34}}
      """#, 3_880_263_168),
    KnownModel("phi 3 mini", #"{"model_type": "phi3", "num_hidden_layers": 32}"#, 3_821_079_552),
    KnownModel(
      "olmo 1b",
      #"""
      {"model_type": "olmo", "hidden_size": 2048, "intermediate_size": 8192, "num_hidden_layers": 16,
       "num_attention_heads": 16, "tie_word_embeddings": true}
      """#, 1_176_764_416),
    KnownModel(
      "olmo 2 7b", #"{"model_type": "olmo2", "vocab_size": 100352}"#, 7_298_617_344),
    KnownModel("smollm 3", #"{"model_type": "smollm3"}"#, 3_075_098_624),
    KnownModel(
      "command r", #"{"model_type": "cohere", "vocab_size": 256000}"#, 34_980_831_232),
    KnownModel(
      "command r plus",
      #"""
      {"model_type": "cohere", "hidden_size": 12288, "intermediate_size": 33792,
       "num_hidden_layers": 64, "num_attention_heads": 96, "num_key_value_heads": 8,
       "use_qk_norm": true}
      """#, 103_810_674_688),
    KnownModel("glm 4 9b", #"{"model_type": "glm"}"#, 9_399_951_360),
    KnownModel("glm 4 9b 0414", #"{"model_type": "glm4", "attention_bias": true}"#, 9_400_279_040),
    KnownModel("seed oss 36b", #"{"model_type": "seed_oss", "hidden_size": 5120}"#, 36_151_104_512),
    KnownModel("starcoder 2 3b", #"{"model_type": "starcoder2"}"#, 3_030_371_328),
    KnownModel("stablelm 3b", #"{"model_type": "stablelm"}"#, 2_795_443_200),
    KnownModel(
      "stablelm 2 1.6b",
      #"""
      {"model_type": "stablelm", "hidden_size": 2048, "intermediate_size": 5632,
       "num_hidden_layers": 24, "num_key_value_heads": 32, "vocab_size": 100352,
       "use_qkv_bias": true}
      """#, 1_644_515_328),
    KnownModel(
      "internlm 2 7b",
      #"""
      {"model_type": "internlm2", "bias": false, "intermediate_size": 14336, "vocab_size": 92544,
       "num_key_value_heads": 8}
      """#, 7_737_708_544),
    KnownModel(
      "baichuan 2 7b",
      #"""
      {"model_type": "baichuan", "hidden_size": 4096, "intermediate_size": 11008,
       "num_attention_heads": 32, "num_hidden_layers": 32, "vocab_size": 125696}
      """#, 7_505_973_248),
    KnownModel("qwen 7b", #"{"model_type": "qwen", "intermediate_size": 22016}"#, 7_721_324_544),
  ]

  private static let older = [
    KnownModel("gpt-2", #"{"model_type": "gpt2", "n_layer": 12}"#, 124_439_808),
    KnownModel(
      "gpt-2 xl", #"{"model_type": "gpt2", "n_embd": 1600, "n_head": 25, "n_layer": 48}"#,
      1_557_611_200),
    KnownModel("gpt-neo 1.3b", #"{"model_type": "gpt_neo", "num_layers": 24}"#, 1_315_575_808),
    KnownModel("gpt-j", #"{"model_type": "gptj", "n_layer": 28}"#, 6_050_882_784),
    KnownModel(
      "gpt-neox 20b", #"{"model_type": "gpt_neox", "num_hidden_layers": 44}"#, 20_554_567_680),
    KnownModel("opt 125m", #"{"model_type": "opt", "num_hidden_layers": 12}"#, 125_239_296),
    KnownModel(
      "opt 350m",
      #"""
      {"model_type": "opt", "hidden_size": 1024, "ffn_dim": 4096, "num_hidden_layers": 24,
       "num_attention_heads": 16, "do_layer_norm_before": false, "word_embed_proj_dim": 512}
      """#, 331_196_416),
    KnownModel(
      "bloom 560m",
      #"{"model_type": "bloom", "hidden_size": 1024, "n_layer": 24, "num_attention_heads": 16}"#,
      559_214_592),
    KnownModel(
      "mpt 7b",
      #"""
      {"model_type": "mpt", "d_model": 4096, "n_heads": 32, "n_layers": 32, "expansion_ratio": 4,
       "vocab_size": 50432, "no_bias": true, "attn_config": {"alibi": true}}
      """#, 6_649_286_656),
    KnownModel("falcon 7b", #"{"model_type": "falcon", "multi_query": true}"#, 6_921_720_704),
    KnownModel(
      "falcon 40b",
      #"""
      {"model_type": "falcon", "hidden_size": 8192, "num_hidden_layers": 60, "num_kv_heads": 8,
       "num_attention_heads": 128, "new_decoder_architecture": true}
      """#, 41_303_293_952),
    KnownModel(
      "falcon rw 1b",
      #"""
      {"model_type": "falcon", "hidden_size": 2048, "num_hidden_layers": 24, "bias": true,
       "num_attention_heads": 32, "parallel_attn": false, "multi_query": false,
       "vocab_size": 50304}
      """#, 1_311_625_216),
    KnownModel(
      "phi 2",
      #"""
      {"model_type": "phi", "hidden_size": 2560, "intermediate_size": 10240,
       "num_hidden_layers": 32}
      """#, 2_779_683_840),
    KnownModel(
      "starcoder",
      #"""
      {"model_type": "gpt_bigcode", "n_embd": 6144, "n_head": 48, "n_inner": 24576, "n_layer": 40,
       "n_positions": 8192, "vocab_size": 49152}
      """#, 15_517_456_384),
  ]

  private static let sparse = [
    KnownModel(
      "mixtral", #"{"model_type": "mixtral"}"#, 46_702_792_704, active: 12_879_925_248),
    KnownModel("qwen 1.5 moe", #"{"model_type": "qwen2_moe"}"#, 14_315_784_192),
    KnownModel("olmoe", #"{"model_type": "olmoe", "intermediate_size": 1024}"#, 6_919_161_856),
    KnownModel(
      "gpt-oss 20b",
      #"{"model_type": "gpt_oss", "num_hidden_layers": 24, "num_local_experts": 32}"#,
      20_914_757_184),
    KnownModel(
      "deepseek v2 lite",
      #"""
      {"model_type": "deepseek_v2", "hidden_size": 2048, "intermediate_size": 10944,
       "num_hidden_layers": 27, "num_attention_heads": 16, "moe_intermediate_size": 1408,
       "num_experts_per_tok": 6, "first_k_dense_replace": 1, "q_lora_rank": null}
      """#, 15_706_484_224),
    KnownModel(
      "deepseek moe 16b",
      #"""
      {"model_type": "deepseek", "hidden_size": 2048, "intermediate_size": 10944,
       "num_hidden_layers": 28, "num_attention_heads": 16, "moe_intermediate_size": 1408,
       "n_routed_experts": 64, "n_shared_experts": 2, "num_experts_per_tok": 6,
       "first_k_dense_replace": 1}
      """#, 16_375_728_128),
    KnownModel(
      "phi 3.5 moe",
      #"""
      {"model_type": "phimoe", "attention_bias": true, "lm_head_bias": true}
      """#, 41_873_153_344),
  ]

  private static let recurrent = [
    KnownModel("mamba 130m", #"{"model_type": "mamba", "num_hidden_layers": 24}"#, 129_135_360),
    KnownModel(
      "falcon mamba 7b",
      #"""
      {"model_type": "falcon_mamba", "hidden_size": 4096, "num_hidden_layers": 64,
       "vocab_size": 65024, "tie_word_embeddings": false}
      """#, 7_272_665_088),
    KnownModel(
      "rwkv 4 169m",
      #"{"model_type": "rwkv", "hidden_size": 768, "num_hidden_layers": 12}"#, 169_342_464),
  ]

  // MARK: Gemma 4

  /// Two local layers and a global one, small enough to count by hand.
  @Test func layersOfGemma4DifferInHeadsAndSharing() {
    func total(_ more: String) -> Double? {
      plan(
        #"""
        {"model_type": "gemma4_text", "hidden_size": 8, "intermediate_size": 16, "vocab_size": 100,
         "num_hidden_layers": 3, "num_attention_heads": 2, "num_key_value_heads": 1, "head_dim": 4,
         "global_head_dim": 6, "hidden_size_per_layer_input": 0,
         "layer_types": ["sliding_attention", "sliding_attention", "full_attention"]\#(more)}
        """#
      ).value(.parameters)
    }
    let mlpAndNorms = 3 * (3 * 8 * 16 + 4 * 8) + 8 + 100 * 8
    let local = 2 * 8 * 8 + 4 + 2 * 8 * 4 + 4
    let global = 2 * 8 * 12 + 6 + 2 * 8 * 6 + 6
    #expect(total("") == Double(mlpAndNorms + 2 * local + global))
    // Values are the keys, and the global layer has two heads of them.
    let joined = 2 * 8 * 12 + 6 + 8 * 12 + 6
    #expect(
      total(#", "attention_k_eq_v": true, "num_global_key_value_heads": 2"#)
        == Double(mlpAndNorms + 2 * local + joined))
    // The last layer takes keys and values of another, in a wider MLP.
    #expect(
      total(#", "num_kv_shared_layers": 1, "use_double_wide_mlp": true"#)
        == Double(mlpAndNorms + 3 * 8 * 16 + 2 * local + 2 * 8 * 12 + 6))
  }

  @Test func gemma4LooksUpAVectorForEveryLayer() {
    let plan = plan(
      #"""
      {"model_type": "gemma4_text", "hidden_size": 8, "intermediate_size": 16, "vocab_size": 100,
       "num_hidden_layers": 1, "num_attention_heads": 1, "num_key_value_heads": 1, "head_dim": 4,
       "global_head_dim": 4, "hidden_size_per_layer_input": 2, "vocab_size_per_layer_input": 50,
       "enable_moe_block": true, "num_experts": 4, "top_k_experts": 1, "moe_intermediate_size": 3}
      """#)
    let block = 4 * 8 * 4 + 8 + 3 * 8 * 16 + 7 * 8 + (8 * 4 + 8 + 4) + 4 * 3 * 8 * 3
    let layerInputs = 2 * 8 * 2 + 8 + 8 * 2 + 2
    #expect(plan.value(.parameters) == Double(100 * 8 + 50 * 2 + block + layerInputs + 8))
    #expect(plan.value(.parametersNonEmbedding) == Double(block + layerInputs + 8))
    #expect(
      plan.value(.parametersActive)
        == Double(100 * 8 + 50 * 2 + block + layerInputs + 8 - 3 * 3 * 8 * 3))
  }
}
