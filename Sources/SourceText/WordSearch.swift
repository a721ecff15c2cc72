/// Words that are looked for together, whatever the case of the ASCII letters in the text.
///
/// `String.contains` compares characters, at some hundred nanoseconds for each of the text and for
/// each word; this passes over the bytes once.
package struct WordSearch: Sendable {
  private let words: [[UInt8]]
  /// A bit for each pair of bytes that some word begins with.
  private let beginnings: [UInt64]

  /// Takes words in lower case, each of two bytes or more.
  package init(_ words: [String]) {
    self.words = words.map { Array($0.utf8) }
    var beginnings = [UInt64](repeating: 0, count: 1 << 10)
    for word in self.words {
      precondition(word.count > 1, "a word of one byte begins with no pair")
      let pair = Int(word[0]) << 8 | Int(word[1])
      beginnings[pair >> 6] |= 1 << (pair & 63)
    }
    self.beginnings = beginnings
  }

  /// Whether any of the words stands anywhere in `text`, within a longer word too.
  package func occurs(in text: String) -> Bool {
    var text = text
    return text.withUTF8(occurs)
  }

  /// Whether any of the words stands anywhere in `bytes`.
  package func occurs(in bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer(occurs)
  }

  private func occurs(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var pair = 0
    for (index, byte) in bytes.enumerated() {
      pair = (pair << 8 | Int(Self.lower(byte))) & 0xFFFF
      guard beginnings[pair >> 6] >> (pair & 63) & 1 != 0, index > 0 else { continue }
      let rest = bytes[(index - 1)...].lazy.map(Self.lower)
      if words.contains(where: rest.starts) { return true }
    }
    return false
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
  }
}
