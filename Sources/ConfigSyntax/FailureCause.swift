import SourceText

/// What libyaml's words about a failure mean, and which bytes show it.
struct FailureCause {
  /// The problem to report.
  let problem: SyntaxProblem
  /// Where template syntax stands that explains the failure better.
  let template: Int?

  /// Looks at the text from `position` on; `nodes` are those read before the failure.
  init(
    _ failure: YAMLFailure, in file: SourceFile, since position: Int, nodes: [SyntaxNode],
    openBracket: Int?
  ) {
    let words = FailureWords(failure, in: file, openBracket)
    let lineEnd = file.bytes.lineEnd(after: min(failure.offset, file.bytes.count))
    let search = FailureSearch(file: file, range: position..<max(position, lineEnd), nodes: nodes)
    template = search.template()
    if let marker = search.conflictMarker() {
      problem = SyntaxProblem(.mergeConflictMarker, at: SourceSpan(file.id, marker))
    } else {
      problem = search.swallowedKey(in: words.problem())
    }
  }
}

/// Finds foreign syntax in text that could not be read.
private struct FailureSearch {
  let file: SourceFile
  let range: Range<Int>
  let nodes: [SyntaxNode]

  /// The first conflict marker: seven equal signs at the start of a line, alone or before a blank.
  func conflictMarker() -> ByteRange? {
    let bytes = file.bytes
    var i = bytes.lineStart(before: range.lowerBound)
    while i < range.upperBound {
      let end = bytes.lineEnd(after: i)
      if end - i >= 7, bytes[i..<i + 7].allSatisfy({ $0 == bytes[i] }) {
        let isAlone = end - i == 7
        let isMarker =
          switch bytes[i] {
          case 0x3C, 0x3E, 0x7C: isAlone || bytes[i + 7] == 0x20
          case 0x3D: isAlone
          default: false
          }
        if isMarker { return ByteRange(i, i + 7) }
      }
      i = end + 1
    }
    return nil
  }

  /// A comma that is missing before a key shows at the key's colon, because the value above took
  /// the key for its own next word: then the key is the place.
  func swallowedKey(in problem: SyntaxProblem) -> SyntaxProblem {
    let colon = problem.span.bytes.lowerBound
    guard problem.kind == .missingComma, colon < file.bytes.count, file.bytes[colon] == 0x3A,
      let value = nodes.last, value.kind == .scalar, value.style == .plain, value.end <= colon
    else { return problem }
    let words = file.bytes[Int(value.start)..<Int(value.end)]
    let line = max(words.startIndex, file.bytes.lineStart(before: words.endIndex))
    var start = line > words.startIndex ? words[line...].firstIndex { !isBlankOrBreak($0) } : nil
    if start == nil, let quote = words.firstIndex(of: 0x22), quote > words.startIndex,
      isBlankOrBreak(file.bytes[quote - 1])
    {
      start = quote
    }
    guard let start else { return problem }
    return SyntaxProblem(
      .missingComma, at: SourceSpan(file.id, start, words.endIndex), related: problem.related)
  }

  /// The first `{{` or `{%` outside comments and outside the quoted and block scalars read so far.
  func template() -> Int? {
    let bytes = file.bytes
    var i = range.lowerBound
    while i + 1 < range.upperBound {
      if bytes[i] == 0x7B, bytes[i + 1] == 0x7B || bytes[i + 1] == 0x25, !isText(i) { return i }
      if bytes[i] == 0x23, i == 0 || isBlankOrBreak(bytes[i - 1]), !isText(i) {
        i = bytes.lineEnd(after: i)
      }
      i += 1
    }
    return nil
  }

  /// Whether the byte lies in a quoted or block scalar.
  private func isText(_ offset: Int) -> Bool {
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if Int(nodes[middle].start) <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return false }
    let node = nodes[low - 1]
    return node.kind == .scalar && node.style != .plain && offset < Int(node.end)
  }
}

/// One of libyaml's messages at its place.
private struct FailureWords {
  private let failure: YAMLFailure
  private let file: SourceFile
  private let offset: Int
  private let context: Int
  private let openBracket: Int?

  init(_ failure: YAMLFailure, in file: SourceFile, _ openBracket: Int?) {
    self.openBracket = openBracket
    self.failure = failure
    self.file = file
    offset = min(failure.offset, file.bytes.count)
    context = min(failure.contextOffset ?? offset, file.bytes.count)
  }

  private var byte: UInt8? { offset < file.bytes.count ? file.bytes[offset] : nil }
  private var atEnd: Bool {
    skipSpace(from: offset, to: file.bytes.count, in: file.bytes) == file.bytes.count
  }

  func problem() -> SyntaxProblem {
    let line = file.bytes.lineStart(before: offset)
    if line > 0, file.bytes[line...].starts(with: [0xEF, 0xBB, 0xBF]) {
      return problem(.byteOrderMark, line, line + 3)
    }
    return layoutProblem() ?? flowProblem() ?? signProblem() ?? directiveProblem()
      ?? here(.other(failure.message))
  }

