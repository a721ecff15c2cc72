import ConfigSyntax
package import SourceText

/// An interpolation that no value can come of.
package struct BrokenInterpolation: Sendable {
  /// Its path as written: `model.d_model`.
  package let path: String
  /// The scalar that holds it.
  package let span: SourceSpan
  /// The paths by which it leads back to itself, its own first; empty where its path leads nowhere.
  package let cycle: [String]
}

extension Configuration {
  /// The interpolations of the document that lead nowhere or back to themselves.
  ///
  /// Resolvers are left out, and so is everything whose way leads through an alias, a merge or
  /// another interpolation, or to `???`, which someone else is to fill. Empty for a part of a
  /// whole, which is put together with others before it is resolved.
  package var brokenInterpolations: [BrokenInterpolation] {
    guard interpolation == .omegaConf, let root = interpolationRoot(hops: 0)?.node,
      tree.file.bytes.contains(0x24)
    else { return [] }
    return tree.subtree(of: root).compactMap { InterpolationCheck(tree, root).check($0) }
  }
}

/// Follows interpolations by the nodes of a tree.
private struct InterpolationCheck {
  let tree: SyntaxTree
  let root: NodeID

  /// Where a path leads.
  enum End {
    case node(NodeID)
    case absent
    case open
  }

  init(_ tree: SyntaxTree, _ root: NodeID) {
    self.tree = tree
    self.root = root
  }

  func check(_ node: NodeID) -> BrokenInterpolation? {
    for path in paths(in: node) {
      if case .absent = end(of: path, from: node) {
        return BrokenInterpolation(path: path, span: tree.span(of: node), cycle: [])
      }
    }
    let cycle = cycle(from: node)
    return cycle.first.map {
      BrokenInterpolation(path: $0, span: tree.span(of: node), cycle: cycle)
    }
  }

  /// The paths of the interpolations in a scalar that call no resolver and hold no other.
  private func paths(in node: NodeID) -> [String] {
    guard tree.kind(of: node) == .scalar, tree.withText(of: node, { $0.contains(0x24) }) else {
      return []
    }
    let text = tree.text(of: node)
    guard !text.contains("${{"), !text.contains("\\") else { return [] }
    var paths: [String] = []
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      rest = rest[dollar...].dropFirst()
      guard rest.first == "{" else { continue }
      rest = rest.dropFirst()
      guard let end = rest.firstIndex(where: { "}${:".contains($0) }) else { break }
      if rest[end] == "}" { paths.append(String(rest[..<end])) }
      rest = rest[end...]
    }
    return paths
  }

  private func end(of path: String, from start: NodeID) -> End {
    let ups = path.prefix { $0 == "." }.count
    let parts = path.dropFirst(ups).split(separator: ".", omittingEmptySubsequences: false)
    guard !parts.isEmpty, parts.allSatisfy(Self.isName) else { return .open }
    var node = root
    if ups > 0 {
      node = start
      for _ in 0..<ups {
        guard node != root, let parent = tree.parent(of: node) else { return .open }
        node = parent
      }
    }
    for part in parts {
      guard tree.isMapping(node) else { return .open }
      let entries = tree.entries(of: node)
      if let entry = entries.first(where: { tree.text(of: $0.key) == part }) {
        node = entry.value
      } else {
        return entries.contains { tree.text(of: $0.key) == "<<" } ? .open : .absent
      }
    }
    return .node(node)
  }

  /// Plain words only: brackets and quotes are OmegaConf's, and items of lists are left alone.
  private static func isName(_ part: Substring) -> Bool {
    guard let first = part.utf8.first, first &- 0x30 >= 10 else { return false }
    return part.utf8.allSatisfy {
      $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 &- 0x30 < 10 || $0 == 0x5F || $0 == 0x2D
    }
  }

  private func cycle(from start: NodeID) -> [String] {
    var taken: [String] = []
    var node = start
    while taken.count < 16, let path = paths(in: node).first {
      guard case .node(let next) = end(of: path, from: node) else { return [] }
      taken.append(path)
      if next == start { return taken }
      node = next
    }
    return []
  }
}
