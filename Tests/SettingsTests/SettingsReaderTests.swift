import ConfigSyntax
import Linting
import RunPlan
import Settings
import SourceText
import Testing

/// A rule with options, for these tests.
private struct Sample: Rule {
  struct Options: RuleOptions {
    var most = 4.0
    init() {}
    static let settings: [Setting<Self>] = [.number("most", \.most, in: 1...100, "How many.")]
  }
  static let info = RuleInfo(
    id: "sample-rule", summary: "", why: "", severity: .warning, bad: [], good: [])
  let options: Options
  init(options: Options) { self.options = options }
  func check(_ run: Run) -> [Finding] { [] }
}

@Suite struct SettingsReaderTests {
  private func read(_ text: String) -> SettingsFile {
    readSettings(
      parse(SourceFile(name: "s.yaml", text: text)),
      SettingsVocabulary(
        rules: [Sample.self], laws: ["besiroglu-2024"], dialects: ["gpt-neox", "axolotl"]))
  }

  private func problems(_ text: String) -> [String] {
    read(text).settings.problems.map(\.text)
  }

  @Test func everySectionIsRead() throws {
    let file = read(
      """
      extends: [recommended, ../base.yaml]
      law: besiroglu-2024
      facts:
        - {files: "pretrain/**", world_size: 512, device: h100-sxm}
        - {regime: pretraining, unique_tokens: 1_000k}
      datasets: {my-org/corpus: {tokens: 300B}}
      models: {my-org/base: {parameters: 7.1B, training_tokens: 2T, context_length: 8192}}
      merge: {files: "pretrain/*.yml", with: [cluster.yml, pretrain/data.yml]}
      rules: {sample-rule: {severity: error, most: 7}}
      policy:
        - {id: budget, require: tokens <= 1T, message: Ask first., severity: warning}
      files: {include: "**/*.yaml", exclude: [charts/**, "*.json"]}
      """)
    let settings = file.settings
    #expect(settings.problems.map(\.text) == [])
    #expect(file.extends.map(\.value) == ["recommended", "../base.yaml"])
    #expect(settings.law?.value == "besiroglu-2024")
    #expect(settings.facts(at: "pretrain/a.yaml").claims.map(\.value) == [1e6, 512])
    #expect(settings.facts(at: "tune/a.yaml").claims.map(\.value) == [1e6])
    #expect(settings.facts(at: "pretrain/a.yaml").labels[.device]?.value == "h100-sxm")
    #expect(settings.facts(at: "a.yaml").regime == .pretraining)
    #expect(settings.datasets["my-org/corpus"]?.value == 300e9)
    #expect(settings.models["my-org/base"]?[.trainingTokens]?.value == 2e12)
    #expect(
      settings.mergedFiles(at: "pretrain/a.yml").map(\.value) == [
        "cluster.yml", "pretrain/data.yml",
      ])
    #expect(settings.mergedFiles(at: "pretrain/data.yml").map(\.value) == ["cluster.yml"])
    #expect(settings.mergedFiles(at: "a.yml").isEmpty)
    let change = try #require(settings.rules["sample-rule"])
    #expect(change.level?.value == .severity(.error))
    #expect(change.options["most"]?.value == 7)
    let policy = try #require(settings.policies.first?.value)
    #expect((policy.id, policy.text, policy.severity) == ("budget", "tokens <= 1T", .warning))
    #expect(policy.message == "Ask first.")
    #expect(settings.leavesOut("a.yml") && !settings.excludes("a.yml"))
    #expect(settings.excludes("charts/a.yaml") && settings.excludes("x/b.json"))
    #expect(!settings.leavesOut("x/a.yaml"))
  }

  @Test(arguments: ["", "# nothing\n", "rules:\nfacts: ~\npolicy:\nextends:\nfiles: null\n"])
  func whatIsEmptySaysNothing(text: String) {
    #expect(problems(text) == [])
  }

  @Test(arguments: [
    ("off", Settings.RuleChange.Level.off), ("false", .off), ("on", .on),
    ("note", .severity(.note)),
    ("{severity: \"off\"}", .off),
  ])
  func aRuleIsSwitchedByAWord(word: String, level: Settings.RuleChange.Level) {
    let change = read("rules: {sample-rule: \(word)}").settings.rules["sample-rule"]
    #expect(change?.level?.value == level)
  }

  @Test(arguments: [
    ("rulez: {}", "s.yaml:1:1: error: there is no setting rulez\n   = help: did you mean rules?"),
    (
      "rules:\n  sample-rul: off",
      "s.yaml:2:3: error: there is no rule sample-rul\n   = help: did you mean sample-rule?"
    ),
    (
      "rules: {sample-rule: {mots: 3}}",
      "s.yaml:1:23: error: there is no option of sample-rule called mots\n"
        + "   = help: did you mean most?"
    ),
    (
      "rules: {sample-rule: {most: 0.5}}",
      "s.yaml:1:29: error: most is out of its range\n   = help: it lies between 1 and 100"
    ),
    (
      "rules: {sample-rule: eror}",
      "s.yaml:1:22: error: there is no severity eror\n   = help: did you mean error?"
    ),
    (
      "law: besiroglu-2042",
      "s.yaml:1:6: error: there is no law besiroglu-2042\n   = help: did you mean besiroglu-2024?"
    ),
    (
      "facts: {world_sise: 3}",
      "s.yaml:1:9: error: there is no fact world_sise\n   = help: did you mean world_size?"
    ),
    (
      "facts: [{world_size: many}]",
      "s.yaml:1:22: error: many is no value for the fact world_size\n"
        + "   = help: numbers are written as 64, 1.2B, 300k or 1e12"
    ),
    (
      "datasets: {é: {tokens: x}}",
      "s.yaml:1:24: error: tokens must be a number\n   = help: as 64, 1.2B, 300k or 1e12"
    ),
    ("files: [a]", "s.yaml:1:8: error: files must be a mapping\n   = help: write keys with values"),
    (
      "law: besiroglu-2024\nlaw: besiroglu-2024",
      "s.yaml:2:1: error: law stands twice\n   = help: keep one of them"
    ),
    (
      "policy:\n  - require: tokens < 3",
      "s.yaml:2:5: error: a policy needs an id\n   = help: write id: a-name-of-yours"
    ),
    (
      "policy:\n  - id: sample-rule\n    require: tokens < 3",
      "s.yaml:2:9: error: sample-rule is the name of a rule\n   = help: take another id"
    ),
    (
      "policy: {id: a, require: \"tokns < 3\"}",
      "s.yaml:1:27: error: there is no quantity tokns\n   = help: did you mean tokens?"
    ),
    (
      "policy: {id: a, require: tokens < 3 GiB}",
      "s.yaml:1:37: error: tokens is not counted in GiB\n   = help: known are tokens"
    ),
  ])
  func aProblemHasAPlaceAndAWayOut(text: String, expected: String) {
    #expect(problems(text) == [expected])
  }

  /// A condition that cannot be read must not widen what a policy or a fact is about.
  @Test func halfAnEntryIsNone() {
    let settings = read(
      """
      policy:
        - {id: a, require: tokens < 3, when: regime == pretrainin}
      facts:
        - {files: {a: 1}, world_size: 3}
      """
    ).settings
    #expect(settings.policies.isEmpty)
    #expect(settings.facts.isEmpty)
    #expect(settings.problems.count == 2)
  }

  @Test func anAliasStandsForItsTarget() {
    let settings = read(
      """
      models:
        a: &known {parameters: 7B}
        b: *known
      """
    ).settings
    #expect(settings.models["b"]?[.parameters]?.value == 7e9)
    #expect(settings.problems.isEmpty)
  }

  @Test(arguments: [
    "extends: &a [*a]", "rules: &a {sample-rule: *a}", "[]", "policy: [[[]]]", "facts: [a, 1, {}]",
    "? {a: 1}\n: 2", "models: 3", "policy: {id: [], require: {}}", "law: {a: b}",
    "files: {include: 3}",
    "policy: {id: a, require: \"" + String(repeating: "(", count: 5_000) + "\"}",
    "policy: {id: a, require: \"" + String(repeating: "not ", count: 5_000) + "\"}",
  ])
  func noShapeTraps(text: String) {
    for end in stride(from: 0, through: text.utf8.count, by: 1 + text.utf8.count / 100) {
      _ = read(String(decoding: text.utf8.prefix(end), as: UTF8.self)).settings
    }
  }

  @Test func whatIsNearerOutranksWhatItExtends() throws {
    let base = read(
      """
      rules: {sample-rule: {severity: note, most: 9}}
      facts: {world_size: 8, nodes: 2}
      policy: [{id: a, require: tokens < 1}, {id: b, require: tokens < 1}]
      files: {include: "*.yaml", exclude: old}
      """
    ).settings
    let own = read(
      """
      rules: {sample-rule: error}
      facts: {world_size: 16}
      policy: {id: a, require: tokens < 2}
      files: {include: "*.yml", exclude: new}
      """
    ).settings
    let both = base.overridden(by: own)
    #expect(both.rules["sample-rule"]?.level?.value == .severity(.error))
    #expect(both.rules["sample-rule"]?.options["most"]?.value == 9)
    #expect(both.facts(at: "a").claims.map(\.value) == [16, 2])
    #expect(both.policies.map(\.value.text) == ["tokens < 1", "tokens < 2"])
    #expect(!both.leavesOut("a.yml") && both.leavesOut("a.yaml"))
    #expect(both.excludes("old/a") && both.excludes("new/a"))
  }
}
