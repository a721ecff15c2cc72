/// Whole numbers in the notations of YAML 1.1 and 1.2: decimal, with a base, and in sixties.
enum WholeNumber {
  /// Which notations a loader takes.
  struct Notation: OptionSet {
    let rawValue: Int
    /// `0x1F`.
    static let hexadecimal = Notation(rawValue: 1)
    /// `0b11`.
    static let binary = Notation(rawValue: 2)
    /// `0o17`.
    static let octal = Notation(rawValue: 4)
    /// `017` is 15.
    static let zeroMeansOctal = Notation(rawValue: 8)
    /// `1:30` is 90.
    static let sixties = Notation(rawValue: 16)
    /// `0X1F`, `0B11` and `0O17`.
    static let capitals = Notation(rawValue: 32)
    /// `+_1` is 1.
    static let signedUnderscore = Notation(rawValue: 64)

    static let pyYAML: Notation = [.hexadecimal, .binary, .zeroMeansOctal, .sixties]
    static let ruamel: Notation = [.hexadecimal, .binary, .octal, .signedUnderscore]
    static let go: Notation = [.hexadecimal, .binary, .octal, .zeroMeansOctal, .capitals]
  }

  /// The value of `bytes`; nil where they are no whole number in these notations.
  ///
  /// Underscores may stand anywhere behind the first digit; without any digit (`0x_`) the text is
  /// `.invalid`, as loaders fail on it. Numbers beyond 64 bits become floats.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ notation: Notation) -> ScalarValue? {
    var start = 0
    if let first = bytes.first, first == 0x2B || first == 0x2D { start = 1 }
    let isNegative = bytes.first == 0x2D
    guard start < bytes.count else { return nil }
    let isLoose = start == 1 && bytes[1] == 0x5F && notation.contains(.signedUnderscore)
    guard bytes[start].isDigit || isLoose else { return nil }
    if bytes[start] == 0x30, start + 1 < bytes.count {
      if let base = base(of: bytes[start + 1], notation) {
        return number(bytes[(start + 2)...], base, isNegative, bytes)
      }
      if notation.contains(.zeroMeansOctal) {
        return number(bytes[(start + 1)...], 8, isNegative, bytes)
      }
    }
    if notation.contains(.sixties), bytes.contains(0x3A) {
      return sixties(bytes[start...], isNegative)
    }
    return number(bytes[start...], 10, isNegative, bytes)
  }

  private static func base(of letter: UInt8, _ notation: Notation) -> UInt8? {
    let isCapital = letter < 0x60
    if isCapital, !notation.contains(.capitals) { return nil }
    return switch letter | 0x20 {
    case 0x78 where notation.contains(.hexadecimal): 16
    case 0x62 where notation.contains(.binary): 2
    case 0x6F where notation.contains(.octal): 8
    default: nil
    }
  }

  private static func number(
    _ part: Slice<UnsafeBufferPointer<UInt8>>, _ base: UInt8, _ isNegative: Bool,
    _ all: UnsafeBufferPointer<UInt8>
  ) -> ScalarValue? {
    guard !part.isEmpty else { return nil }
    var value = 0
    var size = 0.0
    var overflows = false
    var count = 0
    for byte in part where byte != 0x5F {
      guard let digit = digit(byte), digit < base else { return nil }
      count += 1
      size = size * Double(base) + Double(digit)
      let (product, overflow) = value.multipliedReportingOverflow(by: Int(base))
      let (sum, carry) = product.subtractingReportingOverflow(Int(digit))
      overflows = overflows || overflow || carry
      value = sum
    }
    // `0_` is zero, `0x_` is nothing.
    if count == 0, base == 10 || all.count - part.count > (isNegative || all[0] == 0x2B ? 2 : 1) {
      return .invalid(String(decoding: all, as: UTF8.self))
    }
    if overflows || (value == Int.min && !isNegative) {
      if base == 10, let exact = NumberShape(all)?.value { return .float(exact) }
      return .float(isNegative ? -size : size)
    }
    return .integer(isNegative ? value : -value)
  }

  /// `[1-9][0-9_]*(:[0-5]?[0-9])+`.
  private static func sixties(
    _ part: Slice<UnsafeBufferPointer<UInt8>>, _ isNegative: Bool
  ) -> ScalarValue? {
    guard part.first != 0x30 else { return nil }
    var total = 0.0
    for (place, digits) in part.split(separator: 0x3A, omittingEmptySubsequences: false)
      .enumerated()
    {
      guard let value = sixtieth(digits, isFirst: place == 0) else { return nil }
      total = total * 60 + value
    }
    let signed = isNegative ? -total : total
    return Int(exactly: signed).map(ScalarValue.integer) ?? .float(signed)
  }

  /// One part of a number in sixties; parts behind the first have one digit, or two below 60.
  static func sixtieth(_ digits: some Collection<UInt8>, isFirst: Bool) -> Double? {
    guard let first = digits.first, first.isDigit else { return nil }
    if !isFirst, digits.count > 2 || (digits.count == 2 && first > 0x35) { return nil }
    var value = 0.0
    for byte in digits {
      if byte == 0x5F, isFirst { continue }
      guard byte.isDigit else { return nil }
      value = value * 10 + Double(byte - 0x30)
    }
    return value
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
