import Dialects
import RunPlan
import Testing

@Suite struct LlamaFactoryV1Tests: DialectSuite {
  typealias Tested = LlamaFactoryV1

  private let base = """
    model: meta-llama/Llama-3.2-1B
    train_dataset: rows.yaml
    micro_batch_size: 2
    """

  @Test func withoutAGlobalBatchEveryRankTakesOneMicroBatch() {
    let plan = plan(base)
    #expect(plan.value(.accumulation) == 1)
    #expect(plan.value(.sequencesPerStepPerRank) == 2)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.sequenceLength) == 2048)
    #expect(plan.value(.epochs) == 3)
    #expect(plan.labels[.adapter]?.value == "full")
    #expect(plan.labels[.precision]?.certainty == .frameworkDefault)
  }

  @Test func theGlobalBatchLeavesTheAccumulationToTheWorld() {
    let plan = plan(base, "global_batch_size: 32", "max_steps: 100", "num_train_epochs: 2")
    #expect(plan.value(.globalBatch) == 32)
    #expect(plan.value(.accumulation) == nil)
    #expect(plan.value(.steps) == 100)
    #expect(plan.reading.duration.ignored.map(\.value) == [2])
    let ranks = self.plan(base, "global_batch_size: 32", "dp_size: 4", "cp_size: 2")
    #expect(ranks.value(.accumulation) == 4)
    #expect(ranks.value(.worldSize) == 8)
  }

  @Test func dynamicBatchesHoldAnyNumberOfRows() {
    let plan = plan(base, "batching_strategy: dynamic_batching", "max_steps: 10")
    #expect(plan.value(.microBatch) == nil)
    #expect(plan.value(.sequencesPerStepPerRank) == nil)
  }

  @Test func adaptersHaveASectionOfTheirOwn() {
    let plan = plan(base, "peft_config: {name: lora, r: 8, lora_alpha: 32, target_modules: all}")
    #expect(plan.labels[.adapter]?.value == "lora")
    #expect(plan.value(.loraAlpha) == 32)
    #expect(plan.value(.parametersTrainable) == 5_636_096)
    let quantised = self.plan(base, "peft_config: {name: lora}", "quant_config: {name: bnb}")
    #expect(quantised.labels[.adapter]?.value == "qlora")
    #expect(quantised.value(.loraRank) == 8)
    #expect(self.plan(base, "peft_config: {name: freeze}").labels[.adapter]?.value == "freeze")
  }

  @Test func theRateIsConstantWithoutAScheduler() {
    #expect(plan(base).reading.schedule.shape == .constant)
    #expect(plan(base, "lr_scheduler_config: {name: x}").value(.warmupSteps) == nil)
    #expect(plan(base, "bf16: false").labels[.precision] == nil)
  }

  @Test func onlyTrainingFilesAreRecognised() {
    #expect(recognises(base + "\nmodel_class: llm\n"))
    #expect(!recognises("model: a/b\npeft_config: {name: lora, export_dir: out}\n"))
    #expect(!recognises("model: a/b\nmicro_batch_size: 2\ndataset: [c]\n"))
  }
}
