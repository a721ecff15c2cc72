import Engine
import Linting
import Settings
import SourceText
import Testing

/// What policies say about runs.
@Suite struct PolicyTests {
  /// 21B tokens in 10,000 steps; the number of devices is not known.
  private static let run = """
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    seq_length: 2048
    max_position_embeddings: 2048
    pos_emb: rotary
    train_batch_size: 1024
    train_iters: 10000
    precision: bfloat16

    """

  private func found(
    _ requirement: String, when: String? = nil, more: String = "", text: String = run,
    name: String = "runs/a.yml"
  ) -> [SettledFinding] {
    var settings = "policy:\n  - id: house-rule\n    require: '\(requirement)'\n"
    if let when { settings += "    when: '\(when)'\n" }
    settings += more
    var options = LintOptions()
    options.settings = SettingsStore(.text(SourceFile(name: ".trainlint.yaml", text: settings)))
    let linter = Linter(options)
    let report = linter.report(on: SourceFile(name: name, text: text))
    #expect(options.settings?.problems.map(\.message) == [])
    return report.findings.filter { $0.finding.policy == "house-rule" }
  }

  /// The plain name of a method stands for what frameworks call it, any other name for itself.
  @Test(arguments: [
    ("adamw", "adamw_torch_fused", true), ("AdamW", "paged_adamw_8bit", true),
    ("adamw_torch", "adamw_torch", true), ("adamw_torch", "adamw_torch_fused", false),
    ("adamw", "galore_adamw", false), ("adam", "adamw_torch", false), ("sgd", "SGD", true),
  ])
  func anOptimizersMethodStandsForItsForms(_ word: String, name: String, isMet: Bool) {
    let text = """
      model_name_or_path: some/model
      optim: \(name)
      learning_rate: 1.0e-5
      per_device_train_batch_size: 2
      num_train_epochs: 1

      """
    #expect(found("optimizer == \(word)", text: text).isEmpty == isMet)
    #expect(found("optimizer != \(word)", text: text).isEmpty == !isMet)
  }

  @Test(arguments: [
    "tokens <= 20B", "tokens < 20.9T and tokens < 1", "steps != 10000", "steps > 10k",
    "tokens >= 200 * parameters", "tokens < 100 * steps", "not steps == 1e4",
    "steps < 1 or not steps < 1e9", "(steps < 1 or tokens < 1) and steps < 20k",
    "dialect == axolotl", "dialect != gpt-neox", "dialect not in [gpt-neox, axolotl]",
    "regime in [supervised-finetuning]", "precision == fp16", "path != \"runs/**\"",
    "path in [a, \"b/**\"]", "device_hours < 1 and steps < 1", "steps < 10_000",
    "steps <= 9000 steps",
  ])
  func whatDoesNotHoldIsFound(requirement: String) {
    #expect(found(requirement).count == 1)
  }

  @Test(arguments: [
    "tokens <= 21B", "tokens <= 20971520000", "steps == 10k", "steps >= 10000", "steps <= 10_000",
    "device_hours <= 1", "device_hours <= 1 or steps < 1", "not device_hours <= 1",
    "device == h100", "device != h100", "tokens >= 20 * device_hours", "dialect == gpt-neox",
    "path == runs", "path in [\"*.yml\"]", "steps < 1 or tokens > 1", "precision == bf16",
    "precision in [bfloat16]",
    "device_hours < 1 or steps > 1",
  ])
  func whatHoldsOrIsNotKnownIsSilent(requirement: String) {
    #expect(found(requirement).map(\.finding.headline) == [])
  }

  /// The example of every organisation: hours follow from the device, the precision and the FLOPs.
  @Test func hoursOfDevicesMayBeBounded() throws {
    let facts = "facts: {device: h100-sxm, mfu: 0.4}\n"
    let one = try #require(found("device_hours <= 10", more: facts).first)
    let file = SourceFile(name: "a", text: Self.run)
    #expect(file.text(in: one.finding.primary.span.bytes) == "10000")
    #expect(one.finding.confidence == .medium)
    #expect(found("device_hours <= 20000", more: facts).isEmpty)
  }

