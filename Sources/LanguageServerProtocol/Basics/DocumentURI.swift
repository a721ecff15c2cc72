package import JSONText

/// The name of a document, kept exactly as the client spells it.
///
/// Documents are told apart by this spelling, and answers repeat it; use `path` to find files.
package struct DocumentURI: Hashable, Sendable, JSONReadable, JSONWritable {
  /// The spelling.
  package let text: String

  /// Takes `text` as it is.
  package init(_ text: String) { self.text = text }

  /// Makes the `file:` URI of an absolute path; a drive (`c:`) or server (`//name`) may lead it.
  package init(path: String) {
    let slashed = Self.startsWithDrive(path.utf8) ? "/" + path.replacingBackslashes : path
    text = slashed.hasPrefix("//") ? "file:" + slashed.coded : "file://" + slashed.coded
  }

  package init?(json: JSONValue) {
    guard let text = json.string else { return nil }
    self.init(text)
  }

  package func write(to json: inout JSONWriter) { json.string(text) }

  /// What stands before the first colon, in lower case; empty where there is no colon.
  package var scheme: String {
    guard let colon = text.utf8.firstIndex(of: 0x3A) else { return "" }
    return text[..<colon].lowercased()
  }

  /// The path of a `file:` URI, with `/` between folders; nil for other schemes.
  ///
  /// The slash before a drive is dropped, percent signs that code nothing stay, and a path with a
  /// NUL, which no file can have, is nil.
  package var path: String? {
    guard scheme == "file" else { return nil }
    var rest = Array(text.utf8.dropFirst(5))
    if rest.starts(with: [0x2F, 0x2F]) {
      let host = rest.dropFirst(2).prefix { $0 != 0x2F }
      let name = String(decoding: host, as: UTF8.self).lowercased()
      if name.isEmpty || name == "localhost" { rest.removeFirst(2 + host.count) }
    }
    var decoded = Self.decode(rest)
    guard decoded.first == 0x2F, !decoded.contains(0) else { return nil }
    if Self.startsWithDrive(decoded.dropFirst()) { decoded.removeFirst() }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func startsWithDrive(_ bytes: some Collection<UInt8>) -> Bool {
    let start = Array(bytes.prefix(3))
    guard start.count > 1, start[1] == 0x3A else { return false }
    guard start.count == 2 || start[2] == 0x2F || start[2] == 0x5C else { return false }
    return (0x61...0x7A).contains(start[0] | 0x20)
  }

  private static func decode(_ bytes: [UInt8]) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      if bytes[i] == 0x25, i + 2 < bytes.count,
        let high = hexValue(bytes[i + 1]), let low = hexValue(bytes[i + 2])
      {
        decoded.append(high << 4 | low)
        i += 3
      } else {
        decoded.append(bytes[i])
        i += 1
      }
    }
    return decoded
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

extension String {
  /// The text with a slash for every backslash, as Windows allows both.
  fileprivate var replacingBackslashes: String {
    String(map { $0 == "\\" ? "/" : $0 })
  }

  /// The text with everything coded that has, or in some client has, a meaning in a URI.
  fileprivate var coded: String {
    var coded: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: coded.append(byte)
      default: coded += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
      }
    }
    return String(decoding: coded, as: UTF8.self)
  }
}
