extension PlainReader {
  /// Reads the collection in brackets at hand.
  mutating func readFlow(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    let isMapping = text[position] == 0x7B
    event.node = isMapping ? .mapping : .sequence
    event.traits = [.flow, .bracketed]
    (event.start, event.end) = (position, position + 1)
    try open(in: &tree)
    position += 1
    let bracket: UInt8 = isMapping ? 0x7D : 0x5D
    while true {
      try skipFlowSpace()
      if text[position] == bracket { break }
      if isMapping { try readFlowKey(into: &tree) }
      try readFlowValue(into: &tree)
      try skipFlowSpace()
      if text[position] == bracket { break }
      guard text[position] == 0x2C else { throw NotPlain() }
      position += 1
    }
    position += 1
    event.kind = .collectionEnd
    event.end = position
    tree.closeCollection(event)
  }

  private mutating func readFlowKey(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    try readFlowScalar(into: &tree)
    skipSpaces()
    guard position < text.count, text[position] == 0x3A, position - event.start < 1000
    else { throw NotPlain() }
    tree.addLeaf(event)
    position += 1
    try skipFlowSpace()
  }

  private mutating func readFlowValue(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    if text[position] == 0x5B || text[position] == 0x7B { return try readFlow(into: &tree) }
    try readFlowScalar(into: &tree)
    tree.addLeaf(event)
  }

  private mutating func readFlowScalar(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    if text[position] == 0x22 || text[position] == 0x27 { return try readQuoted(into: &tree) }
    // Signs that mean more inside brackets are left to libyaml.
    guard startsPlain, text[position] != 0x3A, text[position] != 0x3F,
      text[position] != 0x2D || !isFlowSign(at: position + 1)
    else { throw NotPlain() }
    let start = position
    var i = start
    while i < text.count, text[i] != 0x0A, !isFlowSign(at: i) {
      if text[i] == 0x3A {
        if isBlank(at: i + 1) { break }
        if isFlowSign(at: i + 1) { throw NotPlain() }
      }
      if text[i] == 0x23, text[i - 1] == 0x20 { break }
      if text[i] == 0x3F { throw NotPlain() }
      i += 1
    }
    position = i
    while text[i - 1] == 0x20 { i -= 1 }
    setScalar(.plain, from: start, to: i, textStart: start, count: i - start)
  }

  /// Whether a comma or a bracket stands at `place`, or the text ends.
  private func isFlowSign(at place: Int) -> Bool {
    guard place < text.count else { return true }
    switch text[place] {
    case 0x2C, 0x5B, 0x5D, 0x7B, 0x7D: return true
    default: return false
    }
  }

  /// Goes to what follows inside brackets, over blanks, line breaks and comments.
  private mutating func skipFlowSpace() throws(NotPlain) {
    while true {
      skipSpaces()
      guard position < text.count else { throw NotPlain() }
      switch text[position] {
      case 0x0A:
        position += 1
        if isDocumentMark(at: position) { throw NotPlain() }
      case 0x23:
        guard text[position - 1] == 0x20 || text[position - 1] == 0x0A else { throw NotPlain() }
        position = lineEnd(from: position)
      default: return
      }
    }
  }
}
