import ConfigSyntax
import SourceText

/// What stands for something else in a text: aliases and interpolations, and what they stand for.
struct References {
  private let tree: SyntaxTree

  /// A place and the node that it stands for.
  struct Reference {
    /// What is written there, `*name` or the path between the braces.
    let bytes: ByteRange
    /// The value that is meant.
    let target: NodeID
  }

  init(_ tree: SyntaxTree) { self.tree = tree }

  /// All of them, in the order of the text.
  var all: [Reference] {
    tree.documents.flatMap { document -> [Reference] in
      guard let root = document.root else { return [] }
      return tree.subtree(of: root).flatMap { references(in: $0, root) }
    }
  }

  /// The node that is meant at `offset`: by an alias, an interpolation, an anchor or a key.
  func target(at offset: Int) -> NodeID? {
    all.first { $0.bytes.touches(offset) }?.target ?? anchored(at: offset) ?? named(at: offset)
  }

  /// Where a value is declared: its anchor where it is meant by that, else its key, else itself.
  func declaration(of node: NodeID, asAnchor: Bool) -> ByteRange {
    if asAnchor, let anchor = tree.anchor(of: node) { return anchor.span.bytes }
    let entry = tree.parent(of: node).flatMap { parent in
      tree.entries(of: parent).first { $0.value == node }
    }
    return tree.bytes(of: entry?.key ?? node)
  }

  /// Whether an alias stands at `offset`.
  func isAlias(at offset: Int) -> Bool { tree.node(at: offset).map(tree.isAlias) ?? false }

  // MARK: Parts

  private func references(in node: NodeID, _ root: NodeID) -> [Reference] {
    if tree.isAlias(node) {
      return tree.target(of: node).map { [Reference(bytes: tree.bytes(of: node), target: $0)] }
        ?? []
    }
    guard tree.isScalar(node) else { return [] }
    let bytes = tree.bytes(of: node)
    let text = tree.file.bytes
    var found: [Reference] = []
    var i = bytes.lowerBound
    while i + 2 < bytes.upperBound {
      guard text[i] == 0x24, text[i + 1] == 0x7B else {
        i += 1
        continue
      }
      let start = i + 2
      var end = start
      while end < bytes.upperBound, Self.isPath(text[end]) { end += 1 }
      if end < bytes.upperBound, text[end] == 0x7D,
        let target = walk(ByteRange(start, end), from: node, root)
      {
        found.append(Reference(bytes: ByteRange(start, end), target: target))
      }
      i = end
    }
    return found
  }

  /// Whether paths have such a byte.
  private static func isPath(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5B, 0x5D, 0x5F: true
    default: false
    }
  }

  /// The node at the path between the braces, its leading dots counted from `node`.
  private func walk(_ path: ByteRange, from node: NodeID, _ root: NodeID) -> NodeID? {
    let text = tree.file.text(in: path)
    let ups = text.prefix { $0 == "." }.count
    var place: NodeID? = ups == 0 ? root : node
    for _ in 0..<ups { place = place.flatMap(tree.parent) }
    for part in text.dropFirst(ups).split(whereSeparator: { ".[]".contains($0) }) {
      guard let here = place.flatMap(followed) else { return nil }
      if tree.isSequence(here) {
        let items = Array(tree.children(of: here))
        place = Int(part).flatMap { items.indices.contains($0) ? items[$0] : nil }
      } else {
        place = tree.entries(of: here).first { tree.text(of: $0.key) == part }?.value
      }
    }
    return place == root || place == node ? nil : place
  }

  private func followed(_ node: NodeID) -> NodeID? {
    tree.isAlias(node) ? tree.target(of: node) : node
  }

  private func anchored(at offset: Int) -> NodeID? {
    tree.documents.lazy.compactMap(\.root).compactMap { root in
      tree.subtree(of: root).first { node in
        tree.anchor(of: node)?.span.bytes.touches(offset) ?? false
      }
    }.first
  }

  /// The value of the key at `offset`.
  private func named(at offset: Int) -> NodeID? {
    guard let key = tree.node(at: offset), let parent = tree.parent(of: key) else { return nil }
    return tree.entries(of: parent).first { $0.key == key }?.value
  }
}
