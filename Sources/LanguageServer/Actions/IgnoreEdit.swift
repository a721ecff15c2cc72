import ConfigSyntax
import SourceText

/// Writes an ignore comment for the line of a finding.
struct IgnoreEdit {
  private let file: SourceFile
  private let lines: LineTable
  private let tree: SyntaxTree

  private let isJSON: Bool

  /// How far an ignore comment reaches.
  enum Reach: CaseIterable {
    /// The line of the finding, by a comment on it or, where none can stand there, above it.
    case line
    /// The same line, by a comment above it.
    case nextLine
    /// The whole file.
    case file
  }

  /// Prepares to write into the text of `document`.
  init(_ document: Document) {
    isJSON = document.isJSON
    file = document.file
    lines = document.lines
    tree = parse(file)
  }

  /// The edit that has `rule` ignored on the line of `offset`; nil where no comment can stand, as
  /// in JSON or within a text of several lines.
  func edit(ignoring rule: String, at offset: Int, reach: Reach = .line) -> Edit? {
    guard !isJSON else { return nil }
    let line = lines.line(of: offset)
    let edits: [Edit?] =
      switch reach {
      case .line: [extended(rule, on: line), atEnd(of: line, rule), above(line, rule)]
      case .nextLine: [above(line, rule)]
      case .file: [above(0, rule, "ignore-file")]
      }
    return edits.lazy.compactMap { $0 }.first { isComment($0, naming: rule) }
  }

  // MARK: The three places

  /// One more name in the brackets that the line has already.
  private func extended(_ rule: String, on line: Int) -> Edit? {
    guard let comment = comment(on: line) else { return nil }
    let text = comment.text.drop { $0 == " " }
    guard text.hasPrefix("trainlint: ignore["), let close = text.utf8.firstIndex(of: 0x5D)
    else { return nil }
    let behind = text.utf8.distance(from: close, to: text.utf8.endIndex)
    return insertion(of: ", " + rule, at: comment.span.bytes.upperBound - behind)
  }

  private func atEnd(of line: Int, _ rule: String) -> Edit? {
    guard comment(on: line) == nil else { return nil }
    let range = lines.range(ofLine: line)
    let isSpaced = !range.isEmpty && file.bytes[range.upperBound - 1] == 0x20
    return insertion(
      of: (isSpaced ? " " : "  ") + "# trainlint: ignore[\(rule)]", at: range.upperBound)
  }

  private func above(_ line: Int, _ rule: String, _ word: String = "ignore-next-line") -> Edit? {
    let range = lines.range(ofLine: line)
    let start = range.lowerBound == 0 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = max(range.lowerBound, start)
    let indent = file.bytes[first..<range.upperBound].prefix { $0 == 0x20 }.count
    let end = lines.range(ofLine: line, includingBreak: true)
    let lineBreak = file.text(in: ByteRange(range.upperBound, end.upperBound))
    return insertion(
      of: String(repeating: " ", count: indent) + "# trainlint: \(word)[\(rule)]"
        + (lineBreak.isEmpty ? "\n" : lineBreak),
      at: first)
  }

  private func comment(on line: Int) -> Comment? {
    tree.comments().first { lines.line(of: $0.span.bytes.lowerBound) == line }
  }

  private func insertion(of text: String, at offset: Int) -> Edit {
    Edit(SourceSpan(file.id, offset, offset), text)
  }

  // MARK: Proof

  /// Whether the new text is read as a comment and everything else as before.
  private func isComment(_ edit: Edit, naming rule: String) -> Bool {
    let (bytes, _) = applying([edit], to: file.bytes)
    let changed = parse(SourceFile(id: file.id, name: file.name, bytes: bytes))
    let place = edit.span.bytes.lowerBound + edit.replacement.utf8.count - 1
    return changed.nodeCount == tree.nodeCount && changed.problems.count == tree.problems.count
      && changed.comments().contains {
        $0.text.contains(rule) && $0.span.bytes.lowerBound <= place
          && $0.span.bytes.upperBound >= edit.span.bytes.lowerBound
      }
  }
}
