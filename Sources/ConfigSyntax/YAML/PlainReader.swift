/// Reads the YAML that nearly every config is written in, in a fraction of libyaml's time.
///
/// It takes blocks, brackets, scalars of one line and `|` texts, and hands the builder the very
/// events that libyaml would. Whatever else it meets, right or wrong, is not its business: it gives
/// up with `NotPlain`, and libyaml, which knows all of YAML and finds all errors, reads the file
/// from its start. A test holds the trees of both against each other.
struct PlainReader {
  /// The text holds something that is left to libyaml.
  struct NotPlain: Error {}

  /// Deeper collections are left to libyaml: each is a call within the one around it.
  private static let deepest = 40

  let text: UnsafeBufferPointer<UInt8>
  /// What is read next.
  var position: Int
  /// The event under construction.
  var event = YAMLEvent()
  /// The column of the first content of the line at hand; -1 at the end of the text.
  private var column = -1
  private var lineStart: Int

  /// Reads `text`, which holds no tab, no carriage return and nothing that libyaml refuses, from
  /// `start` on.
  init(_ text: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.text = text
    position = start
    lineStart = start
  }

  /// Reads one document, the whole text, into `tree`.
  mutating func read(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    skipToContent()
    guard column >= 0 else { throw NotPlain() }
    event.kind = .documentStart
    event.isExplicit = column == 0 && text[position] == 0x2D && isDocumentMark(at: position)
    (event.start, event.end) = (position, position)
    if event.isExplicit {
      position += 3
      event.end = position
      tree.startDocument(event)
      try finishLine()
      guard column >= 0 else { throw NotPlain() }
    } else {
      tree.startDocument(event)
    }
    if text[position] == 0x7B || text[position] == 0x5B {
      try readFlow(into: &tree)
      try finishLine()
    } else {
      try readBlock(into: &tree)
    }
    guard column < 0 else { throw NotPlain() }
    tree.endDocument(at: text.count)
  }

  // MARK: Blocks

  /// Reads the mapping or sequence that starts at `column`.
  private mutating func readBlock(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    let indent = column
    if isItem {
      try readItems(at: indent, into: &tree)
    } else {
      try readScalar(into: &tree)
      try readEntries(at: indent, into: &tree)
    }
    guard column < indent else { throw NotPlain() }
  }

  /// Reads the entries of a mapping, of which the first key is the event at hand.
  private mutating func readEntries(
    at indent: Int, into tree: inout YAMLTreeBuilder
  ) throws(NotPlain) {
    let key = event
    try open(.mapping, at: key.start, in: &tree)
    event = key
    while true {
      try finishKey(into: &tree)
      try readValue(below: indent, into: &tree)
      guard column == indent else { break }
      try readScalar(into: &tree)
    }
    close(&tree)
  }

  /// Adds the scalar at hand as a key, and goes behind its colon.
  private mutating func finishKey(into tree: inout YAMLTreeBuilder) throws(NotPlain) {
    guard position < text.count, text[position] == 0x3A, isBlank(at: position + 1),
      position - event.start < 1000
    else { throw NotPlain() }
    tree.addLeaf(event)
    position += 1
  }

  private mutating func readValue(
    below indent: Int, into tree: inout YAMLTreeBuilder
  ) throws(NotPlain) {
    let place = position
    skipSpaces()
    guard isLineEnd else {
      try readInline(below: indent, into: &tree)
      return
    }
    try finishLine()
    if column > indent {
      try readBlock(into: &tree)
      guard column <= indent else { throw NotPlain() }
    } else if column == indent, isItem {
      try readItems(at: indent, into: &tree)
    } else {
      addEmpty(at: place, to: &tree)
    }
  }

  /// Reads the items of a sequence whose dashes stand at `indent`.
  private mutating func readItems(
    at indent: Int, into tree: inout YAMLTreeBuilder
  ) throws(NotPlain) {
    try open(.sequence, at: position, in: &tree)
    repeat {
      position += 1
      try readItem(below: indent, into: &tree)
    } while column == indent && isItem
    close(&tree)
  }

