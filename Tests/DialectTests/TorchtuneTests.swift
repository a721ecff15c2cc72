import Dialects
import RunPlan
import Testing

@Suite struct TorchtuneTests: DialectSuite {
  typealias Tested = Torchtune

  private let base = """
    tokenizer: {_component_: torchtune.models.llama3.llama3_tokenizer, max_seq_len: null}
    dataset: {_component_: torchtune.datasets.alpaca_dataset}
    optimizer: {_component_: torch.optim.AdamW, lr: 3e-4}
    batch_size: 2
    gradient_accumulation_steps: 8
    epochs: 1
    """

  private func model(_ builder: String, _ keys: String = "") -> String {
    "model: {_component_: torchtune.models.\(builder)\(keys)}"
  }

  @Test func filesWithoutAnOptimizerAreNoTraining() {
    let builder = model("llama2.llama2_7b")
    #expect(recognises("\(builder)\n\(base)"))
    #expect(!recognises("\(builder)\nquantizer: {_component_: some.Quantizer}"))
    #expect(!recognises("\(base)"))
    #expect(!recognises("model: llama2_7b\noptimizer: {_component_: torch.optim.AdamW}"))
  }

  @Test func theBuilderNamesTheModelAndHowItIsTuned() {
    let full = plan(base, model("llama3_1.llama3_1_8b"))
    #expect(full.value(.parameters) == 8_030_261_248)
    #expect(full.value(.parametersTrainable) == 8_030_261_248)
    #expect(full.labels[.adapter]?.value == "full")
    #expect(full.labels[.baseModel]?.value == "torchtune.models.llama3_1.llama3_1_8b")
    let keys = ", lora_attn_modules: [q_proj, v_proj, output_proj], apply_lora_to_mlp: True"
    let lora = plan(base, model("llama3_1.lora_llama3_1_8b", keys))
    #expect(lora.labels[.adapter]?.value == "lora")
    #expect(lora.value(.loraRank) == 8)
    #expect(lora.value(.parametersTrainable) == 19_660_800)
    #expect(plan(base, model("qwen3.qlora_qwen3_8b_base")).labels[.adapter]?.value == "qlora")
  }

  @Test(arguments: [
    ("gemma.gemma_7b", 8_537_680_896.0), ("gemma2.gemma2_9b", 9_241_705_984),
    ("llama2.llama2_70b", 68_976_648_192), ("llama3_1.llama3_1_405b", 405_853_388_800),
    ("llama3_2.llama3_2_1b", 1_235_814_400), ("mistral.mistral_7b", 7_241_732_096),
    ("phi3.phi3_mini", 3_821_079_552), ("phi4.phi4_14b", 14_659_507_200),
    ("qwen2.qwen2_0_5b", 494_032_768), ("qwen2_5.qwen2_5_7b_instruct", 7_615_616_512),
    ("qwen3.qwen3_32b", 32_762_123_264), ("smol.smollm2_360m", 361_821_120),
  ])
  func buildersHaveTheParametersOfTheirModels(builder: String, parameters: Double) {
    #expect(plan(base, model(builder)).value(.parameters) == parameters)
  }

  @Test func anAdapterOnTheOutputOrWithMagnitudesHasMore() {
    let modules = ", lora_attn_modules: [q_proj], lora_rank: 4"
    let inner = 4.0 * 32 * (4096 + 4096)
    let output = model("mistral.lora_mistral_7b", modules + ", apply_lora_to_output: true")
    #expect(plan(base, output).value(.parametersTrainable) == inner + 4 * (4096 + 32000))
    let scaled = model("mistral.lora_mistral_7b", modules + ", use_dora: true")
    #expect(plan(base, scaled).value(.parametersTrainable) == inner + 32 * 4096)
    let tied = model("gemma.lora_gemma_2b", modules + ", apply_lora_to_output: true")
    #expect(plan(base, tied).value(.parametersTrainable) == nil)
  }

  @Test func sizesBesideAFamilysBuilderAreRead() {
    let sizes = """
      vocab_size: 32000, num_layers: 22, num_heads: 32, num_kv_heads: 4, embed_dim: 2048,
      max_seq_len: 2048
      """
    let written = plan(base, model("llama2.llama2", ", intermediate_dim: 5632, \(sizes)"))
    #expect(written.value(.parameters) == 1_100_048_384)
    #expect(written.value(.contextLength) == 2048)
    let computed = plan(base, model("llama2.llama2", ", \(sizes)"))
    #expect(computed.value(.intermediateSize) == 5632)
    #expect(plan(base, model("mistral.mistral", ", \(sizes)")).value(.parameters) == nil)
  }

