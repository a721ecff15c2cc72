import Dialects
import RunPlan
import Testing

@Suite struct MSSwiftTests: DialectSuite {
  typealias Tested = MSSwift

  private let base = """
    model: Qwen/Qwen2.5-7B-Instruct
    tuner_type: lora
    dataset: [some/rows]
    learning_rate: 1e-4
    """

  private let megatron = """
    model: Qwen/Qwen2.5-7B-Instruct
    split_dataset_ratio: 0
    micro_batch_size: 2
    global_batch_size: 32
    lr: 1e-5
    """

  @Test func filesThatOnlyAnswerAreNoTraining() {
    #expect(recognises(base))
    #expect(recognises(megatron))
    #expect(recognises("model: a/b\ntrain_type: full\nnum_train_epochs: 2"))
    #expect(!recognises("model: a/b\nsampler_type: distill\nsplit_dataset_ratio: 0\nlr: 1"))
    #expect(!recognises("model: a/b\nmax_new_tokens: 512\nstream: true"))
    #expect(!recognises("tuner_type: lora\nlearning_rate: 1e-4"))
  }

  @Test func theDefaultsAreThoseOfMSSwift() {
    let plan = plan(base)
    #expect(plan.value(.microBatch) == 1)
    #expect(plan.value(.epochs) == 3)
    #expect(plan.value(.weightDecay) == 0.1)
    #expect(plan.value(.loraRank) == 8)
    #expect(plan.labels[.scheduler]?.value == "cosine")
    #expect(self.plan("model: a/b", "tuner_type: full").value(.learningRate) == 1e-5)
    #expect(self.plan("model: a/b").value(.learningRate) == 1e-4)
  }

  @Test func theAccumulationThatIsNotWrittenDependsOnTheWorld() {
    #expect(plan(base).value(.accumulation) == nil)
    #expect(plan(base, "per_device_train_batch_size: 16").value(.accumulation) == 1)
    #expect(plan(base, "rlhf_type: grpo").value(.accumulation) == 1)
    #expect(plan(base, "gradient_accumulation_steps: 4").value(.sequencesPerStepPerRank) == 4)
  }

  @Test func theEarlierEndCounts() {
    let steps = plan(base, "max_steps: 100", "num_train_epochs: 2")
    #expect(steps.value(.steps) == 100)
    #expect(steps.reading.duration.ignored.map(\.value) == [2])
    #expect(plan(base, "max_epochs: 1").value(.epochs) == 1)
    #expect(plan(base, "max_epochs: 5", "num_train_epochs: 2").value(.epochs) == 2)
    #expect(plan(base, "max_epochs: 1", "max_steps: 9")[.steps]?.certainty == .estimate)
    #expect(plan(base, "streaming: true").value(.epochs) == nil)
  }

  @Test func aShareOfWarmupIsTakenOfTheSteps() {
    #expect(plan(base, "warmup_ratio: 0.05", "max_steps: 90").value(.warmupSteps) == 5)
    #expect(plan(base, "warmup_ratio: 0.05").value(.warmupSteps) == nil)
    #expect(plan(base, "warmup_steps: 7").value(.warmupSteps) == 7)
    #expect(plan(base).value(.warmupSteps) == 0)
  }

  @Test func shortNamesOfDeepSpeedFilesAndTypesAreRead() {
    let plan = plan(base, "deepspeed: zero2_offload", "torch_dtype: bfloat16")
    #expect(plan.value(.zeroStage) == 2)
    #expect(plan.labels[.precision]?.value == "bf16")
    #expect(self.plan(base, "deepspeed: mine.json").value(.zeroStage) == nil)
  }

  @Test func adaptersGoOnAllMatricesUnlessNamed() {
    #expect(plan(base).value(.parameters) == 7_615_616_512)
    let all = plan(base, "target_modules: all-linear").value(.parametersTrainable)
    #expect(all == plan(base).value(.parametersTrainable))
    #expect(all == 20_185_088)
    let some = plan(base, "target_modules: [q_proj, v_proj]").value(.parametersTrainable)
    #expect(some == 8.0 * 28 * (3584 + 3584 + 3584 + 512))
    #expect(plan(base, "target_modules: [mine]").value(.parametersTrainable) == nil)
    #expect(plan(base, "modules_to_save: [lm_head]").value(.parametersTrainable) == nil)
    #expect(plan(base, "quant_method: bnb\nquant_bits: 4").labels[.adapter]?.value == "qlora")
  }

  @Test func onMegatronTheGlobalBatchIsWritten() {
    let plan = plan(megatron, "train_iters: 200", "lr_warmup_fraction: 0.05", "max_length: 4096")
    #expect(plan.value(.globalBatch) == 32)
    #expect(plan.value(.steps) == 200)
    #expect(plan.value(.warmupSteps) == 10)
    #expect(plan.value(.worldSize) == nil)
    #expect(plan.labels[.adapter]?.value == "full")
    #expect(plan.value(.tokensPerStep) == nil)
    let packed = self.plan(megatron, "max_length: 4096", "packing: true")
    #expect(packed.value(.tokensPerStep) == 131_072)
  }

  @Test func onMegatronEpochsReplaceIterations() {
    let plan = plan(megatron, "train_iters: 200", "num_train_epochs: 1")
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.epochs) == 1)
    #expect(plan.reading.duration.ignored.map(\.value) == [200])
    let stream = self.plan(megatron, "train_iters: 200", "num_train_epochs: 1", "streaming: true")
    #expect(stream.value(.steps) == 200)
  }

  @Test func theGroupThatTrainsHasAWorldOfItsOwn() {
    let group = "train: {gpus: 8, tuner_type: lora, lora_rank: 16, tensor_model_parallel_size: 2}"
    let plan = plan(
      "rlhf_type: grpo", megatron, "num_generations: 4", "num_train_epochs: 2",
      "dataset: ['a/rows#1000', 'b/rows:part#24']", group, "rollout: {gpus: 4}")
    #expect(plan.value(.worldSize) == 8)
    #expect(plan.value(.dataParallel) == 4)
    #expect(plan.value(.loraRank) == 16)
    #expect(plan.value(.steps) == 256)
    #expect(plan.regime == .reinforcementLearning)
  }

  @Test func rowsOfAnUnknownNumberGiveNoSteps() {
    let group = "train: {gpus: 8}\nrlhf_type: grpo\nnum_train_epochs: 2"
    #expect(plan(megatron, group, "dataset: a/rows").value(.steps) == nil)
    #expect(plan(megatron, group, "dataset: 'a/rows#64'", "packing: true").value(.steps) == nil)
    #expect(plan(megatron, "num_train_epochs: 1", "dataset: 'a/rows#64'").value(.steps) == nil)
  }
}
