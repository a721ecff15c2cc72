package import SourceText

extension SyntaxTree {
  /// The scalar's content, each byte with its place in the file; nil for other nodes.
  ///
  /// Folding, escapes and indentation are followed back by setting the content beside the source;
  /// where that fails, the rest of the content has the place of the scalar.
  package func mappedText(of id: NodeID) -> MappedText? {
    let node = nodes[id.index]
    guard node.kind == .scalar else { return nil }
    guard node.traits.contains(.decoded) else {
      return MappedText(
        file, ByteRange(Int(node.link), Int(node.link) + Int(node.count)))
    }
    let content = side[Int(node.link)..<Int(node.link) + Int(node.count)]
    return node.style == .literal ? placeLiteral(node, content) : placeFlow(node, content)
  }

  /// Sets each line of a literal scalar beside its source: what is missing there is indentation.
  private func placeLiteral(_ node: SyntaxNode, _ content: ArraySlice<UInt8>) -> MappedText {
    let source = file.bytes
    let end = min(Int(node.end), source.count)
    var text = MappedText()
    var start = lineEnd(Int(node.start), end) + 1
    for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      let stop = lineEnd(start, end)
      let last = stop > start && source[stop - 1] == 0x0D ? stop - 1 : stop
      let first = max(min(start, end), last - line.count)
      for (index, byte) in line.enumerated() {
        text.append(byte, from: min(first + index, max(0, end - 1)))
      }
      if text.count < content.count { text.append(0x0A, from: min(stop, max(0, end - 1))) }
      start = stop + 1
    }
    return text
  }

  /// The next line break from `place` on, or `end`.
  private func lineEnd(_ place: Int, _ end: Int) -> Int {
    guard place < end else { return end }
    return file.bytes[place..<end].firstIndex(of: 0x0A) ?? end
  }

  /// Sets the content of any other scalar beside its source, byte by byte.
  private func placeFlow(_ node: SyntaxNode, _ content: ArraySlice<UInt8>) -> MappedText {
    let source = file.bytes
    let end = min(Int(node.end), source.count)
    var place =
      node.style == .folded ? min(end, lineEnd(Int(node.start), end) + 1) : Int(node.start)
    var text = MappedText()
    for byte in content {
      var seen = place
      while seen < end, source[seen] != byte, isSkipped(source[seen], in: node.style) { seen += 1 }
      guard seen < end, source[seen] == byte else {
        // An escape: the content and the source have nothing in common here.
        let isEscape = place < end && source[place] == 0x5C
        text.append(byte, from: min(place, max(0, end - 1)))
        if isEscape { place = min(end, place + 2) }
        continue
      }
      text.append(byte, from: seen)
      place = seen + 1
    }
    return text
  }

  private func isSkipped(_ byte: UInt8, in style: ScalarStyle) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: true
    case 0x22, 0x5C: style == .doubleQuoted
    case 0x27: style == .singleQuoted
    default: false
    }
  }
}
