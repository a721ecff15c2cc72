import Engine
import Linting
import ReferenceData
import RuleCatalogue
import RunPlan
import SourceText
import TestSupport
import Testing

/// What holds for every finding, whoever makes it: in the examples of all rules and in published
/// configs.
@Suite struct FindingLawsTests {
  @Test func theyHoldInTheExamplesOfAllRules() {
    for rule in RuleCatalogue.all {
      for example in rule.info.bad + rule.info.good {
        var options = LintOptions()
        options.profile = example.profile
        let file = SourceFile(name: example.fileName, text: example.text)
        Self.check(Linter(options).report(on: file), "\(rule.info.id.name), line \(example.line)")
      }
    }
  }

  @Test(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
  func theyHoldInPublishedConfigs() throws {
    let corpus = try #require(SharedFolder.path) + "/corpus"
    let linter = Linter()
    for entry in FileWalk.files(in: [corpus]).files {
      guard let bytes = SharedFolder.contents(of: entry.path) else { continue }
      let file = SourceFile(name: entry.path, bytes: bytes)
      Self.check(linter.report(on: file, isNamed: false), entry.path)
    }
  }

  private static func check(_ report: FileReport, _ name: String) {
    let dialects = Set(report.plans.map(\.plan.reading.dialect.name))
    for settled in report.visible {
      let says = "\(name): \(settled.rule.name): \(settled.finding.headline)"
      checkSources(settled, dialects, says)
      checkRefusal(settled, says)
      checkWords(settled, says)
    }
    checkCauses(report.visible, name)
  }

  // MARK: Sources

  /// The dialects that a framework's files hold for, by the first folder of their paths.
  private static let owners: [(folder: String, dialects: Set<String>)] = [
    ("megatron/neox_arguments/", ["gpt-neox"]), ("megatron/learning_rates.py", ["gpt-neox"]),
    ("megatron/model/", ["gpt-neox"]), ("megatron/data/data_utils.py", ["gpt-neox"]),
    ("megatron/core/", megatron), ("olmo/", ["olmo"]), ("litgpt/", ["litgpt"]),
    ("nanotron/", ["nanotron"]), ("axolotl/", ["axolotl"]), ("torchtune/", ["torchtune"]),
    ("levanter/", ["levanter"]), ("composer/", ["llm-foundry"]), ("llmfoundry/", ["llm-foundry"]),
    ("llamafactory/", ["llamafactory", "llamafactory-v1"]), ("swift/", ["ms-swift"]),
    ("oumi/", ["oumi"]),
    ("MaxText/", ["maxtext"]), ("transformers/", transformers), ("trl/", transformers),
    ("kubernetes,", manifests), ("kubeflow/", manifests), ("volcano,", manifests),
  ]
  private static let megatron: Set = [
    "megatron-lm", "megatron-bridge", "nemo", "nemo-launcher", "nxdt", "ms-swift",
  ]
  private static let transformers: Set = [
    "hf-trl", "axolotl", "llamafactory", "ms-swift", "oumi", "unsloth", "hf-config", "peft",
    "open-instruct",
  ]
  private static let manifests: Set = ["kubernetes"]

  private static func checkSources(
    _ settled: SettledFinding, _ dialects: Set<String>, _ says: String
  ) {
    for source in settled.sources {
      guard let owner = owners.first(where: { source.text.hasPrefix($0.folder) }) else { continue }
      let isOwn = !owner.dialects.isDisjoint(with: dialects)
      #expect(isOwn, "\(says) cites \(source.text) in a file of \(dialects.sorted())")
    }
  }

  // MARK: Severity

  /// Where the framework stops for certain the finding is an error.
  private static func checkRefusal(_ settled: SettledFinding, _ says: String) {
    guard settled.finding.consequence?.hasSuffix("stops before the first step") == true else {
      return
    }
    // One rank is a placeholder that the command line replaces.
    let isPlaceholder = settled.rule == "parallelism-world-size"
    #expect(
      settled.severity == .error || settled.finding.confidence < .high || isPlaceholder, "\(says)")
  }

  // MARK: Words

  /// Headlines of one kind begin alike, and of two sizes of memory each has its unit.
  private static func checkWords(_ settled: SettledFinding, _ says: String) {
    let headline = settled.finding.headline
    let word = headline.prefix { $0 != " " }
    let isName = word.dropFirst().contains { $0.isUppercase || $0.isNumber }
    #expect(word.first?.isUppercase != true || isName || names.contains(String(word)), "\(says)")
    if headline.contains(", the device ") {
      #expect(headline.split(separator: "GiB").count == 3, "\(says)")
    }
  }

  /// Names of frameworks and formats with which a headline may begin.
  private static let names: Set = ["Adam", "Hydra", "Kubernetes", "Megatron", "Ray", "Volcano"]

  // MARK: Causes

  /// Pairs of rules that may speak of the same bytes, because their causes are two.
  private static let pairs: Set<Set<String>> = [
    ["data-repetition", "overfitting-threshold"], ["data-repetition", "undertrained-large-model"],
    ["framework-constraint", "streaming-without-steps"],
    ["grpo-divisibility", "silent-truncation"],
    ["inert-key"], ["missing-required-key"], ["overfitting-threshold", "undertrained-large-model"],
  ]

  private static func checkCauses(_ findings: [SettledFinding], _ name: String) {
    for (index, first) in findings.enumerated() {
      for second in findings[(index + 1)...]
      where second.finding.primary.span == first.finding.primary.span {
        let pair: Set = [first.rule.name, second.rule.name]
        let isListed = pairs.contains(pair)
        #expect(
          isListed,
          "\(name): \(pair.sorted()): \(first.finding.headline); \(second.finding.headline)"
        )
      }
    }
  }
}
