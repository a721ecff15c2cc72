extension SyntaxTree {
  /// All nodes from `root` down, in the order of the text, `root` first; aliases are not followed.
  package func subtree(of root: NodeID) -> some Sequence<NodeID> {
    (root.index..<end(of: root)).lazy.map { NodeID($0) }
  }

  /// Whether any node from `root` down is an alias.
  package func hasAliases(from root: NodeID) -> Bool {
    nodes[root.index..<end(of: root)].contains { $0.kind == .alias }
  }

  /// Whether any node has a tag.
  package var hasTags: Bool { !properties.tags.isEmpty }

  /// The node after the last descendant.
  func end(of id: NodeID) -> Int { nodes[id.index].next(after: id.index) }
}

extension SyntaxTree {
  /// The keys from the top to a node, items of lists left out.
  package func path(of node: NodeID) -> [String] {
    var path: [String] = []
    var node = node
    while let parent = parent(of: node) {
      let entry = entries(of: parent).first { $0.key == node || $0.value == node }
      if let entry { path.append(text(of: entry.key)) }
      node = parent
    }
    return path.reversed()
  }
}
