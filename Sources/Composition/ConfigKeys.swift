package import ConfigSyntax

extension ConfigValue {
  /// Calls `body` for each key that is written in this mapping; merge keys are left out.
  package func forEachKey(
    _ body: (WrittenEntry, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard isMapping else { return }
    configuration.tree.forEachKey(of: node, body)
  }

  /// The value of an entry of this mapping.
  package func value(of entry: WrittenEntry) -> ConfigValue {
    ConfigValue(configuration, entry.value, key: entry.key, hops: hops, in: ownHolder)
  }

  /// The text of the key that the value stands at; empty without one.
  package var keyText: String { keyNode.map { configuration.tree.text(of: $0) } ?? "" }
}
