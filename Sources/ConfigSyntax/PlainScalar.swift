/// A plain scalar under each loader's rules, which were measured literal by literal.
struct PlainScalar {
  let bytes: UnsafeBufferPointer<UInt8>

  /// The bytes as a string.
  var text: ScalarValue { .text(String(decoding: bytes, as: UTF8.self)) }

  private var invalid: ScalarValue { .invalid(String(decoding: bytes, as: UTF8.self)) }

  /// PyYAML 6: `SafeLoader`.
  var pyYAML: ScalarValue {
    guard let word = word(yesAndNo: true) else {
      return number(.pyYAML) ?? float(.pyYAML) ?? timestamp ?? reserved ?? text
    }
    return word
  }

  /// OmegaConf 2.3: PyYAML without dates; its own rule for floats comes last.
  var omegaConf: ScalarValue {
    guard let word = word(yesAndNo: true) else {
      return number(.pyYAML) ?? float(.pyYAML) ?? float(.omegaConf) ?? reserved ?? text
    }
    return word
  }

  /// ruamel.yaml 0.19 with version 1.2.
  var ruamel: ScalarValue {
    guard let word = word(yesAndNo: false) else {
      return float(.ruamel) ?? number(.ruamel) ?? timestamp ?? reserved ?? text
    }
    return word
  }

  /// go-yaml 2.4.
  var go: ScalarValue {
    if let word = word(yesAndNo: true) { return word }
    switch bytes.first {
    case 0x79, 0x59: if bytes.count == 1 { return .bool(true) }
    case 0x6E, 0x4E: if bytes.count == 1 { return .bool(false) }
    default: break
    }
    if bytes.first == 0x2B, let infinity = Self.special(bytes[1...]), infinity == .infinity {
      return .float(infinity)
    }
    guard let number = number(.go) ?? float(.go), number.number != nil else { return text }
    return number
  }

  /// Python's `json`.
  var json: ScalarValue {
    if equals("true") { return .bool(true) }
    if equals("false") { return .bool(false) }
    if equals("null") { return .null }
    if equals("NaN") { return .float(.nan) }
    if equals("Infinity") { return .float(.infinity) }
    if equals("-Infinity") { return .float(-.infinity) }
    guard let shape = NumberShape(bytes), !shape.hasUnderscore, let value = shape.value else {
      return invalid
    }
    let digits = bytes[shape.integer]
    guard digits.count == 1 || digits.first ?? 0x30 != 0x30, !shape.hasSign || shape.isNegative,
      shape.hasDot != shape.fraction.isEmpty
    else {
      return invalid
    }
    if shape.hasDot || shape.hasExponent { return .float(value) }
    return WholeNumber.read(bytes, []) ?? .float(value)
  }

  // MARK: Words

  /// Null, truth values, infinities.
  private func word(yesAndNo: Bool) -> ScalarValue? {
    guard let first = bytes.first else { return .null }
    if first.isDigit || bytes.count > 5 { return nil }
    switch first {
    case 0x7E: return bytes.count == 1 ? .null : nil
    case 0x6E, 0x4E:
      if isWord("null") { return .null }
      return yesAndNo && isWord("no") ? .bool(false) : nil
    case 0x74, 0x54: return isWord("true") ? .bool(true) : nil
    case 0x66, 0x46: return isWord("false") ? .bool(false) : nil
    case 0x79, 0x59: return yesAndNo && isWord("yes") ? .bool(true) : nil
    case 0x6F, 0x4F:
      guard yesAndNo else { return nil }
      return isWord("on") ? .bool(true) : isWord("off") ? .bool(false) : nil
    case 0x2E: return Self.special(bytes[...]).map(ScalarValue.float)
    case 0x2B, 0x2D:
      guard let value = Self.special(bytes[1...]), value == .infinity else { return nil }
      return .float(first == 0x2D ? -value : value)
    default: return nil
    }
  }

