import SourceText

/// Finds the anchor and the tag before a node's content, whose places libyaml does not tell.
struct PropertyScan {
  private let bytes: [UInt8]
  private let limit: Int

  /// Where the next property, or the content, starts.
  private(set) var position: Int

  /// Scans `bytes` from the start of a node to its end.
  init(_ bytes: [UInt8], from start: Int, to limit: Int) {
    self.bytes = bytes
    self.limit = limit
    position = start
  }

  /// Whether `byte` is the `&` of an anchor or the `!` of a tag.
  static func starts(with byte: UInt8) -> Bool { byte == 0x26 || byte == 0x21 }

  /// Gives the next property with its sign, and goes on to what follows it.
  mutating func next() -> (isAnchor: Bool, range: ByteRange)? {
    guard position < limit, Self.starts(with: bytes[position]) else { return nil }
    let start = position
    let isAnchor = bytes[start] == 0x26
    let end = isAnchor ? anchorEnd(from: start + 1) : tagEnd(from: start + 1)
    position = skipSpace(from: end, to: limit, in: bytes)
    return (isAnchor, ByteRange(start, end))
  }

  private func anchorEnd(from start: Int) -> Int {
    var i = start
    while i < limit {
      switch bytes[i] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: i += 1
      default: return i
      }
    }
    return i
  }

  /// A tag ends at a blank or, in flow style, at a comma; `!<…>` may hold commas.
  private func tagEnd(from start: Int) -> Int {
    let isVerbatim = start < limit && bytes[start] == 0x3C
    var i = start
    while i < limit, !isBlankOrBreak(bytes[i]) {
      if isVerbatim, bytes[i] == 0x3E { return i + 1 }
      if !isVerbatim, bytes[i] == 0x2C { return i }
      i += 1
    }
    return i
  }
}
