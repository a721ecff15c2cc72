import Dialects
import RunPlan
import SourceText
import Testing

/// Axolotl's list of keys, and what its old names come to.
@Suite struct AxolotlKeysTests: DialectSuite {
  typealias Tested = Axolotl

  private let base = """
    base_model: NousResearch/Llama-3.2-1B
    datasets: [{path: some/rows, type: alpaca}]
    sequence_len: 2048
    micro_batch_size: 2
    gradient_accumulation_steps: 4
    learning_rate: 0.0001
    """

  private func remarks(_ lines: String...) -> [String] {
    plan(([base] + lines).joined(separator: "\n")).reading.remarks.compactMap { remark in
      switch remark.kind {
      case .unknown(let stray): "unknown \(remark.key) \(Self.name(stray.diagnosis))"
      case .outdated(let old):
        "outdated \(remark.key) \(old.isRefused ? "refused" : "works") \(old.replacement ?? "-")"
      case .wrongValue: "wrong \(remark.key)"
      case .missing(let missing): "missing \(remark.key)\(missing.isNull ? " value" : "")"
      default: nil
      }
    }
  }

  private static func name(_ diagnosis: StrayKey.Diagnosis) -> String {
    switch diagnosis {
    case .typo(let key): "typo of \(key)"
    case .renamed(let key, _): "renamed to \(key ?? "-")"
    case .foreign(_, let key): "foreign, \(key ?? "-")"
    case .misplaced(let places): "misplaced to \(places.joined(separator: " "))"
    case .inferenceOnly: "inference"
    case .strange: "strange"
    }
  }

  @Test(arguments: [
    ("context_parapllel_size: 2", "unknown context_parapllel_size typo of context_parallel_size"),
    ("eta_min: 0.1", "unknown eta_min foreign, cosine_min_lr_ratio"),
    ("adam_eps: 0.1", "unknown adam_eps foreign, adam_epsilon"),
    ("num_train_epochs: 3", "unknown num_train_epochs foreign, num_epochs"),
    ("relora_steps: 150", "unknown relora_steps renamed to jagged_restart_steps"),
    ("num_generations: 8", "unknown num_generations misplaced to trl.num_generations"),
    ("colour: red", "unknown colour strange"),
    (
      "test_datasets: [{path: a, train_on_split: b}]",
      "unknown test_datasets.train_on_split renamed to split"
    ),
    (
      "fsdp_config: {fsdp_sharding_strategy: FULL_SHARD}",
      "unknown fsdp_config.fsdp_sharding_strategy renamed to -"
    ),
  ])
  func whatTheSchemaDropsIsTold(line: String, remark: String) {
    #expect(remarks(line) == [remark])
  }

  @Test(arguments: [
    ("evaluation_strategy: steps", "outdated evaluation_strategy works eval_strategy"),
    ("dpo_beta: 0.1", "outdated dpo_beta works rl_beta"),
    ("flash_attention: true", "outdated flash_attention works -"),
    (
      "fsdp_config: {fsdp_offload_params: true}",
      "outdated fsdp_config.fsdp_offload_params works offload_params"
    ),
    ("max_packed_sequence_len: 2048", "outdated max_packed_sequence_len refused -"),
    ("rope_scaling: {type: linear}", "outdated rope_scaling refused -"),
    ("unsloth_rope: true", "outdated unsloth_rope refused -"),
    ("dpo_norm_loss: false", "outdated dpo_norm_loss refused -"),
    ("noisy_embedding_alpha: 5", "outdated noisy_embedding_alpha works neftune_noise_alpha"),
  ])
  func oldNamesAreTold(line: String, remark: String) {
    #expect(remarks(line) == [remark])
  }

  /// A switch that is off, a number that is 0: the validators let them pass.
  @Test(arguments: [
    "flash_attention: false", "max_packed_sequence_len: 0", "rope_scaling:", "s2_attention: false",
    "unsloth_rope: false", "dpo_norm_loss:", "gptq_groupsize:", "debug:", "noisy_embedding_alpha:",
  ])
  func oldNamesThatHoldNothingAreLeftAlone(line: String) {
    #expect(remarks(line) == [])
  }

  @Test func bothNamesStopTheRun() {
    #expect(
      remarks("noisy_embedding_alpha: 5", "neftune_noise_alpha: 5")
        == ["outdated noisy_embedding_alpha refused neftune_noise_alpha"])
  }

  @Test(arguments: [
    ("max_steps: 4.5", ["wrong max_steps"]), ("bf16: full", ["wrong bf16"]), ("bf16: auto", []),
    ("chat_template: chatmll", ["wrong chat_template"]),
    ("chat_template: tokenizer_default_fallback_chatml", []),
    ("save_strategy: no", ["wrong save_strategy"]), ("save_strategy: 'no'", []),
    ("tokens: {pad_token: a}", ["wrong tokens"]), ("output_dir:", ["missing output_dir value"]),
    ("relora_prune_ratio: 2", ["wrong relora_prune_ratio"]),
    ("sequence_len: '2048'", []), ("warmup_steps: 0.1", []),
  ])
  func valuesAreHeldAgainstTheSchema(line: String, expected: [String]) {
    let text = base.replacing("sequence_len: 2048\n", with: "") + "\n" + line
    let found = plan(text).reading.remarks.compactMap { remark in
      switch remark.kind {
      case .wrongValue: "wrong \(remark.key)"
      case .missing(let missing): "missing \(remark.key)\(missing.isNull ? " value" : "")"
      default: nil
      }
    }
    #expect(found == expected)
  }

  @Test func whatHasNoDefaultIsMissed() {
    let text = "base_model: some/model\nmicro_batch_size: 2\nnum_epochs: 1\nsequence_len: 2048"
    let missing = plan(text).reading.remarks.compactMap { remark in
      if case .missing = remark.kind { remark.key } else { nil }
    }
    #expect(missing == ["learning_rate"])
  }

  /// Merging an adapter is a setting of axolotl's own, no sign of mergekit.
  @Test func aMergeMethodGivesNoFileAway() {
    #expect(recognises(base + "\nmerge_method: legacy"))
    #expect(!recognises("base_model: a\nmerge_method: ties\nmodels: []\ndtype: bfloat16"))
  }
}
