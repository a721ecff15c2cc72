import Engine
import Linting
import SourceText
import Testing

/// A slip in the name of a key, and what the framework makes of the key that was meant.
@Suite struct MisspeltKeyTests {
  private func findings(_ lines: String) -> [SettledFinding] {
    let text = """
      base_model: NousResearch/Llama-3.2-1B
      datasets:
        - path: some/answers
          type: alpaca
      sequence_len: 2048
      micro_batch_size: 2
      num_epochs: 1
      learning_rate: 0.00002
      output_dir: out
      """
    return Linter().report(on: SourceFile(name: "a.yaml", text: text + "\n" + lines + "\n"))
      .visible.filter { $0.severity >= .warning }
  }

  @Test func aSlipSaysWhatItBreaksAndNothingElseDoes() throws {
    let found = findings("gradient_accumlation_steps: 4")
    #expect(found.map(\.rule) == ["unknown-key"])
    let slip = try #require(found.first)
    #expect(slip.severity == .error)
    #expect(
      slip.finding.consequence
        == "axolotl needs `micro_batch_size` and `gradient_accumulation_steps`: "
        + "the framework stops before the first step")
    #expect(slip.sources.count == 1)
  }

  @Test func withoutASlipTheDemandStands() {
    #expect(findings("").map(\.rule) == ["framework-constraint"])
    let other = findings("gradient_checkpointin: true")
    #expect(Set(other.map(\.rule)) == ["framework-constraint", "unknown-key"])
  }

  @Test func aDefaultThatHoldsIsNamed() {
    let found = findings("gradient_accumulation_steps: 4\nval_set_sizee: 0.1")
    #expect(found.map(\.rule) == ["unknown-key"])
    let words = found.first?.finding.consequence ?? ""
    #expect(words.hasPrefix("nothing reads it: the default"), "\(words)")
  }
}
