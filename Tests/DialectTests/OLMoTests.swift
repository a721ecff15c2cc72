import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct OLMoTests: DialectSuite {
  typealias Tested = OLMo
  static let readsWholeFiles = true

  private let model = """
    model:
      d_model: 1024
      n_heads: 16
      n_layers: 8
      mlp_hidden_size: 5632
      activation_type: swiglu
      include_bias: false
      layer_norm_type: rms
      rope: true
      weight_tying: false
      max_sequence_length: 2048
      vocab_size: 50280
      embedding_size: 50304
    global_train_batch_size: 256
    device_train_microbatch_size: 8

    """

  private func run(_ rest: String, model: String? = nil) -> TrainingPlan {
    plan((model ?? self.model) + rest)
  }

  @Test func aGatedMLPIsHalfAsWideAsItsKey() {
    let plan = run("max_duration: 100\n")
    #expect(plan.value(.intermediateSize) == 2816)
    // 2 × 50304 × 1024 + 8 × (4 × 1024² + 3 × 1024 × 2816 + 2 × 1024) + 1024
    #expect(plan.value(.parameters) == 205_800_448)
  }

  @Test func anUngatedMLPIsAsWideAsItsKey() {
    let plain = model.replacing("swiglu", with: "gelu")
    #expect(run("", model: plain).value(.intermediateSize) == 5632)
  }

  @Test(arguments: [
    ("mlp_ratio: 8", 4096.0), ("activation_type: gelu", 4096), ("clip_qkv: null", 2048),
  ])
  func theRatioIsOfTheWholeWidth(_ line: String, _ width: Double) {
    let short = "model:\n  d_model: 1024\n  max_sequence_length: 128\n  \(line)\n"
    let plan = run("global_train_batch_size: 8\n", model: short)
    #expect(plan.value(.intermediateSize) == width)
  }

  @Test func theDefaultsAreThoseOfASmallGPT() {
    let short = "model: {d_model: 768, embedding_size: null}\n"
    let plan = run("global_train_batch_size: 8\ndata: {paths: [a.npy]}\n", model: short)
    #expect(plan.value(.vocabularySize) == 50_257)
    #expect(plan.value(.steps) == 10_000)
    #expect(plan.value(.learningRate) == 1e-4)
    #expect(plan.labels[.optimizer]?.value == "lionw")
    #expect(plan.reading.tokenStorage?.capacity == 65_536)
    #expect(plan.reading.contextLimit == .hard)
  }

  @Test func tIsTokensAndNotTrillions() throws {
    let plan = run("max_duration: 1e9T\n")
    // 1e9 / (256 × 2048) = 1907.3 steps, the last of them whole.
    #expect(plan.value(.steps) == 1908)
    #expect(plan.value(.tokens) == 1_000_341_504)
    let key = try #require(plan.reading.duration.governing)
    #expect(key.quantity == .tokens)
    #expect(key.slot?.spelling.text(for: 2e9, whole: true) == "2000000000T")
    #expect(plan.conflicts.isEmpty)
  }

  @Test func epochsOfUnknownDataGiveNoSteps() {
    let plan = run("max_duration: 2ep\n")
    #expect(plan.value(.epochs) == 2)
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.decaySteps) == nil)
    #expect(plan.reading.duration.governing?.slot?.spelling.text(for: 3.2, whole: false) == "4ep")
  }

  @Test func theEarlierEndCountsAndTheScheduleKeepsItsOwn() {
    let plan = run("max_duration: 1_000\nstop_at: 400\n")
    #expect(plan.value(.steps) == 400)
    #expect(plan.reading.duration.governing?.slot?.key == "stop_at")
    #expect(plan.reading.duration.ignored.first?.value == 1000)
    #expect(plan.reading.schedule.decayEnd?.value == 1000)
    let later = run("max_duration: 1000\nstop_at: 1010\n")
    #expect(later.value(.steps) == 1000)
    #expect(later.reading.schedule.decayEnd == nil)
  }

  @Test func aStopWithinEpochsLeavesTheEndOpen() {
    let plan = run("max_duration: 1ep\nstop_at: 400\n")
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.epochs) == nil)
  }

  @Test func aStepCountFromOutsideIsUnknown() {
    #expect(run("max_duration: ${oc.env:STEPS}\n").value(.steps) == nil)
    #expect(run("max_duration: 1000\nstop_at: ${oc.env:STOP}\n").value(.steps) == nil)
    #expect(run("max_duration: 2.5ep\n").value(.epochs) == nil)
    #expect(run("max_duration: 2TT\n").value(.steps) == nil)
  }

  @Test func tokensOfTheScheduleBecomeSteps() {
    let plan = run(
      """
      max_duration: 4e9T
      optimizer: {name: adamw, learning_rate: 4e-4}
      scheduler: {name: cosine_with_warmup, units: tokens, t_warmup: 52428800, t_max: 5e9, alpha_f: 0.1}
      """)
    #expect(plan.value(.warmupSteps) == 100)
    #expect(plan.reading.schedule.decayEnd?.value == 9537)
    #expect(plan.value(.minLearningRate) == 4e-4 * 0.1)
    #expect(plan.reading.schedule.decayEnd?.slot?.spelling.text(for: 7630, whole: true) != nil)
  }

  @Test func aStageOnOtherDataContinuesPretraining() {
    let stage = "load_path: s3://b/step5\nmax_duration: 1e9T\n"
    let next = run(stage + "restore_dataloader: false\n")
    #expect(next.regime == .continuedPretraining)
    #expect(next.reading.resumesFrom != nil)
    #expect(run(stage).regime == .pretraining)
    #expect(run("load_path: null\n").reading.resumesFrom == nil)
    #expect(run("data: {paths: [a], label_mask_paths: [b]}\n").regime == .supervisedFinetuning)
  }

  @Test func oneDeviceIsOneRank() {
    let plan = run("max_duration: 10\ndistributed_strategy: single\n")
    #expect(plan.value(.accumulation) == 32)
  }

  @Test func filesOfOtherFrameworksAreNotOLMo() {
    for text in [
      "model: {d_model: 8}\nmax_steps: 3\n", "d_model: 8\nglobal_train_batch_size: 4\n",
      model + "train_loader: {name: text}\n",
    ] {
      #expect(!recognises(text))
    }
  }
}

extension String {
  /// The text with every `old` replaced.
  fileprivate func replacing(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