  @Test func aPolicyIsAboutSomeRunsOnly() {
    #expect(found("steps < 1", when: "regime == pretraining").count == 1)
    #expect(found("steps < 1", when: "regime == supervised-finetuning").isEmpty)
    #expect(found("steps < 1", when: "tokens > 1T").isEmpty)
    #expect(found("steps < 1", when: "device_hours > 1").isEmpty)
    #expect(found("steps < 1", when: "path == \"runs/*.yml\" and dialect == gpt-neox").count == 1)
    #expect(found("steps < 1", when: "path == \"runs/**\"", name: "other/a.yml").isEmpty)
  }

  @Test func theKeyThatEndsTheRunIsUnderlined() throws {
    let one = try #require(found("tokens <= 20B").first)
    let file = SourceFile(name: "a", text: Self.run)
    #expect(file.text(in: one.finding.primary.span.bytes) == "10000")
    let others = one.finding.related.map { file.text(in: $0.span.bytes) }
    #expect(others.contains("1024") && others.contains("2048"))
    #expect(one.rule == "policy" && one.severity == .error)
  }

  @Test func messageAndSeverityAreThePolicys() throws {
    let more = "    message: Ask the platform team.\n    severity: note\n"
    let one = try #require(found("tokens <= 20B", more: more).first)
    #expect(one.finding.headline == "Ask the platform team.")
    #expect(one.severity == .note)
    let raised = try #require(found("steps < 1", more: more + "rules: {policy: warning}\n").first)
    #expect(raised.severity == .warning)
    #expect(found("steps < 1", more: "rules: {policy: off}\n").isEmpty)
  }

  @Test(arguments: ["house-rule", "policy"])
  func anIgnoreNamesThePolicy(name: String) throws {
    let text = Self.run.split(separator: "\n").map { line in
      line.hasPrefix("train_iters")
        ? line + "  # trainlint: ignore[\(name)] ticket 12" : String(line)
    }.joined(separator: "\n")
    #expect(found("tokens <= 20B", text: text).map(\.suppressed) == ["ticket 12"])
  }

  @Test func aPolicysIdIsNoUnknownRule() {
    let text = "# trainlint: ignore-file[house-rule] ticket 12\n" + Self.run
    func rules(_ settings: String?, ignoring: Bool = false) -> [String] {
      var options = LintOptions()
      options.settings = settings.map {
        SettingsStore(.text(SourceFile(name: ".trainlint.yaml", text: $0)))
      }
      options.ignoresSettings = ignoring
      return Linter(options).report(on: SourceFile(name: "a.yml", text: text)).visible.map(
        \.rule.name)
    }
    let policy = "policy: {id: house-rule, require: \"steps < 1\"}"
    #expect(rules(policy) == [])
    #expect(rules("policy: {id: house-rule, require: steps > 1}") == ["unused-suppression"])
    #expect(rules(nil) == ["unknown-rule"])
    #expect(rules(nil, ignoring: true) == [])
  }

  @Test(arguments: [
    ("memory_per_device <= 80 GiB", "memory_per_device <= 85899345920"),
    ("device_hours <= 2 days", "device_hours <= 48"), ("mfu >= 40%", "mfu >= 0.4"),
    ("flops < 1.5 ZFLOPs", "flops < 1.5e21"),
    ("memory_per_device > 80GB", "memory_per_device > 80e9"),
  ])
  func unitsAreConverted(written: String, same: String) {
    let (name, value) = (same.split(separator: " ")[0], same.split(separator: " ")[2])
    for (factor, isMet) in [("0.999", true), ("1.001", false)] {
      let number = (Double(String(value)) ?? 0) * (Double(factor) ?? 0)
      let isUpper = written.contains("<")
      let text = "# trainlint: fact \(name)=\(number)\n" + Self.run
      #expect(found(written, text: text).isEmpty == (isMet == isUpper), "\(written) \(number)")
    }
  }
}
