import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct CerebrasLegacyTests: DialectSuite {
  typealias Tested = CerebrasLegacy

  static var readsWholeFiles: Bool { true }

  private let legacy = """
    train_input: {batch_size: 16, data_dir: ./data/train_msl256}
    model:
      hidden_size: 64
      vocab_size: 1000
      num_hidden_layers: 2
      num_heads: 4
      filter_size: 256
      max_position_embeddings: 256
      fp16_type: bfloat16
    optimizer:
      optimizer_type: adamw
      weight_decay_rate: 0.01
      learning_rate:
        - {scheduler: Linear, initial_learning_rate: 0.0, end_learning_rate: 2e-3, total_iters: 50}
        - {scheduler: Linear, initial_learning_rate: 2e-3, end_learning_rate: 0.0, total_iters: 950}
    runconfig: {max_steps: 1000, num_csx: 4}
    """

  @Test func theOldFormSaysTheSameElsewhere() {
    let plan = plan(legacy)
    #expect(plan.value(.tokens) == 4_096_000)
    #expect(plan.value(.warmupSteps) == 50)
    #expect(plan.value(.learningRate) == 0.002)
    #expect(plan.reading.schedule.shape == .linear)
    #expect(plan.value(.worldSize) == 4)
    let layer = 12 * 64 * 64 + (4 + 5) * 64 + 4 * 64
    #expect(plan.value(.parameters) == Double(1000 * 64 + 256 * 64 + 2 * layer + 2 * 64))
  }

  @Test func itsFilesAreRecognisedAndNoOthers() {
    #expect(recognises(legacy))
    #expect(!recognises("train_input: {image_shape: [8, 8]}\nmodel: {}\nrunconfig: {}"))
  }
}
