import Dialects
import RunPlan
import Testing

@Suite struct OpenInstructTests: DialectSuite {
  typealias Tested = OpenInstruct

  private let base = """
    model_name_or_path: meta-llama/Llama-3.2-1B
    dataset_mixer: {some/rows: 1.0}
    use_slow_tokenizer: true
    max_seq_length: 4096
    per_device_train_batch_size: 1
    gradient_accumulation_steps: 16
    learning_rate: 5.0e-06
    checkpointing_steps: epoch
    """

  @Test func supervisedTuningRunsForItsEpochs() {
    let plan = plan(base)
    #expect(plan.regime == .supervisedFinetuning)
    #expect(plan.value(.epochs) == 2)
    #expect(plan[.epochs]?.certainty == .frameworkDefault)
    #expect(plan.value(.sequencesPerStepPerRank) == 16)
    #expect(plan.value(.tokensPerStepPerRank) == nil)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.parametersTrainable) == 1_235_814_400)
    #expect(plan.value(.warmupSteps) == nil)
  }

  @Test func preferenceTuningHasAnotherKeyForEpochs() {
    let plan = plan(base, "num_epochs: 3", "beta: 5")
    #expect(plan.regime == .preferenceTuning)
    #expect(plan.value(.epochs) == 3)
    #expect(self.plan(base, "loss_type: dpo_norm").value(.epochs) == 1)
    #expect(self.plan(base, "dpo_beta: 5", "num_train_epochs: 4").value(.epochs) == 4)
  }

  @Test func stepsWinAndGiveTheWarmup() {
    let plan = plan(base, "max_train_steps: 990", "num_train_epochs: 2")
    #expect(plan.value(.steps) == 990)
    #expect(plan.value(.warmupSteps) == 29)
    #expect(plan.reading.duration.ignored.map(\.value) == [2])
    #expect(self.plan(base, "max_train_steps: 990", "warmup_ratio: 0.1").value(.warmupSteps) == 99)
  }

  @Test func theFinalRateIsAShareOfThePeak() {
    #expect(plan(base).value(.minLearningRate) == 0)
    #expect(plan(base, "final_lr_ratio: 0.1").value(.minLearningRate) == 5.0e-06 * 0.1)
    #expect(plan(base, "final_lr_ratio: 1.0").reading.schedule.decaysToPeak)
  }

  @Test func adaptersSitOnEveryMatrixOfTheBlocks() {
    let plan = plan(base, "use_lora: true", "lora_rank: 8")
    #expect(plan.labels[.adapter]?.value == "lora")
    #expect(plan.value(.parametersTrainable) == 5_636_096)
    let quantised = self.plan(base, "use_lora: true", "use_qlora: true")
    #expect(quantised.labels[.adapter]?.value == "qlora")
    #expect(quantised.value(.loraRank) == 64)
    #expect(self.plan(base, "use_qlora: true").labels[.adapter] == nil)
  }

  @Test func theLoaderDoesNotMendNumbersReadAsText() {
    let remarks = plan(base, "weight_decay: 1e-2", "warmup_ratio: 3e-2").reading.remarks
    #expect(Set(remarks.map(\.key)) == ["weight_decay", "warmup_ratio"])
  }

  @Test func onlyItsOwnFilesAreRecognised() {
    #expect(recognises(base))
    #expect(!recognises("model_name_or_path: a/b\ndataset_name: c/d\nlearning_rate: 1.0e-5\n"))
    #expect(!recognises("version: v2\ntasks: [{name: a}]\n"))
  }
}
