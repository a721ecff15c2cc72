import Dialects
import RunPlan
import Testing

@Suite struct MegatronBridgeTests: DialectSuite {
  typealias Tested = MegatronBridge

  private let sections = "optimizer: {lr: 3e-4}\nlogger: {log_interval: 5}"

  @Test func aTrainSectionAloneGivesNoFileAway() {
    #expect(recognises("train: {train_iters: 9}\n" + sections))
    #expect(!recognises("train: {train_iters: 9}\nmodel: {hidden_size: 4}"))
    #expect(!recognises("train: {max_tokens: 9}\n" + sections))
  }

  @Test func whatTheRecipeDecidesIsUnknown() {
    let plan = plan("train: {train_iters: 900, global_batch_size: 16}", sections)
    #expect(plan.value(.steps) == 900)
    #expect(plan.value(.learningRate) == 3e-4)
    for open in [Quantity.tokens, .tensorParallel, .microBatch, .warmupSteps, .minLearningRate] {
      #expect(plan.value(open) == nil)
    }
    #expect(plan.reading.schedule.decayEnd == nil)
  }

  @Test func tokensFollowFromStepsAndLength() {
    let train = "train: {train_iters: 900, global_batch_size: 16}"
    let whole = plan(train, "model: {seq_length: 2048}", "dataset: {seq_length: 2048}")
    #expect(whole.value(.tokens) == Double(900 * 16 * 2_048))
    #expect(whole.conflicts.isEmpty)
    let torn = plan(train, "model: {seq_length: 2048}", "dataset: {seq_length: 1024}")
    #expect(torn.conflicts.count == 1)
    let open = plan(train, "model: {seq_length: ???}")
    #expect(open.value(.tokens) == nil)
  }

  @Test func samplesAreSharedOutOverSteps() throws {
    let plan = plan("train: {train_samples: 1000, global_batch_size: 16}", sections)
    #expect(plan.value(.steps) == 62)
    let slot = try #require(plan.reading.duration.governing?.slot)
    #expect(slot.spelling.text(for: 100, whole: true) == "1600")
  }

  @Test func onlyOneLengthIsAllowed() {
    let plan = plan("train: {train_iters: 10, num_epochs: 2, global_batch_size: 4}", sections)
    #expect(plan.reading.duration.governing?.quantity == .steps)
    #expect(plan.reading.duration.ignored.map(\.quantity) == [.epochs])
    #expect(plan.reading.duration.refusesIgnored)
  }

  @Test func anAdapterMakesItATuning() {
    let train = "train: {train_iters: 10, global_batch_size: 4}"
    let tuned = plan(train, "peft: {dim: 8, alpha: 16}", "model: {seq_length: 64}")
    #expect(tuned.regime == .supervisedFinetuning)
    #expect(tuned.value(.loraRank) == 8)
    #expect(tuned.value(.tokens) == nil)
    let more = plan(train, "checkpoint: {pretrained_checkpoint: /a/b}")
    #expect(more.regime == .continuedPretraining)
    #expect(more.reading.resumesFrom != nil)
  }
}
