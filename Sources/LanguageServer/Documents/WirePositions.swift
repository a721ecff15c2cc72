import LanguageServerProtocol
import SourceText

extension LineTable {
  /// The range of `bytes` as the wire has it.
  func range(of bytes: ByteRange, in encoding: PositionEncoding) -> TextRange {
    TextRange(
      start: wirePosition(of: bytes.lowerBound, in: encoding),
      end: wirePosition(of: bytes.upperBound, in: encoding))
  }

  /// The bytes of a range on the wire; places outside the text are taken to its nearest end, and
  /// ends in the wrong order are exchanged, as editors do.
  func bytes(of range: TextRange, in encoding: PositionEncoding) -> ByteRange {
    let start = offset(of: range.start, in: encoding)
    let end = offset(of: range.end, in: encoding)
    return ByteRange(min(start, end), max(start, end))
  }

  /// The byte at a place on the wire, or the nearest end of its line or of the text.
  func offset(of position: TextPosition, in encoding: PositionEncoding) -> Int {
    let place = Position(line: position.line, column: position.character)
    return offset(of: place, in: encoding)
      ?? self.range(ofLine: position.line < 0 ? 0 : count).lowerBound
  }

  private func wirePosition(of offset: Int, in encoding: PositionEncoding) -> TextPosition {
    let position = position(of: offset, in: encoding)
    return TextPosition(line: position.line, character: position.column)
  }
}
