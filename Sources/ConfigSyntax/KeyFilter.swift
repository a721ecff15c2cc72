/// Keys as bits, so that most questions for a key that is not there cost no search.
package struct KeyFilter: Sendable {
  private var words: [UInt64]

  /// Makes a filter that lets every key pass, or none.
  package init(passingAll: Bool) { words = [UInt64](repeating: passingAll ? .max : 0, count: 16) }

  /// Lets the key with this hash pass.
  mutating func insert(_ hash: UInt32) {
    words[Self.word(hash)] |= Self.bit(hash)
    words[Self.word(hash >> 16)] |= Self.bit(hash >> 16)
  }

  /// False where the key with this hash is certainly not there.
  package func mayHold(_ hash: UInt32) -> Bool {
    words[Self.word(hash)] & Self.bit(hash) != 0
      && words[Self.word(hash >> 16)] & Self.bit(hash >> 16) != 0
  }

  private static func word(_ hash: UInt32) -> Int { Int(hash >> 6 & 15) }
  private static func bit(_ hash: UInt32) -> UInt64 { 1 << UInt64(hash & 63) }
}
