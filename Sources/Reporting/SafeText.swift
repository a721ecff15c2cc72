/// `text` with everything that a terminal would obey made visible: control characters, and the
/// marks that turn the direction of writing.
package func safeText(_ text: some StringProtocol) -> String {
  if text.isVisibleASCII { return String(text) }
  guard text.unicodeScalars.contains(where: isUnsafe) else { return String(text) }
  var result = ""
  for scalar in text.unicodeScalars {
    if scalar == "\t" {
      result += "    "
    } else if isUnsafe(scalar) {
      result += "\u{FFFD}"
    } else {
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069,
    0xFEFF:
    true
  default: false
  }
}

/// The columns that `text` takes in a terminal: two for East Asian wide characters and emoji, none
/// for marks that join the character before.
func displayWidth(_ text: some StringProtocol) -> Int {
  if text.isVisibleASCII { return text.utf8.count }
  var width = 0
  for scalar in text.unicodeScalars { width += columns(scalar) }
  return width
}

private func columns(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x0300...0x036F, 0x200B...0x200D, 0xFE00...0xFE0F: 0
  case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
    2
  default: 1
  }
}

extension StringProtocol {
  /// Whether every byte is a visible character of ASCII or a space, as nearly always.
  fileprivate var isVisibleASCII: Bool {
    utf8.withContiguousStorageIfAvailable { $0.isVisibleASCII }
      ?? utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// As above; without branches, so that it takes whole registers at a time.
  var isVisibleASCII: Bool {
    var strange: UInt8 = 0
    for byte in self { strange |= byte &- 0x20 < 0x5F ? 0 : 1 }
    return strange == 0
  }
}
