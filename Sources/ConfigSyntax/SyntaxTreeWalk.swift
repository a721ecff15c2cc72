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

extension SyntaxTree {
  /// The plain scalars below `root` that YAML 1.1 may count in eights or sixties: digits behind a
  /// zero, or with a colon among them.
  ///
  /// Hardly any file has one, and every file is asked: most scalars are told by their first byte.
  package func numbersInOtherBases(from root: NodeID) -> [NodeID] {
    withTexts { texts in
      nodes.withUnsafeBufferPointer { nodes in
        var found: [NodeID] = []
        for number in root.index..<end(of: root) where mayBeNumber(nodes[number], texts.source) {
          let node = nodes[number]
          guard node.kind == .scalar, node.style == .plain, node.count > 1,
            !node.traits.contains(.tagged), isInOtherBase(texts[node])
          else { continue }
          found.append(NodeID(number))
        }
        return found
      }
    }
  }
}

/// Whether the node starts with a digit, a sign or one of the points and dashes between them.
@inline(__always)
private func mayBeNumber(_ node: SyntaxNode, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
  let start = Int(node.start)
  return start < text.count && text[start] &- 0x2B < 15
}

/// Whether a text is digits behind a zero, or with a colon among them, after a sign or none.
private func isInOtherBase(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
  let start = text[0] == 0x2D || text[0] == 0x2B ? 1 : 0
  guard text.count > start + 1, text[start] &- 0x30 < 10 else { return false }
  var (hasColon, hasPoint) = (false, false)
  for byte in text[start...] {
    switch byte {
    case 0x30...0x39, 0x5F: continue
    case 0x3A: hasColon = true
    case 0x2E: hasPoint = true
    default: return false
    }
  }
  return hasColon || text[start] == 0x30 && !hasPoint
}
