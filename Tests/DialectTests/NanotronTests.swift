import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct NanotronTests: DialectSuite {
  typealias Tested = Nanotron

  private func run(
    model: String = "is_llama_config: true", schedule: String = "", tp: Int = 2, more: String = ""
  ) -> String {
    """
    model:
      dtype: bfloat16
      model_config:
        \(model)
        hidden_size: 64
        num_hidden_layers: 3
        num_attention_heads: 4
        num_key_value_heads: 2
        intermediate_size: 160
        vocab_size: 1001
    optimizer:
      zero_stage: 1
      weight_decay: 0.1
      learning_rate_scheduler:
        learning_rate: 0.002
        lr_warmup_steps: 100
        lr_warmup_style: linear
        \(schedule)
    parallelism: {dp: 8, tp: \(tp), pp: 2}
    tokens:
      sequence_length: 1024
      train_steps: 2000
      micro_batch_size: 4
      batch_accumulation_per_replica: 3
    \(more)
    """
  }

  @Test func batchTokensAndWorldFollowFromTheParallelSizes() {
    let plan = plan(run())
    #expect(plan.value(.globalBatch) == 96)
    #expect(plan.value(.tokens) == 196_608_000)
    #expect(plan.value(.worldSize) == 32)
    #expect(plan.reading.duration.governing?.quantity == .steps)
    #expect(plan.labels[.precision]?.value == "bf16")
    #expect(plan.conflicts.isEmpty)
  }

  @Test func rowsArePaddedToTheTensorParallelSize() {
    let block = 2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 160 + 2 * 64
    #expect(plan(run()).value(.vocabularySize) == 1002)
    #expect(plan(run()).value(.parameters) == Double(2 * 1002 * 64 + 3 * block + 64))
    #expect(plan(run(tp: 1)).value(.vocabularySize) == 1001)
  }

  @Test func modelsInOtherWordsAreNoLlamas() {
    #expect(plan(run(model: "rms_norm_eps: 1.0e-5")).value(.parameters) != nil)
    let fork = plan(run(model: "activation_function: gelu\n    layer_norm_epsilon: 1.0e-5"))
    #expect(fork.value(.parameters) == nil)
    #expect(fork.value(.layers) == 3)
    #expect(fork.value(.tokens) == 196_608_000)
  }

  @Test func itsForerunnerIsAnotherFramework() {
    #expect(recognises(run()))
    #expect(!recognises(run(more: "learning_rate_scheduler: {learning_rate: 0.001}")))
  }

  @Test func onlyQwenHasBiasesOnItsInputs() {
    let llama = plan(run(model: "attention_bias: true"))
    let qwen = plan(run(model: "is_qwen2_config: true\n    attention_bias: true"))
    let difference = (qwen.value(.parameters) ?? 0) - (llama.value(.parameters) ?? 0)
    #expect(difference == 3 * (64 + 2 * 32))
  }

  @Test func expertsReplaceTheLayersThatAreNamed() {
    let experts = """
      is_qwen2_config: true
          moe_config:
            num_experts: 8
            top_k: 2
            moe_intermediate_size: 32
            enable_shared_expert: true
            shared_expert_intermediate_size: 48
            layers: [1]
      """
    let plan = plan(run(model: experts))
    let attention = 2 * 64 * 64 + 2 * 64 * 32 + 2 * 64
    let sparse = 64 * 8 + 8 * 3 * 64 * 32 + 3 * 64 * 48 + 64
    #expect(
      plan.value(.parametersNonEmbedding)
        == Double(3 * attention + 2 * 3 * 64 * 160 + sparse + 64))
    #expect(plan.value(.experts) == 8)
  }

  @Test func anUnknownFamilyLeavesTheParametersUnknown() {
    let plan = plan(run(model: "is_falcon_config: true"))
    #expect(plan.value(.parameters) == nil)
    #expect(plan.value(.layers) == 3)
  }

  @Test func theDecayEndsWhereItsLengthSays() throws {
    let plan = plan(
      run(
        schedule: """
          lr_decay_starting_step: 1500
              lr_decay_steps: 300
              lr_decay_style: linear
              min_decay_lr: 0
          """))
    let end = try #require(plan.reading.schedule.decayEnd)
    #expect(end.value == 1800)
    #expect(end.slot?.spelling.text(for: 2000, whole: true) == "500")
    #expect(plan.reading.schedule.shape == .stableThenDecay)
    #expect(!plan.reading.schedule.decaysToPeak)
  }

  @Test func withoutALengthTheDecayIsTiedToTheRun() {
    let plan = plan(run(schedule: "lr_decay_style: cosine"))
    #expect(plan.reading.schedule.decayEnd == nil)
    #expect(plan.value(.decaySteps) == 2000)
    #expect(plan.reading.schedule.shape == .cosine)
  }

  @Test func aLateStartWithoutALengthEndsBehindTheRun() {
    let plan = plan(run(schedule: "lr_decay_starting_step: 1500"))
    #expect(plan.reading.schedule.decayEnd?.value == 3400)
  }

  @Test func withoutAFinalRateNothingDecays() {
    let plan = plan(run(schedule: "lr_decay_steps: 1900"))
    #expect(plan.reading.schedule.decaysToPeak)
    #expect(plan.value(.minLearningRate) == 0.002)
  }

  @Test func aRateThatTheLoaderReadsAsTextIsRemarkedAndNotCast() throws {
    let text = run().replacing("learning_rate: 0.002", with: "learning_rate: 2e-3")
    let remark = try #require(plan(text).reading.remarks.first)
    guard case .numberReadAsText(_, let isCast, _) = remark.kind else { return }
    #expect(!isCast)
  }

  @Test func stagesOfOtherLengthsAreSummed() {
    let stages = """
      data_stages:
        - {name: short, start_training_step: 1, sequence_length: 512, data: {dataset: {dataset_folder: a}}}
        - {name: long, start_training_step: 1501, data: {dataset: {dataset_folder: b}}}
      """
    let plan = plan(run(more: stages))
    #expect(plan.value(.tokens) == 122_880_000)
    #expect(plan.value(.sequenceLength) == 1024)
    #expect(plan.conflicts.isEmpty)
  }

  @Test func filesOfTokensSayHowWideTheirIdsAre() {
    func storage(_ bytes: Int) -> Double? {
      let data = "{dataset: {dataset_folder: a, token_size_in_bytes: \(bytes)}}"
      let stages = "data_stages:\n  - {name: a, start_training_step: 1, data: \(data)}\n"
      return plan(run(more: stages)).reading.tokenStorage?.capacity
    }
    #expect(storage(2) == 65_536)
    #expect(storage(4) == nil)
  }

  @Test func noDataSetMeansRandomTokens() {
    let stages = """
      data_stages:
        - {name: only, start_training_step: 1, data: {dataset: null, seed: 42}}
      """
    #expect(plan(run(more: stages)).reading.mockData != nil)
    #expect(plan(run()).reading.mockData == nil)
  }

  @Test func weightsWithoutTheirScheduleAreAContinuation() {
    let fresh = "checkpoints: {checkpoints_path: a, resume_checkpoint_path: a}"
    #expect(plan(run(more: fresh)).reading.resumesFrom == nil)
    let resumed = "checkpoints: {checkpoints_path: a, resume_checkpoint_path: b}"
    #expect(plan(run(more: resumed)).reading.resumesFrom != nil)
    #expect(plan(run(more: resumed)).regime == .pretraining)
    let continued = resumed.replacing("b}", with: "b, load_lr_scheduler: false}")
    #expect(plan(run(more: continued)).regime == .continuedPretraining)
  }

  @Test func expertRanksLeaveTheWorldOpen() {
    let text = run().replacing("pp: 2}", with: "pp: 2, expert_parallel_size: 4}")
    #expect(plan(text).value(.worldSize) == nil)
    #expect(plan(text).value(.globalBatch) == 96)
  }

  @Test func itsFilesAreRecognisedAndNoOthers() {
    #expect(recognises(run()))
    #expect(!recognises("tokens: [a, b]\nparallelism: {dp: 1}"))
    #expect(!recognises("parallelism: {dp: 1, tp: 1, pp: 1}\ngenerate: {max_new_tokens: 5}"))
  }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    guard let found = firstRange(of: old) else { return self }
    return self[..<found.lowerBound] + new + self[found.upperBound...]
  }

  private func firstRange(of old: String) -> Range<Index>? {
    indices.lazy.compactMap { start in
      let end = index(start, offsetBy: old.count, limitedBy: endIndex)
      return end.flatMap { self[start..<$0] == old ? start..<$0 : nil }
    }.first
  }
}
