import Engine
import Linting
import SourceText
import Testing

@Suite struct HalfIgnoreTests {
  private func report(_ text: String) -> FileReport {
    Linter().report(on: SourceFile(name: "a.yml", text: text))
  }

  @Test(arguments: ["ignore[", "ignore[number-as-string", "ignore[]", "ignore [ ] why"])
  func bracketsWithoutARuleHideNothing(directive: String) {
    let text = """
      num_layers: 12
      hidden_size: 768
      seq_length: 64
      train_iters: 1e5  # trainlint: \(directive)

      """
    let rules = report(text).visible.map(\.rule)
    #expect(rules.contains("number-as-string"))
    #expect(rules.contains("unknown-directive"))
  }
}
