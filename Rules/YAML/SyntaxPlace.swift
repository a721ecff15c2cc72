import SourceText

/// The surroundings of a syntax problem, as words quote them.
struct SyntaxPlace {
  private let bytes: [UInt8]
  private let file: SourceFile
  private let span: ByteRange

  init(_ span: SourceSpan, in file: SourceFile) {
    self.file = file
    self.span = span.bytes
    bytes = file.bytes
  }

  /// The marked text.
  var text: String { file.text(in: span) }

  /// The first marked byte.
  var firstByte: UInt8 { bytes.indices.contains(span.lowerBound) ? bytes[span.lowerBound] : 0 }

  /// The first word of the line, without its colon.
  var firstWord: String {
    var start = indent.upperBound
    while start < bytes.count, bytes[start] == 0x09 { start += 1 }
    var end = start
    while end < bytes.count, !Self.isBlank(bytes[end]), bytes[end] != 0x3A { end += 1 }
    return file.text(in: ByteRange(start, end))
  }

  /// What stands on the line before the place.
  var before: String { file.text(in: ByteRange(indent.lowerBound, span.lowerBound)) }

  /// Whether the place is the `---` of a new document.
  var startsDocument: Bool {
    before.isEmpty && bytes[min(span.lowerBound, bytes.count)...].starts(with: "---".utf8)
  }

  /// Whether only blanks stand before the place on its line.
  var startsLine: Bool {
    bytes[indent.lowerBound..<span.lowerBound].allSatisfy(Self.isBlank)
  }

  /// The spaces at the start of the line.
  var indent: ByteRange {
    var start = min(span.lowerBound, bytes.count)
    while start > 0, !Self.isBreak(bytes[start - 1]) { start -= 1 }
    var end = start
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    return ByteRange(start, end)
  }

  /// The end of the text on an earlier line, where no comment may hide it.
  var endOfTokenBefore: Int? {
    var end = span.lowerBound
    while end > 0, Self.isBlank(bytes[end - 1]) { end -= 1 }
    var start = end
    while start > 0, !Self.isBreak(bytes[start - 1]) { start -= 1 }
    return end == 0 || bytes[start..<end].contains(0x23) ? nil : end
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || isBreak(byte)
  }
}
