/// How a decimal number is put together: `[sign] digits [. digits] [e [sign] digits]`.
///
/// Loaders differ only in which of these parts they demand, so that one scan serves them all.
struct NumberShape {
  private(set) var isNegative = false
  private(set) var hasSign = false
  /// Digits and underscores before the dot; the first is a digit.
  private(set) var integer = 0..<0
  private(set) var hasDot = false
  /// Digits and underscores behind the dot.
  private(set) var fraction = 0..<0
  private(set) var hasExponent = false
  private(set) var exponentIsSigned = false

  private var exponent = 0
  private let bytes: UnsafeBufferPointer<UInt8>

  /// Scans `bytes`; nil where anything else stands in them, or no digit at all.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    var i = 0
    if i < bytes.count, bytes[i] == 0x2B || bytes[i] == 0x2D {
      hasSign = true
      isNegative = bytes[i] == 0x2D
      i += 1
    }
    let start = i
    if i < bytes.count, bytes[i].isDigit { i = Self.digits(bytes, from: i) }
    integer = start..<i
    if i < bytes.count, bytes[i] == 0x2E {
      hasDot = true
      let first = i + 1
      i = Self.digits(bytes, from: first)
      fraction = first..<i
    }
    if integer.isEmpty, fraction.isEmpty { return nil }
    if i < bytes.count, bytes[i] | 0x20 == 0x65 {
      guard let end = readExponent(from: i + 1) else { return nil }
      i = end
    }
    if i != bytes.count { return nil }
  }

  private mutating func readExponent(from start: Int) -> Int? {
    var i = start
    hasExponent = true
    var isMinus = false
    if i < bytes.count, bytes[i] == 0x2B || bytes[i] == 0x2D {
      exponentIsSigned = true
      isMinus = bytes[i] == 0x2D
      i += 1
    }
    let first = i
    while i < bytes.count, bytes[i].isDigit {
      exponent = min(exponent * 10 + Int(bytes[i] - 0x30), 100_000)
      i += 1
    }
    if isMinus { exponent = -exponent }
    return i > first ? i : nil
  }

  /// Whether underscores stand only between digits before the dot.
  var integerIsNeat: Bool {
    let part = bytes[integer]
    guard part.last != 0x5F else { return false }
    return !zip(part, part.dropFirst()).contains { $0 == 0x5F && $1 == 0x5F }
  }

  /// Whether the fraction's first sign is a digit.
  var fractionStartsWithDigit: Bool { !fraction.isEmpty && bytes[fraction.lowerBound].isDigit }

  /// Whether any sign of the number is an underscore.
  var hasUnderscore: Bool { bytes.contains(0x5F) }

  /// The number; nil where its parts hold underscores only.
  var value: Double? { value(timesTenTo: 0) }

  /// The number times a power of ten, rounded once.
  func value(timesTenTo power: Int) -> Double? {
    var mantissa: UInt64 = 0
    var digits = 0
    var shift = 0
    var isExact = true
    var count = 0
    for (range, isFraction) in [(integer, false), (fraction, true)] {
      for byte in bytes[range] where byte != 0x5F {
        count += 1
        guard digits < 19 else {
          isExact = isExact && byte == 0x30
          if !isFraction { shift += 1 }
          continue
        }
        mantissa = mantissa * 10 + UInt64(byte - 0x30)
        if mantissa > 0 { digits += 1 }
        if isFraction { shift -= 1 }
      }
    }
    guard count > 0 else { return nil }
    let power = power + exponent
    let size =
      Self.scaled(mantissa, by: shift + power, isExact: isExact) ?? spelled(timesTenTo: power)
    return isNegative ? -size : size
  }

  /// The product with a power of ten where a double holds both factors exactly.
  private static func scaled(_ mantissa: UInt64, by power: Int, isExact: Bool) -> Double? {
    if mantissa == 0, isExact { return 0 }
    guard isExact, mantissa <= 1 << 53, abs(power) <= 22 else { return nil }
    var factor = 1.0
    for _ in 0..<abs(power) { factor *= 10 }
    return power < 0 ? Double(mantissa) / factor : Double(mantissa) * factor
  }

  /// The size by the standard library's own reading.
  private func spelled(timesTenTo power: Int) -> Double {
    var text = String(decoding: bytes[integer].filter { $0 != 0x5F }, as: UTF8.self)
    if text.isEmpty { text = "0" }
    let behind = String(decoding: bytes[fraction].filter { $0 != 0x5F }, as: UTF8.self)
    return Double("\(text).\(behind.isEmpty ? "0" : behind)e\(power)") ?? .infinity
  }

  private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var i = start
    while i < bytes.count, bytes[i].isDigit || bytes[i] == 0x5F { i += 1 }
    return i
  }
}

extension UInt8 {
  /// Whether it is an ASCII digit.
  var isDigit: Bool { self &- 0x30 < 10 }
}
