package import Linting

/// What a format may know before the first file.
package struct ReportContext: Sendable {
  /// The program that reports.
  package var tool: ToolInfo
  /// Colours of standard output.
  package var style: Style
  /// Every rule that can fire.
  package var families: [(family: RuleFamily, rules: [any Rule.Type])] = []
  /// Whether a finding makes the exit code 1.
  package var fails: @Sendable (SettledFinding) -> Bool = { _ in true }
  /// From where paths are told.
  package var frame = PathFrame()

  /// Joins what every format needs; the rest has defaults.
  package init(tool: ToolInfo, style: Style = Style(color: false)) {
    self.tool = tool
    self.style = style
  }
}

/// The folder that the paths of a report are told from: a gate knows a file by its path from the
/// root of the repository, wherever in it trainlint was started.
package struct PathFrame: Sendable {
  private let working: [Substring]
  private let root: [Substring]

  /// Tells paths as they are given, from `working` on, from `root` on.
  ///
  /// - Parameters:
  ///   - working: the absolute path that given paths start from.
  ///   - root: the absolute path that told paths start from.
  package init(working: String = "/", root: String = "/") {
    self.working = working.split(separator: "/")
    self.root = root.split(separator: "/")
  }

  /// The path from the root, without `.` and `//`; it starts with `..` where the file lies outside,
  /// and never with a slash.
  package func path(_ given: String) -> String {
    // What stands for standard input is no path.
    if given.hasPrefix("<") { return given }
    var parts = given.hasPrefix("/") ? [] : working
    for part in given.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let shared = zip(parts, root).prefix { $0 == $1 }.count
    let up = [Substring](repeating: "..", count: root.count - shared)
    return (up + parts.dropFirst(shared)).joined(separator: "/")
  }

  /// The path as a relative reference, percent-encoded.
  package func uri(_ given: String) -> String {
    var uri: [UInt8] = []
    for byte in path(given).utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: uri.append(byte)
      default: uri += [0x25, Self.digit(byte >> 4), Self.digit(byte & 15)]
      }
    }
    return String(decoding: uri, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}
