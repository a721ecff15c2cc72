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

/// FNV-1a over the bytes of a key.
func keyHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  return hash
}

/// FNV-1a over the bytes of a key.
func keyHash(_ key: String) -> UInt32 {
  var key = key
  return key.withUTF8 { keyHash($0) }
}
