/// An encoding other than UTF-8.
package enum TextEncoding: String, Hashable, Sendable {
  /// UTF-16, low byte first.
  case utf16LittleEndian = "UTF-16LE"
  /// UTF-16, high byte first.
  case utf16BigEndian = "UTF-16BE"
  /// UTF-32, low byte first.
  case utf32LittleEndian = "UTF-32LE"
  /// UTF-32, high byte first.
  case utf32BigEndian = "UTF-32BE"

  /// Recognises the encoding by a byte order mark or by the zeros around a first ASCII character.
  ///
  /// Nil for UTF-8 and for anything that looks like neither.
  init?(of bytes: [UInt8]) {
    func byte(_ place: Int) -> UInt8 { place < bytes.count ? bytes[place] : 1 }
    switch (byte(0), byte(1), byte(2), byte(3)) {
    case (0xFF, 0xFE, 0, 0): self = .utf32LittleEndian
    case (0, 0, 0xFE, 0xFF): self = .utf32BigEndian
    case (0xFF, 0xFE, _, _): self = .utf16LittleEndian
    case (0xFE, 0xFF, _, _): self = .utf16BigEndian
    case (0, 0, 0, 1...0x7F) where bytes.count >= 4: self = .utf32BigEndian
    case (1...0x7F, 0, 0, 0): self = .utf32LittleEndian
    case (0, 1...0x7F, 0, 1...) where bytes.count >= 4: self = .utf16BigEndian
    case (1...0x7F, 0, 1..., 0): self = .utf16LittleEndian
    default: return nil
    }
  }
}
