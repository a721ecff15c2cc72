package import ConfigSyntax
package import Linting
package import SourceText

/// What the `# trainlint:` comments of a file declare.
package struct Directives: Sendable {
  /// Declared facts.
  package var facts = Facts()
  /// The dialect that a comment names.
  package var dialect: Located<String>?
  /// The ignore comments and the lines they cover, in order.
  package var ignores: [IgnoreComment] = []
  /// What the rules about directives need to know.
  package var report = DirectiveReport()

  /// Makes the directives of a file that has none.
  package init() {}
}

/// An ignore comment and its reach.
package struct IgnoreComment: Sendable {
  /// The lines (from 0) whose findings it covers; nil for the whole file.
  package let line: Int?
  /// The index of the comment in `DirectiveReport.ignores`.
  package let number: Int
}

/// Reads the directives among `comments`, whose texts are what follows the `#`.
package func readDirectives(_ comments: [Comment], lines: LineTable) -> Directives {
  var reader = DirectiveReader(lines: lines)
  for comment in comments { reader.read(comment) }
  return reader.directives
}

private struct DirectiveReader {
  let lines: LineTable
  var directives = Directives()

  mutating func read(_ comment: Comment) {
    var words = Words(comment)
    guard words.take("trainlint:") else { return }
    words.mark()
    if words.takeWord("ignore-next-line") {
      addIgnore(&words, .nextLine, comment)
    } else if words.takeWord("ignore-file") {
      addIgnore(&words, .file, comment)
    } else if words.takeWord("ignore") {
      addIgnore(&words, .line, comment)
    } else if words.takeWord("fact") {
      addFacts(&words)
    } else if words.take("dialect=") {
      let name = words.next()
      directives.dialect = directives.dialect ?? name
    } else {
      let rest = words.next() ?? Located("", at: comment.span)
      directives.report.unknownDirectives.append(rest)
    }
  }

  private mutating func addIgnore(
    _ words: inout Words, _ reach: DirectiveReport.Ignore.Reach, _ comment: Comment
  ) {
    let own = lines.line(of: comment.span.bytes.lowerBound)
    let line: Int? =
      switch reach {
      case .line: own
      case .nextLine: own + 1
      case .file: nil
      }
    guard let rules = words.bracketed() else {
      // Half a list of rules must not hide all of them.
      directives.report.unknownDirectives.append(words.marked)
      return
    }
    let number = directives.report.ignores.count
    directives.ignores.append(IgnoreComment(line: line, number: number))
    directives.report.ignores.append(
      DirectiveReport.Ignore(
        rules: rules, span: words.whole, reason: words.rest(), reach: reach,
        isWholeLine: comment.isWholeLine))
  }

  private mutating func addFacts(_ words: inout Words) {
    while let word = words.next() {
      let start = word.span.bytes.lowerBound
      guard let equals = word.value.firstIndex(of: "=") else {
        let isKnown = Facts.names.contains(word.value)
        directives.report.unknownFacts.append(
          DirectiveReport.UnknownFact(
            name: word, suggestion: isKnown ? nil : nearest(word.value, among: Facts.names),
            lacksValue: isKnown))
        continue
      }
      let name = String(word.value[..<equals])
      let value = String(word.value[word.value.index(after: equals)...])
      let nameSpan = SourceSpan(word.span.file, start, start + name.utf8.count)
      let valueSpan = SourceSpan(
        word.span.file, start + name.utf8.count + 1, word.span.bytes.upperBound)
      do {
        try directives.facts.declare(name, value, at: valueSpan)
      } catch {
        var badValue: Located<String>?
        var suggestion: String?
        switch error {
        case .badValue: badValue = Located(value, at: valueSpan)
        case .unknownName(let near): suggestion = near
        }
        directives.report.unknownFacts.append(
          DirectiveReport.UnknownFact(
            name: Located(name, at: nameSpan), badValue: badValue, suggestion: suggestion))
      }
    }
  }
}

/// The words of a comment, each with its place.
private struct Words {
  let whole: SourceSpan
  private let bytes: [UInt8]
  private let start: Int
  private var position = 0
  private var first = 0

  init(_ comment: Comment) {
    bytes = Array(comment.text.utf8)
    // The text is what follows the hash, so it ends where the comment ends.
    start = comment.span.bytes.upperBound - bytes.count
    var first = 0
    while first < bytes.count, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
    whole = SourceSpan(comment.span.file, start + first, comment.span.bytes.upperBound)
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position += 1
    }
  }

  mutating func take(_ word: String) -> Bool {
    skipBlanks()
    guard bytes[position...].starts(with: word.utf8) else { return false }
    position += word.utf8.count
    return true
  }

  /// Takes `word` where nothing but a blank, a bracket or the end follows it.
  mutating func takeWord(_ word: String) -> Bool {
    let start = position
    guard take(word) else { return false }
    guard position < bytes.count, ![0x20, 0x09, 0x5B].contains(bytes[position]) else { return true }
    position = start
    return false
  }

  mutating func next() -> Located<String>? {
    skipBlanks()
    let first = position
    while position < bytes.count, bytes[position] != 0x20, bytes[position] != 0x09 { position += 1 }
    return first == position ? nil : located(first, position)
  }

  /// The names in brackets; none where no bracket follows, nil where the list is not closed or
  /// empty.
  mutating func bracketed() -> [Located<String>]? {
    skipBlanks()
    guard position < bytes.count, bytes[position] == 0x5B else { return [] }
    position += 1
    var names: [Located<String>] = []
    var first = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x5D || byte == 0x2C {
        if let name = trimmed(first, position) { names.append(name) }
        first = position + 1
      }
      position += 1
      if byte == 0x5D { return names.isEmpty ? nil : names }
    }
    return nil
  }

  /// Remembers that the directive begins here.
  mutating func mark() {
    skipBlanks()
    first = position
  }

  /// The whole directive from its first word.
  var marked: Located<String> {
    var end = bytes.count
    while end > first, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return located(first, end)
  }

  mutating func rest() -> String {
    skipBlanks()
    return String(decoding: bytes[min(position, bytes.count)...], as: UTF8.self)
  }

  private func trimmed(_ low: Int, _ high: Int) -> Located<String>? {
    var (low, high) = (low, high)
    while low < high, bytes[low] == 0x20 { low += 1 }
    while high > low, bytes[high - 1] == 0x20 { high -= 1 }
    return low == high ? nil : located(low, high)
  }

  private func located(_ low: Int, _ high: Int) -> Located<String> {
    Located(
      String(decoding: bytes[low..<high], as: UTF8.self),
      at: SourceSpan(whole.file, start + low, start + high))
  }
}
