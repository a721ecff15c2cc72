package import ConfigSyntax

extension ConfigValue {
  /// A key of a mapping, before anything is made of its text.
  package struct WrittenEntry {
    /// The key.
    package let key: NodeID
    /// Its value.
    package let value: NodeID
    /// What the value is; an alias is one of its own.
    package let kind: NodeKind
    /// The hash of the key's text.
    package let hash: UInt32
  }

  /// Calls `body` for each key that is written in this mapping; merge keys are left out.
  package func forEachKey(
    _ body: (WrittenEntry, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard isMapping else { return }
    let tree = configuration.tree
    for entry in tree.entries(of: node) where tree.isScalar(entry.key) {
      tree.withText(of: entry.key) { text in
        if text.count == 2, text[0] == 0x3C, text[1] == 0x3C { return }
        body(
          WrittenEntry(
            key: entry.key, value: entry.value, kind: tree.kind(of: entry.value),
            hash: keyHash(text)), text)
      }
    }
  }

  /// Whether the value of an entry of this mapping is a plain row of digits.
  package func isDigits(_ entry: WrittenEntry) -> Bool { configuration.tree.isDigits(entry.value) }

  /// The value of an entry of this mapping.
  package func value(of entry: WrittenEntry) -> ConfigValue {
    ConfigValue(configuration, entry.value, key: entry.key, hops: hops, in: ownHolder)
  }

  /// The text of the key that the value stands at; empty without one.
  package var keyText: String { keyNode.map { configuration.tree.text(of: $0) } ?? "" }
}

extension SyntaxTree {
  /// Whether the node is a plain scalar of nothing but digits, of which none leads as a zero.
  fileprivate func isDigits(_ node: NodeID) -> Bool {
    guard isPlain(node), tag(of: node) == nil else { return false }
    return withText(of: node) { text in
      guard let first = text.first, first != 0x30, text.count < 16 else { return false }
      return text.allSatisfy { $0 &- 0x30 < 10 }
    }
  }
}
