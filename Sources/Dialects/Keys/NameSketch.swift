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
      guard let bit = Self.bit(of: byte) else { continue }
      bits |= 1 << bit
      count += 1
    }
    self.bits = bits | min(count, 255) << 48
  }

  init(_ name: String) {
    var name = name
    self = name.withUTF8 { NameSketch($0) }
  }

  private static func bit(of byte: UInt8) -> UInt64? {
    switch byte {
    case 0x61...0x7A: UInt64(byte - 0x61)
    case 0x41...0x5A: UInt64(byte - 0x41)
    case 0x30...0x39: UInt64(byte - 0x30 + 26)
    case 0x2D, 0x5F, 0x20: nil
    default: 36
    }
  }

  /// How many characters count.
  var count: Int { Int(bits >> 48) }

  /// How many slips a name of this length may have.
  var allowance: Int {
    switch count {
    case ..<4: 0
    case ..<9: 1
    default: 2
    }
  }

  /// Whether `other` may be this name with its slips mended.
  func mayMean(_ other: NameSketch) -> Bool {
    let difference = (bits ^ other.bits) & Self.characters
    // Numbers tell keys apart: `adam_beta1`, `adam_beta3`.
    return abs(count - other.count) <= allowance && difference & Self.digits == 0
      && difference.nonzeroBitCount <= 2 * allowance
  }
}
