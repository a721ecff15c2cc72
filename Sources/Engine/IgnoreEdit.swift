import ConfigSyntax
package import SourceText

/// Writes an ignore comment for the line of a finding.
package struct IgnoreEdit {
  private let file: SourceFile
  private let lines: LineTable
  private let tree: SyntaxTree

  /// What is written behind the brackets.
  private let reason: String

  /// How far an ignore comment reaches.
  package enum Reach: CaseIterable, Sendable {
    /// The line of the finding, by a comment on it or, where none can stand there, above it.
    case line
    /// The same line, by a comment above it.
    case nextLine
    /// The whole file.
    case file
  }

  /// Prepares to write into `file`, with a `reason` behind the names of rules.
  package init(_ file: SourceFile, reason: String = "") {
    self.file = file
    self.reason = reason.isEmpty ? "" : " " + reason
    lines = file.lineTable()
    tree = parse(file)
  }

  /// The edit that has `rule` ignored on the line of `offset`; nil where no comment can stand, as
  /// in JSON or within a text of several lines.
  package func edit(ignoring rule: String, at offset: Int, reach: Reach = .line) -> Edit? {
    guard !isJSON else { return nil }
    let line = lines.line(of: offset)
    let extendedAbove = extended(rule, "ignore-next-line[", on: line - 1)
    let edits: [Edit?] =
      switch reach {
      case .line:
        [
          extended(rule, "ignore[", on: line), extendedAbove, atEnd(of: line, rule),
          above(line, rule),
        ]
      case .nextLine: [extendedAbove, above(line, rule)]
      case .file: [above(0, rule, "ignore-file")]
      }
    return edits.lazy.compactMap { $0 }.first { isComment($0, naming: rule) }
  }

  private var isJSON: Bool {
    let first = file.bytes.first { $0 > 0x20 && $0 < 0x80 }
    return file.hasExtension(".json") || first == 0x7B || first == 0x5B
  }

  // MARK: The three places

  /// One more name in the brackets that the line has already.
  private func extended(_ rule: String, _ opening: String, on line: Int) -> Edit? {
    guard let comment = comment(on: line) else { return nil }
    let text = comment.text.drop { $0 == " " }
    guard text.hasPrefix("trainlint: " + opening), let close = text.utf8.firstIndex(of: 0x5D)
    else { return nil }
    let behind = text.utf8.distance(from: close, to: text.utf8.endIndex)
    return insertion(of: ", " + rule, at: comment.span.bytes.upperBound - behind)
  }

  private func atEnd(of line: Int, _ rule: String) -> Edit? {
    guard comment(on: line) == nil else { return nil }
    let range = lines.range(ofLine: line)
    let isSpaced = !range.isEmpty && file.bytes[range.upperBound - 1] == 0x20
    return insertion(
      of: (isSpaced ? " " : "  ") + "# trainlint: ignore[\(rule)]" + reason, at: range.upperBound)
  }

  private func above(_ line: Int, _ rule: String, _ word: String = "ignore-next-line") -> Edit? {
    let range = lines.range(ofLine: line)
    let start = range.lowerBound == 0 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let first = max(range.lowerBound, start)
    let indent = file.bytes[first..<range.upperBound].prefix { $0 == 0x20 }.count
    return insertion(
      of: String(repeating: " ", count: indent) + "# trainlint: \(word)[\(rule)]" + reason
        + lineBreak(after: line),
      at: first)
  }

  /// What ends `line`, or what would.
  private func lineBreak(after line: Int) -> String {
    let range = lines.range(ofLine: line)
    let end = lines.range(ofLine: line, includingBreak: true)
    let text = file.text(in: ByteRange(range.upperBound, end.upperBound))
    return text.isEmpty ? "\n" : text
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
