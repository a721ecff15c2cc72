import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct CerebrasTests: DialectSuite {
  typealias Tested = Cerebras

  static var readsWholeFiles: Bool { true }

  private let block = 2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 160 + 2 * 64

  private func run(
    name: String = "llama", model: String = "", loop: String = "max_steps: 1000",
    schedule: String = "", folder: String = "./data/train"
  ) -> String {
    """
    trainer:
      init:
        backend: {backend_type: CSX}
        model:
          name: \(name)
          vocab_size: 1000
          hidden_size: 64
          num_hidden_layers: 3
          num_heads: 4
          attention_module: multiquery_attention
          extra_attention_params: {num_kv_groups: 2}
          filter_size: 160
          max_position_embeddings: 512
          position_embedding_type: rotary
          norm_type: rmsnorm
          nonlinearity: swiglu
          share_embedding_weights: false
          use_projection_bias_in_attention: false
          use_ffn_bias_in_attention: false
          use_ffn_bias: false
          \(model)
        optimizer: {AdamW: {weight_decay: 0.1}}
        loop: {\(loop)}
        precision: {enabled: true, fp16_type: bfloat16}
        \(schedule)
      fit:
        train_dataloader: {batch_size: 32, data_dir: \(folder)}
    """
  }

  private let phases = """
    schedulers:
        - SequentialLR:
            schedulers:
            - LinearLR: {initial_learning_rate: 0.0, end_learning_rate: 0.001, total_iters: 100}
            - CosineDecayLR: {initial_learning_rate: 0.001, end_learning_rate: 0.0001, total_iters: 700}
    """

  @Test func batchTokensAndParametersAreThoseOfTheFile() {
    let plan = plan(run())
    #expect(plan.value(.parameters) == Double(2 * 1000 * 64 + 3 * block + 64))
    #expect(plan.value(.tokensPerStep) == 16_384)
    #expect(plan.value(.tokens) == 16_384_000)
    #expect(plan.labels[.precision]?.value == "bf16")
    #expect(plan.labels[.optimizer]?.value == "AdamW")
    #expect(plan.value(.weightDecay) == 0.1)
  }

  @Test func theLengthOfSequencesIsThatOfTheData() {
    #expect(plan(run(folder: "./data/train_msl256/")).value(.sequenceLength) == 256)
    #expect(plan(run(folder: "./data/mslib_msl_8k")).value(.sequenceLength) == 8192)
    #expect(plan(run(folder: "[a/msl128/0, a/msl128/1]")).value(.sequenceLength) == 128)
  }

  @Test func parallelBlocksShareANormUnlessUntied() {
    let shared = plan(run(name: "gptj")).value(.parametersNonEmbedding)
    let untied = plan(run(name: "gptj", model: "use_untied_layer_norm: true"))
    #expect(shared == Double(3 * (block - 64) + 64))
    #expect(untied.value(.parametersNonEmbedding) == Double(3 * block + 64))
  }

  @Test func expertsAndWhatTheyShareAreCounted() {
    let plan = plan(run(model: "moe: {num_experts: 4, top_k: 1, num_shared_experts: 1}"))
    let sparse = block + 4 * 64 + 4 * 3 * 64 * 160
    #expect(plan.value(.parametersNonEmbedding) == Double(3 * sparse + 64))
  }

  @Test func anotherArchitectureLeavesTheCountOpen() {
    #expect(plan(run(name: "bert")).value(.parameters) == nil)
    #expect(plan(run(model: "alibi_trainable_slopes: true")).value(.parameters) == nil)
  }

  @Test func phasesAreSummed() throws {
    let plan = plan(run(schedule: phases))
    #expect(plan.value(.warmupSteps) == 100)
    #expect(plan.value(.learningRate) == 0.001)
    #expect(plan.value(.minLearningRate) == 0.0001)
    let end = try #require(plan.reading.schedule.decayEnd)
    #expect(end.value == 800)
    #expect(end.slot?.spelling.text(for: 1000, whole: true) == "900")
    #expect(plan.reading.schedule.shape == .cosine)
  }

  @Test func aConstantPhaseAfterTheDecayIsMeant() {
    let tail = phases + "\n        - ConstantLR: {learning_rate: 0.0001}"
    let plan = plan(run(schedule: tail))
    #expect(plan.reading.schedule.decayEnd == nil)
    #expect(plan.value(.decaySteps) == 800)
  }

  @Test func aRateThatOnlyRisesIsNoWarmup() {
    let ramp = """
      schedulers:
          - LinearLR: {initial_learning_rate: 0.0, end_learning_rate: 0.001, total_iters: 1000}
      """
    let plan = plan(run(schedule: ramp))
    #expect(plan.value(.warmupSteps) == nil)
    #expect(plan.value(.learningRate) == 0.001)
  }

  @Test func stepsComeBeforeTheirLimitAndEpochsAlone() {
    let both = plan(run(loop: "num_steps: 500, max_steps: 800"))
    #expect(both.value(.steps) == 500)
    #expect(both.reading.duration.ignored.first?.value == 800)
    let epochs = plan(run(loop: "num_epochs: 3, steps_per_epoch: 40"))
    #expect(epochs.value(.steps) == 120)
    #expect(plan(run(loop: "num_epochs: 3")).value(.steps) == nil)
  }

  @Test func ofAListOfTrainersTheFirstIsRead() {
    let one = run().split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    let plan = plan("trainer:\n  -\n" + one + "\n  - trainer: {init: {loop: {max_steps: 7}}}\n")
    #expect(plan.value(.steps) == 1000)
    #expect(plan.value(.globalBatch) == 32)
  }

  @Test func anEvaluationIsNoRun() {
    let text = run().split(separator: "\n").filter {
      !$0.hasPrefix("    loop") && !$0.hasPrefix("  fit") && !$0.contains("train_dataloader")
    }.joined(separator: "\n")
    #expect(plan(text).reading.regime == nil)
    #expect(plan(text).value(.layers) == 3)
  }

  @Test func itsFilesAreRecognisedAndNoOthers() {
    #expect(recognises(run()))
    #expect(Self.dialect(of: "setup: {data: {type: a}}\nprocessing: {max_seq_length: 8}") == nil)
    #expect(Self.dialect(of: "trainer: {init: {logging: {log_steps: 1}}}") == nil)
  }
}
