import Engine
import Linting
import SourceText
import Testing

@Suite struct ManyFindingsTests {
  private func report(_ text: String) -> FileReport {
    Linter().report(on: SourceFile(name: "a.yml", text: text))
  }

  @Test(.timeLimit(.minutes(10))) func findingsOfOneRuleAreCappedAndCounted() throws {
    let head = "num_layers: 2\nhidden_size: 64\ntrain_iters: 1000\n"
    let found = report(head + String(repeating: "seq_length: 64\n", count: 301)).visible
      .filter { $0.rule == "duplicate-key" }
    #expect(found.count == 101)
    let rest = found.filter { $0.finding.headline.hasPrefix("200 more findings") }
    #expect(rest.count == 1)
  }

  @Test(.timeLimit(.minutes(10))) func manyAliasesAndAnchorsAreJudgedSoon() {
    var text = "num_layers: 2\nhidden_size: 64\ntrain_iters: 1000\n"
    for i in 0..<5_000 { text += "a\(i): &anchor\(i) 1\n" }
    for i in 0..<5_000 { text += "b\(i): *ankhor\(i)\n" }
    #expect(!report(text).visible.isEmpty)
  }
}
