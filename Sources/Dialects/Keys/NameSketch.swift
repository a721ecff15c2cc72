/// A name boiled down to one word, so that names far from each other are told apart at a glance.
///
/// Case and separators do not count. The sketch holds which letters and digits there are and how
/// many characters: a slip of the pen adds, drops or replaces one.
struct NameSketch: Sendable {
  private let bits: UInt64

  private static let characters: UInt64 = (1 << 37) - 1
  private static let digits: UInt64 = ((1 << 10) - 1) << 26

  init(_ name: UnsafeBufferPointer<UInt8>) {
    var bits: UInt64 = 0
    var count: UInt64 = 0
    for byte in name {
      let letter = (byte | 0x20) &- 0x61
      if letter < 26 {
        bits |= 1 &<< UInt64(letter)
      } else if byte &- 0x30 < 10 {
        bits |= 1 &<< UInt64(byte - 0x30 + 26)
      } else if byte == 0x2D || byte == 0x5F || byte == 0x20 {
        continue
      } else {
        bits |= 1 << 36
      }
      count += 1
    }
    self.bits = bits | min(count, 255) << 48
  }

  init(_ name: String) {
    var name = name
    self = name.withUTF8 { NameSketch($0) }
  }

  /// How many characters count.
  var count: Int { Int(bits >> 48) }

  /// How many slips a name of this length may have.
  var allowance: Int {
    switch count {
    case ..<4: 0
    case ..<9: 1
    case ..<16: 2
    default: 3
    }
  }

  /// Whether one of `others`, which are as long as its slips allow, may be this name with its slips
  /// mended: `mayMean` for many.
  func mayMean(oneOfLikelyLong others: [NameSketch]) -> Bool {
    let limit = 2 * allowance
    for other in others {
      let difference = (bits ^ other.bits) & Self.characters
      if difference & Self.digits == 0, Self.hasAtMost(limit, bitsIn: difference) { return true }
    }
    return false
  }

  /// Whether so few bits are set: mostly there are many more, and to count them all takes longer
  /// than to clear these.
  @inline(__always)
  private static func hasAtMost(_ limit: Int, bitsIn word: UInt64) -> Bool {
    var left = word
    for _ in 0..<limit {
      if left == 0 { return true }
      left &= left &- 1
    }
    return left == 0
  }

  /// Whether `other` may be this name with its slips mended.
  func mayMean(_ other: NameSketch) -> Bool {
    let difference = (bits ^ other.bits) & Self.characters
    // Numbers tell keys apart: `adam_beta1`, `adam_beta3`.
    return abs(count - other.count) <= allowance && difference & Self.digits == 0
      && difference.nonzeroBitCount <= 2 * allowance
  }
}
