import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct MaxTextTests: DialectSuite {
  typealias Tested = MaxText

  static var fileName: String { "run.yml" }
  static var readsWholeFiles: Bool { true }

  private func model(_ block: String, _ more: String = "") -> String {
    """
    base_emb_dim: 64
    base_num_query_heads: 4
    base_num_kv_heads: 2
    base_mlp_dim: 160
    base_num_decoder_layers: 3
    head_dim: 16
    vocab_size: 1000
    decoder_block: "\(block)"
    \(more)

    """
  }

  private let attention = 2 * 64 * 64 + 2 * 64 * 32
  private let feedForward = 3 * 64 * 160

  @Test func aModelIsNoRun() {
    let plan = plan(model("llama2"))
    let block = attention + feedForward + 2 * 64
    #expect(plan.value(.parameters) == Double(2 * 1000 * 64 + 3 * block + 64))
    #expect(plan.reading.regime == nil)
    #expect(plan.value(.steps) == nil)
  }

  @Test func layersOfGemma2ComeInPairs() {
    let text = model("gemma2", "use_post_attn_norm: true\nuse_post_ffw_norm: true")
    let plan = plan(text)
    #expect(plan.value(.layers) == 6)
    let block = attention + feedForward + 4 * 64
    #expect(plan.value(.parametersNonEmbedding) == Double(6 * block + 64))
    #expect(plan.reading.claims[.layers]?.slot?.spelling.text(for: 8, whole: true) == "4")
  }

  @Test func normsOfQueriesAndKeysDependOnTheBlock() throws {
    func count(_ block: String, _ more: String = "use_qk_norm: true") throws -> Double {
      try #require(plan(model(block, more)).value(.parametersNonEmbedding))
    }
    let plain = try count("llama2")
    #expect(try count("qwen3") - plain == 3 * 2 * 16)
    #expect(try count("olmo3") - plain == 3 * (64 + 32))
    #expect(try count("qwen3", "use_qk_norm: false") == plain)
    #expect(try count("gemma3", "") - plain == 3 * 2 * 16)
  }

  @Test func anEmbeddingServesAsOutputToo() {
    let plan = plan(model("llama2", "logits_via_embedding: true"))
    let block = attention + feedForward + 2 * 64
    #expect(plan.value(.parameters) == Double(1000 * 64 + 3 * block + 64))
  }

  @Test func expertsStandInTheBlocksThatHaveThem() {
    let experts = "num_experts: 8\nnum_experts_per_tok: 2\nbase_moe_mlp_dim: 32"
    let plan = plan(model("qwen3_moe", experts))
    let sparse = attention + 64 * 8 + 8 * 3 * 64 * 32 + 2 * 64
    #expect(plan.value(.parametersNonEmbedding) == Double(3 * sparse + 64))
    let idle = 3 * 6 * 3 * 64 * 32
    #expect(plan.value(.parametersActive) == plan.value(.parameters).map { $0 - Double(idle) })
  }

  @Test func deepSeekHasDenseLayersFirst() {
    let experts = """
      attention_type: mla
      q_lora_rank: 0
      kv_lora_rank: 16
      qk_nope_head_dim: 8
      qk_rope_head_dim: 4
      v_head_dim: 8
      first_num_dense_layers: 1
      num_experts: 4
      num_experts_per_tok: 2
      shared_experts: 1
      base_moe_mlp_dim: 32
      """
    let latent = 64 * 4 * 12 + 64 * 20 + 16 + 16 * 4 * 16 + 4 * 8 * 64
    let sparse = 64 * 4 + 5 * 3 * 64 * 32
    let plan = plan(model("deepseek", experts))
    #expect(
      plan.value(.parametersNonEmbedding)
        == Double(3 * (latent + 2 * 64) + feedForward + 2 * sparse + 64))
  }

  @Test func whatTheCountDoesNotKnowLeavesItOpen() {
    #expect(plan(model("qwen3_next")).value(.parameters) == nil)
    #expect(plan(model("llama2", "mtp_num_layers: 1")).value(.parameters) == nil)
    #expect(plan(model("llama2", "global_parameter_scale: 4")).value(.parameters) == nil)
    #expect(plan(model("llama2", "num_experts: 4")).value(.parameters) == nil)
    #expect(plan(model("qwen3_next")).value(.layers) == 3)
  }

  private let run = """
    base_config: "base.yml"
    model_name: "llama2-7b"
    per_device_batch_size: 4
    max_target_length: 4096
    steps: 1000

    """

  @Test func aRunBuildsOnTheBase() {
    let plan = plan(run)
    #expect(plan.regime == .pretraining)
    #expect(plan.value(.tokensPerStepPerRank) == 16_384)
    #expect(plan.value(.globalBatch) == nil)
    #expect(plan.value(.warmupSteps) == 100)
    #expect(plan.value(.parameters) == nil)
    #expect(plan.labels[.precision]?.value == "bf16")
    #expect(plan.reading.schedule.decayEnd == nil)
  }

  @Test func devicesThatShareASequenceShareTheBatch() {
    let split = run.replacing("batch_size: 4", by: "batch_size: 0.5") + "ici_tensor_parallelism: 8"
    let plan = plan(split)
    #expect(plan.value(.tensorParallel) == 8)
    #expect(plan.value(.microBatch) == 4)
    #expect(plan.reading.claims[.microBatch]?.slot?.spelling.text(for: 8, whole: false) == "1")
  }

  @Test func allAxesTogetherGiveTheWorld() {
    let axes = "dcn_data_parallelism: 2\nici_fsdp_parallelism: 16\nici_tensor_parallelism: 4\n"
    #expect(plan(run + axes).value(.worldSize) == 128)
    #expect(plan(run + axes).value(.globalBatch) == 512)
    #expect(plan(run + "ici_fsdp_parallelism: -1").value(.worldSize) == nil)
  }

  @Test func theScheduleMayHaveALengthOfItsOwn() {
    let text = run + "learning_rate_schedule_steps: 800\nlr_schedule_type: wsd\n"
    let plan = plan(text)
    #expect(plan.reading.schedule.decayEnd?.value == 800)
    #expect(plan.reading.schedule.shape == .stableThenDecay)
    #expect(plan.value(.warmupSteps) == 80)
    let tied = text.replacing("steps: 1000", by: "steps: -1")
    #expect(self.plan(tied).value(.steps) == 800)
  }

  @Test func anotherBaseLeavesItsDefaultsUnknown() {
    let plan = plan("base_config: post_train/other.yml\nuse_sft: true\n")
    #expect(plan.regime == .supervisedFinetuning)
    #expect(plan.value(.steps) == nil)
    #expect(plan.value(.warmupSteps) == nil)
  }

  @Test func syntheticDataAreNoTraining() {
    #expect(plan(run + "dataset_type: synthetic").reading.mockData != nil)
    #expect(plan(run + "dataset_type: tfds").reading.mockData == nil)
  }

  @Test func itsFilesAreRecognisedAndNoOthers() {
    #expect(recognises(run))
    #expect(!recognises("base_config: inference/server.yml\nsharding_strategy: experimental"))
    #expect(!recognises("base_config: base.yml\nlogical_axis_rules: [[embed, []]]"))
  }
}

extension String {
  fileprivate func replacing(_ old: String, by new: String) -> String {
    guard
      let start = indices.first(where: { self[$0...].hasPrefix(old) }),
      let end = index(start, offsetBy: old.count, limitedBy: endIndex)
    else { return self }
    return self[..<start] + new + self[end...]
  }
}
