/// What a value is at a glance, before anything is made of its text.
package struct ValueShape: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A scalar.
  package static let scalar = ValueShape(rawValue: 1)
  /// A mapping.
  package static let mapping = ValueShape(rawValue: 2)
  /// A sequence.
  package static let sequence = ValueShape(rawValue: 4)
  /// An alias, whatever it stands for.
  package static let alias = ValueShape(rawValue: 8)
  /// A plain scalar of nothing but digits, of which none leads as a zero: a whole number to all.
  package static let digits = ValueShape(rawValue: 16)
  /// A plain `true` or `false`, small or with a capital: a switch to all.
  package static let flag = ValueShape(rawValue: 32)
}

/// A key of a mapping, before anything is made of its text.
package struct WrittenEntry {
  /// The key.
  package let key: NodeID
  /// Its value.
  package let value: NodeID
  /// What the value is; an alias is one of its own.
  package let shape: ValueShape
  /// The hash of the key's text.
  package let hash: UInt32
}

extension SyntaxTree {
  /// Calls `body` for each scalar key of a mapping with its text; merge keys are left out.
  package func forEachKey(
    of mapping: NodeID, _ body: (WrittenEntry, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard nodes[mapping.index].kind == .mapping else { return }
    let end = Int(nodes[mapping.index].link)
    withTexts { texts in
      nodes.withUnsafeBufferPointer { nodes in
        var position = mapping.index + 1
        while position < end {
          let key = position
          let value = nodes[key].next(after: key)
          guard value < end else { return }
          position = nodes[value].next(after: value)
          guard nodes[key].kind == .scalar else { continue }
          let text = texts[nodes[key]]
          if text.count == 2, text[0] == 0x3C, text[1] == 0x3C { continue }
          body(
            WrittenEntry(
              key: NodeID(key), value: NodeID(value), shape: shape(of: nodes[value], texts),
              hash: keyHash(text)), text)
        }
      }
    }
  }

  private func shape(of node: SyntaxNode, _ texts: Texts) -> ValueShape {
    switch node.kind {
    case .mapping: return .mapping
    case .sequence: return .sequence
    case .alias: return .alias
    case .scalar:
      guard node.style == .plain, !node.traits.contains(.tagged), node.count > 0 else {
        return .scalar
      }
      let text = texts[node]
      if text[0] &- 0x31 < 9 { return isDigits(text) ? [.scalar, .digits] : .scalar }
      return isFlag(text) ? [.scalar, .flag] : .scalar
    }
  }
}

/// Whether nothing but digits stands there, few enough to be counted with.
private func isDigits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  guard text.count < 16 else { return false }
  for byte in text where byte &- 0x30 >= 10 { return false }
  return true
}

private func isFlag(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  let start = text[0] | 0x20
  if text.count == 4, start == 0x74 {
    return text[1] == 0x72 && text[2] == 0x75 && text[3] == 0x65
  }
  if text.count == 5, start == 0x66 {
    return text[1] == 0x61 && text[2] == 0x6C && text[3] == 0x73 && text[4] == 0x65
  }
  return false
}
