import ConfigSyntax
import SourceText

/// The id of a rule in the brackets of an ignore comment.
struct RuleMention {
  /// The id.
  let id: String
  /// Its bytes.
  let bytes: ByteRange

  /// Finds the id at `offset`.
  init?(at offset: Int, in tree: SyntaxTree) {
    guard let comment = tree.comments().first(where: { $0.span.bytes.touches(offset) }),
      comment.text.utf8.starts(with: " trainlint:".utf8)
        || comment.text.utf8.starts(with: "trainlint:".utf8)
    else { return nil }
    let text = tree.file.bytes
    let limits = comment.span.bytes
    var low = offset
    while low > limits.lowerBound, Self.isPart(text[low - 1]) { low -= 1 }
    var high = offset
    while high < limits.upperBound, Self.isPart(text[high]) { high += 1 }
    let opens = text[limits.lowerBound..<low].lastIndex(of: 0x5B)
    guard low < high, let opens, !text[opens..<low].contains(0x5D) else { return nil }
    bytes = ByteRange(low, high)
    id = String(decoding: text[low..<high], as: UTF8.self)
  }

  /// Whether ids have such a byte: lower-case letters, digits and hyphens.
  private static func isPart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
  }
}
