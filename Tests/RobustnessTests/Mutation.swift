/// Small changes of text, of the kind that typing, merging and broken transfers make.
enum Mutation {
  /// Bytes that mean something to a reader of YAML or JSON, or that are no text at all.
  private static let telling =
    Array(":-[]{},&*!|>'\"%@`#?<= \t\r\n0123456789.eE+_kKMBT$~".utf8) + [
      0x00, 0x1B, 0x7F, 0x80, 0xC3, 0xE2, 0xF0, 0xFF,
    ]

  private static let words = [
    "<<: *a\n", "&a ", "*a", "!!int ", "---\n", "...\n", "${a}", "? ", "1e400", "-1", "null", "~",
    "{{ x }}", "# trainlint: ignore[", "# trainlint: fact tokens=-1\n", "\r\n", "\u{2028}", "🙂",
    "9223372036854775807", "0", ".inf", "0x", "0o8", "1_000", "true",
  ]

  /// Changes `bytes` at one random place.
  static func apply(to bytes: inout [UInt8], using random: inout SeededGenerator) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes.insert(telling[Int.random(in: telling.indices, using: &random)], at: place)
    case 2: bytes.removeSubrange(place..<end)
    case 3: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
    case 4:
      let word = words[Int.random(in: words.indices, using: &random)]
      bytes.replaceSubrange(place..<place, with: Array(word.utf8))
    case 5: bytes.removeSubrange(place...)
    default: replaceNumber(in: &bytes, from: place, using: &random)
    }
  }

  /// Replaces the first number from `place` on: where the arithmetic of a run goes astray.
  private static func replaceNumber(
    in bytes: inout [UInt8], from place: Int, using random: inout SeededGenerator
  ) {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let start = bytes[place...].firstIndex(where: digits.contains) else { return }
    let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.count
    let numbers = ["0", "-1", "1", "1e308", "99999999999999999999", "0.5", "1e-320", "7"]
    let number = numbers[Int.random(in: numbers.indices, using: &random)]
    bytes.replaceSubrange(start..<end, with: Array(number.utf8))
  }
}

/// The same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
