/// Swift text with comments and the text of string literals replaced by spaces, byte for byte.
///
/// Code within an interpolation stays. It knows as much of the language as this project uses:
/// regex literals are not among it.
struct SwiftCode {
  /// What is left of the code: the quotes of literals stay.
  private(set) var code: [UInt8] = []
  /// The same with the text of literals, so that only comments are blank.
  private(set) var words: [UInt8] = []
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
    readCode(isInterpolation: false)
  }

  /// The code as text.
  var text: String { String(decoding: code, as: UTF8.self) }

  /// Reads code up to the parenthesis that closes an interpolation, or to the end.
  private mutating func readCode(isInterpolation: Bool) {
    var depth = 0
    while let byte = peek() {
      if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        while let next = peek(), next != UInt8(ascii: "\n") { blank(isComment: true) }
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        readBlockComment()
      } else if let hashes = hashesOfLiteral() {
        readLiteral(hashes: hashes)
      } else {
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") {
          if depth == 0, isInterpolation { return }
          depth -= 1
        }
        take()
      }
    }
  }

  private mutating func readBlockComment() {
    var depth = 0
    repeat {
      if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        blank(2, isComment: true)
      } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        blank(2, isComment: true)
      } else {
        blank(isComment: true)
      }
    } while depth > 0 && index < bytes.count
  }

  /// How many `#` stand before the quote of a literal that starts here; nil where none does.
  private func hashesOfLiteral() -> Int? {
    var count = 0
    while peek(count) == UInt8(ascii: "#") { count += 1 }
    return peek(count) == UInt8(ascii: "\"") ? count : nil
  }

  private mutating func readLiteral(hashes: Int) {
    take(hashes)
    let quotes = peekQuotes() >= 3 ? 3 : 1
    take(quotes)
    while let byte = peek() {
      if byte == UInt8(ascii: "\""), peekQuotes() >= quotes, hasHashes(hashes, at: quotes) { break }
      guard byte == UInt8(ascii: "\\"), hasHashes(hashes, at: 1) else {
        blank()
        continue
      }
      guard peek(1 + hashes) == UInt8(ascii: "(") else {
        blank(2 + hashes)
        continue
      }
      blank(1 + hashes)
      take()
      readCode(isInterpolation: true)
      take()
    }
    take(quotes + hashes)
  }

  // MARK: Steps

  private func peek(_ distance: Int = 0) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  private func peekQuotes() -> Int {
    var count = 0
    while count < 3, peek(count) == UInt8(ascii: "\"") { count += 1 }
    return count
  }

  private func hasHashes(_ count: Int, at distance: Int) -> Bool {
    (0..<count).allSatisfy { peek(distance + $0) == UInt8(ascii: "#") }
  }

  private mutating func take(_ count: Int = 1) {
    let end = min(bytes.count, index + count)
    code += bytes[index..<end]
    words += bytes[index..<end]
    index = end
  }

  private mutating func blank(_ count: Int = 1, isComment: Bool = false) {
    for byte in bytes[index..<min(bytes.count, index + count)] {
      let space = byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
      code.append(space)
      words.append(isComment ? space : byte)
    }
    index = min(bytes.count, index + count)
  }
}
