import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct LevanterTests: DialectSuite {
  typealias Tested = Levanter

  static var readsWholeFiles: Bool { true }

  private let tiny = """
    data: {id: some/text, tokenizer: gpt2}
    trainer: {num_train_steps: 2000, train_batch_size: 64, mp: "p=f32,c=bfloat16"}

    """

  @Test func theTypeOfTheModelPicksItsDefaults() {
    let plan = plan(tiny + "model: {type: gpt2, hidden_dim: 64, num_heads: 4, num_layers: 2}")
    let block = 12 * 64 * 64 + (4 + 5) * 64 + 4 * 64
    #expect(plan.value(.parametersNonEmbedding) == Double(2 * block + 2 * 64))
    #expect(plan.value(.sequenceLength) == 1024)
    #expect(plan.value(.tokens) == 131_072_000)
    #expect(plan.labels[.precision]?.value == "bf16")
    #expect(self.plan(tiny).value(.intermediateSize) == 11_008)
    #expect(self.plan(tiny + "model: {type: mistral}").value(.parameters) != nil)
  }

  @Test func biasesGoWithThoseOfTheNorms() {
    let model = "model: {type: gpt2, hidden_dim: 64, num_heads: 4, num_layers: 2, use_bias: false}"
    let plain = 2 * (12 * 64 * 64 + 2 * 64) + 64
    #expect(plan(tiny + model).value(.parametersNonEmbedding) == Double(plain))
  }

  @Test func theVocabularyIsThatOfAPublishedTokenizer() {
    let model = "model: {type: llama}\n"
    #expect(plan(tiny + model).value(.vocabularySize) == 50_257)
    let unnamed = tiny.replacingFirst("tokenizer: gpt2", "tokenizer: gs://mine/tokenizer")
    #expect(plan(unnamed + model).value(.vocabularySize) == nil)
    #expect(plan(unnamed + model).value(.parametersNonEmbedding) != nil)
  }

  @Test func rowsAreRoundedUpWhereTheyAreSplit() {
    let text = tiny.replacingFirst(
      "mp:", "model_axis_size: 4, tensor_parallel_axes: [vocab], mp:")
    #expect(plan(text + "model: {type: gpt2}").value(.vocabularySize) == 50_260)
  }

  @Test func anIncludedPartLeavesItsQuantitiesUnknown() {
    let text = """
      data: !include data/text.yaml
      model: !include models/small.yaml
      trainer: {num_train_steps: 100, train_batch_size: 8}
      optimizer: !include optim/slow.yaml
      """
    let plan = plan(text)
    #expect(plan.value(.layers) == nil)
    #expect(plan.value(.learningRate) == nil)
    #expect(plan.value(.warmupSteps) == nil)
    #expect(plan.value(.steps) == 100)
  }

  @Test func aWarmupUpToOneIsAShare() {
    func steps(_ warmup: String) -> Double? {
      plan(tiny + "optimizer: {learning_rate: 1e-3, warmup: \(warmup)}").value(.warmupSteps)
    }
    #expect(steps("0.05") == 100)
    #expect(steps("1") == 2000)
    #expect(steps("50") == 50)
    #expect(steps("1.5") == nil)
    #expect(plan(tiny).value(.warmupSteps) == 20)
  }

  @Test func aShareIsWrittenBackAsAShare() throws {
    let reading = plan(tiny + "optimizer: {warmup: 0.05}").reading
    let slot = try #require(reading.claims[.warmupSteps]?.slot)
    #expect(slot.spelling.text(for: 200, whole: false) == "0.1")
  }

  @Test func aWarmupIsAShareOfTheFirstCycle() {
    let plan = plan(tiny + "optimizer: {warmup: 0.1, cycles: 4}")
    #expect(plan.value(.warmupSteps) == 50)
    #expect(plan.reading.schedule.shape == .unknown)
  }

  @Test func aDecayOfItsOwnStandsAtTheEnd() {
    let plan = plan(tiny + "optimizer: {decay: 0.2, lr_schedule: linear, min_lr_ratio: 1}")
    #expect(plan.reading.schedule.shape == .stableThenDecay)
    #expect(plan.reading.schedule.decaysToPeak)
    #expect(plan.reading.schedule.decayEnd == nil)
  }

  @Test func aGrowingBatchIsSummed() {
    let text = """
      data: {id: some/text}
      model: {type: gpt2}
      trainer:
        num_train_steps: 100
        train_batch_size:
          - {start: 0, value: 8}
          - {start: 25, value: 16}
      """
    let plan = plan(text)
    #expect(plan.value(.tokens) == 1_433_600)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.conflicts.isEmpty)
  }

  @Test func minusOneLeavesTheBatchToTheDevices() {
    let text = tiny.replacingFirst(
      "train_batch_size: 64", "train_batch_size: -1, per_device_parallelism: 4")
    let plan = plan(text + "model: {type: llama}")
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.sequencesPerStepPerRank) == 4)
  }

  @Test func aCheckpointOfTheHubMayBringItsShape() {
    let text = tiny + "model: {type: llama}\ninitialize_from_hf: true\nuse_hf_model_config: true"
    let plan = plan(text)
    #expect(plan.regime == .continuedPretraining)
    #expect(plan.value(.sequenceLength) == 4096)
    #expect(plan.value(.layers) == 32)
    #expect(plan.labels[.baseModel]?.value == "NousResearch/Llama-2-7b-hf")
  }

  @Test func adaptersTakeTheModelOfTheirBase() {
    let text = tiny + "initialize_from_hf: huggyllama/llama-7b\nlora: {r: 16}\n"
    let plan = plan(text)
    #expect(plan.labels[.adapter]?.value == "lora")
    #expect(plan.value(.loraRank) == 16)
    #expect(plan.value(.sequenceLength) == 2048)
    #expect(plan.regime == .continuedPretraining)
    #expect(self.plan(text + "max_train_length: 512").value(.sequenceLength) == 512)
  }

  @Test func answersAreFinetuning() {
    #expect(plan(tiny + "supervised_data: {a: {cache_dir: x}}").regime == .supervisedFinetuning)
    let chat = tiny.replacingFirst("id: some/text", "id: some/chat, format: {type: chat}")
    #expect(plan(chat).regime == .supervisedFinetuning)
  }

  @Test func itsFilesAreRecognisedAndNoOthers() {
    #expect(recognises(tiny))
    #expect(!recognises("trainer: {mp: f32, model_axis_size: 1}\nprompts: [a]\nhf_checkpoint: b"))
    #expect(!recognises("tokenizer: gpt2\ntrainer: {mp: f32}\neval_harness: {task_spec: [mmlu]}"))
    #expect(!recognises("trainer: {max_steps: 10, devices: 8}\ndata: {a: 1}\noptimizer: {lr: 1}"))
  }
}

extension String {
  fileprivate func replacingFirst(_ old: String, _ new: String) -> String {
    guard
      let start = indices.first(where: { self[$0...].hasPrefix(old) }),
      let end = index(start, offsetBy: old.count, limitedBy: endIndex)
    else { return self }
    return self[..<start] + new + self[end...]
  }
}
