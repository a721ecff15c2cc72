package import Composition
package import ConfigSyntax

/// The keys that give the files of a framework away, as data.
///
/// A file matches when it has every path of `all`, for each entry of `any` at least that many of
/// its paths, and none of `none`. Paths are dotted, from the top of the configuration.
///
/// A class, because every file asks every fingerprint.
package final class Fingerprint: Sendable {
  /// So many of these paths must be there.
  package struct Share: Sendable {
    let count: Int
    let paths: [String]

    /// At least `count` of `paths`.
    package static func atLeast(_ count: Int, of paths: [String]) -> Share {
      Share(count: count, paths: paths)
    }
  }

  /// What tells at once that a path is not there: the hashes of the first keys of its spellings.
  ///
  /// Apart from the paths, since each look at one of these costs a count.
  private struct Probe: Sendable {
    let first: UInt32
    let other: UInt32
  }

  /// The paths of `all`, of each share and of `none`, one after the other, in their spellings.
  private let paths: [[ConfigPath]]
  private let probes: [Probe]
  private let all: Range<Int>
  private let shares: [(count: Int, paths: Range<Int>)]
  private let none: Range<Int>

  /// Makes a fingerprint.
  package init(
    all: [String] = [], any: [Share] = [], none: [String] = [], foldsHyphens: Bool = false
  ) {
    var paths: [[ConfigPath]] = []
    func add(_ texts: [String]) -> Range<Int> {
      let start = paths.count
      for text in texts {
        let folds = foldsHyphens && text.utf8.contains(0x5F)
        paths.append([ConfigPath(text)] + (folds ? [ConfigPath(hyphenated(text))] : []))
      }
      return start..<paths.count
    }
    self.all = add(all)
    shares = any.map { (count: $0.count, paths: add($0.paths)) }
    self.none = add(none)
    probes = paths.map { Probe(first: $0[0].firstHash, other: $0[$0.count - 1].firstHash) }
    self.paths = paths
  }

  /// No file's.
  package static let never = Fingerprint(any: [.atLeast(1, of: [])])

  /// Whether the mapping `root`, whose keys are `keys`, bears it.
  package func matches(_ root: ConfigValue, _ keys: KeyFilter) -> Bool {
    func has(_ path: Int) -> Bool {
      let probe = probes[path]
      guard keys.mayHold(probe.first) || keys.mayHold(probe.other) else { return false }
      return paths[path].contains { root.has($0) }
    }
    guard root.isMapping, all.allSatisfy(has) else { return false }
    for share in shares {
      var found = 0
      for path in share.paths where found < share.count && has(path) { found += 1 }
      if found < share.count { return false }
    }
    return !none.contains(where: has)
  }
}

/// `a_b` as `a-b`.
func hyphenated(_ key: String) -> String {
  String(decoding: key.utf8.map { $0 == 0x5F ? 0x2D : $0 }, as: UTF8.self)
}
