import Engine
import Linting
import RunPlan
import SourceText
import TestSupport
import Testing

/// Files of other trades are nobody's business: no plan, no finding.
@Suite struct UnrelatedFilesTests {
  private static let count = 1_200

  @Test func filesOfOtherTradesHaveNoFinding() {
    var random = SeededGenerator(seed: 7)
    let linter = Linter()
    var texts = Set<String>()
    for number in 0..<Self.count {
      let unrelated = UnrelatedFile(kind: number, using: &random)
      texts.insert(unrelated.text)
      for isNamed in [true, false] {
        let file = SourceFile(name: unrelated.name, text: unrelated.text)
        let report = linter.report(on: file, isNamed: isNamed)
        #expect(report.plans.map(\.plan.reading.dialect.name) == [], "\(unrelated.text)")
        #expect(report.findings.map(\.finding.headline) == [], "\(unrelated.text)")
      }
    }
    // Each is a text of its own, or the number above would mean little.
    #expect(texts.count >= 1_000)
    #expect(UnrelatedFile.kinds >= 25)
  }
}
