import Engine
import Linting
import ReferenceData
import RuleCatalogue
import SourceText
import Testing

/// Runs that everybody knows, written as configs: what must be said of them, and what must not.
@Suite struct KnownRunTests {
  /// A run: its size by facts of the model, and its tokens by batch and steps.
  struct Known: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String

    /// A GPT of its published shape; a step takes 2^21 tokens.
    init(_ name: String, layers: Int, hidden: Int, heads: Int, rows: Int = 50_257, tokens: Double) {
      testDescription = name
      text = """
        # trainlint: fact vocabulary_size=\(rows)
        num_layers: \(layers)
        hidden_size: \(hidden)
        num_attention_heads: \(heads)
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        train_batch_size: 1024
        train_iters: \(Int(tokens / 2_097_152))
        """
    }

    /// A model of the llama family; a step takes 2^22 tokens.
    init(
      _ name: String, layers: Int, hidden: Int, width: Int, heads: Int, keyValueHeads: Int,
      rows: Int, tokens: Double
    ) {
      testDescription = name
      text = """
        model:
          model_config:
            is_llama_config: true
            hidden_size: \(hidden)
            intermediate_size: \(width)
            max_position_embeddings: 4096
            num_attention_heads: \(heads)
            num_hidden_layers: \(layers)
            num_key_value_heads: \(keyValueHeads)
            tie_word_embeddings: false
            vocab_size: \(rows)
        parallelism: {dp: 64, pp: 1, tp: 1}
        tokens:
          batch_accumulation_per_replica: 1
          micro_batch_size: 16
          sequence_length: 4096
          train_steps: \(Int(tokens / 4_194_304))
        """
    }

    /// A mixture of experts.
    init(experts name: String, rows: Int, tokens: Double, _ lines: String...) {
      testDescription = name
      text =
        (["# trainlint: fact vocabulary_size=\(rows)", "MODEL_ARGS:"] + lines.map { "  " + $0 }
        + [
          "  --seq-length: 4096", "  --micro-batch-size: 1", "  --global-batch-size: 1024",
          "  --train-iters: \(Int(tokens / 4_194_304))",
        ]).joined(separator: "\n")
    }

    /// Rules of the family `Scaling` that speak, with their severities.
    func verdicts(_ profile: Profile = .recommended) -> [String] {
      var options = LintOptions()
      options.profile = profile
      let report = Linter(options).report(on: SourceFile(name: "run.yaml", text: text))
      return report.visible.filter { RuleCatalogue.family(of: $0.rule) == .scaling }
        .map { "\($0.rule.name): \($0.severity.name)" }
    }
  }

  @Test(arguments: [
    Known("GPT-3 175B", layers: 96, hidden: 12_288, heads: 96, tokens: 300e9),
    Known("Gopher 280B", layers: 80, hidden: 16_384, heads: 128, rows: 32_000, tokens: 300e9),
    Known("OPT-175B", layers: 96, hidden: 12_288, heads: 96, tokens: 180e9),
    Known("BLOOM 176B", layers: 70, hidden: 14_336, heads: 112, rows: 250_880, tokens: 366e9),
  ])
  func sawTooFewTokens(_ run: Known) {
    #expect(run.verdicts() == ["undertrained-large-model: warning"])
  }

  @Test(arguments: [
    Known("Chinchilla 70B", layers: 80, hidden: 8_192, heads: 64, rows: 32_000, tokens: 1.4e12),
    Known("Pythia 12B", layers: 36, hidden: 5_120, heads: 40, tokens: 300e9),
    Known("Cerebras-GPT 1.3B", layers: 24, hidden: 2_048, heads: 16, tokens: 26.3e9),
    Known("Cerebras-GPT 13B", layers: 40, hidden: 5_120, heads: 40, tokens: 257e9),
    Known(
      "Llama-2-7B", layers: 32, hidden: 4_096, width: 11_008, heads: 32, keyValueHeads: 32,
      rows: 32_000, tokens: 2e12),
    Known(
      "Llama-3-8B", layers: 32, hidden: 4_096, width: 14_336, heads: 32, keyValueHeads: 8,
      rows: 128_256, tokens: 15e12),
  ])
  func fitsItsTokens(_ run: Known) {
    #expect(run.verdicts() == [])
    #expect(run.verdicts(.strict).allSatisfy { $0.hasSuffix("note") })
  }

  @Test(arguments: [
    // Of DeepSeek-V3's 256 experts; its latent attention is written as a plain one.
    Known(
      experts: "DeepSeek-V3", rows: 129_280, tokens: 14.8e12, "--num-layers: 61",
      "--hidden-size: 7168",
      "--ffn-hidden-size: 18432", "--num-attention-heads: 56", "--num-experts: 256",
      "--moe-ffn-hidden-size: 2048", "--moe-router-topk: 8", "--swiglu: true",
      "--disable-bias-linear: true", "--moe-layer-freq: ([0]*3+[1]*58)",
      "--untie-embeddings-and-output-weights: true", "--position-embedding-type: rope",
      "--max-position-embeddings: 4096"),
    Known(
      experts: "Mixtral on few tokens", rows: 32_000, tokens: 50e9, "--num-layers: 32",
      "--hidden-size: 4096",
      "--ffn-hidden-size: 14336", "--num-attention-heads: 32", "--group-query-attention: true",
      "--num-query-groups: 8", "--num-experts: 8", "--moe-router-topk: 2", "--swiglu: true",
      "--disable-bias-linear: true", "--untie-embeddings-and-output-weights: true",
      "--position-embedding-type: rope", "--max-position-embeddings: 4096",
      "--normalization: RMSNorm"),
  ])
  func expertsAreJudgedByWhatWorks(_ run: Known) {
    #expect(run.verdicts().allSatisfy { $0.hasSuffix("note") })
    let isShort = run.testDescription.hasPrefix("Mixtral")
    #expect(run.verdicts().contains("undertrained-large-model: note") == isShort)
  }

  /// A verdict that rests on a law names it.
  @Test(arguments: [RuleFamily.scaling, .hardware])
  func everyRuleOfTheFamilyCitesItsSource(_ family: RuleFamily) {
    let rules = RuleCatalogue.families.first { $0.family == family }?.rules ?? []
    #expect(!rules.isEmpty)
    for rule in rules { #expect(!rule.info.sources.isEmpty, "\(rule.info.id.name)") }
  }
}
