/// `text` for an attribute of XML 1.0: markup and line breaks escaped, and what XML cannot hold, as
/// most control characters, replaced by U+FFFD.
func xmlText(_ text: String) -> String { xmlText(text, lineBreak: "&#10;") }

/// `text` for an element of XML 1.0, its line breaks as they are.
func xmlContent(_ text: String) -> String { xmlText(text, lineBreak: "\n") }

private func xmlText(_ text: String, lineBreak: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x26: result += "&amp;".unicodeScalars
    case 0x3C: result += "&lt;".unicodeScalars
    case 0x3E: result += "&gt;".unicodeScalars
    case 0x22: result += "&quot;".unicodeScalars
    case 0x0A: result += lineBreak.unicodeScalars
    // As they are, an attribute would be read with a space instead.
    case 0x09: result += "&#9;".unicodeScalars
    case 0x0D: result += "&#13;".unicodeScalars
    case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: result.append("\u{FFFD}")
    default: result.append(scalar)
    }
  }
  return String(result)
}
