import Engine
import Linting
import RunPlan
import SourceText
import Testing

/// A file of axolotl's says what one rank does; a fact in a comment says the rest.
@Suite struct AxolotlPlanTests {
  private let text = """
    base_model: NousResearch/Meta-Llama-3-8B
    adapter: qlora
    load_in_4bit: true
    lora_r: 32
    lora_alpha: 16
    lora_target_linear: true
    datasets:
      - path: some/answers
        type: alpaca
    sequence_len: 4096
    sample_packing: true
    attn_implementation: flash_attention_2
    micro_batch_size: 2
    gradient_accumulation_steps: 4
    num_epochs: 3
    learning_rate: 0.0002
    output_dir: out

    """

  private func report(_ text: String) -> FileReport {
    Linter().report(on: SourceFile(name: "run.yaml", text: text))
  }

  @Test func withoutTheDevicesARanksShareIsKnown() throws {
    let plan = try #require(report(text).plans.first?.plan)
    #expect(plan.labels[.baseModel]?.value == "NousResearch/Meta-Llama-3-8B")
    #expect(plan.value(.parameters) == 8_030_261_248)
    #expect(plan.value(.parametersTrainable) == 83_886_080)
    #expect(plan[.parameters]?.certainty == .exact)
    #expect(plan.value(.tokensPerStepPerRank) == 32_768)
    #expect(plan.value(.epochs) == 3)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.tokensPerStep) == nil)
    #expect(plan.missing(for: .globalBatch) == [.worldSize])
    #expect(plan.missing(for: .tokensPerStep) == [.worldSize])
  }

  @Test func theDevicesCompleteIt() throws {
    let plan = try #require(report("# trainlint: fact world_size=8\n" + text).plans.first?.plan)
    #expect(plan.value(.globalBatch) == 64)
    #expect(plan.value(.tokensPerStep) == 262_144)
    #expect(plan.value(.dataParallel) == 8)
  }

  @Test func nothingIsFoundInIt() {
    #expect(report(text).findings.map(\.rule.name) == [])
  }
}
