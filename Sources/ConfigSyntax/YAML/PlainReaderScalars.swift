extension PlainReader {
  // MARK: Bytes

  mutating func skipSpaces() {
    while position < text.count, text[position] == 0x20 { position += 1 }
  }

  /// The line break at or behind `start`, or the end of the text.
  func lineEnd(from start: Int) -> Int {
    var i = start
    while i < text.count, text[i] != 0x0A { i += 1 }
    return i
  }

  /// Whether a space, a line break or the end of the text stands at `place`.
  func isBlank(at place: Int) -> Bool {
    place >= text.count || text[place] == 0x20 || text[place] == 0x0A
  }

  /// Whether `---` or `...` stands at `place`.
  func isDocumentMark(at place: Int) -> Bool {
    guard place + 3 <= text.count, isBlank(at: place + 3) else { return false }
    let byte = text[place]
    return (byte == 0x2D || byte == 0x2E) && text[place + 1] == byte && text[place + 2] == byte
  }

  // MARK: Scalars of one line

  /// Makes the scalar at hand, outside brackets, the event.
  mutating func readScalar(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    guard position < text.count else { throw NotPlain() }
    switch text[position] {
    case 0x22, 0x27: try readQuoted(into: &tree)
    default: try readPlain()
    }
  }

  private mutating func readPlain() throws(NotPlain) {
    let start = position
    guard startsPlain else { throw NotPlain() }
    var i = start + 1
    while i < text.count {
      let byte = text[i]
      // The signs that may end it come before all letters.
      if byte <= 0x3A {
        if byte == 0x0A { break }
        if byte == 0x3A, isBlank(at: i + 1) { break }
        if byte == 0x23, text[i - 1] == 0x20 { break }
      }
      i += 1
    }
    position = i
    while text[i - 1] == 0x20 { i -= 1 }
    setScalar(.plain, from: start, to: i, textStart: start, count: i - start)
  }

  /// Whether text without quotes may start here, outside brackets.
  var startsPlain: Bool {
    switch text[position] {
    case 0x2D, 0x3A, 0x3F: !isBlank(at: position + 1)
    case 0x0A, 0x20, 0x21, 0x22, 0x23, 0x25, 0x26, 0x27, 0x2A, 0x2C, 0x3E, 0x40, 0x5B, 0x5D, 0x60,
      0x7B, 0x7C, 0x7D:
      false
    default: true
    }
  }

  /// Makes the quoted text at hand the event.
  mutating func readQuoted(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    let start = position
    let quote = text[start]
    var i = start + 1
    while i < text.count, text[i] != quote {
      if text[i] == 0x0A { throw NotPlain() }
      if text[i] == 0x5C, quote == 0x22 { return try readEscaped(into: &tree) }
      i += 1
    }
    guard i < text.count else { throw NotPlain() }
    if quote == 0x27, i + 1 < text.count, text[i + 1] == quote {
      return try readEscaped(into: &tree)
    }
    position = i + 1
    setScalar(
      quote == 0x22 ? .doubleQuoted : .singleQuoted, from: start, to: i + 1, textStart: start + 1,
      count: i - start - 1)
  }

  private mutating func readEscaped(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    let start = position
    let quote = text[start]
    let place = tree.side.count
    var i = start + 1
    var run = i
    while true {
      guard i < text.count, text[i] != 0x0A else { throw NotPlain() }
      if text[i] == quote {
        guard quote == 0x27, i + 1 < text.count, text[i + 1] == quote else { break }
        // Two stand for one.
        tree.addText(text[run...i])
        i += 2
        run = i
      } else if text[i] == 0x5C, quote == 0x22 {
        tree.addText(text[run..<i])
        tree.addText(try escaped(at: i + 1), times: 1)
        i += 2
        run = i
      } else {
        i += 1
      }
    }
    tree.addText(text[run..<i])
    position = i + 1
    setText(
      quote == 0x22 ? .doubleQuoted : .singleQuoted, from: start, to: i + 1, quotes: 1, at: place,
      in: &tree)
  }

  /// What a backslash and the byte at `place` stand for; the longer escapes are left to libyaml.
  private func escaped(at place: Int) throws(NotPlain) -> UInt8 {
    guard place < text.count else { throw NotPlain() }
    switch text[place] {
    case 0x6E: return 0x0A
    case 0x74: return 0x09
    case 0x72: return 0x0D
    case 0x22, 0x2F, 0x5C: return text[place]
    default: throw NotPlain()
    }
  }

  // MARK: Texts of several lines

  /// Makes the `|` text at hand, whose lines stand deeper than `indent`, the event.
  mutating func readLiteral(
    below indent: Int, into tree: inout YAMLTreeBuilder
  ) throws(NotPlain) {
    let start = position
    position += 1
    var (keepsBreak, keepsAll) = (true, false)
    if position < text.count, text[position] == 0x2B || text[position] == 0x2D {
      keepsAll = text[position] == 0x2B
      keepsBreak = keepsAll
      position += 1
    }
    skipSpaces()
    guard position < text.count, text[position] == 0x0A || text[position] == 0x23,
      text[position] == 0x0A || text[position - 1] == 0x20
    else { throw NotPlain() }
    var line = lineEnd(from: position) + 1
    // Blank lines before the first one with content.
    var breaks = 0
    while line < text.count, text[line] == 0x0A {
      line += 1
      breaks += 1
    }
    let width = spaces(at: line, atMost: .max)
    guard width > indent, width > 0, line + width < text.count, text[line + width] != 0x0A
    else { throw NotPlain() }

    let place = tree.side.count
    var end = line
    var isLast = false
    while !isLast {
      let lineEnd = lineEnd(from: line + width)
      tree.addText(0x0A, times: breaks)
      tree.addText(text[line + width..<lineEnd])
      breaks = 0
      line = lineEnd
      if lineEnd < text.count {
        (line, breaks) = (lineEnd + 1, 1)
      }
      end = line
      var depth = spaces(at: line, atMost: width)
      while line + depth < text.count, text[line + depth] == 0x0A {
        line += depth + 1
        end = line
        breaks += 1
        depth = spaces(at: line, atMost: width)
      }
      isLast = depth < width || line + depth >= text.count
    }
    tree.addText(0x0A, times: keepsAll ? breaks : keepsBreak ? min(breaks, 1) : 0)
    position = line
    setText(.literal, from: start, to: end, quotes: 0, at: place, in: &tree)
  }

  private func spaces(at start: Int, atMost limit: Int) -> Int {
    var i = start
    while i < text.count, text[i] == 0x20, i - start < limit { i += 1 }
    return i - start
  }

  // MARK: Events

  /// Makes a scalar whose text stands in the source the event.
  mutating func setScalar(
    _ style: ScalarStyle, from start: Int, to end: Int, textStart: Int, count: Int
  ) {
    event.kind = .scalar
    event.style = style
    event.traits = []
    event.start = start
    event.end = end
    event.textStart = textStart
    event.textCount = count
  }

  /// Makes a scalar whose text was put at the end of the side buffer, from `place` on, the event;
  /// as from libyaml, a text that happens to stand in the source is taken from there.
  private mutating func setText(
    _ style: ScalarStyle, from start: Int, to end: Int, quotes: Int, at place: Int,
    in tree: inout YAMLTreeBuilder
  ) {
    let count = tree.side.count - place
    let source = end - quotes - count
    setScalar(style, from: start, to: end, textStart: source, count: count)
    guard count > 0 else { return }
    if source >= start + quotes, tree.side[place...].elementsEqual(text[source..<source + count]) {
      tree.removeText(from: place)
    } else {
      event.traits = .decoded
      event.textStart = place
    }
  }
}
