import ConfigSyntax
import SourceText

/// A name in a comment to trainlint: of a rule in the brackets of an ignore, or of a declared fact.
struct DirectiveMention {
  /// The name.
  let name: String
  /// Whether it is that of a rule.
  let isRule: Bool
  /// Its bytes.
  let bytes: ByteRange

  /// Finds the name at `offset`.
  init?(at offset: Int, in tree: SyntaxTree) {
    guard let comment = tree.comments().first(where: { $0.span.bytes.touches(offset) }) else {
      return nil
    }
    let words = comment.text.drop { $0 == " " }
    guard words.hasPrefix("trainlint:") else { return nil }
    let text = tree.file.bytes
    let limits = comment.span.bytes
    var low = offset
    while low > limits.lowerBound, Self.isPart(text[low - 1]) { low -= 1 }
    var high = offset
    while high < limits.upperBound, Self.isPart(text[high]) { high += 1 }
    guard low < high else { return nil }
    let opens = text[limits.lowerBound..<low].lastIndex(of: 0x5B)
    if let opens, !text[opens..<low].contains(0x5D) {
      isRule = true
    } else if words.dropFirst(10).drop(while: { $0 == " " }).hasPrefix("fact "),
      high < limits.upperBound, text[high] == 0x3D
    {
      isRule = false
    } else {
      return nil
    }
    bytes = ByteRange(low, high)
    name = String(decoding: text[low..<high], as: UTF8.self)
  }

  /// Whether names have such a byte: lower-case letters, digits, hyphens and underscores.
  private static func isPart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F
  }
}
