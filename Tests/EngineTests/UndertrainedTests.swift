import Engine
import Linting
import SourceText
import Testing

/// Two rules speak of too few tokens: whatever their settings, between them is no hole.
@Suite struct UndertrainedTests {
  private static let rules: Set<RuleID> = ["tokens-per-parameter", "undertrained-large-model"]

  /// The rules that speak of a model of 6.86B parameters after so many steps of 2.1M tokens.
  private func speakers(_ steps: Int, settings: String) -> [RuleID] {
    let text = """
      num_layers: 32
      hidden_size: 4096
      num_attention_heads: 32
      max_position_embeddings: 2048
      seq_length: 2048
      pos_emb: rotary
      no_weight_tying: true
      train_batch_size: 1024
      train_iters: \(steps)
      """
    var options = LintOptions()
    options.settings = SettingsStore(
      .text(SourceFile(name: ".trainlint.yaml", text: "rules: {\(settings)}\n")))
    return Linter(options).report(on: SourceFile(name: "a.yml", text: text)).visible.map(\.rule)
      .filter(Self.rules.contains)
  }

  private static let large = [
    "undertrained-large-model: {min_parameters: 0}",
    "undertrained-large-model: {min_parameters: 10e9}",
    "undertrained-large-model: {min_tokens_per_parameter: 1}",
    "undertrained-large-model: {min_tokens_per_parameter: 50}",
    "undertrained-large-model: {min_efficiency: 0.1}", "undertrained-large-model: off",
  ]
  private static let any = [
    "tokens-per-parameter: warning", "tokens-per-parameter: {warn_below: 1, note_below: 2}",
    "tokens-per-parameter: {warn_below: 8}", "tokens-per-parameter: {warn_below: 30}",
    "tokens-per-parameter: {note_below: 0}", "tokens-per-parameter: {min_efficiency: 0.2}",
    "tokens-per-parameter: {min_efficiency: 0.2, note_below: 4}",
  ]

  @Test(arguments: large, any)
  func theWorseRunIsNeverSilent(_ large: String, _ any: String) {
    let steps = [300, 1000, 1500, 3000, 6000, 10_000, 20_000, 40_000, 70_000]
    let spoken = steps.map { !speakers($0, settings: "\(large), \(any)").isEmpty }
    let firstSilent = spoken.firstIndex(of: false) ?? spoken.endIndex
    #expect(!spoken[firstSilent...].contains(true), "\(spoken)")
  }

  @Test(arguments: large)
  func oneOfThemSpeaksOfThreeTokensForEachParameter(_ large: String) {
    #expect(speakers(10_000, settings: large).count == 1)
  }
}
