package import SourceText

/// A global batch that a comment states for a number of GPUs: `designed for 8 GPUs, so batch size
/// 128`.
package struct StatedBatch: Sendable {
  /// The sequences of a step.
  package let rows: Double
  /// The GPUs that may be meant: with nodes beside them they may be those of one.
  package let devices: [Double]
  /// The comment that states the batch.
  package let span: SourceSpan

  /// What the comments behind these keys state together; nil where they contradict each other or
  /// say more than that.
  package init?(behind keys: [SourceSpan], in file: SourceFile) {
    var rows: (count: Double, span: SourceSpan)?
    var (devices, nodes): (Double?, Double?) = (nil, nil)
    for key in keys where key.file == file.id {
      guard let comment = Self.comment(behind: key, in: file) else { continue }
      guard let words = Words(file.text(in: comment.bytes)) else { return nil }
      if let count = words.rows {
        guard rows == nil else { return nil }
        rows = (count, comment)
      }
      if let count = words.devices {
        guard devices == nil || devices == count else { return nil }
        devices = count
      }
      nodes = nodes ?? words.nodes
    }
    guard let rows, let devices else { return nil }
    self.rows = rows.count
    span = rows.span
    self.devices = [devices] + (nodes.map { [$0 * devices] } ?? [])
  }

  /// The comment on the rest of a value's line.
  private static func comment(behind value: SourceSpan, in file: SourceFile) -> SourceSpan? {
    let bytes = file.bytes
    var start = value.bytes.upperBound
    while start < bytes.count, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    guard start < bytes.count, start > value.bytes.upperBound, bytes[start] == 0x23 else {
      return nil
    }
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return SourceSpan(file.id, start, end)
  }

  /// The numbers of a comment that says nothing else.
  private struct Words {
    var rows: Double?
    var devices: Double?
    var nodes: Double?

    private static let plain: Set = [
      "effective", "global", "total", "training", "train", "a", "the", "so", "for", "with", "on",
      "designed", "set", "up", "note", "this", "is", "of", "batch", "size", "gpu", "gpus", "node",
      "nodes",
    ]

    init?(_ text: String) {
      let words = text.lowercased().split { " #,.;:=-\t".contains($0) }
      for (index, word) in words.enumerated() {
        guard let count = Self.count(word) else {
          guard Self.plain.contains(String(word)) else { return nil }
          continue
        }
        let before = words[..<index].drop { $0 != "batch" }.dropFirst()
        switch index + 1 < words.count ? words[index + 1] : "" {
        case "gpu", "gpus": devices = count
        case "node", "nodes": nodes = count
        default:
          guard before.first == "size", before.dropFirst().allSatisfy({ $0 == "of" || $0 == "is" })
          else { return nil }
          rows = count
        }
      }
    }

    private static func count(_ word: Substring) -> Double? {
      word.utf8.count <= 7 ? Int(word).map(Double.init) : nil
    }
  }
}

extension TrainingPlan {
  /// The global batches that the keys give on the GPUs that a comment may mean; none where it is
  /// not known how many of them share one copy of the model.
  package func batches(of stated: StatedBatch) -> [Double] {
    guard let rows = value(.sequencesPerStepPerRank), let tensors = value(.tensorParallel),
      let stages = value(.pipelineParallel), let contexts = value(.contextParallel)
    else { return [] }
    return stated.devices.map { $0 / (tensors * stages * contexts) * rows }
  }
}
