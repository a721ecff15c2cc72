package import SourceText

/// Reads `file` as a stream of YAML documents; JSON is read as YAML in flow style.
///
/// It never fails: what cannot be read becomes a problem, and the tree keeps the rest. After a
/// syntax error, reading goes on at the next line that starts with `---`.
///
/// What is plain is not read by libyaml, unless it is asked to read all: the trees are the same.
package func parse(
  _ file: SourceFile, limits: ParseLimits = ParseLimits(), byLibyamlAlone: Bool = false
) -> SyntaxTree {
  var parsing = Parsing(file, limits, byLibyamlAlone: byLibyamlAlone)
  parsing.run()
  return parsing.tree()
}

/// The reading of one file: which part of it is read next, and what has come of it so far.
private struct Parsing {
  private let file: SourceFile
  private let limits: ParseLimits
  private let hasTab: Bool
  private let isASCII: Bool
  /// Whether the text may be read without libyaml.
  private var mayBePlain: Bool
  private lazy var map = CodePointMap(file.bytes, from: start, isASCII: isASCII)
  /// Where the text starts, behind a byte order mark.
  private let start: Int
  /// Where it ends, at the size limit at the latest.
  private let end: Int

  private var builder: YAMLTreeBuilder
  private var unread: [ByteRange] = []
  private var errors = 0

  init(_ file: SourceFile, _ limits: ParseLimits, byLibyamlAlone: Bool) {
    self.file = file
    self.limits = limits
    let bytes = file.bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    end = Self.end(of: bytes, within: min(limits.fileSize, Int(UInt32.max / 2)))
    let survey = bytes.survey()
    isASCII = survey.isASCII
    hasTab = survey.hasTab
    mayBePlain =
      !byLibyamlAlone && !survey.hasControl && end == bytes.count
      && (isASCII || bytes.isOrdinaryUTF8(from: start))
    builder = YAMLTreeBuilder(file, limits, from: start)
  }

  /// The end of the text, or of the last whole line within the limit.
  private static func end(of bytes: [UInt8], within limit: Int) -> Int {
    guard bytes.count > limit else { return bytes.count }
    return (bytes[..<max(0, limit)].lastIndex(of: 0x0A) ?? -1) + 1
  }

  // MARK: Segments

  mutating func run() {
    if let encoding = TextEncoding(of: file.bytes) {
      report(.encoding(encoding), 0, 0)
      return
    }
    var position = start
    while let next = readSegment(from: position) { position = next }
    if end < file.bytes.count {
      report(.sizeLimit, end, end)
      unread.append(ByteRange(end, file.bytes.count))
    }
  }

  /// Reads from `position` to an error or the end; gives the place to go on from.
  private mutating func readSegment(from position: Int) -> Int? {
    let point = builder.checkpoint()
    var limit = end
    var ending = read(position..<limit)
    var badByte: YAMLFailure?
    if case .failed(let failure) = ending, failure.isReaderError {
      badByte = failure
      limit = max(position, file.bytes.lineStart(before: min(failure.offset, end)))
      builder.goBack(to: point)
      ending = read(position..<limit)
    }
    switch ending {
    case .complete:
      guard let badByte else {
        builder.finish(at: limit)
        return nil
      }
      return stop(badByte, at: limit)
    case .failed(let failure):
      if let badByte, failure.offset >= limit { return stop(badByte, at: limit) }
      if failure.offset >= end, end < file.bytes.count {
        giveUp()
        return nil
      }
      reportSyntaxError(failure, since: position)
      return resume(after: failure.offset, behind: position)
    case .tooDeep(let offset):
      report(.depthLimit, offset, offset + 1)
      return resume(after: offset, behind: position)
    case .tooMany(let offset):
      report(.nodeLimit, offset, offset)
      giveUp()
      return nil
    }
  }

  private mutating func read(_ range: Range<Int>) -> YAMLTreeBuilder.Ending {
    if readPlain() { return .complete }
    return EventReader.reading(file.bytes, range, map) { builder.read(&$0) } ?? .complete
  }

  /// Reads the whole text without libyaml; false, with nothing read, where that cannot be done.
  private mutating func readPlain() -> Bool {
    guard mayBePlain else { return false }
    mayBePlain = false
    let point = builder.checkpoint()
    let isRead = file.bytes.withUnsafeBufferPointer { text in
      var reader = PlainReader(text, from: start)
      do throws(PlainReader.NotPlain) {
        try reader.read(into: &builder)
        return !builder.isFull
      } catch {
        return false
      }
    }
    if !isRead { builder.goBack(to: point) }
    return isRead
  }

  /// Reports the bad byte behind a segment that was read up to the line before it.
  private mutating func stop(_ failure: YAMLFailure, at limit: Int) -> Int? {
    let offset = min(failure.offset, file.bytes.count)
    let isCharacter = failure.message == "control characters are not allowed"
    let kind: SyntaxProblem.Kind = isCharacter ? .controlCharacter(failure.value) : .invalidUTF8
    report(kind, offset, file.bytes.characterEnd(after: offset))
    // A NUL means that the file is not text at all.
    if isCharacter, failure.value == 0 {
      giveUp()
      return nil
    }
    return resume(after: offset, behind: limit)
  }

  /// Closes the tree and looks for the next `---` line from the line of `offset` on.
  private mutating func resume(after offset: Int, behind position: Int) -> Int? {
    errors += 1
    guard errors < limits.errors else {
      report(.errorLimit, offset, offset)
      giveUp()
      return nil
    }
    let quiet = file.bytes.quietEnd(from: builder.consumed, to: end)
    let tail = max(builder.consumed, min(quiet, offset))
    let next = file.bytes.documentMark(from: max(offset, position + 1), to: end)
    unread.append(ByteRange(tail, next ?? end))
    builder.finish(at: next ?? end)
    return next
  }

  private mutating func giveUp() {
    unread.append(ByteRange(file.bytes.quietEnd(from: builder.consumed, to: end), end))
    builder.finish(at: end)
  }

  // MARK: Problems

  private mutating func report(_ kind: SyntaxProblem.Kind, _ low: Int, _ high: Int) {
    builder.problems.append(SyntaxProblem(kind, at: SourceSpan(file.id, low, high)))
  }

  private mutating func reportSyntaxError(_ failure: YAMLFailure, since position: Int) {
    let cause = FailureCause(
      failure, in: file, since: position, nodes: builder.nodes, openBracket: builder.openBracket)
    if let template = cause.template {
      builder.noteTemplate(at: template)
    } else {
      builder.problems.append(cause.problem)
    }
  }

  // MARK: The result

  mutating func tree() -> SyntaxTree {
    if let template = builder.templates.min() { report(.templateSyntax, template, template + 2) }
    var tree = SyntaxTree(
      file: file, documents: builder.documents, problems: builder.problems, nodes: builder.nodes,
      side: builder.side, properties: builder.properties, unread: unread)
    if hasTab, let span = tree.tabsBetweenTokens().first {
      builder.problems.append(SyntaxProblem(.tabAfterToken, at: span))
    }
    builder.problems.sort { $0.span.bytes.lowerBound < $1.span.bytes.lowerBound }
    tree = SyntaxTree(
      file: file, documents: builder.documents, problems: builder.problems, nodes: builder.nodes,
      side: builder.side, properties: builder.properties, unread: unread)
    return tree
  }
}
