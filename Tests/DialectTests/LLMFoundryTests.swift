import Dialects
import RunPlan
import SourceText
import Testing

@Suite struct LLMFoundryTests: DialectSuite {
  typealias Tested = LLMFoundry
  static let readsWholeFiles = true

  private let loader = """
    max_seq_len: 1024
    train_loader:
      name: text
      dataset: {local: ./data, max_seq_len: "${max_seq_len}"}
    global_train_batch_size: 128
    device_train_microbatch_size: auto

    """
  private let mpt = """
    model:
      name: mpt_causal_lm
      d_model: 512
      n_heads: 8
      n_layers: 6
      max_seq_len: ${max_seq_len}
      vocab_size: 50368

    """

  private func hub(_ lines: String, _ rest: String = "") -> TrainingPlan {
    plan(loader + "model:\n  name: hf_causal_lm\n\(lines)\n" + rest)
  }

  // MARK: Models

  @Test func aLargerTokenizerMayBringItsRows() {
    let model = "  pretrained_model_name_or_path: EleutherAI/gpt-neo-125M"
    let grown = model + "\n  allow_embedding_resizing: true"
    let end = "max_duration: 10ba\n"
    let other = "tokenizer: {name: some/other}\n" + end
    #expect(hub(model, other).value(.parameters) == 125_198_592)
    #expect(hub(grown, other).value(.parameters) == nil)
    #expect(hub(grown, other).value(.layers) == 12)
    let own = "tokenizer: {name: EleutherAI/gpt-neo-125M}\n" + end
    #expect(hub(grown, own).value(.parameters) == 125_198_592)
  }

  @Test func anMPTHasPositionsAndBiasesUnlessToldOtherwise() {
    let full = plan(loader + mpt + "max_duration: 10ba\n")
    // 50368 × 512 + 1024 × 512 + 6 × (12 × 512² + 13 × 512) + 2 × 512
    #expect(full.value(.parameters) == 45_228_032)
    let bare = plan(loader + mpt + "  no_bias: true\n  attn_config: {alibi: true}\n")
    // 50368 × 512 + 6 × (12 × 512² + 2 × 512) + 512
    #expect(bare.value(.parameters) == 44_669_440)
  }

  @Test func groupedQueriesNormsAndGatesCount() {
    let plan = plan(
      loader + mpt + """
          no_bias: true
          norm_type: rmsnorm
          tie_word_embeddings: false
          attn_config: {attn_type: grouped_query_attention, kv_n_heads: 2, rope: true, qk_ln: true}
          ffn_config: {ffn_type: mptglu, ffn_hidden_size: 1024}

        """)
    #expect(plan.value(.kvHeads) == 2)
    let attention = 2 * 262_144 + 2 * 512 * 128 + 512 + 128
    let block = Double(attention + 3 * 512 * 1024 + 2 * 512)
    #expect(plan.value(.parameters) == 2 * 25_788_416 + 6 * block + 512)
  }

  @Test func expertsHaveTotalAndActiveCounts() {
    let experts = "ffn_type: mb_dmoe, moe_num_experts: 4, moe_top_k: 2, mlp_type: glu"
    let sparse = plan(loader + mpt + "  no_bias: true\n  ffn_config: {\(experts)}\n")
    let idle = Double(6 * 2 * 3 * 512 * 2048)
    #expect(sparse.value(.parametersActive) == sparse.value(.parameters).map { $0 - idle })
    // MegaBlocks' own bias is in no formula here.
    #expect(plan(loader + mpt + "  ffn_config: {\(experts)}\n").value(.parameters) == nil)
  }

  @Test(arguments: [
    ("gpt2", "n_positions: 2048", 125_226_240.0), ("gpt2", "use_cache: false", 124_439_808),
    ("EleutherAI/gpt-neo-125M", "max_position_embeddings: 2048", 125_198_592),
    ("facebook/opt-1.3b", "max_position_embeddings: 4096", 1_319_952_384),
    ("meta-llama/Meta-Llama-3.1-8B", "rope_scaling: {factor: 2}", 8_030_261_248),
    ("mosaicml/mpt-7b", "max_seq_len: 8192", 6_649_286_656),
  ])
  func overridesOfAPublishedModelCount(
    _ name: String, _ override: String, _ parameters: Double
  ) {
    let plan = hub(
      "  pretrained_model_name_or_path: \(name)\n  pretrained: false\n"
        + "  config_overrides: {\(override)}")
    #expect(plan.value(.parameters) == parameters)
    #expect(plan.labels[.baseModel]?.value == name)
  }

  @Test func anotherWidthLeavesTheCountUnknown() {
    let plan = hub("  pretrained_model_name_or_path: gpt2\n  config_overrides: {n_embd: 512}")
    #expect(plan.value(.parameters) == nil)
  }

  // MARK: Regimes

  @Test func theRegimeFollowsWeightsAndData() {
    let base = "  pretrained_model_name_or_path: gpt2"
    #expect(hub(base).regime == .continuedPretraining)
    #expect(hub(base + "\n  pretrained: false").regime == .pretraining)
    let tuning = loader.split(separator: "name: text").joined(separator: "name: finetuning")
    let plan = plan(tuning + mpt + "load_path: s3://b/c.pt\nload_weights_only: true\n")
    #expect(plan.regime == .supervisedFinetuning)
    #expect(plan.labels[.adapter]?.value == "full")
    let resumed = self.plan(loader + mpt + "load_path: s3://b/c.pt\n")
    #expect(resumed.regime == .pretraining)
    #expect(resumed.reading.resumesFrom != nil)
  }

