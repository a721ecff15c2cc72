import RunPlan
import Testing

@Suite struct SizeLabelTests {
  @Test(arguments: [
    ("llama-7b-sft", ["7b"]), ("6-9B", ["6-9B"]), ("mamba-1.4B", ["1.4B"]),
    ("gpt2_small_125m", ["125m"]), ("llama8b-strided-100steps", ["8b"]), ("pythia-1p4b", ["1p4b"]),
    ("OLMo2-13B-stage2-100B", ["13B", "100B"]), ("config", []), ("mixtral-8x7B", []),
    ("qwen-30B-A3B", ["30B"]), ("anneal-50B-tokens", []), ("ctx-4k-bs512", []), ("v0.1b2", []),
    ("stage2_8T_9T", []), ("7BT", []), ("run-3m", []), ("", []), ("b", []), ("1_", []),
  ])
  func findsSizesInNames(_ name: String, _ labels: [String]) {
    #expect(SizeLabel.all(in: name[...]).map(\.text) == labels)
  }

  @Test(arguments: [
    ("6-9B", 6.9e9, true), ("6-9B", 9.2e9, true), ("6-9B", 12e9, false), ("1b", 1.24e9, true),
    ("1b", 1.5e9, false), ("2b", 2.5e9, true), ("7b", 8.0e9, true), ("7b", 8.54e9, false),
    ("2.8b", 2.32e9, false), ("2.8b", 2.78e9, true), ("350m", 320.9e6, true),
    ("280m", 207.6e6, false),
  ])
  func allowsTheRoundingsOfReleases(_ name: String, _ count: Double, _ isAllowed: Bool) throws {
    let label = try #require(SizeLabel.all(in: name[...]).first)
    #expect(label.allows(count, within: 0.15) == isAllowed)
  }

  @Test func knowsANameThatIsNothingElse() {
    #expect(SizeLabel.all(in: "70B").map(\.isAlone) == [true])
    #expect(SizeLabel.all(in: "6-9B").map(\.isAlone) == [true])
    #expect(SizeLabel.all(in: "70B-chat").map(\.isAlone) == [false])
  }
}