  private func layoutProblem() -> SyntaxProblem? {
    switch failure.message {
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return here(.tabIndentation)
    case "did not find expected key":
      if byte == 0x09 { return here(.tabIndentation) }
      return word(startsLine ? .badIndentation : .unexpectedText)
    case "did not find expected '-' indicator":
      return word(startsLine ? .missingDash : .unexpectedText)
    case "block sequence entries are not allowed in this context": return here(.itemNotAllowed)
    case "mapping keys are not allowed in this context": return here(.keyNotAllowed)
    case "mapping values are not allowed in this context":
      return isKeyTooLong ? key(.keyTooLong) : here(.mappingValueNotAllowed)
    case "could not find expected ':'":
      let isLong = context + 1_024 < offset && file.bytes.lineEnd(after: context) >= offset
      return key(isLong ? .keyTooLong : .missingColon)
    case "did not find expected <document start>": return word(.unexpectedDocumentStart)
    case "found unexpected document indicator":
      return problem(.documentMarkInQuotes, offset, offset + 3, related: openingSign)
    default: return nil
    }
  }

  private func flowProblem() -> SyntaxProblem? {
    switch failure.message {
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      if atEnd { return unclosed(openBracket ?? context) }
      if byte == 0x3A, isKeyTooLong { return key(.keyTooLong) }
      return problem(.missingComma, offset, wordEnd, related: openingSign)
    case "did not find expected node content":
      if atEnd, let openBracket { return unclosed(openBracket) }
      return here(.missingValue)
    case "found unexpected ':'": return here(.colonNeedsSpace)
    case "found unexpected end of stream": return problem(.unclosedQuote, context, context + 1)
    case "found unknown escape character": return problem(.unknownEscape, offset, offset + 2)
    case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
      return here(.badEscape)
    default: return nil
    }
  }

  private func signProblem() -> SyntaxProblem? {
    switch (failure.context, failure.message) {
    case (_, "found character that cannot start any token"):
      if byte == 0x09 { return here(.tabIndentation) }
      let end = file.bytes.characterEnd(after: offset)
      let character = file.text(in: ByteRange(offset, end)).unicodeScalars.first
      return here(.reservedCharacter(character ?? "\u{FFFD}"))
    case (_, "did not find expected alphabetic or numeric character"):
      return problem(.badAnchorName, context, max(context + 1, offset))
    case (_, "found undefined tag handle"): return word(.unknownTagHandle)
    case ("while scanning a tag", _), ("while parsing a tag", _):
      return problem(.badTag, context, max(context + 1, offset))
    case ("while scanning a block scalar", _): return here(.badBlockScalarHeader)
    default: return nil
    }
  }

  private func directiveProblem() -> SyntaxProblem? {
    switch failure.message {
    case "found duplicate %YAML directive": return line(.duplicateVersion)
    case "found incompatible YAML document": return line(.unsupportedVersion)
    case "found duplicate %TAG directive": return line(.duplicateTagHandle)
    case "found unknown directive name": return line(.unknownDirective)
    default: return failure.context.hasSuffix("directive") ? line(.badDirective) : nil
    }
  }

  // MARK: Places

  /// Whether only blanks stand before the place on its line.
  private var startsLine: Bool {
    let start = file.bytes.lineStart(before: offset)
    return file.bytes[start..<offset].allSatisfy(isBlankOrBreak)
  }

  /// Whether more than 1,024 characters stand before the colon: then libyaml forgets the key.
  private var isKeyTooLong: Bool {
    guard byte == 0x3A else { return false }
    let line = file.bytes[file.bytes.lineStart(before: offset)..<offset]
    return line.lazy.filter { $0 & 0xC0 != 0x80 }.count > 1_024
  }

  private var wordEnd: Int {
    var end = file.bytes.characterEnd(after: offset)
    while end < file.bytes.count, !isBlankOrBreak(file.bytes[end]),
      ![0x2C, 0x3A, 0x5D, 0x7D].contains(file.bytes[end])
    {
      end += 1
    }
    return end
  }

  private var openingSign: SourceSpan? {
    failure.contextOffset.map { SourceSpan(file.id, $0, $0 + 1) }
  }

  private func here(_ kind: SyntaxProblem.Kind) -> SyntaxProblem {
    problem(kind, offset, file.bytes.characterEnd(after: offset))
  }

  private func unclosed(_ bracket: Int) -> SyntaxProblem {
    problem(.unclosedBracket, bracket, bracket + 1)
  }

  private func word(_ kind: SyntaxProblem.Kind) -> SyntaxProblem { problem(kind, offset, wordEnd) }

  private func line(_ kind: SyntaxProblem.Kind) -> SyntaxProblem {
    let start = file.bytes.lineStart(before: context)
    return problem(kind, start, file.bytes.lineEnd(after: start))
  }

  /// The text of the key: from where libyaml saw it start, or the line's first word, on.
  private func key(_ kind: SyntaxProblem.Kind) -> SyntaxProblem {
    let isMissing = kind == .missingColon
    let isKnown = failure.message.hasPrefix("could not")
    let start = isKnown ? context : file.bytes.lineStart(before: offset)
    let line = file.bytes.lineEnd(after: start)
    return problem(kind, start, isMissing ? line : min(line, max(start, offset)))
  }

  private func problem(
    _ kind: SyntaxProblem.Kind, _ low: Int, _ high: Int, related: SourceSpan? = nil
  ) -> SyntaxProblem {
    let count = file.bytes.count
    let span = SourceSpan(file.id, min(low, count), min(high, count))
    return SyntaxProblem(kind, at: span, related: related)
  }
}
