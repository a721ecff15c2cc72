import SourceText

/// What is being written at a place of a text.
///
/// It is found in the bytes and not in a tree: a text in which a word is being typed can seldom be
/// read.
struct CompletionPlace {
  /// What would fit.
  enum Kind {
    /// A key of the mapping at `path`, where some keys are there already.
    case key(path: [String], present: Set<String>)
    /// The value of the key at `path`.
    case value(path: [String])
    /// The id of a rule in an ignore comment.
    case rule
    /// A name in a comment that declares facts.
    case fact
    /// The name of a dialect.
    case dialect
    /// The first word of a comment to trainlint.
    case directive
  }

  /// What would fit.
  var kind: Kind
  /// The bytes that are typed of it, up to the cursor.
  var typed: ByteRange
  /// How far the key is indented; nil where braces decide.
  var indent: Int?
  /// Whether the cursor stands between quotes.
  var isQuoted = false

  /// Finds the place of `offset`; nil where nothing can be told.
  init?(_ text: [UInt8], _ lines: LineTable, at offset: Int) {
    let line = lines.range(ofLine: lines.line(of: offset))
    if let comment = Self.comment(text, line.lowerBound, offset) {
      guard let place = CompletionPlace(directive: text, from: comment, to: offset) else {
        return nil
      }
      self = place
    } else {
      let place =
        Self.firstSign(text) == 0x7B
        ? FlowScanner(text, to: offset).place : BlockScanner(text, lines, at: offset).place
      guard let place else { return nil }
      self = place
    }
  }

  init(_ kind: Kind, typed: ByteRange, indent: Int? = nil, isQuoted: Bool = false) {
    self.kind = kind
    self.typed = typed
    self.indent = indent
    self.isQuoted = isQuoted
  }

  /// The first byte that is neither blank nor part of a comment line or a document mark.
  private static func firstSign(_ text: [UInt8]) -> UInt8? {
    var isComment = false
    for byte in text {
      if isComment {
        isComment = byte != 0x0A && byte != 0x0D
      } else if byte == 0x23 {
        isComment = true
      } else if byte > 0x20, byte < 0x80, byte != 0x2D {
        return byte
      }
    }
    return nil
  }

  /// Where the comment begins, behind its sign, in which `offset` lies; nil where it lies in none.
  private static func comment(_ text: [UInt8], _ start: Int, _ offset: Int) -> Int? {
    var quote: UInt8?
    for i in start..<max(start, offset) {
      let byte = text[i]
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if quote == nil, byte == 0x23, i == start || text[i - 1] <= 0x20 {
        return i + 1
      }
    }
    return nil
  }

  /// The place in a comment to trainlint.
  private init?(directive text: [UInt8], from start: Int, to offset: Int) {
    let comment = String(decoding: text[start..<offset], as: UTF8.self).drop { $0 == " " }
    guard comment.hasPrefix("trainlint:") else { return nil }
    let words = comment.dropFirst(10).drop { $0 == " " }
    func typed(after isEnd: (UInt8) -> Bool) -> ByteRange {
      var low = offset
      while low > start, !isEnd(text[low - 1]) { low -= 1 }
      return ByteRange(low, offset)
    }
    let word = typed { $0 == 0x20 }
    if words.hasPrefix("ignore"), let open = words.lastIndex(of: "[") {
      guard !words[open...].contains("]") else { return nil }
      self.init(.rule, typed: typed { $0 == 0x20 || $0 == 0x5B || $0 == 0x2C })
    } else if words.hasPrefix("fact ") {
      guard !text[word.lowerBound..<offset].contains(0x3D) else { return nil }
      self.init(.fact, typed: word)
    } else if words.hasPrefix("dialect=") {
      self.init(.dialect, typed: typed { $0 == 0x3D })
    } else if !words.contains(" ") {
      self.init(.directive, typed: typed { $0 == 0x20 || $0 == 0x3A })
    } else {
      return nil
    }
  }
}
