/// Patterns of paths as settings write them: `pretrain/**`, `*.json`, `charts`.
///
/// A pattern without a slash fits a name in any folder, another one a path from the folder of the
/// settings. What fits a folder fits everything below it.
package struct PathPatterns: Sendable {
  private let patterns: [(glob: Glob, isAnchored: Bool)]

  /// Reads patterns.
  package init(_ texts: [String]) {
    patterns = texts.map { text in
      var pattern = text[...]
      if pattern.hasPrefix("./") { pattern = pattern.dropFirst(2) }
      while pattern.last == "/" { pattern = pattern.dropLast() }
      let isAnchored = pattern.utf8.contains(0x2F)
      if pattern.first == "/" { pattern = pattern.dropFirst() }
      return (Glob(String(pattern)), isAnchored)
    }
  }

  /// Whether `path`, or a folder on the way to it, fits one of the patterns.
  package func matches(_ path: String) -> Bool {
    var end = path.startIndex
    var start = end
    while end < path.endIndex {
      start = end
      end = path[start...].firstIndex(of: "/") ?? path.endIndex
      let place = String(path[..<end])
      let name = String(path[start..<end])
      if patterns.contains(where: { $0.glob.matches($0.isAnchored ? place : name) }) { return true }
      if end < path.endIndex { end = path.index(after: end) }
    }
    return false
  }
}
