import CLibYAML

/// What libyaml reports next, its marks already turned into byte offsets.
struct YAMLEvent {
  enum Kind {
    case other, failed, streamEnd, documentStart, documentEnd
    case alias, scalar, collectionStart, collectionEnd
  }

  var kind = Kind.other
  var node = NodeKind.scalar
  var style = ScalarStyle.plain
  var traits: SyntaxNode.Traits = []
  /// `---` or `...` is written.
  var isExplicit = false
  /// The first byte, that of an anchor or tag where there is one.
  var start = 0
  var end = 0
  /// Where a scalar's text lies: in the source, or in the side buffer where the traits say so.
  var textStart = 0
  var textCount = 0
}

/// Why libyaml stopped.
struct YAMLFailure {
  /// The bytes themselves are at fault, and `offset` is one of them.
  var isReaderError: Bool
  var message: String
  var context: String
  var offset: Int
  var contextOffset: Int?
  /// The offending octet or code point of a reader error.
  var value: UInt32
}

/// The one place that talks to libyaml.
///
/// It owns the parser's memory, which must not move, and reads bytes that outlive it.
struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let source: UnsafeBufferPointer<UInt8>
  private let map: CodePointMap
  private let base: Int
  private let baseIndex: Int
  private var last: (index: Int, offset: Int)

  /// The tag of the latest event, its prefix written out.
  private(set) var tagName = ""

  /// Runs `body` with a reader of `range` of `bytes`; nil when there is no memory for it.
  static func reading<R>(
    _ bytes: [UInt8], _ range: Range<Int>, _ map: CodePointMap,
    _ body: (inout EventReader) -> R
  ) -> R? {
    bytes.withUnsafeBufferPointer { source in
      guard var reader = EventReader(source, range, map) else { return nil }
      return body(&reader)
    }
  }

  private init?(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ map: CodePointMap) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    self.parser = parser
    event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
    self.source = source
    self.map = map
    base = range.lowerBound
    baseIndex = map.index(of: range.lowerBound)
    last = (baseIndex, range.lowerBound)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, source.baseAddress.map { $0 + base }, range.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
    event.deallocate()
  }

  /// Reads the next event into `result`; a text that differs from its source goes to `side`.
  mutating func next(into result: inout YAMLEvent, _ side: inout [UInt8]) {
    guard yaml_parser_parse(parser, event) == 1 else {
      result.kind = .failed
      return
    }
    result.traits = []
    result.start = offset(of: event.pointee.start_mark)
    result.end = offset(of: event.pointee.end_mark)
    switch event.pointee.type {
    case YAML_SCALAR_EVENT: readScalar(&result, &side)
    case YAML_ALIAS_EVENT: result.kind = .alias
    case YAML_MAPPING_START_EVENT: readMapping(&result)
    case YAML_SEQUENCE_START_EVENT: readSequence(&result)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: result.kind = .collectionEnd
    case YAML_DOCUMENT_START_EVENT:
      result.kind = .documentStart
      result.isExplicit = event.pointee.data.document_start.implicit == 0
    case YAML_DOCUMENT_END_EVENT:
      result.kind = .documentEnd
      result.isExplicit = event.pointee.data.document_end.implicit == 0
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT: result.kind = .streamEnd
    default: result.kind = .other
    }
    yaml_event_delete(event)
  }

  /// Says why the latest event is `.failed`.
  mutating func failure() -> YAMLFailure {
    let state = parser.pointee
    let isReaderError = state.error == YAML_READER_ERROR
    let context = state.context.map { String(cString: $0) } ?? ""
    return YAMLFailure(
      isReaderError: isReaderError,
      message: state.problem.map { String(cString: $0) } ?? "",
      context: context,
      offset: isReaderError ? base + state.problem_offset : offset(of: state.problem_mark),
      contextOffset: context.isEmpty || isReaderError ? nil : offset(of: state.context_mark),
      value: UInt32(truncatingIfNeeded: state.problem_value))
  }

  private mutating func offset(of mark: yaml_mark_t) -> Int {
    if map.isIdentity { return base + mark.index }
    return map.offset(of: baseIndex + mark.index, near: &last)
  }

  private mutating func readTag(_ tag: UnsafeMutablePointer<yaml_char_t>?) {
    guard let tag else { return }
    var count = 0
    while tag[count] != 0 { count += 1 }
    tagName = String(decoding: UnsafeBufferPointer(start: tag, count: count), as: UTF8.self)
  }

  private mutating func readMapping(_ result: inout YAMLEvent) {
    let mapping = event.pointee.data.mapping_start
    result.kind = .collectionStart
    result.node = .mapping
    readTag(mapping.tag)
    if mapping.style == YAML_FLOW_MAPPING_STYLE { setFlow(&result, bracket: 0x7B) }
  }

  private mutating func readSequence(_ result: inout YAMLEvent) {
    let sequence = event.pointee.data.sequence_start
    result.kind = .collectionStart
    result.node = .sequence
    readTag(sequence.tag)
    if sequence.style == YAML_FLOW_SEQUENCE_STYLE { setFlow(&result, bracket: 0x5B) }
  }

  /// A pair in a flow sequence is a flow mapping too, but its event has no bracket as its end.
  private func setFlow(_ result: inout YAMLEvent, bracket: UInt8) {
    let hasBracket = result.end > result.start && source[result.end - 1] == bracket
    result.traits = hasBracket ? [.flow, .bracketed] : .flow
  }

  private mutating func readScalar(_ result: inout YAMLEvent, _ side: inout [UInt8]) {
    let scalar = event.pointee.data.scalar
    result.kind = .scalar
    result.style = .plain
    readTag(scalar.tag)
    var quotes = 0
    switch scalar.style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: (result.style, quotes) = (.singleQuoted, 1)
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: (result.style, quotes) = (.doubleQuoted, 1)
    case YAML_LITERAL_SCALAR_STYLE: result.style = .literal
    case YAML_FOLDED_SCALAR_STYLE: result.style = .folded
    default: break
    }
    result.textCount = scalar.length
    result.textStart = result.end - quotes - scalar.length
    guard let value = scalar.value, scalar.length > 0 else {
      result.textCount = 0
      return
    }
    if !isSource(value, scalar.length, at: result.textStart, from: result.start + quotes) {
      result.traits = .decoded
      result.textStart = side.count
      side.append(contentsOf: UnsafeBufferPointer(start: value, count: scalar.length))
    }
  }

  /// Whether the text is what the source says at `place`, so that it need not be kept twice.
  private func isSource(
    _ text: UnsafeMutablePointer<yaml_char_t>, _ count: Int, at place: Int, from start: Int
  ) -> Bool {
    guard place >= start, let base = source.baseAddress else { return false }
    return memcmp(text, base + place, count) == 0
  }
}
