/// How a format writes the few bytes that it would take for something else.
enum Escaping {
  /// The text of a GitHub command.
  case commandData
  /// A property of a GitHub command.
  case commandProperty
  /// A line of a GitHub log, in which an old spelling of commands counts anywhere.
  case logLine
  /// The words of a link in SARIF.
  case linkText
  /// What stands around links in SARIF.
  case noLink

  /// How `byte` is written behind `previous`; nil for as it is.
  private func written(_ byte: UInt8, _ previous: UInt8) -> StaticString? {
    switch (self, byte) {
    case (.commandData, 0x25), (.commandProperty, 0x25): "%25"
    case (.commandData, 0x0D), (.commandProperty, 0x0D): "%0D"
    case (.commandData, 0x0A), (.commandProperty, 0x0A): "%0A"
    case (.commandProperty, 0x3A): "%3A"
    case (.commandProperty, 0x2C): "%2C"
    case (.logLine, 0x5B): previous == 0x23 ? " [" : nil
    case (.linkText, 0x5B): "\\["
    case (.linkText, 0x5C): "\\\\"
    case (.linkText, 0x5D): "\\]"
    case (.noLink, 0x28): previous == 0x5D ? " (" : nil
    default: nil
    }
  }

  /// `text` as the format takes it for what it is.
  func text(_ text: String) -> String {
    var result: [UInt8] = []
    var previous: UInt8 = 0
    for byte in text.utf8 {
      if let other = written(byte, previous) {
        other.withUTF8Buffer { result += $0 }
      } else {
        result.append(byte)
      }
      previous = byte
    }
    return String(decoding: result, as: UTF8.self)
  }
}