  private mutating func readItem(
    below indent: Int, into tree: inout YAMLTreeBuilder
  ) throws(NotPlain) {
    let place = position
    skipSpaces()
    if isLineEnd {
      try finishLine()
      guard column > indent else { return addEmpty(at: place, to: &tree) }
      try readBlock(into: &tree)
    } else {
      column = position - lineStart
      guard !isItem else {
        try readBlock(into: &tree)
        guard column <= indent else { throw NotPlain() }
        return
      }
      guard !startsCollectionOrText else {
        try readInline(below: indent, into: &tree)
        return
      }
      let inner = column
      try readScalar(into: &tree)
      if position < text.count, text[position] == 0x3A {
        try readEntries(at: inner, into: &tree)
      } else {
        tree.addLeaf(event)
        try finishLine()
      }
    }
    guard column <= indent else { throw NotPlain() }
  }

  /// Reads a value that starts behind its colon or dash.
  private mutating func readInline(
    below indent: Int, into tree: inout YAMLTreeBuilder
  ) throws(NotPlain) {
    switch text[position] {
    case 0x5B, 0x7B:
      try readFlow(into: &tree)
      try finishLine()
    case 0x7C:
      try readLiteral(below: indent, into: &tree)
      tree.addLeaf(event)
      try toContent()
    default:
      try readScalar(into: &tree)
      tree.addLeaf(event)
      try finishLine()
    }
    // Deeper text would belong to a scalar of several lines, or be wrong.
    guard column <= indent else { throw NotPlain() }
  }

  // MARK: Events

  /// Opens a collection without brackets.
  private mutating func open(
    _ kind: NodeKind, at start: Int, in tree: inout YAMLTreeBuilder
  ) throws(NotPlain) {
    event.node = kind
    event.traits = []
    (event.start, event.end) = (start, start)
    try open(in: &tree)
  }

  /// Opens the collection at hand.
  mutating func open(in tree: inout YAMLTreeBuilder) throws(NotPlain) {
    guard tree.hasRoomBelow, tree.depth < Self.deepest else { throw NotPlain() }
    event.kind = .collectionStart
    tree.openCollection(event)
  }

  private mutating func close(_ tree: inout YAMLTreeBuilder) {
    event.kind = .collectionEnd
    tree.closeCollection(event)
  }

  private mutating func addEmpty(at place: Int, to tree: inout YAMLTreeBuilder) {
    setScalar(.plain, from: place, to: place, textStart: place, count: 0)
    tree.addLeaf(event)
  }

  // MARK: Lines

  /// Goes behind a value, which nothing but a comment may follow on its line, to the next content.
  private mutating func finishLine() throws(NotPlain) {
    skipSpaces()
    guard isLineEnd else { throw NotPlain() }
    position = lineEnd(from: position)
    try toContent()
  }

  /// As `skipToContent`, within the document.
  private mutating func toContent() throws(NotPlain) {
    skipToContent()
    if column == 0, isDocumentMark(at: position) { throw NotPlain() }
  }

  /// Goes from a line break or the start of a line to the next content, over blank lines and
  /// comments.
  private mutating func skipToContent() {
    while position < text.count {
      lineStart = position
      skipSpaces()
      guard position < text.count else { break }
      switch text[position] {
      case 0x0A: position += 1
      case 0x23: position = lineEnd(from: position)
      default:
        column = position - lineStart
        return
      }
    }
    column = -1
  }

  /// Whether nothing follows on the line but a comment, which only a blank may set off.
  private var isLineEnd: Bool {
    guard position < text.count else { return true }
    return text[position] == 0x0A || text[position] == 0x23 && text[position - 1] == 0x20
  }

  /// Whether a dash at hand starts an item.
  private var isItem: Bool {
    position < text.count && text[position] == 0x2D && isBlank(at: position + 1)
  }

  /// Whether a bracket or the sign of a text of several lines is at hand.
  private var startsCollectionOrText: Bool {
    text[position] == 0x5B || text[position] == 0x7B || text[position] == 0x7C
  }
}
