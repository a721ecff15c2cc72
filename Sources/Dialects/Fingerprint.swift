package import Composition

/// The keys that give the files of a framework away, as data.
///
/// A file matches when it has every path of `all`, at least `count` of `any`, and none of `none`.
/// Paths are dotted, from the top of the document.
package struct Fingerprint: Sendable {
  let all: [String]
  let any: [String]
  let count: Int
  let none: [String]
  let foldsHyphens: Bool

  /// Makes a fingerprint.
  package init(
    all: [String] = [], any: [String] = [], count: Int = 1, none: [String] = [],
    foldsHyphens: Bool = false
  ) {
    self.all = all
    self.any = any
    self.count = any.isEmpty ? 0 : count
    self.none = none
    self.foldsHyphens = foldsHyphens
  }

  /// Whether the mapping `root` bears it.
  package func matches(_ root: ConfigValue) -> Bool {
    guard root.isMapping, all.allSatisfy({ has($0, root) }), !none.contains(where: { has($0, root) })
    else { return false }
    var found = 0
    for path in any where found < count && has(path, root) { found += 1 }
    return found >= count
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