  @Test func whatIsNotTorchtunesOwnIsNotGuessed() {
    let other = plan(base, "model: {_component_: mine.models.llama3_8b}")
    #expect(other.value(.parameters) == nil)
    #expect(other.labels[.adapter] == nil)
    let images = plan(base, model("llama3_2_vision.llama3_2_vision_11b"))
    #expect(images.value(.parameters) == nil)
  }

  @Test func theBatchIsARanksAndTheWorldTheLaunchers() {
    let plan = plan(base, model("llama3.llama3_8b"))
    #expect(plan.value(.microBatch) == 2)
    #expect(plan.value(.sequencesPerStepPerRank) == 16)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.sequenceLength) == nil)
    #expect(plan.value(.steps) == nil)
    #expect(plan.regime == .supervisedFinetuning)
  }

  @Test func packedRowsAreFull() {
    let rows = "tokenizer: {max_seq_len: 4096}\nbatch_size: 2\ngradient_accumulation_steps: 4"
    let optimizer = "optimizer: {_component_: torch.optim.AdamW}"
    let packed = plan(model("llama3.llama3_8b"), rows, optimizer, "dataset: {packed: True}")
    #expect(packed.value(.tokensPerStepPerRank) == 32768)
    let loose = plan(model("llama3.llama3_8b"), rows, optimizer, "dataset: {packed: False}")
    #expect(loose.value(.tokensPerStepPerRank) == nil)
    let mixed = plan(rows, optimizer, "dataset: [{packed: True}, {packed: False}]")
    #expect(mixed.value(.tokensPerStepPerRank) == nil)
  }

  @Test func aLimitOfStepsIsNoNumberOfSteps() {
    let limited = plan(base, "max_steps_per_epoch: 1000")
    #expect(limited.value(.steps) == nil)
    #expect(limited[.epochs]?.certainty == .estimate)
    let weighted = plan(base, "max_steps_per_epoch: 50", "datasets: [{source: a, weight: 1.0}]")
    #expect(weighted.value(.steps) == 50)
    #expect(weighted[.steps]?.certainty == .exact)
  }

  @Test func trajectoriesAreUsedInEveryRound() {
    let plan = plan(
      "policy_model: {_component_: torchtune.models.llama2.llama2_7b}",
      "optimizer: {_component_: torch.optim.AdamW}", "batch_size: 64", "ppo_batch_size: 32",
      "ppo_epochs: 3", "num_steps: 1000", "gradient_accumulation_steps: 4")
    #expect(plan.value(.steps) == 90)
    #expect(plan.value(.sequencesPerStepPerRank) == 32)
    #expect(plan.value(.microBatch) == 8)
    #expect(plan.regime == .reinforcementLearning)
    #expect(plan.value(.parametersTrainable) == nil)
  }

  @Test func warmupIsInStepsAndNoScheduleIsAConstantRate() {
    let cosine = """
      lr_scheduler:
        _component_: torchtune.training.lr_schedulers.get_cosine_schedule_with_warmup
        num_warmup_steps: 100
      """
    let plan = plan(base, cosine)
    #expect(plan.value(.warmupSteps) == 100)
    #expect(plan.reading.schedule.shape == .cosine)
    #expect(plan.value(.learningRate) == 3e-4)
    #expect(self.plan(base).reading.schedule.shape == .constant)
  }

  @Test func theLossTellsTheKindOfTraining() {
    #expect(
      plan(base, "loss: {_component_: torchtune.rlhf.loss.DPOLoss}").regime == .preferenceTuning)
    let rollouts = plan(base, "grpo_samples: 16", "num_steps: 200", "ppo_epochs: 1")
    #expect(rollouts.regime == .reinforcementLearning)
    #expect(rollouts.value(.sequencesPerStepPerRank) == 32)
    #expect(rollouts.value(.epochs) == nil)
  }

  @Test func theWorldIsKnownWhereShardsAre() {
    let sizes = "data_parallel_shard_dim: 4\ntensor_parallel_dim: 2"
    #expect(plan(base, sizes, "data_parallel_replicate_dim: 2").value(.worldSize) == 16)
    #expect(plan(base, "data_parallel_shard_dim: -1").value(.worldSize) == nil)
  }
}
