package import Composition

/// The keys that give the files of a framework away, as data.
///
/// A file matches when it has every path of `all`, for each entry of `any` at least that many of its
/// paths, and none of `none`. Paths are dotted, from the top of the configuration.
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

  let all: [String]
  let any: [Share]
  let none: [String]
  let foldsHyphens: Bool

  /// Makes a fingerprint.
  package init(
    all: [String] = [], any: [Share] = [], none: [String] = [], foldsHyphens: Bool = false
  ) {
    self.all = all
    self.any = any
    self.none = none
    self.foldsHyphens = foldsHyphens
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

  private func has(_ path: String, _ root: ConfigValue) -> Bool {
    if root[path] != nil { return true }
    guard foldsHyphens, path.utf8.contains(0x5F) else { return false }
    return root[hyphenated(path)] != nil
  }
}

/// `a_b` as `a-b`.
func hyphenated(_ key: String) -> String {
  String(decoding: key.utf8.map { $0 == 0x5F ? 0x2D : $0 }, as: UTF8.self)
}
