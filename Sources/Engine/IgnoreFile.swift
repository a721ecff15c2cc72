import SourceText

/// The patterns of one `.gitignore`.
struct IgnoreFile: Sendable {
  private let patterns: [Pattern]

  private struct Pattern: Sendable {
    let glob: Glob
    let isNegated: Bool
    let foldersOnly: Bool
    let isAnchored: Bool
  }

  init(_ text: String) {
    patterns = text.split(whereSeparator: \.isNewline).compactMap(Self.pattern)
  }

  private static func pattern(_ line: Substring) -> Pattern? {
    var text = line
    while text.last == " ", text.dropLast().last != "\\" { text = text.dropLast() }
    guard !text.isEmpty, text.first != "#" else { return nil }
    let isNegated = text.first == "!"
    if isNegated { text = text.dropFirst() }
    let foldersOnly = text.last == "/"
    if foldersOnly { text = text.dropLast() }
    let isAnchored = text.contains("/")
    if text.first == "/" { text = text.dropFirst() }
    guard !text.isEmpty else { return nil }
    return Pattern(
      glob: Glob(String(text)), isNegated: isNegated, foldersOnly: foldersOnly,
      isAnchored: isAnchored)
  }

  /// Whether the file says that `path` (relative to its folder) is ignored; nil where it is silent.
  func verdict(on path: String, isFolder: Bool) -> Bool? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let last = patterns.last { pattern in
      guard isFolder || !pattern.foldersOnly else { return false }
      return pattern.glob.matches(pattern.isAnchored ? path : name)
    }
    return last.map { !$0.isNegated }
  }
}
