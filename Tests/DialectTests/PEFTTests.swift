import Dialects
import RunPlan
import Testing

@Suite struct PEFTTests: DialectSuite {
  typealias Tested = PEFT
  static let fileName = "adapter_config.json"

  private func adapter(_ more: String, r: String = "16") -> TrainingPlan {
    plan(
      "{", #""peft_type": "LORA", "base_model_name_or_path": "meta-llama/Llama-3.2-1B","#,
      #""r": \#(r), "lora_alpha": 32\#(more.isEmpty ? "" : ", " + more)}"#)
  }

  @Test func theKindOfAdapterGivesAFileAway() {
    #expect(recognises(#"{"peft_type": "LORA", "task_type": "CAUSAL_LM"}"#))
    #expect(!recognises(#"{"peft_type": "lora", "learning_rate": 0.1, "r": 8}"#))
    #expect(!recognises(#"{"r": 8, "lora_alpha": 16}"#))
  }

  @Test func anAdapterIsNoRun() {
    let plan = adapter("")
    #expect(plan.regime == nil)
    #expect(plan.labels[.adapter]?.value == "lora")
    #expect(plan.labels[.baseModel]?.value == "meta-llama/Llama-3.2-1B")
    #expect(plan.value(.parameters) == 1_235_814_400)
    #expect(plan.value(.loraRank) == 16)
    #expect(plan.value(.loraAlpha) == 32)
  }

  /// 16 layers, each of rank × (2048 + 2048) for queries and rank × (2048 + 512) for values.
  @Test func trainableParametersFollowFromTheTargets() {
    let trained = adapter(#""target_modules": ["q_proj", "v_proj"]"#)
    #expect(trained.value(.parametersTrainable) == Double(16 * 16 * (4_096 + 2_560)))
    let unchanged = adapter(
      #""target_modules": ["q_proj", "v_proj"], "rank_pattern": {}, "bias": "none", "use_dora": false"#
    )
    #expect(unchanged.value(.parametersTrainable) == trained.value(.parametersTrainable))
    // The published count for rank 16 on all linear layers of this model.
    let all = adapter(#""target_modules": "all-linear""#)
    #expect(all.value(.parametersTrainable) == 11_272_192)
  }

  @Test(arguments: [
    #""target_modules": ["c_attn"]"#, #""target_modules": ".*q_proj""#,
    #""target_modules": ["q_proj"], "modules_to_save": ["lm_head"]"#,
    #""target_modules": ["q_proj"], "rank_pattern": {"q_proj": 4}"#,
    #""target_modules": ["q_proj"], "use_dora": true"#,
    #""target_modules": ["q_proj"], "layers_to_transform": [0, 1]"#,
    #""target_modules": ["q_proj"], "bias": "all""#,
    #""target_modules": null"#, "",
  ])
  func whatIsMoreThanAPairOfMatricesIsNotCounted(keys: String) {
    #expect(adapter(keys).value(.parametersTrainable) == nil)
  }

  @Test func otherAdaptersHaveNoLowRank() {
    let plan = plan(#"{"peft_type": "LOHA", "r": 8, "base_model_name_or_path": "a/b"}"#)
    #expect(plan.labels[.adapter]?.value == "loha")
    #expect(plan.value(.loraRank) == nil)
    #expect(plan.value(.parameters) == nil)
  }
}
