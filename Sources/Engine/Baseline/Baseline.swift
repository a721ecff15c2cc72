package import Linting

/// The findings that a project lives with: they are counted, not shown, and fail nothing.
///
/// An entry knows no line, so that it outlives edits above it; findings alike in everything are
/// counted.
package struct Baseline: Equatable, Sendable {
  /// One kind of finding in one file.
  package struct Entry: Sendable {
    /// The file, its path counted from the folder of the baseline.
    package let path: String
    /// What the finding is.
    package let identity: FindingIdentity
    /// How often it is found.
    package let count: Int
  }

  /// How often each is found, by path and identity in one text: its order is that of the file.
  var counts: [String: Int] = [:]
  /// The options that decided what was found; a run with others may not say what is gone.
  package var options = ""

  /// Makes a baseline without entries.
  package init() {}

  /// The number of findings.
  package var total: Int {
    var total = 0
    for count in counts.values { total += count }
    return total
  }

  /// What is found, by path, rule, keys and message.
  package var entries: [Entry] {
    counts.keys.sorted().compactMap { key in
      let parts = key.split(separator: Self.separator, omittingEmptySubsequences: false)
      guard parts.count == 4, let count = counts[key], count > 0 else { return nil }
      let identity = FindingIdentity(
        rule: String(parts[1]), keyPath: String(parts[2]), shape: String(parts[3]))
      return Entry(path: String(parts[0]), identity: identity, count: count)
    }
  }

  /// The key of `identity` in the file at `path`.
  static func key(_ path: String, _ identity: FindingIdentity) -> String {
    path + String(separator) + identity.text
  }

  /// The path in a key.
  static func path(in key: String) -> String { String(key.prefix { $0 != separator }) }

  /// Stands in no path, and sorts before everything that does.
  static let separator: Character = "\0"
}

extension FindingIdentity {
  /// The three parts in one text, without what separates them: four with the path stay four.
  var text: String {
    let parts = [keyPath, shape].map { part in part.filter { $0 != Baseline.separator } }
    return rule + "\0" + parts[0] + "\0" + parts[1]
  }
}
