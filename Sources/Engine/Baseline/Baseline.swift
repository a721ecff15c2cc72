package import Linting

/// The findings that a project lives with: they are counted, not shown, and fail nothing.
///
/// An entry knows no line, so that it outlives edits above it; findings alike in everything are
/// counted.
package struct Baseline: Equatable, Sendable {
  /// One kind of finding in one file.
  package struct Entry: Hashable, Sendable, Comparable {
    /// The file, its path counted from the folder of the baseline.
    package let path: String
    /// What the finding is.
    package let identity: FindingIdentity

    /// Joins a file and what was found in it.
    package init(path: String, _ identity: FindingIdentity) {
      self.path = path
      self.identity = identity
    }

    package static func < (a: Entry, b: Entry) -> Bool {
      let (left, right) = (a.identity, b.identity)
      if a.path != b.path { return a.path < b.path }
      if left.rule != right.rule { return left.rule < right.rule }
      if left.keyPath != right.keyPath { return left.keyPath < right.keyPath }
      return left.shape < right.shape
    }
  }

  /// How often each is found.
  package var counts: [Entry: Int] = [:]
  /// The options that decided what was found; a run with others may not say what is gone.
  package var options = ""

  /// Makes a baseline without entries.
  package init() {}

  /// The number of findings.
  package var total: Int { counts.values.reduce(0, +) }
}