  /// `.inf` and `.nan` in their three spellings.
  private static func special(_ part: Slice<UnsafeBufferPointer<UInt8>>) -> Double? {
    guard part.count == 4, part.first == 0x2E else { return nil }
    return
      switch (part[part.startIndex + 1], part[part.startIndex + 2], part[part.startIndex + 3])
    {
    case (0x69, 0x6E, 0x66), (0x49, 0x6E, 0x66), (0x49, 0x4E, 0x46): .infinity
    case (0x6E, 0x61, 0x6E), (0x4E, 0x61, 0x4E), (0x4E, 0x41, 0x4E): .nan
    default: nil
    }
  }

  /// Whether the scalar is `word` in lower case, in capitals, or capitalised.
  private func isWord(_ word: StaticString) -> Bool {
    guard bytes.count == word.utf8CodeUnitCount else { return false }
    let letters = UnsafeBufferPointer(start: word.utf8Start, count: bytes.count)
    let isCapital = bytes[0] < 0x60
    let areCapitals = isCapital && bytes.count > 1 && bytes[1] < 0x60
    for i in bytes.indices {
      let capital = i == 0 ? isCapital : areCapitals
      if bytes[i] != (capital ? letters[i] & 0xDF : letters[i]) { return false }
    }
    return true
  }

  private func equals(_ word: StaticString) -> Bool {
    bytes.elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
  }

  /// `=` and `<<` have types of their own, which loaders then fail to build.
  private var reserved: ScalarValue? { equals("=") || equals("<<") ? invalid : nil }

  // MARK: Numbers

  private func number(_ notation: WholeNumber.Notation) -> ScalarValue? {
    WholeNumber.read(bytes, notation)
  }

  /// Which floats a loader takes.
  private enum FloatRule { case pyYAML, omegaConf, ruamel, go }

  private func float(_ rule: FloatRule) -> ScalarValue? {
    guard let first = bytes.first, first.isDigit || (0x2B...0x2E).contains(first) else {
      return nil
    }
    guard let shape = NumberShape(bytes) else { return rule == .pyYAML ? sixties : nil }
    guard Self.allows(shape, rule) else { return nil }
    guard let value = shape.value else { return invalid }
    if rule == .go, value.isInfinite { return nil }
    return .float(value)
  }

  private static func allows(_ shape: NumberShape, _ rule: FloatRule) -> Bool {
    let startsWithDot = shape.integer.isEmpty
    switch rule {
    case .pyYAML:
      guard shape.hasDot, !shape.hasExponent || shape.exponentIsSigned else { return false }
      return !startsWithDot || !shape.hasSign && shape.fractionStartsWithDigit
    case .omegaConf:
      return !startsWithDot && shape.integerIsNeat && (shape.hasDot || shape.hasExponent)
    case .ruamel:
      guard shape.hasDot || shape.hasExponent else { return false }
      return !startsWithDot || !shape.hasExponent || shape.exponentIsSigned
    case .go:
      return !startsWithDot || !shape.hasUnderscore
        || shape.hasSign && shape.fractionStartsWithDigit
    }
  }

  /// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*`.
  private var sixties: ScalarValue? {
    guard let dot = bytes.lastIndex(of: 0x2E), bytes[..<dot].contains(0x3A) else { return nil }
    let start = bytes[0] == 0x2B || bytes[0] == 0x2D ? 1 : 0
    var total = 0.0
    let parts = bytes[start..<dot].split(separator: 0x3A, omittingEmptySubsequences: false)
    for (place, digits) in parts.enumerated() {
      guard let value = WholeNumber.sixtieth(digits, isFirst: place == 0) else { return nil }
      total = total * 60 + value
    }
    let tail = UnsafeBufferPointer(rebasing: bytes[dot...])
    if tail.count > 1 {
      guard let shape = NumberShape(tail), !shape.hasExponent else { return nil }
      total += shape.value ?? 0
    }
    return .float(bytes[0] == 0x2D ? -total : total)
  }

  // MARK: Dates

  /// A date of YAML 1.1; one that the calendar lacks is refused.
  private var timestamp: ScalarValue? {
    guard let date = DateShape(bytes) else { return nil }
    return date.exists ? .timestamp(String(decoding: bytes, as: UTF8.self)) : invalid
  }
}
