import RunPlan
import SourceText
import Testing

/// What comments beside the keys of a batch state.
@Suite struct StatedBatchTests {
  /// The batch that the comments behind two values state, as rows and GPUs.
  private func stated(_ first: String, _ second: String = "") -> [Double]? {
    let file = SourceFile(name: "a.yaml", text: "a: 1 \(first)\nb: 2\(second)\n")
    let start = 4 + first.utf8.count + 5
    let batch = StatedBatch(
      behind: [SourceSpan(.main, 3, 4), SourceSpan(.main, start, start + 1)], in: file)
    return batch.map { [$0.rows] + $0.devices }
  }

  @Test(arguments: [
    ("# designed for 8 GPUs, so batch size 128", [128.0, 8]),
    ("# batch size of 64 on 1 GPU", [64, 1]),
    ("# effective batch size: 128 with 4 nodes, 8 GPUs", [128, 8, 32]),
    ("#global batch-size is 32 (16 GPUs)", nil),
    ("# global batch-size is 32, 16 gpus", [32, 16]),
  ])
  func oneCommentMaySayBoth(comment: String, numbers: [Double]?) {
    #expect(stated(comment) == numbers)
  }

  @Test func twoCommentsSayItTogether() {
    let gpus = "# note, this is set up for 8 GPUs"
    #expect(stated(gpus, " # effective batch size 128 with 4 nodes") == [128, 8, 32])
    #expect(stated(gpus, " # batch size 128 on 16 GPUs") == nil)
    #expect(stated(gpus, "# batch size 128") == nil)
    #expect(stated("# 8 GPUs, batch size 64", " # batch size 128") == nil)
  }

  /// A condition, another batch, a unit or an example is no statement about this run.
  @Test(arguments: [
    "# batch size 128", "# 8 GPUs", "", "# batch size 128 per device on 8 GPUs",
    "# micro batch size 4 on 8 GPUs", "# batch size 4M tokens on 8 GPUs",
    "# if 8 GPUs, batch size 128", "# was batch size 128 on 8 GPUs",
    "# batch size 128 or 256 on 8 GPUs", "# 8 80GB GPUs, batch size 128",
    "# 8 GPUs, batch size 1.5", "# batch 128 size, 8 GPUs", "# size 128 for 8 GPUs",
    "# batch size 12345678 on 8 GPUs", "# 8 GPUs, so batch size is of the 128",
  ])
  func whatSaysMoreOrLessIsNoStatement(comment: String) {
    #expect(stated(comment) == nil)
  }
}
