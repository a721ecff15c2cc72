import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct AxolotlTests: DialectSuite {
  typealias Tested = Axolotl

  private let base = """
    base_model: meta-llama/Llama-3.2-1B
    datasets: [{path: some/rows, type: alpaca}]
    learning_rate: 2e-4
    micro_batch_size: 2
    gradient_accumulation_steps: 4
    """

  @Test func theWorldIsTheLaunchersSoOnlyTheRanksShareIsKnown() {
    let plan = plan(base, "sequence_len: 2048", "sample_packing: true")
    #expect(plan.value(.sequencesPerStepPerRank) == 8)
    #expect(plan.value(.tokensPerStepPerRank) == 16384)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.epochs) == 1)
    #expect(plan[.epochs]?.certainty == .frameworkDefault)
    #expect(plan.regime == .supervisedFinetuning)
  }

  @Test func rowsThatAreNotPackedAreShorterThanTheSequenceLength() {
    #expect(plan(base).value(.sequenceLength) == 512)
    #expect(plan(base).value(.tokensPerStepPerRank) == nil)
    #expect(plan(base, "pad_to_sequence_len: true").value(.tokensPerStepPerRank) == 4096)
    let unpadded = plan(base, "sample_packing: true", "pad_to_sequence_len: false")
    #expect(unpadded.value(.tokensPerStepPerRank) == nil)
  }

  @Test func stepsWinAndEpochsAreIgnored() {
    let plan = plan(base, "max_steps: 300", "num_epochs: 4")
    #expect(plan.value(.steps) == 300)
    #expect(plan.value(.epochs) == nil)
    #expect(plan.reading.duration.governing?.quantity == .steps)
    #expect(plan.reading.duration.ignored.map(\.value) == [4])
  }

  @Test func withoutStepsEpochsGovern() {
    for text in ["", "max_steps:", "max_steps: -1"] {
      let plan = plan(base, "num_epochs: 3", text)
      #expect(plan.value(.epochs) == 3)
      #expect(plan.reading.duration.governing?.quantity == .epochs)
    }
  }

  @Test func theBaseModelsFactsArePublished() {
    let plan = plan(base)
    #expect(plan.value(.parameters) == 1_235_814_400)
    #expect(plan.value(.parametersTrainable) == 1_235_814_400)
    #expect(plan[.parameters]?.certainty == .exact)
    #expect(plan.value(.contextLength) == 131_072)
    #expect(plan.labels[.adapter]?.value == "full")
    #expect(plan.labels[.baseModel]?.value == "meta-llama/Llama-3.2-1B")
  }

  @Test func anOverriddenSizeMakesAnotherModel() {
    let plan = plan(base, "overrides_of_model_config: {num_hidden_layers: 4}")
    #expect(plan.value(.parameters) == nil)
  }

  @Test func adaptersAreCountedOnNamedTargets() {
    let lora = "adapter: lora\nlora_r: 8\nlora_alpha: 16"
    let layers = 16.0
    let attention = plan(base, lora, "lora_target_modules: [q_proj, v_proj]")
    #expect(attention.value(.parametersTrainable) == 8 * layers * (2048 * 2 + 2048 + 512))
    let all = plan(base, lora, "lora_target_linear: true")
    #expect(all.value(.parametersTrainable) == 5_636_096)
    #expect(all.labels[.adapter]?.value == "lora")
    #expect(all.value(.loraRank) == 8)
  }

  @Test func whatCannotBeCountedForSureStaysUnknown() {
    let lora = "adapter: lora\nlora_r: 8\nlora_alpha: 16"
    let regular = plan(base, lora, "lora_target_modules: 'layers.*_proj'")
    #expect(regular.value(.parametersTrainable) == nil)
    let saved = plan(
      base, lora, "lora_target_linear: true", "lora_modules_to_save: [embed_tokens, lm_head]")
    #expect(saved.value(.parametersTrainable) == nil)
    #expect(plan(base, lora).value(.parametersTrainable) == nil)
    #expect(plan(base, "unfrozen_parameters: [lm_head]").value(.parametersTrainable) == nil)
  }

  @Test func aRankWithoutAnAdapterIsInert() {
    #expect(plan(base, "adapter:", "lora_r: 8").value(.loraRank) == nil)
  }

  @Test func aRatioIsTakenOfStepsOnlyWhereTheyAreSure() {
    let ratio = "warmup_ratio: 0.1\nmax_steps: 250"
    #expect(plan(base, ratio).value(.warmupSteps) == nil)
    #expect(plan(base, ratio, "pretraining_dataset: [{path: c4}]").value(.warmupSteps) == 25)
    #expect(plan(base, ratio, "rl: grpo").value(.warmupSteps) == 25)
    #expect(plan(base, ratio, "rl: dpo").value(.warmupSteps) == nil)
    #expect(plan(base, ratio, "warmup_steps: 7").value(.warmupSteps) == 7)
    #expect(plan(base, "warmup_steps: 1").value(.warmupSteps) == 2)
  }

  @Test func theKeysOfTheWarmupAreKnownAsWritten() {
    let keys = plan(base, "warmup_steps: 0.1", "'warmup_ratio': 100").reading.schedule.warmup
    #expect(keys.steps?.value == 0.1)
    #expect(keys.share?.value == 100)
    #expect(keys.share?.nameSpan?.bytes.count == "'warmup_ratio'".utf8.count)
    #expect(plan(base, "warmup_steps:").reading.schedule.warmup.steps == nil)
  }

  @Test func theDefaultWarmupOfAStreamIsThreePercent() {
    let stream = "pretraining_dataset: [{path: c4}]"
    #expect(plan(base, stream, "max_steps: 1000").value(.warmupSteps) == 30)
    #expect(plan(base, stream, "max_steps: 90000").value(.warmupSteps) == 100)
  }

  @Test func theWorldIsKnownWhereReplicasAndShardsAreStated() {
    let sizes = "dp_replicate_size: 2\ndp_shard_size: 4\ntensor_parallel_size: 2"
    let whole = plan(base, sizes, "fsdp_config: {reshard_after_forward: true}")
    #expect(whole.value(.worldSize) == 16)
    #expect(whole.value(.globalBatch) == 64)
    let open = plan(base, "dp_replicate_size: 2", "fsdp_config: {reshard_after_forward: true}")
    #expect(open.value(.worldSize) == nil)
    #expect(plan(base, "dp_shard_size: 8").value(.worldSize) == nil)
    #expect(plan(base, "use_ray: true", "ray_num_workers: 4").value(.globalBatch) == 32)
    #expect(plan(base, "ray_num_workers: 4").value(.worldSize) == nil)
  }

  @Test func regimesFollowTheTrainer() {
    #expect(plan(base, "rl: dpo").regime == .preferenceTuning)
    #expect(plan(base, "rl: grpo").regime == .reinforcementLearning)
    #expect(plan(base, "reward_model: true").regime == .preferenceTuning)
    #expect(plan(base, "pretraining_dataset: [{path: c4}]").regime == .continuedPretraining)
    #expect(plan(base, "reinit_weights: true").regime == .pretraining)
  }

  @Test func precisionIsKnownUnlessTheAcceleratorDecides() {
    #expect(plan(base).labels[.precision] == nil)
    #expect(plan(base, "bf16: auto").labels[.precision] == nil)
    #expect(plan(base, "bf16: true").labels[.precision]?.value == "bf16")
    #expect(plan(base, "fp16: true").labels[.precision]?.value == "fp16")
    #expect(plan(base, "bf16: false").labels[.precision]?.value == "fp32")
  }

  @Test func theStageOfAShippedDeepSpeedFileIsKnown() {
    #expect(plan(base, "deepspeed: deepspeed_configs/zero3_bf16.json").value(.zeroStage) == 3)
    #expect(plan(base, "deepspeed: my/zero3.json").value(.zeroStage) == nil)
    let inline = plan(base, "deepspeed: {zero_optimization: {stage: 2}}")
    #expect(inline.value(.zeroStage) == 2)
  }

  @Test func theFinalRateIsAShareOfThePeak() {
    let tenth = plan(base, "cosine_min_lr_ratio: 0.1")
    #expect(tenth.value(.minLearningRate).map { abs($0 - 2e-5) < 1e-12 } == true)
    #expect(plan(base).value(.minLearningRate) == 0)
    #expect(plan(base, "cosine_min_lr_ratio: 1.0").reading.schedule.decaysToPeak)
    #expect(plan(base, "lr_scheduler: constant").reading.schedule.shape == .constant)
  }

  @Test func aBatchPerProcessSaysTheAccumulationOnlyWhereVersionsAgree() {
    let start = "base_model: a/b\nlearning_rate: 1.0e-4\nmicro_batch_size: 2"
    #expect(plan(start, "batch_size: 8").value(.accumulation) == nil)
    #expect(plan(start, "batch_size: 2").value(.accumulation) == 1)
  }

  @Test func aTextRateIsCast() throws {
    let remark = try #require(plan(base).reading.remarks.first)
    guard case .numberReadAsText(_, let isCast, _) = remark.kind else { return }
    #expect(isCast)
  }

  @Test func itsFilesAreRecognisedAndNoOthers() {
    #expect(recognises(base))
    #expect(!recognises("base_model: a/b\nmodels: []\ndatasets: []\nlearning_rate: 1"))
    #expect(!recognises("base_model: a/b\ndatasets: [c/d]\nlicense: mit"))
    #expect(!recognises("base_model: a/b\nadapter: lora"))
    #expect(!recognises("base_model: a/b\nmicro_batch_size: 16\nmax_steps: 900\neps: 1e-8"))
  }
}
