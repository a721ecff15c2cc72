import Linting

/// Colours of a terminal, or none.
package struct Style: Sendable {
  /// Whether colours are written.
  package let hasColor: Bool

  /// Makes a style with or without colours.
  package init(color: Bool) { hasColor = color }

  /// `text` in the colour of a severity.
  func severity(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .error: paint(text, "1;31")
    case .warning: paint(text, "1;33")
    case .note: paint(text, "1;36")
    }
  }

  /// Takes a terminal back to an empty line.
  package static let lineStart = "\r\u{1B}[K"

  func bold(_ text: String) -> String { paint(text, "1") }
  func faint(_ text: String) -> String { paint(text, "2") }
  func frame(_ text: String) -> String { paint(text, "1;34") }

  private func paint(_ text: String, _ code: String) -> String {
    hasColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
