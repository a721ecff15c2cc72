import Dialects
import RunPlan
import Testing

/// A `config.json` in short, and what its authors say of the model.
struct KnownModel: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let json: String
  let total: Int
  var active: Int?

  init(_ name: String, _ json: String, _ total: Int, active: Int? = nil) {
    (testDescription, self.json, self.total, self.active) = (name, json, total, active)
  }
}

@Suite struct HFConfigTests: DialectSuite {
  typealias Tested = HFConfig
  static let fileName = "config.json"

  // MARK: A model, not a run

  @Test func aModelHasNoStepsAndNoBatch() {
    let plan = plan(
      #"{"model_type": "llama", "torch_dtype": "bfloat16", "num_key_value_heads": 8}"#)
    #expect(plan.value(.contextLength) == 2048)
    #expect(plan.value(.kvHeads) == 8)
    #expect(plan.value(.headDim) == 128)
    #expect(plan[.layers]?.certainty == .frameworkDefault)
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.tokensPerStep) == nil)
    #expect(plan.labels[.precision]?.value == "bf16")
  }

  @Test func anUnknownTypeHasSizesButNoParameters() {
    let plan = plan(
      #"{"model_type": "our_own", "num_hidden_layers": 4, "hidden_size": 64, "vocab_size": 100}"#)
    #expect(plan.value(.layers) == 4)
    #expect(plan.value(.hiddenSize) == 64)
    #expect(plan.value(.parameters) == nil)
    #expect(plan.value(.parametersNonEmbedding) == nil)
  }

  @Test func aClassNameStandsForAMissingType() {
    let plan = plan(
      #"{"architectures": ["GPT2LMHeadModel"], "n_layer": 12, "n_embd": 768, "n_head": 12}"#)
    #expect(plan.value(.parameters) == 124_439_808)
  }

  @Test func aListOfLayersIsHeldToTheirNumber() {
    let plan = plan(
      #"{"model_type": "qwen3", "num_hidden_layers": 2, "layer_types": ["a", "a", "a"]}"#)
    #expect(plan.reading.layerLists.map(\.count) == [3])
  }

  @Test func theDecoderOfAModelOfSeveralPartsCounts() {
    let plan = plan(
      #"""
      {"model_type": "llava", "vision_config": {"hidden_size": 1024, "num_hidden_layers": 24},
       "text_config": {"model_type": "llama", "num_hidden_layers": 40, "hidden_size": 5120,
         "intermediate_size": 13824, "num_attention_heads": 40, "vocab_size": 32000}}
      """#)
    #expect(plan.value(.parameters) == 13_015_864_320)
    #expect(plan.reading.claims[.layers]?.sources.first?.key == "text_config.num_hidden_layers")
  }

  @Test func tyingIsTheDecodersWordThenTheModels() {
    let sizes =
      #""num_hidden_layers": 2, "hidden_size": 64, "num_attention_heads": 4, "vocab_size": 8"#
    func total(_ outer: String, _ inner: String) -> Double? {
      plan(
        #"{"model_type": "qwen3_vl", \#(outer) "text_config": {"model_type": "qwen3_vl_text", \#(inner) \#(sizes)}}"#
      ).value(.parameters)
    }
    let untied = total("", "")
    #expect(untied == total(#""tie_word_embeddings": false,"#, ""))
    #expect(untied == total(#""tie_word_embeddings": true,"#, #""tie_word_embeddings": false,"#))
    #expect(total(#""tie_word_embeddings": true,"#, "") == untied.map { $0 - 512 })
  }

  @Test func aSwitchThatIsNoSwitchLeavesTheModelUnknown() {
    let plan = plan(#"{"model_type": "llama", "attention_bias": "maybe"}"#)
    #expect(plan.value(.parameters) == nil)
    #expect(plan.value(.layers) == 32)
  }

  @Test(arguments: [
    #"{"model_type": "stablelm", "qk_layernorm": true}"#,
    #"{"model_type": "mpt", "no_bias": false}"#,
    #"{"model_type": "llama", "num_hidden_layers": [2, 4]}"#,
    #"{"model_type": "deepseek_v3", "moe_layer_freq": [0, 1]}"#,
    #"{"model_type": "gemma4_text", "layer_types": ["full_attention"]}"#,
    #"{"model_type": "qwen3_moe", "num_experts": 99999999999999999999}"#,
    #"{"model_type": "gpt2", "n_embd": -768}"#,
  ])
  func whatAShapeCannotSayStaysUnknown(_ json: String) {
    #expect(plan(json).value(.parameters) == nil)
  }

  // MARK: Recognition

  @Test func runsAndAdaptersAreNotModels() {
    #expect(recognises(#"{"model_type": "bert", "num_hidden_layers": 12}"#))
    #expect(
      recognises(
        #"{"model_type": "gemma3", "text_config": {"hidden_size": 2560, "num_hidden_layers": 34}}"#)
    )
    #expect(!recognises(#"{"peft_type": "LORA", "model_type": "llama", "num_layers": 2}"#))
    #expect(!recognises(#"{"model_type": "llama", "num_hidden_layers": 2, "learning_rate": 1e-4}"#))
    #expect(
      !recognises(#"{"base_model": "a/b", "model_type": "LlamaForCausalLM", "num_layers": 1}"#))
    #expect(!recognises(#"{"model_type": "llama", "tokenizer_class": "LlamaTokenizer"}"#))
    #expect(!recognises(#"{"num_hidden_layers": 12, "hidden_size": 768}"#))
  }
}
