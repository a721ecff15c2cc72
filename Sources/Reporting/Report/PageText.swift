/// The bytes of a page while it is written.
///
/// Markup is what stands in trainlint's own source; every text that is made while it runs can only
/// be added through the one function that escapes it.
struct PageText {
  private(set) var bytes: [UInt8] = []

  /// Adds markup, or a literal text that needs no escape.
  mutating func markup(_ words: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: words.utf8Start, count: words.utf8CodeUnitCount))
  }

  /// Adds what was written to another page's part.
  mutating func add(_ part: PageText) { bytes += part.bytes }

  /// Adds a whole number.
  mutating func number(_ value: Int) { bytes.append(contentsOf: String(value).utf8) }

  /// Adds a coordinate, to a tenth of a pixel.
  mutating func place(_ value: Double) {
    guard value.isFinite else { return number(0) }
    let tenths = Int((min(max(value, -1e6), 1e6) * 10).rounded())
    number(tenths / 10)
    if tenths % 10 != 0 {
      if tenths < 0, tenths > -10 { bytes.insert(0x2D, at: bytes.count - 1) }
      bytes.append(0x2E)
      number(abs(tenths % 10))
    }
  }

  /// Adds `text` for an element or a quoted attribute: nothing in it is markup, ends a line, or
  /// turns the direction of writing, and it is no longer than a reader would read.
  mutating func text(_ text: String) {
    var text = text
    let isPlain = text.withUTF8 { utf8 -> Bool in
      guard utf8.count <= Self.longest, utf8.allSatisfy(Self.isPlain) else { return false }
      bytes.append(contentsOf: utf8)
      return true
    }
    if !isPlain { escape(text) }
  }

  /// Adds a path, which may go on in a new line behind each slash.
  mutating func path(_ path: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let last = parts.popLast() ?? ""
    // More folders than this are no path that anybody reads.
    for part in parts.prefix(100) {
      text(String(part))
      markup("/<wbr>")
    }
    if parts.count > 100 { markup("…") }
    text(String(last))
  }

  private static let longest = 2_000

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != 0x26 && byte != 0x3C && byte != 0x3E && byte != 0x22
      && byte != 0x27
  }

  private mutating func escape(_ text: String) {
    var count = 0
    for scalar in text.unicodeScalars {
      count += 1
      guard count <= Self.longest else { return bytes.append(contentsOf: "…".utf8) }
      switch scalar.value {
      case 0x26: markup("&amp;")
      case 0x3C: markup("&lt;")
      case 0x3E: markup("&gt;")
      case 0x22: markup("&quot;")
      case 0x27: markup("&#39;")
      case 0x09, 0x0A, 0x0D: bytes.append(0x20)
      case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069,
        0xFEFF, 0xFFFE, 0xFFFF, 0xE0000...0xE007F:
        bytes.append(contentsOf: "\u{FFFD}".utf8)
      default: bytes.append(contentsOf: String(scalar).utf8)
      }
    }
  }
}
