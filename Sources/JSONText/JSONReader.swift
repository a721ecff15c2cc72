/// Reads one JSON text, strictly by RFC 8259 but for what it forgives.
///
/// Forgiven are a byte order mark, invalid UTF-8 and halves of surrogate pairs; both of the latter
/// become U+FFFD.
struct JSONReader {
  /// Arrays and objects within each other, at most.
  static let depthLimit = 128

  private let bytes: [UInt8]
  private let takesNonFinite: Bool
  private var position = 0
  private var depth = 0

  init(_ bytes: [UInt8], nonFinite: Bool = false) {
    self.bytes = bytes
    takesNonFinite = nonFinite
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Reads the only value of the text.
  mutating func readText() throws(JSONProblem) -> JSONValue {
    let value = try readValue()
    skipSpace()
    guard position == bytes.count else { throw JSONProblem(.trailingText, at: position) }
    return value
  }

  // MARK: Values

  private mutating func readValue() throws(JSONProblem) -> JSONValue {
    skipSpace()
    guard let first = peek else { throw JSONProblem(.unexpectedEnd, at: position) }
    switch first {
    case 0x22: return .string(try readString())
    case 0x7B: return try readObject()
    case 0x5B: return try readArray()
    case 0x4E where takesNonFinite: return try readWord("NaN", .number(.nan))
    case 0x49 where takesNonFinite: return try readWord("Infinity", .number(.infinity))
    case 0x2D where takesNonFinite && bytes[position...].starts(with: "-Infinity".utf8):
      return try readWord("-Infinity", .number(-.infinity))
    case 0x2D, 0x30...0x39: return try readNumber()
    case 0x74: return try readWord("true", .bool(true))
    case 0x66: return try readWord("false", .bool(false))
    case 0x6E: return try readWord("null", .null)
    default: throw unexpected(.expectedValue)
    }
  }

  private mutating func readWord(
    _ word: String, _ value: JSONValue
  )
    throws(JSONProblem) -> JSONValue
  {
    for byte in word.utf8 {
      guard take(byte) else { throw unexpected(.expectedValue) }
    }
    return value
  }

  private mutating func readArray() throws(JSONProblem) -> JSONValue {
    try enter()
    var elements: [JSONValue] = []
    skipSpace()
    if take(0x5D) { return leave(.array([])) }
    while true {
      elements.append(try readValue())
      skipSpace()
      if take(0x5D) { return leave(.array(elements)) }
      guard take(0x2C) else { throw unexpected(.expectedSeparator) }
    }
  }

  private mutating func readObject() throws(JSONProblem) -> JSONValue {
    try enter()
    var members: [JSONObject.Member] = []
    skipSpace()
    if take(0x7D) { return leave(.object(JSONObject([]))) }
    while true {
      skipSpace()
      guard peek == 0x22 else { throw unexpected(.expectedName) }
      let name = try readString()
      skipSpace()
      guard take(0x3A) else { throw unexpected(.expectedColon) }
      members.append(JSONObject.Member(name: name, value: try readValue()))
      skipSpace()
      if take(0x7D) { return leave(.object(JSONObject(members))) }
      guard take(0x2C) else { throw unexpected(.expectedSeparator) }
    }
  }

  private mutating func enter() throws(JSONProblem) {
    guard depth < Self.depthLimit else { throw JSONProblem(.tooDeep, at: position) }
    depth += 1
    position += 1
  }

  private mutating func leave(_ value: JSONValue) -> JSONValue {
    depth -= 1
    return value
  }

  // MARK: Numbers

  private mutating func readNumber() throws(JSONProblem) -> JSONValue {
    let start = position
    _ = take(0x2D)
    if !take(0x30) { try skipDigits() }
    var isWhole = true
    if take(0x2E) {
      isWhole = false
      try skipDigits()
    }
    if take(0x65) || take(0x45) {
      isWhole = false
      if !take(0x2B) { _ = take(0x2D) }
      try skipDigits()
    }
    if let next = peek, isDigit(next) { throw JSONProblem(.malformedNumber, at: position) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let value = Int(text) { return .integer(value) }
    guard let value = Double(text) else { throw JSONProblem(.malformedNumber, at: start) }
    return value.unambiguousWhole.map(JSONValue.integer) ?? .number(value)
  }

  private mutating func skipDigits() throws(JSONProblem) {
    let start = position
    while let next = peek, isDigit(next) { position += 1 }
    if position == start { throw unexpected(.malformedNumber) }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  // MARK: Strings

  private mutating func readString() throws(JSONProblem) -> String {
    position += 1
    var plain = position
    try skipPlain()
    if peek == 0x22 {
      position += 1
      return String(decoding: bytes[plain..<(position - 1)], as: UTF8.self)
    }
    var decoded: [UInt8] = []
    while true {
      decoded.append(contentsOf: bytes[plain..<position])
      if take(0x22) { return String(decoding: decoded, as: UTF8.self) }
      position += 1
      try readEscape(into: &decoded)
      plain = position
      try skipPlain()
    }
  }

  /// Goes to the next quote or backslash.
  private mutating func skipPlain() throws(JSONProblem) {
    var i = position
    defer { position = i }
    while i < bytes.count {
      let byte = bytes[i]
      if byte == 0x22 || byte == 0x5C { return }
      if byte < 0x20 { throw JSONProblem(.controlCharacter, at: i) }
      i += 1
    }
    throw JSONProblem(.unexpectedEnd, at: i)
  }

  private mutating func readEscape(into decoded: inout [UInt8]) throws(JSONProblem) {
    guard let byte = peek else { throw JSONProblem(.unexpectedEnd, at: position) }
    switch byte {
    case 0x22, 0x2F, 0x5C: decoded.append(byte)
    case 0x62: decoded.append(0x08)
    case 0x66: decoded.append(0x0C)
    case 0x6E: decoded.append(0x0A)
    case 0x72: decoded.append(0x0D)
    case 0x74: decoded.append(0x09)
    case 0x75:
      position += 1
      return decoded.append(contentsOf: String(try readScalar()).utf8)
    default: throw unexpected(.malformedEscape)
    }
    position += 1
  }

  /// Reads four digits after `\u`, and the second half of a pair where the first one asks for it.
  private mutating func readScalar() throws(JSONProblem) -> Character {
    let first = try readFourDigits()
    if first & 0xFC00 == 0xD800, peek == 0x5C, byte(at: position + 1) == 0x75 {
      let afterFirst = position
      position += 2
      let second = try readFourDigits()
      if second & 0xFC00 == 0xDC00 {
        return character(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF)
      }
      position = afterFirst
    }
    return character(first)
  }

  private mutating func readFourDigits() throws(JSONProblem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw unexpected(.malformedEscape)
      }
      value = value << 4 | UInt32(truncatingIfNeeded: digit)
      position += 1
    }
    return value
  }

  private func character(_ code: UInt32) -> Character {
    Character(Unicode.Scalar(code) ?? "\u{FFFD}")
  }

  // MARK: Bytes

  private var peek: UInt8? { byte(at: position) }

  private func byte(at offset: Int) -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func unexpected(_ reason: JSONProblem.Reason) -> JSONProblem {
    JSONProblem(position < bytes.count ? reason : .unexpectedEnd, at: position)
  }
}
