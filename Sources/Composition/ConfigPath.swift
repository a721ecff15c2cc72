import ConfigSyntax

/// A dotted path of keys, taken apart once: `train.max_tokens`.
package struct ConfigPath: Sendable {
  /// One key and its hash.
  struct Part: Sendable {
    let key: String
    let hash: UInt32

    init(_ key: String) {
      var key = key
      self.key = key
      hash = key.withUTF8 { keyHash($0) }
    }
  }

  /// The path as it is written.
  package let text: String
  let parts: [Part]

  /// The hash of the first key.
  package var firstHash: UInt32 { parts.first?.hash ?? 0 }

  /// Takes `path` apart at its dots.
  package init(_ path: String) {
    text = path
    parts =
      path.utf8.contains(0x2E)
      ? path.utf8.split(separator: 0x2E).map { Part(String(Substring($0))) } : [Part(path)]
  }
}
