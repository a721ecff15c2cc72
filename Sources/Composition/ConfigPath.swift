import ConfigSyntax

/// A dotted path of keys, taken apart once: `train.max_tokens`.
package struct ConfigPath: Sendable {
  /// One key and its hash.
  struct Part: Sendable {
    let key: String
    let hash: UInt32

    init(_ key: String) {
      self.key = key
      hash = keyHash(key)
    }
  }

  let parts: [Part]

  /// Takes `path` apart at its dots.
  package init(_ path: String) {
    parts = path.split(separator: ".").map { Part(String($0)) }
  }
}

/// The hash of a key.
private func keyHash(_ key: String) -> UInt32 {
  var key = key
  return key.withUTF8 { keyHash($0) }
}
