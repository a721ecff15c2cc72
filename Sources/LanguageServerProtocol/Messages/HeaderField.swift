/// One line of a message's header.
struct HeaderField {
  /// How much bytes look like a header.
  enum Likeness {
    /// They start with `Content-Length`, a colon and a digit.
    case header
    /// They end before that can be known.
    case beginning
    /// They do not.
    case none
  }

  /// The number of bytes that the field announces; nil for fields of other names.
  let contentLength: Int?

  private static let name = Array("content-length".utf8)

  /// Reads `line`, which has no line break.
  init(_ line: ArraySlice<UInt8>) throws(FramingProblem) {
    let name = line.prefix { $0 != 0x3A }
    guard name.endIndex < line.endIndex, !name.isEmpty, name.allSatisfy(Self.isNameByte) else {
      throw .malformedHeader
    }
    guard name.count == Self.name.count, Self.matchingBytes(of: name) == name.count else {
      contentLength = nil
      return
    }
    let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let value = line[(name.endIndex + 1)...].drop(while: blank)
    let digits = value.prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard !digits.isEmpty, value[digits.endIndex...].allSatisfy(blank) else {
      throw .malformedHeader
    }
    contentLength = digits.reduce(0) { sum, digit in
      sum > MessageReader.longestBody ? sum : sum * 10 + Int(digit - 0x30)
    }
  }

  /// Says whether a header starts at the first of `bytes`.
  static func likeness(of bytes: ArraySlice<UInt8>) -> Likeness {
    let matching = matchingBytes(of: bytes)
    if matching < name.count { return matching == bytes.count ? .beginning : .none }
    var rest = bytes.dropFirst(matching)
    guard let colon = rest.popFirst() else { return .beginning }
    guard colon == 0x3A else { return .none }
    while rest.first == 0x20 || rest.first == 0x09 { rest.removeFirst() }
    guard let digit = rest.first else { return .beginning }
    return digit >= 0x30 && digit <= 0x39 ? .header : .none
  }

  /// How many of the first bytes are those of `Content-Length`, in capitals or not.
  private static func matchingBytes(of bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for byte in bytes {
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      guard count < name.count, lower == name[count] else { break }
      count += 1
    }
    return count
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}
