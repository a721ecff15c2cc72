import Engine
import Linting
import RunPlan
import Settings
import SourceText
import Testing

@Suite struct LinterTests {
  private let undertrained = """
    num_layers: 32
    hidden_size: 4096
    num_attention_heads: 32
    max_position_embeddings: 2048
    seq_length: 2048
    pos_emb: rotary
    no_weight_tying: true
    train_batch_size: 1024
    train_iters: 10000
    """

  private func report(_ text: String, _ options: LintOptions = LintOptions()) -> FileReport {
    Linter(options).report(on: SourceFile(name: "a.yml", text: text))
  }

  @Test func aLargeModelOnFewTokensIsFoundAtTheKeyThatEndsTheRun() throws {
    let finding = try #require(report(undertrained).findings.first)
    #expect(finding.rule == "undertrained-large-model")
    #expect(finding.severity == .warning)
    let span = finding.finding.primary.span.bytes
    #expect(SourceFile(name: "", text: undertrained).text(in: span) == "10000")
  }

  @Test func itsFixLeavesNothingToFind() {
    let linter = Linter()
    let before = linter.report(on: SourceFile(name: "a.yml", text: undertrained))
    let after = Fixing(linter, includingUnsafe: true).fixed(before)
    #expect(after.file.bytes != before.file.bytes)
    #expect(after.findings.isEmpty)
    #expect(after.plans.first?.plan.value(.tokensPerParameter).map { $0 >= 20 } == true)
  }

  @Test func safeFixesNeverChangeALength() {
    let linter = Linter()
    let before = linter.report(on: SourceFile(name: "a.yml", text: undertrained))
    #expect(Fixing(linter, includingUnsafe: false).fixed(before).file.bytes == before.file.bytes)
  }

  @Test func aDeclaredRegimeTurnsPretrainingRulesOff() throws {
    var options = LintOptions()
    try options.facts.declare("regime", "supervised-finetuning")
    #expect(report(undertrained, options).findings.isEmpty)
  }

  @Test func selectedAndIgnoredRulesAreObeyed() {
    var options = LintOptions()
    options.ignored = ["undertrained-large-model", "tokens-per-parameter"]
    #expect(report(undertrained, options).findings.isEmpty)
    options = LintOptions()
    options.selected = ["data-repetition"]
    #expect(report(undertrained, options).findings.isEmpty)
  }

  @Test func otherYAMLIsLeftAlone() {
    let compose = report("services:\n  web:\n    image: nginx\n")
    #expect(compose.skipped == .noTrainingConfig)
    #expect(compose.findings.isEmpty)
    #expect(report("").skipped == .noTrainingConfig)
  }
}

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.yaml", "a.yaml", true), ("*.yaml", "a/b.yaml", false), ("**/*.yaml", "a/b/c.yaml", true),
    ("**/*.yaml", "c.yaml", true), ("a/**", "a/b/c", true), ("a?c", "abc", true),
    ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("*.{yaml,yml}", "a.yml", true),
    ("a\\*", "a*", true), ("a\\*", "ab", false), ("[", "[", false),
  ])
  func matchesAsPathsDo(pattern: String, path: String, expected: Bool) {
    #expect(Glob(pattern).matches(path) == expected)
  }

  @Test(.timeLimit(.minutes(10))) func manyStarsEnd() {
    let pattern = String(repeating: "*a", count: 40)
    #expect(!Glob(pattern).matches(String(repeating: "a", count: 200) + "b"))
  }
}
