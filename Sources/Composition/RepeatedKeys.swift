package import ConfigSyntax
import SourceText

/// A key that stands twice in one mapping.
package struct RepeatedKey: Sendable {
  /// The key and value that come first.
  package let earlier: (key: NodeID, value: NodeID)
  /// The key and value that come later; of several the next.
  package let later: (key: NodeID, value: NodeID)
}

extension Configuration {
  /// The keys that stand twice in a mapping and are the same to the loader, merges left out.
  package var repeatedKeys: [RepeatedKey] {
    index.repeats.compactMap { pair in
      let earlier = tree.value(of: pair.earlier.key, loader: loader)
      guard earlier == tree.value(of: pair.later.key, loader: loader), !isMerge(pair.later.key)
      else { return nil }
      return RepeatedKey(
        earlier: (pair.earlier.key, pair.earlier.value), later: (pair.later.key, pair.later.value))
    }
  }

  /// Merges that stand below an explicit key of theirs: go-yaml takes the merged value for it.
  package var mergesBelowTheirKeys: [(key: NodeID, merge: NodeID)] {
    guard loader == .goYAML else { return [] }
    return index.mappingsWithMerge.sorted { $0.index < $1.index }.flatMap { mapping in
      tree.entries(of: mapping).compactMap { entry in
        guard tree.kind(of: entry.key) == .scalar, !isMerge(entry.key) else { return nil }
        let value = ConfigValue(self, mapping)
        guard
          let merged = value.mergedMember(tree.text(of: entry.key), after: entry.key),
          let merge = tree.node(at: merged.span.bytes.lowerBound)
        else { return nil }
        return (entry.key, merge)
      }
    }
  }

  /// The alias that stands for the most values once all aliases are replaced.
  package var heaviestAlias: NodeID? {
    documentRoot.flatMap { findHeaviestAlias(of: tree, from: $0) }
  }

  private var documentRoot: NodeID? {
    tree.documents.indices.contains(document) ? tree.documents[document].root : nil
  }

  private func isMerge(_ key: NodeID) -> Bool {
    loader != .json && tree.scalarStyle(of: key) == .plain && tree.text(of: key) == "<<"
  }
}
