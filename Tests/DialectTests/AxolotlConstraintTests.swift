import Dialects
import RunPlan
import SourceText
import Testing

/// What axolotl refuses, and what it takes otherwise than it reads: each demand broken and mended.
@Suite struct AxolotlConstraintTests: DialectSuite {
  typealias Tested = Axolotl

  /// A demand: a part of its headline, and the lines that break and that meet it.
  struct Case: Sendable, CustomTestStringConvertible {
    let headline: String
    let broken: String
    let mended: String

    init(_ headline: String, _ broken: String, _ mended: String) {
      self.headline = headline
      self.broken = broken
      self.mended = mended
    }

    var testDescription: String { headline + ": " + broken }
  }

  @Test(arguments: refused) func isRefused(demand: Case) {
    #expect(headlines(demand.broken, .refused).contains { $0.hasPrefix(demand.headline) })
    #expect(!headlines(demand.mended).contains { $0.hasPrefix(demand.headline) })
  }

  @Test(arguments: warned) func isWarnedOf(demand: Case) {
    #expect(headlines(demand.broken, .harmful).contains { $0.hasPrefix(demand.headline) })
    #expect(!headlines(demand.mended).contains { $0.hasPrefix(demand.headline) })
  }

  @Test(arguments: noted) func isNoted(demand: Case) {
    #expect(headlines(demand.broken, .remarkable).contains { $0.hasPrefix(demand.headline) })
    #expect(!headlines(demand.mended).contains { $0.hasPrefix(demand.headline) })
  }

  @Test(arguments: refused + warned + noted) func aSentenceKeepsToItsForm(demand: Case) {
    for headline in headlines(demand.broken) {
      #expect(headline.count <= 80, "\(headline)")
      #expect(!headline.hasSuffix("."), "\(headline)")
    }
  }

  @Test func aConfigWithoutFaultIsLeftAlone() {
    #expect(headlines("") == [])
  }

  @Test(arguments: [
    "adapter: ${ADAPTER} | load_in_4bit: true", "sample_packing: true | rl: '{{ method }}'",
    "streaming: true | max_steps: '{{ steps }}'",
  ])
  func whatIsFilledInLaterIsNotJudged(lines: String) {
    #expect(headlines(lines, .refused) == [])
  }

  /// A data set without rows of its own, a plugin with another adapter.
  @Test(arguments: [
    "adapter: mora | plugins: [axolotl.integrations.mora.MoraPlugin]",
    "datasets: | nemo_gym_datasets: [{path: a, server_name: b}]",
    "rl: kto | skip_prepare_dataset: true",
    "attn_implementation: kernels-community/vllm-flash-attn3 | sample_packing: true",
  ])
  func whatComesFromElsewhereIsNotMissed(lines: String) {
    #expect(headlines(lines, .refused) == [])
  }

  // MARK: Reading

  private static let base = """
    base_model: NousResearch/Llama-3.2-1B
    datasets: [{path: some/rows, type: alpaca}]
    sequence_len: 2048
    micro_batch_size: 2
    gradient_accumulation_steps: 4
    num_epochs: 1
    learning_rate: 0.0001
    attn_implementation: flash_attention_2
    """

  /// The base with `lines` over it; a line `-key` takes a key away.
  private func text(_ lines: String) -> String {
    var lines = lines.split(separator: "|").map { String($0.trimmed) }
    func key(_ line: some StringProtocol) -> Substring { Substring(line.prefix { $0 != ":" }) }
    let changed = Set(lines.map { String(key($0.hasPrefix("-") ? $0.dropFirst() : $0[...])) })
    lines.removeAll { $0.hasPrefix("-") }
    let kept = Self.base.split(separator: "\n").filter { !changed.contains(String(key($0))) }
    return (kept.map(String.init) + lines).joined(separator: "\n")
  }

  private func headlines(
    _ lines: String, _ outcome: Constraint.Outcome? = nil
  ) -> [String] {
    plan(text(lines)).reading.remarks.compactMap { remark in
      guard case .constraint(let constraint) = remark.kind else { return nil }
      return outcome == nil || constraint.outcome == outcome ? constraint.headline : nil
    }
  }
}

extension Substring {
  /// The text without spaces at its ends.
  fileprivate var trimmed: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
