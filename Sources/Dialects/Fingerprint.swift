package import Composition

/// The keys that give the files of a framework away, as data.
///
/// A file matches when it has every path of `all`, for each entry of `any` at least that many of
/// its paths, and none of `none`. Paths are dotted, from the top of the configuration.
package struct Fingerprint: Sendable {
  /// So many of these paths must be there.
  package struct Share: Sendable {
    let count: Int
    let paths: [String]

    /// At least `count` of `paths`.
    package static func atLeast(_ count: Int, of paths: [String]) -> Share {
      Share(count: count, paths: paths)
    }
  }

  /// A path in each of its spellings.
  private typealias Spellings = [ConfigPath]

  private let all: [Spellings]
  private let any: [(count: Int, paths: [Spellings])]
  private let none: [Spellings]

  /// Makes a fingerprint.
  package init(
    all: [String] = [], any: [Share] = [], none: [String] = [], foldsHyphens: Bool = false
  ) {
    func spellings(_ path: String) -> Spellings {
      let folds = foldsHyphens && path.utf8.contains(0x5F)
      return [ConfigPath(path)] + (folds ? [ConfigPath(hyphenated(path))] : [])
    }
    self.all = all.map(spellings)
    self.any = any.map { (count: $0.count, paths: $0.paths.map(spellings)) }
    self.none = none.map(spellings)
  }

  /// Whether the mapping `root` bears it.
  package func matches(_ root: ConfigValue) -> Bool {
    guard root.isMapping, all.allSatisfy({ has($0, root) }) else { return false }
    let isEnough = any.allSatisfy { share in
      var found = 0
      for path in share.paths where found < share.count && has(path, root) { found += 1 }
      return found >= share.count
    }
    return isEnough && !none.contains { has($0, root) }
  }

  private func has(_ path: Spellings, _ root: ConfigValue) -> Bool {
    path.contains { root.has($0) }
  }
}

/// `a_b` as `a-b`.
func hyphenated(_ key: String) -> String {
  String(decoding: key.utf8.map { $0 == 0x5F ? 0x2D : $0 }, as: UTF8.self)
}
