/// Writes JSON text to a buffer of bytes, members in the order in which they are given.
///
/// The buffer is kept between texts, so that a writer that is used again allocates nothing new.
package struct JSONWriter: Sendable {
  /// The text so far, in UTF-8.
  package private(set) var bytes: [UInt8] = []

  private let isPretty: Bool
  private var depth = 0
  private var isFirst = true
  private var isAfterKey = false

  /// Makes an empty writer; a pretty one puts each member and element on its own line.
  package init(pretty: Bool = false) {
    isPretty = pretty
  }

  /// The text so far.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets the text and keeps the memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    depth = 0
    isFirst = true
    isAfterKey = false
  }

  /// Ends a line between two texts, as in JSON Lines.
  package mutating func endLine() {
    bytes.append(0x0A)
  }

  // MARK: Nesting

  /// Writes an object; `body` writes its members.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    nest(open: 0x7B, close: 0x7D, body)
  }

  /// Writes an array; `body` writes its elements.
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    nest(open: 0x5B, close: 0x5D, body)
  }

  /// Writes an array of what `body` writes for each of `elements`.
  package mutating func array<Element>(
    of elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void
  ) {
    array { json in
      for element in elements { body(&json, element) }
    }
  }

  /// Writes the name of a member; the next call writes its value.
  package mutating func key(_ name: String) {
    beginItem()
    appendQuoted(name)
    bytes.append(0x3A)
    if isPretty { bytes.append(0x20) }
    isAfterKey = true
  }

  private mutating func nest(open: UInt8, close: UInt8, _ body: (inout JSONWriter) -> Void) {
    beginValue()
    bytes.append(open)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if isPretty, !isFirst { breakLine() }
    bytes.append(close)
    isFirst = false
    isAfterKey = false
  }

  // MARK: Values

  /// Writes a string.
  package mutating func string(_ value: String) {
    beginValue()
    appendQuoted(value)
  }

  /// Writes a whole number.
  package mutating func int(_ value: Int) {
    beginValue()
    appendDecimal(value)
  }

  /// Writes a number: whole ones up to 2^53 without point or exponent, others in the fewest digits
  /// that read back the same, and null for what is no number.
  package mutating func double(_ value: Double) {
    guard value.isFinite else { return null() }
    beginValue()
    if let whole = value.unambiguousWhole {
      appendDecimal(whole)
    } else {
      append(value.description)
    }
  }

  /// Writes true or false.
  package mutating func bool(_ value: Bool) {
    beginValue()
    append(value ? "true" : "false")
  }

  /// Writes null.
  package mutating func null() {
    beginValue()
    append("null")
  }

  // MARK: Separators

  private mutating func beginValue() {
    if isAfterKey { isAfterKey = false } else { beginItem() }
  }

  private mutating func beginItem() {
    guard depth > 0 else { return }
    if !isFirst { bytes.append(0x2C) }
    isFirst = false
    if isPretty { breakLine() }
  }

  private mutating func breakLine() {
    bytes.append(0x0A)
    for _ in 0..<depth {
      bytes.append(0x20)
      bytes.append(0x20)
    }
  }

  // MARK: Characters

  private mutating func append(_ ascii: String) {
    bytes.append(contentsOf: ascii.utf8)
  }

  private mutating func appendDecimal(_ value: Int) {
    if value < 0 { bytes.append(0x2D) }
    var rest = value.magnitude
    let start = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private mutating func appendQuoted(_ value: String) {
    bytes.append(0x22)
    var value = value
    value.withUTF8 { utf8 in
      var plain = 0
      for i in utf8.indices {
        let byte = utf8[i]
        guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
        bytes.append(contentsOf: utf8[plain..<i])
        appendEscape(of: byte)
        plain = i + 1
      }
      bytes.append(contentsOf: utf8[plain...])
    }
    bytes.append(0x22)
  }

  private mutating func appendEscape(of byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x08: bytes.append(0x62)
    case 0x09: bytes.append(0x74)
    case 0x0A: bytes.append(0x6E)
    case 0x0C: bytes.append(0x66)
    case 0x0D: bytes.append(0x72)
    case 0x22, 0x5C: bytes.append(byte)
    default:
      append(byte < 0x10 ? "u000" : "u001")
      let digit = byte & 0x0F
      bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
