/// How columns are counted.
package enum PositionEncoding: String, Sendable, CaseIterable {
  /// Bytes.
  case utf8 = "utf-8"
  /// UTF-16 code units.
  case utf16 = "utf-16"
  /// Unicode code points.
  case codePoints = "utf-32"
}

/// A place in a text, both numbers counted from 0.
package struct Position: Hashable, Sendable, Comparable {
  /// The line, from 0.
  package let line: Int
  /// The column in units of some `PositionEncoding`, from 0.
  package let column: Int

  /// Makes a position.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (a: Position, b: Position) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// Line starts of a text, and the only place that turns offsets into positions and back.
///
/// Lines end at `\n`, `\r\n` or a lone `\r`, as in editors; U+0085, U+2028 and U+2029 end no line
/// although libyaml takes them for breaks.
package struct LineTable: Equatable, Sendable {
  /// The text.
  package private(set) var bytes: [UInt8]
  private var starts: [UInt32]

  /// Finds the line starts of `bytes`.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var starts: [UInt32] = [0]
    starts.reserveCapacity(bytes.count / 16 + 2)
    Self.appendStarts(in: bytes, from: 0, below: bytes.count + 1, &starts)
    self.starts = starts
  }

  /// Puts `text` in the place of `range`, and finds anew only the lines that it touches.
  package mutating func replace(_ range: ByteRange, by text: some Collection<UInt8>) {
    let first = line(of: max(0, range.lowerBound - 1))
    let next = line(of: min(bytes.count, range.upperBound + 1)) + 1
    let growth = text.count - range.count
    bytes.replaceSubrange(range.lowerBound..<range.upperBound, with: text)
    var fresh: [UInt32] = []
    let limit = next < starts.count ? Int(starts[next]) + growth : bytes.count + 1
    Self.appendStarts(in: bytes, from: Int(starts[first]), below: limit, &fresh)
    if growth != 0 {
      for i in next..<starts.count {
        starts[i] = UInt32(truncatingIfNeeded: Int(starts[i]) + growth)
      }
    }
    starts.replaceSubrange(first + 1..<next, with: fresh)
  }

  /// Appends the starts of the lines after the one at `start` that lie below `limit`.
  private static func appendStarts(
    in bytes: [UInt8], from start: Int, below limit: Int, _ starts: inout [UInt32]
  ) {
    bytes.withUnsafeBytes { text in
      var i = start
      while let lineEnd = lineBreak(in: text, from: i) {
        i = lineEnd + 1
        if text[lineEnd] == 0x0D, i < text.count, text[i] == 0x0A { i += 1 }
        guard i < limit else { break }
        starts.append(UInt32(truncatingIfNeeded: i))
      }
    }
  }

  /// The first `\n` or `\r` from `start` on; it takes eight bytes at a time.
  private static func lineBreak(in text: UnsafeRawBufferPointer, from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var i = start
    while i + 8 <= text.count {
      let word = UInt64(littleEndian: text.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      let (feeds, returns) = (word ^ (ones &* 0x0A), word ^ (ones &* 0x0D))
      // The usual test for a zero byte; the lowest bit that it sets is never a false one.
      let found = ((feeds &- ones) & ~feeds | (returns &- ones) & ~returns) & (ones &* 0x80)
      if found != 0 { return i + found.trailingZeroBitCount / 8 }
      i += 8
    }
    while i < text.count {
      if text[i] == 0x0A || text[i] == 0x0D { return i }
      i += 1
    }
    return nil
  }

  /// The number of lines; an empty text has one.
  package var count: Int { starts.count }

  /// The line (from 0) that holds `offset`; offsets outside the text are taken to its nearest end.
  package func line(of offset: Int) -> Int {
    let offset = UInt32(truncatingIfNeeded: min(max(0, offset), bytes.count))
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of `line` (from 0), with or without its line break; empty outside the text.
  package func range(ofLine line: Int, includingBreak: Bool = false) -> ByteRange {
    guard starts.indices.contains(line) else { return ByteRange(bytes.count, bytes.count) }
    let start = Int(starts[line])
    var end = line + 1 < starts.count ? Int(starts[line + 1]) : bytes.count
    if includingBreak { return ByteRange(start, end) }
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return ByteRange(start, end)
  }

  /// The position of byte `offset`, its column counted in `encoding`.
  package func position(of offset: Int, in encoding: PositionEncoding) -> Position {
    let offset = min(max(0, offset), bytes.count)
    let line = line(of: offset)
    let start = Int(starts[line])
    var column = 0
    for i in start..<max(start, offset) { column += Self.units(of: bytes[i], in: encoding) }
    return Position(line: line, column: column)
  }

  /// The byte at `position`, or the nearest end of line or text where the position lies outside.
  ///
  /// A column inside a character gives the character's start. Nil for negative numbers and for
  /// lines beyond the text.
  package func offset(of position: Position, in encoding: PositionEncoding) -> Int? {
    guard position.line >= 0, position.column >= 0, position.line < starts.count else { return nil }
    let range = range(ofLine: position.line)
    var column = 0
    var i = range.lowerBound
    while i < range.upperBound {
      var next = i + 1
      var width = Self.units(of: bytes[i], in: encoding)
      while next < range.upperBound, bytes[next] & 0xC0 == 0x80 {
        width += Self.units(of: bytes[next], in: encoding)
        next += 1
      }
      if column + width > position.column { return i }
      column += width
      i = next
    }
    return range.upperBound
  }

  /// The columns that a byte adds: a character counts at its first byte, save in UTF-8.
  private static func units(of byte: UInt8, in encoding: PositionEncoding) -> Int {
    switch encoding {
    case .utf8: 1
    case .utf16: byte & 0xC0 == 0x80 ? 0 : (byte >= 0xF0 ? 2 : 1)
    case .codePoints: byte & 0xC0 == 0x80 ? 0 : 1
    }
  }
}
