package import SourceText

/// One comment.
package struct Comment: Hashable, Sendable {
  /// Where it stands, from its `#` to the end of its line.
  package let span: SourceSpan
  /// What follows the `#`.
  package let text: String
  /// Whether nothing but blanks stands before it on its line.
  package let isWholeLine: Bool
}

extension SyntaxTree {
  /// The comments, by place, found anew: keep the answer when you need it more than once.
  ///
  /// Text behind a syntax error, up to the next document, is not searched.
  package func comments() -> [Comment] {
    guard file.bytes.contains(0x23) else { return [] }
    var result: [Comment] = []
    forEachGap { gap in
      var i = gap.lowerBound
      while i < gap.upperBound {
        guard file.bytes[i] == 0x23 else {
          i += 1
          continue
        }
        let end = file.bytes.commentEnd(from: i, to: gap.upperBound)
        result.append(comment(at: ByteRange(i, end)))
        i = end
      }
    }
    return result
  }

  private func comment(at range: ByteRange) -> Comment {
    Comment(
      span: SourceSpan(file.id, range),
      text: file.text(in: ByteRange(range.lowerBound + 1, range.upperBound)),
      isWholeLine: startsLine(range.lowerBound))
  }

  /// Whether only blanks stand between `offset` and the line break or start of text before it.
  private func startsLine(_ offset: Int) -> Bool {
    let bytes = file.bytes
    var i = offset
    while i > 0, bytes[i - 1] == 0x20 || bytes[i - 1] == 0x09 { i -= 1 }
    if i == 0 || bytes[i - 1] == 0x0A || bytes[i - 1] == 0x0D { return true }
    if i == 3, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return true }
    if i >= 2, bytes[i - 2] == 0xC2 { return bytes[i - 1] == 0x85 }
    return i >= 3 && bytes[i - 3] == 0xE2 && bytes[i - 2] == 0x80 && bytes[i - 1] & 0xFE == 0xA8
  }

  /// The tabs that PyYAML's own scanner refuses: outside comments, quotes and block scalars.
  package func tabsBetweenTokens() -> [SourceSpan] {
    var offsets: [Int] = []
    forEachGap { gap in
      var i = gap.lowerBound
      while i < gap.upperBound {
        if file.bytes[i] == 0x09 { offsets.append(i) }
        i = file.bytes[i] == 0x23 ? file.bytes.commentEnd(from: i, to: gap.upperBound) : i + 1
      }
    }
    for node in nodes where node.kind == .scalar && node.style == .plain {
      for i in Int(node.start)..<Int(node.end) where file.bytes[i] == 0x09 { offsets.append(i) }
    }
    return offsets.sorted().map { SourceSpan(file.id, $0, $0 + 1) }
  }

  /// Visits the bytes between scalars and aliases, in order: blanks, indicators, comments,
  /// directives, anchors and tags.
  private func forEachGap(_ visit: (ByteRange) -> Void) {
    var position = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var skipped = unread.makeIterator()
    var skip = skipped.next()
    func advance(to start: Int) {
      while let range = skip, range.lowerBound < start {
        if range.lowerBound > position { visit(ByteRange(position, range.lowerBound)) }
        position = max(position, range.upperBound)
        skip = skipped.next()
      }
      if start > position { visit(ByteRange(position, start)) }
      position = max(position, start)
    }
    for node in nodes where node.kind == .scalar || node.kind == .alias {
      guard node.start < node.end else { continue }
      advance(to: Int(node.start))
      if node.style.isBlock {
        let header = min(file.bytes.lineEnd(after: position), Int(node.end))
        visit(ByteRange(position + 1, header))
      }
      position = Int(node.end)
    }
    advance(to: file.bytes.count)
  }
}
