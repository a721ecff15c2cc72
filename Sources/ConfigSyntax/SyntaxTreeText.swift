package import SourceText

extension SyntaxTree {
  /// The scalar's content with escapes and folding undone; empty for other nodes.
  package func text(of id: NodeID) -> String {
    withText(of: id) { String(decoding: $0, as: UTF8.self) }
  }

  /// The texts of scalars, while the buffers that hold them stay where they are.
  struct Texts {
    let source: UnsafeBufferPointer<UInt8>
    let side: UnsafeBufferPointer<UInt8>

    /// The content of a scalar.
    subscript(scalar: SyntaxNode) -> UnsafeBufferPointer<UInt8> {
      let buffer = scalar.traits.contains(.decoded) ? side : source
      let start = Int(scalar.link)
      return UnsafeBufferPointer(rebasing: buffer[start..<start + Int(scalar.count)])
    }
  }

  /// Runs `body` with the texts of all scalars at hand.
  func withTexts<R>(_ body: (Texts) -> R) -> R {
    file.bytes.withUnsafeBufferPointer { source in
      side.withUnsafeBufferPointer { body(Texts(source: source, side: $0)) }
    }
  }

  /// Runs `body` on the scalar's content without copying it; on nothing for other nodes.
  package func withText<R>(of id: NodeID, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let node = nodes[id.index]
    guard node.kind == .scalar else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let range = Int(node.link)..<Int(node.link) + Int(node.count)
    if node.traits.contains(.decoded) {
      return side.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }
    return file.bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// The node's anchor, its span with the `&`.
  package func anchor(of id: NodeID) -> Located<String>? {
    guard nodes[id.index].traits.contains(.anchored) else { return nil }
    guard let range = properties.anchor(of: id.index) else { return nil }
    let name = file.text(in: ByteRange(range.lowerBound + 1, range.upperBound))
    return Located(name, at: SourceSpan(file.id, range))
  }

  /// The node's tag with its prefix written out (`tag:yaml.org,2002:float` for `!!float`), its span
  /// as written.
  package func tag(of id: NodeID) -> Located<String>? {
    guard nodes[id.index].traits.contains(.tagged) else { return nil }
    guard let tag = properties.tag(of: id.index) else { return nil }
    return Located(tag.name, at: SourceSpan(file.id, tag.range))
  }

  /// The node that an alias stands for: the newest anchor of its name before it in its document.
  ///
  /// Nil where there is none. It may be a collection that holds the alias.
  package func target(of alias: NodeID) -> NodeID? {
    let node = nodes[alias.index]
    guard node.kind == .alias, node.link != SyntaxNode.none else { return nil }
    return NodeID(Int(node.link))
  }

  /// The nodes that aliases of the file stand for.
  package func aliasedNodes() -> Set<NodeID> {
    var targets: Set<NodeID> = []
    for node in nodes where node.kind == .alias && node.link != SyntaxNode.none {
      targets.insert(NodeID(Int(node.link)))
    }
    return targets
  }

  /// The name behind the `*`; empty for other nodes.
  package func aliasName(of id: NodeID) -> String {
    let node = nodes[id.index]
    guard node.kind == .alias else { return "" }
    return file.text(in: ByteRange(Int(node.start) + 1, Int(node.end)))
  }
}

/// Anchors and tags, which few nodes have, by node number.
struct NodeProperties: Sendable {
  private(set) var anchors: [(node: UInt32, range: ByteRange)] = []
  private(set) var tags: [(node: UInt32, range: ByteRange, name: String)] = []

  mutating func addAnchor(of node: Int, _ range: ByteRange) {
    anchors.append((UInt32(truncatingIfNeeded: node), range))
  }

  mutating func addTag(of node: Int, _ range: ByteRange, _ name: String) {
    tags.append((UInt32(truncatingIfNeeded: node), range, name))
  }

  /// Forgets all nodes from `node` on.
  mutating func cut(from node: Int) {
    while let last = anchors.last, last.node >= node { anchors.removeLast() }
    while let last = tags.last, last.node >= node { tags.removeLast() }
  }

  func anchor(of node: Int) -> ByteRange? {
    let place = Self.place(of: node, count: anchors.count) { Int(anchors[$0].node) }
    return place.map { anchors[$0].range }
  }

  func tag(of node: Int) -> (name: String, range: ByteRange)? {
    let place = Self.place(of: node, count: tags.count) { Int(tags[$0].node) }
    return place.map { (tags[$0].name, tags[$0].range) }
  }

  private static func place(of node: Int, count: Int, _ key: (Int) -> Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if key(middle) < node { low = middle + 1 } else { high = middle }
    }
    return low < count && key(low) == node ? low : nil
  }
}
