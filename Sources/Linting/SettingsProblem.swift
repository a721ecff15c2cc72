package import SourceText

/// What keeps a line of a settings file from being used, and the way out.
package struct SettingsProblem: Error, Hashable, Sendable {
  /// The path of the file as it is shown.
  package let path: String
  /// The bytes that are wrong.
  package let bytes: ByteRange
  /// The line, from 1; nil where the file could not be read at all.
  package let line: Int?
  /// The column in code points, from 1.
  package let column: Int
  /// What is wrong.
  package let message: String
  /// What to do.
  package let help: String?

  /// Makes a problem at `bytes` of `file`.
  package init(_ message: String, help: String?, at bytes: ByteRange, of file: SourceFile) {
    let place = file.lineTable().position(of: bytes.lowerBound, in: .codePoints)
    path = file.name
    self.bytes = bytes
    line = place.line + 1
    column = place.column + 1
    self.message = message
    self.help = help
  }

  /// Makes a problem of a whole file.
  package init(_ message: String, help: String?, path: String) {
    self.path = path
    bytes = ByteRange(0, 0)
    line = nil
    column = 1
    self.message = message
    self.help = help
  }

  /// The problem for a terminal: place, message, and the way out in a line of its own.
  package var text: String {
    let place = line.map { "\(path):\($0):\(column)" } ?? path
    return "\(place): error: \(message)" + (help.map { "\n   = help: \($0)" } ?? "")
  }
}
