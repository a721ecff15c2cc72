extension [UInt8] {
  /// Whether all bytes are ASCII, whether one is a tab, and whether one is any control character
  /// but a line feed; without branches, so that it takes whole registers at a time.
  func survey() -> (isASCII: Bool, hasTab: Bool, hasControl: Bool) {
    withUnsafeBufferPointer { text in
      var all: UInt8 = 0
      var tabs: UInt8 = 0
      var controls: UInt8 = 0
      var deletes: UInt8 = 0
      for byte in text {
        all |= byte
        tabs |= byte == 0x09 ? 1 : 0
        // Of the first 32, which this shuffles and moves down by one, a line feed leaves the row.
        controls |= (byte ^ 0x0A) &- 1 < 0x1F ? 1 : 0
        deletes |= byte == 0x7F ? 1 : 0
      }
      return (all < 0x80, tabs != 0, controls | deletes != 0)
    }
  }

  /// Whether the text is UTF-8 of characters that are nothing but characters to libyaml: none that
  /// it refuses, breaks a line at or takes for a byte order mark.
  func isOrdinaryUTF8(from start: Int) -> Bool {
    var i = start
    while i < count {
      let first = self[i]
      i += 1
      if first < 0x80 { continue }
      guard let (tail, least) = Self.sequence(first), i + tail <= count else { return false }
      var value = UInt32(first) & (0x3F >> UInt32(tail))
      for byte in self[i..<i + tail] {
        guard byte & 0xC0 == 0x80 else { return false }
        value = value << 6 | UInt32(byte & 0x3F)
      }
      i += tail
      guard value >= least else { return false }
      switch value {
      case 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF:
        continue
      default: return false
      }
    }
    return true
  }

  /// How many bytes follow the first one of a character, and the least number that needs them.
  private static func sequence(_ first: UInt8) -> (tail: Int, least: UInt32)? {
    switch first {
    case 0xC2...0xDF: (1, 0x80)
    case 0xE0...0xEF: (2, 0x800)
    case 0xF0...0xF4: (3, 0x10000)
    default: nil
    }
  }

  /// The start of the line that holds `offset`.
  func lineStart(before offset: Int) -> Int {
    var i = Swift.min(offset, count)
    while i > 0, self[i - 1] != 0x0A, self[i - 1] != 0x0D { i -= 1 }
    return i
  }

  /// The end of the line that holds `offset`, without its break.
  func lineEnd(after offset: Int) -> Int {
    var i = offset
    while i < count, self[i] != 0x0A, self[i] != 0x0D { i += 1 }
    return Swift.min(i, count)
  }

  /// The end of the character at `offset`.
  func characterEnd(after offset: Int) -> Int {
    guard offset < count else { return count }
    var i = offset + 1
    while i < count, self[i] & 0xC0 == 0x80 { i += 1 }
    return i
  }

  /// The first line that starts with `---` at or behind `offset`.
  func documentMark(from offset: Int, to limit: Int) -> Int? {
    var i = offset
    while i + 3 <= limit {
      let isLineStart = i == 0 || self[i - 1] == 0x0A || self[i - 1] == 0x0D
      if isLineStart, self[i] == 0x2D, self[i + 1] == 0x2D, self[i + 2] == 0x2D,
        i + 3 == limit || isBlankOrBreak(self[i + 3])
      {
        return i
      }
      i = lineEnd(after: i) + 1
    }
    return nil
  }

  /// Where, from `start` on, something begins that is no space, comment or indicator.
  func quietEnd(from start: Int, to limit: Int) -> Int {
    var i = start
    while i < limit {
      i = skipSpace(from: i, to: limit, in: self)
      guard i < limit, [0x2C, 0x2D, 0x3A, 0x3F, 0x5B, 0x5D, 0x7B, 0x7D].contains(self[i]) else {
        break
      }
      i += 1
    }
    return Swift.min(i, limit)
  }

  /// The end of a comment: any break that libyaml knows ends it, U+0085, U+2028 and U+2029 too.
  func commentEnd(from start: Int, to limit: Int) -> Int {
    var i = start
    while i < limit {
      switch self[i] {
      case 0x0A, 0x0D: return i
      case 0xC2 where i + 1 < limit && self[i + 1] == 0x85: return i
      case 0xE2 where i + 2 < limit && self[i + 1] == 0x80 && self[i + 2] & 0xFE == 0xA8: return i
      default: i += 1
      }
    }
    return limit
  }
}

/// The first offset from `start` to `limit` that is neither blank nor in a comment.
func skipSpace(from start: Int, to limit: Int, in bytes: [UInt8]) -> Int {
  var i = start
  while i < limit {
    if bytes[i] == 0x23 {
      while i < limit, bytes[i] != 0x0A, bytes[i] != 0x0D { i += 1 }
    } else if isBlankOrBreak(bytes[i]) {
      i += 1
    } else {
      return i
    }
  }
  return limit
}

/// Whether the byte is a space, a tab or a line break.
func isBlankOrBreak(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
}