  @Test func adaptersAreNamed() {
    let plan = hub(
      "  pretrained_model_name_or_path: gpt2\n"
        + "  peft_config: {peft_type: LORA, r: 16, lora_alpha: 32}")
    #expect(plan.labels[.adapter]?.value == "lora")
    #expect(plan.value(.loraRank) == 16)
    #expect(plan.value(.loraAlpha) == 32)
  }

  // MARK: Lengths

  @Test(arguments: [
    ("500ba", 500.0), ("500BA", 500), ("6.4e4sp", 500), ("65536000tok", 500), ("65536001tok", 501),
  ])
  func everyUnitLeadsToSteps(_ text: String, _ steps: Double) {
    #expect(plan(loader + mpt + "max_duration: \(text)\n").value(.steps) == steps)
  }

  @Test(arguments: ["1ep", "2", "90sec", "3iter", "0.5dur", "1h30m", "5B"])
  func epochsAndClocksDoNot(_ text: String) {
    #expect(plan(loader + mpt + "max_duration: \(text)\n").value(.steps) == nil)
  }

  @Test func aBareNumberCountsEpochs() {
    #expect(plan(loader + mpt + "max_duration: 2\n").value(.epochs) == 2)
  }

  @Test func samplesAreWrittenBackAsSamples() throws {
    let plan = plan(loader + mpt + "max_duration: 64000sp\n")
    let slot = try #require(plan.reading.duration.governing?.slot)
    #expect(slot.spelling.text(for: 1000, whole: true) == "128000sp")
  }

  @Test func aSubsetGivesEpochsALength() {
    let text = loader + mpt + "max_duration: 3ep\ntrain_subset_num_batches: 40\n"
    #expect(plan(text).value(.steps) == 120)
  }

  @Test func sharesOfTheRunBecomeSteps() {
    let scheduler = "scheduler: {name: linear_decay_with_warmup, t_warmup: 0.06dur, alpha_f: 0.1}\n"
    let optimizer = "optimizer: {name: decoupled_adamw, lr: 6.0e-4}\n"
    let plan = plan(loader + mpt + "max_duration: 640000sp\n" + scheduler + optimizer)
    #expect(plan.value(.warmupSteps) == 300)
    #expect(plan.value(.decaySteps) == 5000)
    #expect(plan.reading.schedule.decayEnd == nil)
    #expect(plan.value(.minLearningRate).map { abs($0 - 6e-5) < 1e-12 } == true)
    let open = self.plan(loader + mpt + "max_duration: 1ep\n" + scheduler)
    #expect(open.value(.warmupSteps) == nil)
  }

  @Test func anEndOfTheScheduleIsAKeyOfItsOwn() {
    let text = "max_duration: 400ba\nscheduler: {name: cosine_with_warmup, t_warmup: 10ba, "
    let longer = plan(loader + mpt + text + "t_max: 500ba}\n")
    #expect(longer.reading.schedule.decayEnd?.value == 500)
    let whole = plan(loader + mpt + text + "t_max: 1dur}\n")
    #expect(whole.reading.schedule.decayEnd == nil)
    let half = plan(loader + mpt + text + "t_max: 0.5dur}\n")
    // Composer refuses an end before that of the run.
    #expect(half.reading.schedule.decayEnd == nil)
    #expect(half.value(.decaySteps) == 200)
  }

  @Test func streamsOfTokensHaveAType() {
    let rest = mpt + "max_duration: 400ba\n"
    #expect(plan(loader + rest).reading.tokenStorage == nil)
    let narrow = loader.replacing("local:", with: "token_encoding_type: uint16, local:")
    #expect(plan(narrow + rest).reading.tokenStorage?.capacity == 65_536)
    #expect(plan(narrow + rest).reading.tokenStorage?.vocabulary?.value == 50_368)
  }

  // MARK: Jobs

  @Test func aJobsParametersAreItsConfigurationAndItsGPUsTheRanks() {
    let job = """
      name: a-job
      compute: {gpus: 16}
      command: |
        composer train/train.py /mnt/config/parameters.yaml
      parameters:
        variables: {length: 2048}
        model: {name: mpt_causal_lm, d_model: 256, n_heads: 4, n_layers: 2}
        train_loader: {dataset: {max_seq_len: "${variables.length}"}}
        max_seq_len: ${variables.length}
        global_train_batch_size: 64
        device_train_microbatch_size: 2
        max_duration: 100ba
      """
    let plan = plan(job)
    #expect(plan.value(.worldSize) == 16)
    #expect(plan.value(.accumulation) == 2)
    #expect(plan.value(.tokens) == 13_107_200)
    #expect(plan.labels[.launcher]?.value == "composer")
  }

  @Test func evaluationsAndDataJobsAreNotRecognised() {
    for text in [
      "max_seq_len: 8\nmodels: [{model_name: a}]\ndevice_eval_batch_size: 4\n",
      "name: a\nparameters: {dataset: c4, max_duration: 1ep}\n",
      "model: {name: resnet}\ntrain_dataset: {path: a}\nmax_duration: 90ep\n",
    ] {
      #expect(Self.dialect(of: text) == nil)
    }
  }
}
