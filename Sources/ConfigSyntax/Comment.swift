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
    let line = file.bytes.lineStart(before: range.lowerBound)
    let first = line == 0 && file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : line
    return Comment(
      span: SourceSpan(file.id, range),
      text: file.text(in: ByteRange(range.lowerBound + 1, range.upperBound)),
      isWholeLine: file.bytes[first..<range.lowerBound].allSatisfy(isBlankOrBreak))
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

extension [UInt8] {
  /// The end of a comment: any break that libyaml knows ends it, U+0085, U+2028 and U+2029 too.
  func commentEnd(from start: Int, to limit: Int) -> Int {
    var i = start
    while i < limit {
      switch self[i] {
      case 0x0A, 0x0D: return i
      case 0xC2 where i + 1 < limit && self[i + 1] == 0x85: return i
      case 0xE2 where i + 2 < limit && self[i + 1] == 0x80 && self[i + 2] & 0xFE == 0xA8: return i
      default: i += 1
      }
    }
    return limit
  }
}
