import SourceText

/// JSON in the forms that other tools read and that are no broken JSON for it: rows of data, one a
/// line, and the settings of editors and compilers, which may have comments.
enum LooseJSON {
  /// Whether `file` is such a file by its name and its text.
  static func holds(_ file: SourceFile) -> Bool {
    guard file.name.hasSuffix(".json") else { return false }
    return hasRows(file.bytes) || takesComments(file.name)
  }

  /// Whether the first two lines are a value each, with the same brackets around both.
  private static func hasRows(_ bytes: [UInt8]) -> Bool {
    let lines = bytes.split(separator: 0x0A, maxSplits: 2).prefix(2).map { line in
      line.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }
    }
    guard lines.count == 2, let close = lines[0].first, let open = lines[0].last,
      lines[1].last == open
    else { return false }
    return (open, close) == (0x7B, 0x7D) || (open, close) == (0x5B, 0x5D)
  }

  /// `tsconfig.app.json`, and what lies in `.vscode` and its like.
  private static func takesComments(_ name: String) -> Bool {
    let parts = name.split(separator: "/").suffix(2)
    guard let base = parts.last, let folder = parts.first else { return false }
    if base.hasPrefix("tsconfig") || base.hasPrefix("jsconfig") { return true }
    return parts.count == 2 && folder.hasPrefix(".") && folder != "." && folder != ".."
  }
}
