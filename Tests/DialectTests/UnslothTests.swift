import Dialects
import RunPlan
import Testing

@Suite struct UnslothTests: DialectSuite {
  typealias Tested = Unsloth

  /// `training` and `lora` with these keys, below the model's name.
  private func plan(training: String = "", lora: String = "") -> TrainingPlan {
    plan("model: unsloth/Llama-3.2-1B", "training: {\(training)}", "lora: {\(lora)}")
  }

  @Test func theSectionsGiveTheFileAway() {
    #expect(recognises("training: {max_seq_length: 2048, max_steps: 60}\nlora: {lora_r: 16}"))
    #expect(
      recognises("model: a/b\ntraining: {training_type: full, num_epochs: 1, random_seed: 1}"))
    #expect(!recognises("training: {max_seq_length: 2048, max_steps: 60}"))
    #expect(!recognises("training: {epochs: 3}\nlora: {lora_r: 16}"))
  }

  @Test func theDefaultsAreThoseOfTheCommandLine() {
    let plan = plan()
    #expect(plan.value(.sequenceLength) == 2048)
    #expect(plan.value(.sequencesPerStepPerRank) == 8)
    #expect(plan.value(.epochs) == 3)
    #expect(plan.value(.warmupSteps) == 5)
    #expect(plan.value(.learningRate) == 2e-4)
    #expect(plan.labels[.adapter]?.value == "qlora")
    #expect(plan.labels[.precision] == nil)
    #expect(plan.value(.worldSize) == nil)
  }

  @Test func zeroIsNoDuration() {
    let steps = plan(training: "max_steps: 60, num_epochs: 0")
    #expect(steps.value(.steps) == 60)
    #expect(steps.reading.duration.ignored.isEmpty)
    #expect(plan(training: "max_steps: 60, num_epochs: 2").reading.duration.ignored.count == 1)
    #expect(plan(training: "max_steps: 0, num_epochs: 2").value(.epochs) == 2)
    #expect(plan(training: "max_steps: 0, num_epochs: 0").value(.epochs) == nil)
  }

  @Test func onlyPackedRowsAreFull() {
    #expect(plan(training: "packing: true").value(.tokensPerStepPerRank) == 16384)
    #expect(plan().value(.tokensPerStepPerRank) == nil)
  }

  @Test func theStudioReadsKeysThatTheCommandLineLeavesOut() {
    let keys = "max_steps: 30, warmup_ratio: 0.1, lr_scheduler_type: cosine"
    let studio = plan("training: {\(keys)}", "lora: {lora_r: 16}")
    #expect(studio.value(.warmupSteps) == 3)
    #expect(studio.labels[.adapter] == nil)
    #expect(studio.reading.schedule.shape == .cosine)
    let line = plan(training: keys)
    #expect(line.value(.warmupSteps) == 5)
    #expect(line.reading.schedule.shape == .linear)
  }

  @Test func adaptersAreCountedOnNamedMatrices() {
    #expect(plan(lora: "lora_r: 8").value(.parametersTrainable) == 5_636_096)
    let some = plan(lora: "lora_r: 8, target_modules: 'q_proj, v_proj'")
    #expect(some.value(.parametersTrainable) == 8.0 * 16 * (2048 + 2048 + 2048 + 512))
    let list = plan(lora: "lora_r: 8, target_modules: [q_proj, v_proj]")
    #expect(list.value(.parametersTrainable) == some.value(.parametersTrainable))
    #expect(plan(lora: "use_dora: true").value(.parametersTrainable) == nil)
    let full = plan(training: "training_type: full")
    #expect(full.value(.parametersTrainable) == 1_235_814_400)
    #expect(full.labels[.adapter]?.value == "full")
    #expect(plan(training: "load_in_4bit: false").labels[.adapter]?.value == "lora")
  }
}
