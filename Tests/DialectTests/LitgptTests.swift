import Dialects
import RunPlan
import Testing

@Suite struct LitgptTests: DialectSuite {
  typealias Tested = Litgpt

  private let pretraining = """
    model_name: EleutherAI/pythia-160m
    out_dir: out/mine
    devices: 4
    train:
      global_batch_size: 100
      micro_batch_size: 5
      max_tokens: 2_048_000_000
      max_seq_length: 1024
      max_steps: 50
      lr_warmup_steps: 300
      min_lr: 5e-5
    optimizer: {class_path: torch.optim.AdamW, init_args: {lr: 5e-4, weight_decay: 0.05}}
    """

  // MARK: Pre-training

  @Test func tokensEndAPretrainingAndStepsHaveNoSay() throws {
    let plan = plan(pretraining)
    #expect(plan.value(.parameters) == 162_322_944)
    #expect(plan.value(.tokens) == 2_048_000_000)
    #expect(plan.value(.tokensPerStep) == 102_400)
    #expect(plan.value(.steps) == 20_000)
    #expect(plan.reading.duration.governing?.quantity == .tokens)
    #expect(plan.reading.duration.ignored.map(\.value) == [50])
    #expect(plan[.tokens]?.slot?.key == "train.max_tokens")
    #expect(plan.value(.accumulation) == 5)
    #expect(plan.value(.warmupSteps) == 300)
    #expect(plan.value(.learningRate) == 5e-4)
    #expect(plan.value(.weightDecay) == 0.05)
    #expect(plan.labels[.optimizer]?.value == "AdamW")
    #expect(plan.regime == .pretraining)
  }

  @Test func defaultsOfPretrainingCount() {
    let plan = plan("model_name: pythia-160m", "out_dir: out", "train: {micro_batch_size: 8}")
    #expect(plan.value(.tokens) == 3e12)
    #expect(plan[.tokens]?.certainty == .frameworkDefault)
    #expect(plan.value(.globalBatch) == 512)
    #expect(plan.value(.sequenceLength) == 2048)
    #expect(plan.value(.warmupSteps) == 2000)
    #expect(plan.value(.learningRate) == 1e-3)
    #expect(plan.value(.worldSize) == nil)
  }

  @Test func aFractionOfAnEpochIsNoNumberOfSteps() {
    let plan = plan(
      "model_name: pythia-160m", "devices: auto",
      "train: {max_tokens: 1e9, lr_warmup_steps: null, lr_warmup_fraction: 0.1}")
    #expect(plan.value(.warmupSteps) == nil)
    #expect(plan.value(.tokens) == 1e9)
    #expect(plan.value(.worldSize) == nil)
  }

  @Test func stepsAndAFractionOfWarmupExcludeEachOther() {
    let lengths = "lr_warmup_steps: 100, lr_warmup_fraction: 0.1"
    let both = plan("model_name: pythia-160m", "train: {max_tokens: 1e9, \(lengths)}")
    guard case .both = both.reading.schedule.warmup.misfit else {
      Issue.record("both are set")
      return
    }
    #expect(both.reading.schedule.warmup.refusals.contains(.both))
  }

  @Test func aCheckpointToStartFromMakesItContinued() {
    let plan = plan(pretraining, "initial_checkpoint_dir: checkpoints/EleutherAI/pythia-160m")
    #expect(plan.regime == .continuedPretraining)
    #expect(plan.reading.resumesFrom != nil)
  }

