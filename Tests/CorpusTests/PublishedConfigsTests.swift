import Engine
import Linting
import SourceText
import TestSupport
import Testing

/// Published configs are the judge of false alarms: what their authors ran is right until shown
/// wrong.
@Suite struct PublishedConfigsTests {
  /// Files with a real defect: path below the corpus, rule, and why the finding is right.
  private static let defects: [(path: String, rule: RuleID, why: String)] = [
    (
      "cerebras-legacy/modelzoo/transformers/pytorch/bert/configs/bert_large_MSL10k_preview.yaml",
      "warmup-exceeds-training", "the rate rises for 85,331 steps, the run has 10,000"
    )
  ]

  @Test(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
  func noPublishedConfigHasAnErrorThatIsNotARealDefect() throws {
    let corpus = try #require(SharedFolder.path) + "/corpus"
    let files = FileWalk.files(in: [corpus]).files
    #expect(files.count > 1000)
    let linter = Linter()
    for entry in files {
      guard let bytes = SharedFolder.contents(of: entry.path) else { continue }
      let file = SourceFile(name: entry.path, bytes: bytes)
      for settled in linter.report(on: file, isNamed: false).findings
      where settled.severity == .error {
        let path = entry.path.dropFirst(corpus.count + 1)
        let isListed = Self.defects.contains { $0.path == path && $0.rule == settled.rule }
        #expect(isListed, "\(path): \(settled.rule.name): \(settled.finding.headline)")
      }
    }
  }
}
