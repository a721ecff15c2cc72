import Engine
import Linting
import RuleCatalogue
import SourceText
import TestSupport
import Testing

/// How often rules that judge by laws speak of published configs; each warning was read.
@Suite(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
struct FindingCountTests {
  /// The most findings of a rule at a severity; what is not listed is never said.
  private static let most: [String: Int] = [
    "base-model-undertrained note": 3, "data-repetition note": 41, "learning-rate-range note": 12,
    "lora-learning-rate note": 6, "tokens-per-parameter note": 56,
    "tokens-per-parameter warning": 2, "undertrained-large-model warning": 6,
  ]

  @Test func noRuleSpeaksMoreOftenThanWasJudged() throws {
    let judging: [RuleFamily] = [.hardware, .scaling]
    let others: Set<RuleID> = [
      "batch-above-critical", "batch-too-few-updates", "learning-rate-range",
      "lora-learning-rate", "min-lr-above-max", "zero-learning-rate",
    ]
    let corpus = try #require(SharedFolder.path) + "/corpus"
    let linter = Linter()
    var counts: [String: Int] = [:]
    // What stands in manifests is counted with their dialects.
    for entry in FileWalk.files(in: [corpus]).files
    where !entry.path.hasPrefix(corpus + "/manifests/") {
      guard let bytes = SharedFolder.contents(of: entry.path) else { continue }
      let file = SourceFile(name: entry.path, bytes: bytes)
      for settled in linter.report(on: file, isNamed: false).visible
      where RuleCatalogue.family(of: settled.rule).map(judging.contains) ?? false
        || others.contains(settled.rule)
      {
        counts["\(settled.rule.name) \(settled.severity.name)", default: 0] += 1
      }
    }
    for (what, count) in counts.sorted(by: { $0.key < $1.key }) {
      #expect(count <= Self.most[what] ?? 0, "\(what): \(count)")
    }
  }
}
