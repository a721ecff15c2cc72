import ConfigSyntax
import SourceText

/// A key `<<` without quotes, and what it merges.
struct MergeKey: Sendable {
  let key: NodeID
  let value: NodeID
}

/// The merge keys of each mapping that has some, the last first.
///
/// They are looked up once, as every key that is missing in such a mapping asks for them.
func mergeKeys(of tree: SyntaxTree, _ index: KeyIndex) -> [NodeID: [MergeKey]] {
  var found: [NodeID: [MergeKey]] = [:]
  for mapping in index.mappingsWithMerge {
    var merges: [MergeKey] = []
    for entry in tree.entries(of: mapping) {
      guard tree.kind(of: entry.key) == .scalar, tree.scalarStyle(of: entry.key) == .plain,
        tree.withText(of: entry.key, { $0.count == 2 && $0[0] == 0x3C && $0[1] == 0x3C })
      else { continue }
      merges.append(MergeKey(key: entry.key, value: entry.value))
    }
    found[mapping] = merges.reversed()
  }
  return found
}

extension ConfigValue {
  /// The value that `<<` brings for `key`: of two merges the later, of a list's items the first.
  ///
  /// With `after`, only merges behind that key count: go-yaml lets a merge that stands below an
  /// explicit key override it.
  func mergedMember(_ key: String, after: NodeID?) -> ConfigValue? {
    var budget = 256
    return mergedMember(key, after: after, in: ownHolder, budget: &budget)
  }

  /// `user` is the mapping that takes the value, however many merges bring it there.
  private func mergedMember(
    _ key: String, after: NodeID?, in user: Holder?, budget: inout Int
  ) -> ConfigValue? {
    guard configuration.loader != .json, let merges = configuration.merges[node] else { return nil }
    for entry in merges {
      if let after, entry.key.index < after.index { break }
      let source = ConfigValue(configuration, entry.value, hops: hops, in: ownHolder)
      for candidate in source.isSequence ? source.items : [source] {
        budget -= 1
        guard budget > 0 else { return nil }
        if let found = candidate.ownOrMerged(key, in: user, budget: &budget) {
          return found.brought(to: entry.value)
        }
      }
    }
    return nil
  }

  private func ownOrMerged(
    _ key: String, in user: Holder?, budget: inout Int
  ) -> ConfigValue? {
    if let entry = configuration.index.find(key, in: node) {
      return ConfigValue(configuration, entry.value, key: entry.key, hops: hops, in: user)
    }
    return mergedMember(key, after: nil, in: user, budget: &budget)
  }

  private func brought(to place: NodeID) -> ConfigValue {
    ConfigValue(
      configuration, node, key: keyNode,
      origin: .via(.merge, configuration.tree.span(of: place), origin), unknown: unknown,
      computed: computed, hops: hops, in: holder)
  }
}
