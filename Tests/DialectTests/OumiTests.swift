import Dialects
import RunPlan
import Testing

@Suite struct OumiTests: DialectSuite {
  typealias Tested = Oumi

  private static let model = "model: {model_name: meta-llama/Llama-3.2-1B, model_max_length: 2048}"

  /// A file for the trainer of this name, with these keys in its sections.
  private func plan(
    _ trainer: String = "TRL_SFT", training: String = "", data: String = "", peft: String = "",
    model: String = model
  ) -> TrainingPlan {
    plan(
      model, "data: {train: {\(data)}}", "training: {trainer_type: \(trainer), \(training)}",
      "peft: {\(peft)}")
  }

  @Test func theSectionsGiveTheFileAway() {
    let head = "model: {model_name: a/b}\n"
    let data = "data: {train: {datasets: [{dataset_name: c/d}]}}\n"
    #expect(recognises(head + data + "training: {trainer_type: TRL_SFT}"))
    #expect(recognises(head + data + "training: {max_steps: 5}"))
    #expect(!recognises(head + data + "training: {evaluation: true}"))
    #expect(!recognises(head + data + "tuning: {n_trials: 5}"))
    #expect(!recognises(head + "training: {trainer_type: TRL_SFT}"))
  }

  @Test func theDefaultsAreThoseOfTheDataclasses() {
    let plan = plan()
    #expect(plan.value(.sequencesPerStepPerRank) == 8)
    #expect(plan.value(.epochs) == 3)
    #expect(plan.value(.learningRate) == 5e-5)
    #expect(plan.value(.warmupSteps) == 0)
    #expect(plan.value(.sequenceLength) == 2048)
    #expect(plan.value(.parametersTrainable) == 1_235_814_400)
    #expect(plan.reading.schedule.shape == .linear)
    #expect(plan.value(.worldSize) == nil)
    #expect(plan.value(.tokensPerStepPerRank) == nil)
  }

  @Test(arguments: [
    ("TRL_SFT", Regime.supervisedFinetuning), ("TrainerType.TRL_DPO", .preferenceTuning),
    ("TRL_KTO", .preferenceTuning), ("VERL_GRPO", .reinforcementLearning),
    ("trl_gold", .supervisedFinetuning),
  ])
  func theTrainerSaysWhatIsLearnt(_ trainer: String, _ regime: Regime) {
    #expect(plan(trainer).reading.regime == regime)
  }

  @Test func aPlainTrainerMayLearnAnything() {
    #expect(plan("OUMI").reading.regime == nil)
    let fresh = "model: {model_name: gpt2, load_pretrained_weights: false}"
    #expect(plan("OUMI", model: fresh).reading.regime == .pretraining)
    let unknown = plan("${name}", model: fresh)
    #expect(unknown.reading.regime == nil)
    #expect(unknown.value(.microBatch) == nil)
  }

  @Test func verlHasOverridesOfItsOwn() {
    let verl = plan("VERL_GRPO", training: "learning_rate: 1.0e-6, verl_config_overrides: {a: 1}")
    #expect(verl.value(.parameters) == 1_235_814_400)
    #expect(verl.value(.learningRate) == nil)
    #expect(verl.value(.sequencesPerStepPerRank) == nil)
    #expect(verl.labels[.adapter] == nil)
  }

  @Test func positiveStepsWinOverEpochs() {
    let steps = plan(training: "max_steps: 60, num_train_epochs: 2")
    #expect(steps.value(.steps) == 60)
    #expect(steps.reading.duration.ignored.count == 1)
    #expect(plan(training: "max_steps: -1, num_train_epochs: 2").value(.epochs) == 2)
  }

  @Test func onlyPackedRowsAreFull() {
    #expect(plan(data: "pack: true").value(.tokensPerStepPerRank) == 16384)
    #expect(
      plan(training: "trainer_kwargs: {packing: true}").value(.tokensPerStepPerRank) == 16384)
    #expect(plan(data: "pack: true, use_torchdata: true").value(.tokensPerStepPerRank) == nil)
  }

  @Test func theLengthIsThatOfTheTrainer() {
    let bare = "model: {model_name: gpt2}"
    #expect(plan("OUMI", data: "pack: true", model: bare).value(.sequenceLength) == 1024)
    #expect(plan("OUMI").value(.sequenceLength) == nil)
    #expect(plan("TRL_KTO").value(.sequenceLength) == nil)
    #expect(plan(model: bare).value(.sequenceLength) == nil)
    let own = plan(training: "trainer_kwargs: {max_length: 512}", model: bare)
    #expect(own.value(.sequenceLength) == 512)
  }

  @Test func shareOfWarmupIsRoundedByTheTrainer() {
    let keys = "max_steps: 15, warmup_ratio: 0.1"
    #expect(plan(training: keys).value(.warmupSteps) == 2)
    #expect(plan("OUMI", training: keys).value(.warmupSteps) == 1)
    #expect(plan(training: keys + ", warmup_steps: 4").value(.warmupSteps) == nil)
  }

  @Test func aConstantRateIsWarmedUpByOumiAlone() {
    let keys = "warmup_steps: 7, lr_scheduler_type: constant"
    #expect(plan(training: keys).value(.warmupSteps) == 0)
    #expect(plan("OUMI", training: keys).value(.warmupSteps) == 7)
  }

  @Test func adaptersAreCountedOnNamedMatrices() {
    let keys = "lora_r: 8, lora_target_modules: [q_proj, v_proj]"
    let adapters = plan(training: "use_peft: true", peft: keys)
    #expect(adapters.value(.parametersTrainable) == 8.0 * 16 * (2048 + 2048 + 2048 + 512))
    #expect(adapters.labels[.adapter]?.value == "lora")
    #expect(plan(training: "use_peft: true").value(.parametersTrainable) == nil)
    let quantised = plan(training: "use_peft: true", peft: keys + ", q_lora: true")
    #expect(quantised.labels[.adapter]?.value == "qlora")
    #expect(plan(peft: keys).labels[.adapter]?.value == "full")
  }

  @Test func argumentsOfTheModelLeaveItsShapeOpen() {
    let model = "model: {model_name: meta-llama/Llama-3.2-1B, model_kwargs: {num_hidden_layers: 2}}"
    #expect(plan(model: model).value(.parameters) == nil)
    let frozen = "model: {model_name: meta-llama/Llama-3.2-1B, freeze_layers: [lm_head]}"
    #expect(plan(model: frozen).value(.parameters) == 1_235_814_400)
    #expect(plan(model: frozen).value(.parametersTrainable) == nil)
  }

  @Test func theStageOfDeepSpeedIsTheNameOfAMember() {
    let keys = "deepspeed: {enable_deepspeed: true, zero_stage: ZERO_3}"
    #expect(plan(Self.model, keys).value(.zeroStage) == 3)
    #expect(plan(Self.model, "deepspeed: {zero_stage: ZERO_3}").value(.zeroStage) == nil)
  }
}
