import Engine
import Linting
import SourceText
import Testing

@Suite struct DialectSlipTests {
  private func report(_ text: String) -> FileReport {
    Linter().report(on: SourceFile(name: "a.yml", text: text))
  }

  @Test func aSlipInTheDialectOfANamedFileIsReported() {
    let text = "# trainlint: dialect=gpt-neoxx\nservices: 1\n"
    #expect(report(text).visible.map(\.rule) == ["unknown-directive"])
    let met = Linter().report(on: SourceFile(name: "a.yml", text: text), isNamed: false)
    #expect(met.visible.isEmpty)
  }
}
