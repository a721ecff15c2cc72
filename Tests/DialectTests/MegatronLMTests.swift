import Dialects
import RunPlan
import Testing

@Suite struct MegatronLMTests: DialectSuite {
  typealias Tested = MegatronLM

  private func run(
    _ arguments: String..., model: String = "", length: String = "train-iters: 500"
  ) -> TrainingPlan {
    let base = [
      "num-layers: 2", "hidden-size: 64", "num-attention-heads: 4", "seq-length: 32",
      "max-position-embeddings: 32", "micro-batch-size: 2", "lr: 1e-3", length,
    ]
    let lines = (base + arguments).filter { !$0.isEmpty }.map { "  --" + $0 }
    return plan("MODEL_ARGS:\n" + lines.joined(separator: "\n"))
  }

  @Test func aRunSaysHowLongItIs() {
    let sizes = "--num-layers: 2, --hidden-size: 8"
    #expect(recognises("MODEL_ARGS: {\(sizes), --train-iters: 5}"))
    #expect(recognises("{\(sizes), --train-samples: 5}"))
    #expect(!recognises("MODEL_ARGS: {\(sizes), --num-tokens-to-generate: 5}"))
    #expect(!recognises("MODEL_ARGS: {trainer.max_steps: 5}"))
    #expect(
      recognises("language_model: {num_layers: 2}\nmodel_parallel: {bf16: true}\ntrain_iters: 5"))
  }

  @Test func tokensFollowFromIterationsAndTheGlobalBatch() {
    let plan = run("global-batch-size: 16")
    #expect(plan.value(.tokens) == Double(500 * 16 * 32))
    #expect(plan.value(.worldSize) == nil)
    #expect(plan.value(.learningRate) == 1e-3)
    #expect(plan.value(.minLearningRate) == 0)
    // Without it each rank takes one micro-batch, and their number is not known.
    let open = run()
    #expect(open.value(.globalBatch) == nil)
    #expect(open.value(.sequencesPerStepPerRank) == 2)
  }

  @Test func samplesAreStepsOfTheGlobalBatch() throws {
    let plan = run("global-batch-size: 16", length: "train-samples: 1000")
    #expect(plan.value(.steps) == 62)
    let slot = try #require(plan.reading.duration.governing?.slot)
    #expect(slot.spelling.text(for: 100, whole: true) == "1600")
  }

  @Test func aBatchThatGrowsLeavesOnlyTheTokens() throws {
    let plan = run(#"step-batch-size-schedule: "0:8 1M:16""#, length: "train-samples: 1000")
    #expect(plan.value(.tokens) == 32_000)
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.globalBatch) == nil)
    let slot = try #require(plan.reading.duration.governing?.slot)
    #expect(slot.spelling.text(for: 64_000, whole: true) == "2000")
    let ramp = run("rampup-batch-size: 4 4 100", "global-batch-size: 16")
    #expect(ramp.value(.tokens) == nil)
    #expect(ramp.value(.steps) == 500)
  }

  @Test func iterationsAndSamplesAreRefusedTogether() {
    let plan = run("train-samples: 9000", "global-batch-size: 16")
    #expect(plan.value(.steps) == 500)
    #expect(plan.reading.duration.ignored.count == 1)
    #expect(plan.reading.duration.refusesIgnored)
  }

  @Test func theWarmupIsAShareOfTheDecay() {
    let ends = run("lr-decay-iters: 400", "lr-warmup-fraction: .05", "lr-decay-style: cosine")
    #expect(ends.value(.warmupSteps) == 20)
    #expect(ends.reading.schedule.decayEnd?.value == 400)
    let whole = run("lr-warmup-fraction: 0.01")
    #expect(whole.value(.warmupSteps) == 5)
    #expect(whole.reading.schedule.decayEnd == nil)
    let samples = run("lr-warmup-samples: 160", "lr-decay-samples: 1600", "global-batch-size: 16")
    #expect(samples.value(.warmupSteps) == 10)
    #expect(samples.value(.decaySteps) == 100)
    #expect(run().value(.warmupSteps) == 0)
    #expect(run("lr-warmup-fraction: ${SHARE}").value(.warmupSteps) == nil)
  }

  // MARK: Model

  private static let attention = 4 * 64 * 64
  private static let mlp = 2 * 64 * 256

  @Test func theDefaultsAreThoseOfGPT() {
    let plan = run()
    let biases = 4 * 64 + 256 + 64
    let block = Self.attention + Self.mlp + biases + 4 * 64
    #expect(plan.value(.parametersNonEmbedding) == Double(2 * block + 128))
    #expect(plan.value(.parameters) == nil)
    #expect(plan.labels[.precision]?.value == "fp32")
  }

  @Test func aLlamaIsSpelledOut() {
    let plan = run(
      "swiglu: true", "disable-bias-linear: true", "normalization: RMSNorm",
      "group-query-attention: true", "num-query-groups: 2", "position-embedding-type: rope",
      "untie-embeddings-and-output-weights: true", "tokenizer-type: TikTokenizer",
      "vocab-size: 1000", "tensor-model-parallel-size: 2", "bf16: true")
    #expect(plan.value(.intermediateSize) == 128)
    #expect(plan.value(.kvHeads) == 2)
    #expect(plan.value(.vocabularySize) == 1_024)
    let block = 2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 128 + 2 * 64
    #expect(plan.value(.parameters) == Double(2 * block + 64 + 2 * 1_024 * 64))
    #expect(plan.labels[.precision]?.value == "bf16")
  }

  @Test func groupsCountWithTheirSwitchOnly() {
    #expect(run("num-query-groups: 2").value(.kvHeads) == 4)
    #expect(run("group-query-attention: true").value(.kvHeads) == nil)
  }

  @Test func aTokenizerThatGrewIsUnknownAtItsEdge() {
    let null = "tokenizer-type: NullTokenizer"
    #expect(run(null, "vocab-size: 1000").value(.vocabularySize) == 1_024)
    #expect(run(null, "vocab-size: 1024").value(.vocabularySize) == nil)
    let named = "tokenizer-type: GPT2BPETokenizer"
    #expect(run(named, "vocab-file: /a/gpt2-vocab.json").value(.vocabularySize) == 50_304)
    #expect(run(named, "vocab-file: /a/vocab.json").value(.vocabularySize) == nil)
  }

  @Test func expertsStandWhereThePatternSays() {
    let experts = ["disable-bias-linear: true", "num-experts: 4", "moe-ffn-hidden-size: 32"]
    let listed = run(experts[0], experts[1], experts[2], "moe-layer-freq: ([0]*1+[1]*1)")
    let blocks = 2 * (Self.attention + 4 * 64) + Self.mlp + 64 * 4 + 4 * 2 * 64 * 32 + 128
    #expect(listed.value(.parametersNonEmbedding) == Double(blocks))
    #expect(listed.value(.expertsPerToken) == 2)
    #expect(listed.reading.layerLists.map(\.count) == [2])
    let short = run(experts[0], experts[1], experts[2], "moe-layer-freq: '[0,1]*3'")
    #expect(short.value(.parametersNonEmbedding) == nil)
    #expect(short.reading.layerLists.map(\.count) == [6])
    for text in ["'[0,1'", "'[1]*99999999'", "'[1]*99999*99999'", "'[1]+x'"] {
      let broken = run(experts[0], experts[1], experts[2], "moe-layer-freq: \(text)")
      #expect(broken.value(.parametersNonEmbedding) == nil)
      #expect(broken.reading.layerLists.isEmpty)
    }
  }

  @Test(arguments: [
    "use-checkpoint-args: true", "hybrid-layer-pattern: M-M*", "attention-output-gate: true",
    "vocab-file: /a/vocab.txt", "encoder-num-layers: 2", "multi-latent-attention: true",
  ])
  func blocksOfAnotherKindAreNotCounted(argument: String) {
    #expect(run(argument).value(.parametersNonEmbedding) == nil)
  }

  // MARK: Words and the other form

  @Test func whatTheRunIsFor() {
    #expect(run().regime == .pretraining)
    #expect(run("finetune: true", "load: /a").regime == .continuedPretraining)
    #expect(run("sft: true").regime == .supervisedFinetuning)
    #expect(run("perform-rl-step: true").regime == .reinforcementLearning)
    #expect(run("mock-data: true").reading.mockData != nil)
    #expect(run("use-mup: true").reading.usesMuP)
    #expect(run("use-distributed-optimizer: true").value(.zeroStage) == 1)
  }

  @Test func theNestedFormMeansTheSame() {
    let nested = plan(
      "language_model:", "  num_layers: 2", "  hidden_size: 64", "  num_attention_heads: 4",
      "  num_query_groups: null", "  activation_func: swiglu", "  add_bias_linear: False",
      "model_parallel: {tensor_model_parallel_size: 2, bf16: True}", "micro_batch_size: 2",
      "global_batch_size: 16", "train_iters: 500", "seq_length: 32", "lr: 1.0e-3",
      "max_position_embeddings: 32", "position_embedding_type: rope", "lr_warmup_iters: 10")
    #expect(nested.value(.tokens) == Double(500 * 16 * 32))
    #expect(nested.value(.tensorParallel) == 2)
    #expect(nested.value(.warmupSteps) == 10)
    let block = Self.attention + 3 * 64 * 128 + 4 * 64
    #expect(nested.value(.parametersNonEmbedding) == Double(2 * block + 128))
    #expect(nested.labels[.precision]?.value == "bf16")
    #expect(nested.reading.loaderName == "PyYAML")
  }
}
