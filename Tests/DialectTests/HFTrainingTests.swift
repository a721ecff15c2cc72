import Dialects
import RunPlan
import Testing

@Suite struct HFTrainingTests: DialectSuite {
  typealias Tested = HFTraining

  /// Inputs plus outputs of the queries' and values' matrices, over all layers.
  private let perRank: Double = 16 * (2048 * 2 + 2048 + 512)

  private let base = """
    model_name_or_path: meta-llama/Llama-3.2-1B
    dataset_name: some/rows
    per_device_train_batch_size: 4
    gradient_accumulation_steps: 2
    learning_rate: 2e-5
    """

  @Test func theWorldIsTheLaunchers() {
    let plan = plan(base, "max_length: 2048", "packing: true")
    #expect(plan.value(.sequencesPerStepPerRank) == 8)
    #expect(plan.value(.tokensPerStepPerRank) == 16384)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.learningRate) == 2e-5)
    #expect(plan.regime == .supervisedFinetuning)
    #expect(plan.labels[.adapter]?.value == "full")
  }

  @Test func theLengthIsWrittenOrUnknown() {
    #expect(plan(base).value(.sequenceLength) == nil)
    #expect(plan(base, "max_seq_length: 512").value(.sequenceLength) == 512)
    #expect(plan(base, "packing_strategy: bfd").value(.sequenceLength) == 1024)
    #expect(plan(base, "max_length: 512").value(.tokensPerStepPerRank) == nil)
  }

  @Test func scriptsDifferInTheTypeOfAKey() {
    let lines = ["padding_free: [huggingface]", "fused_lora: [auto_gptq, true]"]
    #expect(plan(base, lines[0], lines[1]).reading.remarks.map(\.key) == ["learning_rate"])
  }

  @Test func trainersAreToldByTheirKeys() {
    let grpo = plan(base, "reward_funcs: [accuracy]", "beta: 0.1", "max_prompt_length: 512")
    #expect(grpo.regime == .reinforcementLearning)
    #expect(grpo.value(.sequenceLength) == nil)
    let dpo = plan(base, "beta: 0.1", "max_length: 1024")
    #expect(dpo.regime == .preferenceTuning)
    #expect(dpo.value(.sequenceLength) == 1024)
    #expect(plan(base, "block_size: 1024").value(.tokensPerStepPerRank) == 8192)
  }

  @Test func positiveStepsWin() {
    let steps = plan(base, "max_steps: 500", "num_train_epochs: 1")
    #expect(steps.value(.steps) == 500)
    #expect(steps.value(.epochs) == nil)
    #expect(steps.reading.duration.ignored.map(\.value) == [1])
    #expect(plan(base, "max_steps: -1", "num_train_epochs: 2").value(.epochs) == 2)
    #expect(plan(base).value(.epochs) == 3)
  }

  @Test func warmupIsRoundedUp() {
    #expect(plan(base).value(.warmupSteps) == 0)
    #expect(plan(base, "warmup_steps: 100").value(.warmupSteps) == 100)
    #expect(plan(base, "max_steps: 505", "warmup_ratio: 0.1").value(.warmupSteps) == 51)
    #expect(plan(base, "warmup_ratio: 0.1").value(.warmupSteps) == nil)
    let constant = plan(base, "warmup_steps: 100", "lr_scheduler_type: constant")
    #expect(constant.value(.warmupSteps) == 0)
  }

  @Test func whatReleasesDisagreeAboutIsLeftOpen() {
    let both = plan(base, "max_steps: 500", "warmup_steps: 10", "warmup_ratio: 0.1")
    #expect(both.value(.warmupSteps) == nil)
    // A share to release 5, a broken number of steps to release 4.
    let share = plan(base, "max_steps: 500", "warmup_steps: 0.1")
    #expect(share.value(.warmupSteps) == nil)
    #expect(share.reading.schedule.warmup.misfit == nil)
  }

  @Test func theFloorStandsAmongTheSchedulersOptions() {
    #expect(plan(base, "lr_scheduler_type: cosine").value(.minLearningRate) == 0)
    let floor = plan(
      base, "lr_scheduler_type: cosine_with_min_lr", "lr_scheduler_kwargs: {min_lr_rate: 0.1}")
    #expect(floor.value(.minLearningRate) == 2e-5 * 0.1)
    let flat = plan(
      base, "lr_scheduler_type: cosine_with_min_lr", "lr_scheduler_kwargs: {min_lr: 2.0e-5}")
    #expect(flat.reading.schedule.decaysToPeak)
  }

  @Test func adaptersNeedTheirSwitch() {
    let lora = "lora_r: 8\nlora_target_modules: [q_proj, v_proj]"
    let plan = plan(base, lora, "use_peft: true", "load_in_4bit: true")
    #expect(plan.labels[.adapter]?.value == "qlora")
    #expect(plan.value(.loraAlpha) == 32)
    #expect(plan.value(.parametersTrainable) == 8 * perRank)
    // Another script than TRL's may take the keys as they are.
    #expect(self.plan(base, lora).labels[.adapter] == nil)
    #expect(self.plan(base, lora).value(.parametersTrainable) == nil)
    #expect(self.plan(base, lora, "use_peft: false").labels[.adapter]?.value == "full")
  }

  @Test func numbersThatAreNoCountsAreNotTaken() {
    let text = """
      model_name_or_path: acme/none
      lr_scheduler_type: 0.3
      per_device_train_batch_size: 2.5
      gradient_accumulation_steps:
      max_steps: 5.0e-5
      warmup_ratio: cosine
      num_train_epochs: true
      max_seq_length: 0
      """
    #expect(recognises(text))
    let plan = plan(text)
    for quantity in [
      Quantity.microBatch, .accumulation, .steps, .warmupSteps, .epochs, .sequenceLength,
    ] {
      #expect(plan.value(quantity) == nil)
    }
  }

  @Test func batchesThatTheTrainerFindsItselfAreUnknown() {
    #expect(plan(base, "auto_find_batch_size: true").value(.microBatch) == nil)
    let split = plan(base, "accelerator_config: {split_batches: true}")
    #expect(split.value(.sequencesPerStepPerRank) == nil)
  }

  @Test func onlyTrainingFilesAreRecognised() {
    #expect(recognises(base))
    #expect(!recognises("model_name_or_path: a/b\ndataset_name: c/d\nreward_funcs: [code]\n"))
    #expect(!recognises("model_name_or_path: a/b\ntask: text-generation\n"))
    #expect(!recognises(base + "\ncutoff_len: 512\n"))
  }
}
