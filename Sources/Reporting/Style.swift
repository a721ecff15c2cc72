import Linting

/// Colours of a terminal, or none.
package struct Style: Sendable {
  /// Whether colours are written.
  package let hasColor: Bool

  /// Whether names of sources are links, as terminals show them.
  package let hasLinks: Bool

  /// Makes a style with or without colours, and with or without links.
  package init(color: Bool, links: Bool = false) {
    hasColor = color
    hasLinks = links
  }

  /// What starts a link to `url`; to nothing, what ends one.
  static func link(to url: String = "") -> String { "\u{1B}]8;;\(url)\u{1B}\\" }

  /// How a part of a report is set apart, as the terminal's code for it.
  enum Paint: String {
    case bold = "1"
    case faint = "2"
    case error = "1;31"
    case warning = "1;33"
    case frame = "1;34"
    case note = "1;36"

    /// What starts the paint.
    var start: String { "\u{1B}[\(rawValue)m" }

    /// What ends any paint.
    static let end = "\u{1B}[0m"

    init(_ severity: Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .note: self = .note
      }
    }
  }

  /// Takes a terminal back to an empty screen.
  package static let screenStart = "\u{1B}[H\u{1B}[2J"

  /// Takes a terminal back to an empty line.
  package static let lineStart = "\r\u{1B}[K"

  /// `text` in the colour of a severity.
  func severity(_ severity: Severity, _ text: String) -> String { paint(text, Paint(severity)) }

  func bold(_ text: String) -> String { paint(text, .bold) }
  func faint(_ text: String) -> String { paint(text, .faint) }
  func frame(_ text: String) -> String { paint(text, .frame) }

  private func paint(_ text: String, _ paint: Paint) -> String {
    hasColor && !text.isEmpty ? paint.start + text + Paint.end : text
  }
}