  @Test func anInlineModelHasTheDefaultsOfItsClass() {
    let inline = """
      model_name: mine
      model_config:
        name: mine
        n_layer: 4
        n_embd: 64
        n_head: 4
        vocab_size: 1000
        padding_multiple: 64
        block_size: 128
      train: {global_batch_size: 8, max_tokens: 1e6}
      out_dir: out
      """
    // LayerNorm, biases, a plain MLP of 4 × 64, 1024 rows in each of two matrices.
    #expect(
      plan(inline).value(.parameters) == Double(2 * 1024 * 64 + 4 * (12 * 64 * 64 + 13 * 64) + 128))
    #expect(plan(inline).value(.sequenceLength) == 128)
    #expect(plan(inline).value(.vocabularySize) == 1024)
  }

  @Test func anInlineModelTakesNormsExpertsAndTying() {
    let inline = """
      model_config:
        n_layer: 2
        n_embd: 64
        n_head: 4
        n_query_groups: 2
        padded_vocab_size: 512
        bias: false
        norm_class_name: RMSNorm
        norm_qk: true
        mlp_class_name: LLaMAMoE
        intermediate_size: 96
        moe_intermediate_size: 32
        n_expert: 8
        n_expert_per_token: 2
        first_k_dense_replace: 1
      train: {global_batch_size: 8, max_tokens: 1e6, tie_embeddings: true}
      out_dir: out
      """
    let attention = 64 * 64 * 2 + 2 * 64 * 32 + 2 * 16
    let blocks = 2 * (attention + 2 * 64) + 3 * 64 * 96 + 64 * 8 + 8 * 3 * 64 * 32
    #expect(plan(inline).value(.parameters) == Double(512 * 64 + blocks + 64))
    #expect(
      plan(inline).value(.parametersActive) == Double(512 * 64 + blocks + 64 - 6 * 3 * 64 * 32))
  }

  @Test func aLlamaMLPWithoutAWidthIsRefusedSoNothingIsKnown() {
    let plan = plan(
      "model_config: {n_layer: 2, n_embd: 64, n_head: 4, mlp_class_name: LLaMAMLP}",
      "train: {global_batch_size: 8}", "out_dir: out")
    #expect(plan.value(.parameters) == nil)
  }

  @Test func anUnknownNameIsNoModel() {
    let plan = plan("model_name: our-own-3b", "out_dir: o", "train: {max_tokens: 1e9}")
    #expect(plan.value(.parameters) == nil)
    #expect(plan.value(.sequenceLength) == nil)
    #expect(plan.value(.tokens) == 1e9)
  }

  // MARK: Fine-tuning

  private let finetuning = """
    checkpoint_dir: checkpoints/TinyLlama/TinyLlama-1.1B-Chat-v1.0
    out_dir: out/mine
    precision: bf16-true
    data: Alpaca
    """

  @Test func epochsEndAFinetuningAndDataDecideTheRest() {
    let plan = plan(
      finetuning, "train: {global_batch_size: 32, micro_batch_size: 4, max_seq_length: 256}")
    #expect(plan.value(.epochs) == 5)
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.globalBatch) == 32)
    #expect(plan.value(.worldSize) == 1)
    #expect(plan.value(.accumulation) == 8)
    #expect(plan.value(.sequenceLength) == 256)
    #expect(plan.value(.tokensPerStep) == nil)
    #expect(plan.value(.parameters) == 1_100_048_384)
    #expect(plan.value(.minLearningRate) == 0)
    #expect(plan.value(.warmupSteps) == 100)
    #expect(plan.labels[.baseModel]?.value == "TinyLlama/TinyLlama-1.1B-Chat-v1.0")
    #expect(plan.labels[.adapter]?.value == "full")
    #expect(plan.labels[.precision]?.value == "bf16")
    #expect(plan.regime == .supervisedFinetuning)
  }

  @Test func aLimitOfStepsIsOnlyABound() {
    let plan = plan(finetuning, "train: {global_batch_size: 32, max_steps: 70, epochs: 2}")
    #expect(plan.value(.steps) == 70)
    #expect(plan[.steps]?.certainty == .estimate)
    #expect(plan.value(.epochs) == nil)
  }

  @Test func adaptersStandOnTheMatricesThatAreSwitchedOn() {
    let train = "train: {global_batch_size: 8, epochs: 1}"
    let plain = plan(finetuning, "lora_r: 4", train)
    // Queries and values of 22 layers: 2048 + 2048 and 2048 + 256.
    #expect(plain.value(.parametersTrainable) == Double(22 * 4 * (4096 + 2304)))
    #expect(plain.labels[.adapter]?.value == "lora")
    #expect(plain.value(.loraAlpha) == 16)
    let head = plan(finetuning, "lora_r: 4", "lora_head: true", "quantize: bnb.nf4", train)
    #expect(
      head.value(.parametersTrainable) == Double(22 * 4 * (4096 + 2304) + 4 * (2048 + 32_000)))
    #expect(head.labels[.adapter]?.value == "qlora")
  }

  @Test func aFileThatCouldBeAnyAdaptersSaysNothingOfIt() {
    let plan = plan(finetuning, "quantize:", "train: {global_batch_size: 8, epochs: 1}")
    #expect(plan.labels[.adapter] == nil)
  }

  // MARK: Recognition

  @Test func otherFilesAreNotLitgpts() {
    #expect(recognises(pretraining))
    #expect(recognises(finetuning + "\ntrain: {lr_warmup_steps: 10}"))
    #expect(recognises("io: {checkpoint_dir: a/b, out_dir: c}\ntrain: {micro_batch_size: 1}"))
    #expect(!recognises("checkpoint_dir: a/b\nprompt: hello\nmax_new_tokens: 50"))
    #expect(!recognises("model_name: a\ntrain: {batch_size: 8, epochs: 3}\ndata: b"))
    #expect(!recognises("model: {num_layers: 2}\ntrain: {global_batch_size: 8}\nscheduler: {}"))
  }
}
