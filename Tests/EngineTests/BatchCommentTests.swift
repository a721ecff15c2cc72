import Engine
import Linting
import SourceText
import Testing

/// Comments that state a batch, held against the keys that they stand beside.
@Suite struct BatchCommentTests {
  private func found(_ rows: String, _ accumulation: String, more: String = "") -> [Finding] {
    let text = """
      base_model: NousResearch/Llama-3.2-1B
      datasets:
        - path: teknium/GPT4-LLM-Cleaned
          type: alpaca
      micro_batch_size: \(rows)
      gradient_accumulation_steps: \(accumulation)
      learning_rate: 0.0001
      num_epochs: 1
      \(more)

      """
    return Linter().report(on: SourceFile(name: "run.yaml", text: text)).findings
      .filter { $0.rule == "size-label-mismatch" }.map(\.finding)
  }

  @Test func aBatchThatTheKeysDoNotGiveIsFound() throws {
    let finding = try #require(found("1", "2 # designed for 8 GPUs, so batch size 128").first)
    #expect(finding.headline == "the comment says a batch of 128, the keys give 16")
    #expect(finding.primary.span.bytes.count == 40)
    #expect(finding.related.map(\.text) == ["2 sequences on each GPU"])
  }

  @Test(arguments: [
    ("1", "16 # designed for 8 GPUs, so batch size 128"),
    ("2 # set up for 8 GPUs", "2 # effective batch size 128 with 4 nodes"),
    ("2 # set up for 32 GPUs", "2 # effective batch size 128 with 4 nodes"),
    ("1", "2 # batch size 128"), ("1", "2\n# for 8 GPUs, so batch size 128"),
    ("'${ROWS}'", "2 # for 8 GPUs, so batch size 128"),
  ])
  func whatTheKeysGiveOrLeaveOpenIsSilent(rows: String, accumulation: String) {
    #expect(found(rows, accumulation).isEmpty)
  }

  /// GPUs that share a sequence are one rank.
  @Test func gpusThatShareASequenceCountOnce() {
    let comment = "2 # for 8 GPUs, so batch size "
    #expect(found("1", comment + "8", more: "context_parallel_size: 2").isEmpty)
    #expect(found("1", comment + "16", more: "context_parallel_size: 2").count == 1)
  }
}
