package import SourceText

/// One document of a stream.
package struct SyntaxDocument: Sendable {
  /// Its content; nil where an error left none.
  package let root: NodeID?
  /// All its bytes: from its first line, directives and leading comments included, to the next
  /// document or the end of the file.
  package let span: ByteRange
  /// Whether it starts with `---`.
  package let hasExplicitStart: Bool
}

/// What a file says, as a tree whose every node knows its bytes.
///
/// Nodes lie in one array in the order of the text and hold no text of their own. A tree never
/// changes; it is a class so that handing it on costs one count, not one for each of its arrays.
package final class SyntaxTree: Sendable {
  /// The file that was read.
  package let file: SourceFile
  /// Its documents, in order.
  package let documents: [SyntaxDocument]
  /// What is wrong with it, by place.
  package let problems: [SyntaxProblem]

  let nodes: [SyntaxNode]
  let side: [UInt8]
  let properties: NodeProperties
  /// The bytes no token was read from, because of an error before them.
  let unread: [ByteRange]

  init(
    file: SourceFile, documents: [SyntaxDocument], problems: [SyntaxProblem], nodes: [SyntaxNode],
    side: [UInt8], properties: NodeProperties, unread: [ByteRange]
  ) {
    self.file = file
    self.documents = documents
    self.problems = problems
    self.nodes = nodes
    self.side = side
    self.properties = properties
    self.unread = unread
  }

  /// The number of nodes.
  package var nodeCount: Int { nodes.count }

  /// Whether no error cut anything off the document.
  package func isWhole(_ document: SyntaxDocument) -> Bool {
    !unread.contains { $0.overlaps(document.span) }
  }

  /// What the node is.
  package func kind(of id: NodeID) -> NodeKind { nodes[id.index].kind }

  /// Whether the node is a mapping: in one step, where the comparison of two kinds is slow from
  /// another module, as it goes through the protocol.
  package func isMapping(_ id: NodeID) -> Bool { nodes[id.index].kind == .mapping }

  /// Whether the node is a sequence.
  package func isSequence(_ id: NodeID) -> Bool { nodes[id.index].kind == .sequence }

  /// Whether the node is a scalar.
  package func isScalar(_ id: NodeID) -> Bool { nodes[id.index].kind == .scalar }

  /// Whether the node is an alias.
  package func isAlias(_ id: NodeID) -> Bool { nodes[id.index].kind == .alias }

  /// Whether the node is a scalar without quotes.
  package func isPlain(_ id: NodeID) -> Bool {
    nodes[id.index].kind == .scalar && nodes[id.index].style == .plain
  }

  /// The bytes of the node's content, without anchor and tag.
  ///
  /// A block scalar ends before trailing blank lines; a collection reaches from its first child to
  /// its last one, or from bracket to bracket; an empty value is an empty range behind its colon.
  package func bytes(of id: NodeID) -> ByteRange {
    let node = nodes[id.index]
    guard node.style.isBlock else { return ByteRange(Int(node.start), Int(node.end)) }
    return ByteRange(Int(node.start), displayEnd(of: node, in: file.bytes))
  }

  /// The bytes of the node's content in this file.
  package func span(of id: NodeID) -> SourceSpan { SourceSpan(file.id, bytes(of: id)) }

  /// How the scalar is written; plain for other nodes.
  package func scalarStyle(of id: NodeID) -> ScalarStyle { nodes[id.index].style }

  /// Whether the collection is written with brackets, or is a pair inside brackets.
  package func isFlow(_ id: NodeID) -> Bool { nodes[id.index].traits.contains(.flow) }

  /// The collection that holds the node.
  package func parent(of id: NodeID) -> NodeID? {
    let parent = nodes[id.index].parent
    return parent == SyntaxNode.none ? nil : NodeID(Int(parent))
  }

  /// The items of a sequence, or key, value, key, value… of a mapping; empty for other nodes.
  package func children(of id: NodeID) -> NodeChildren {
    let node = nodes[id.index]
    let isCollection = node.kind == .mapping || node.kind == .sequence
    let first = id.index + 1
    return NodeChildren(nodes, from: first, to: isCollection ? Int(node.link) : first)
  }

  /// The keys and values of a mapping; empty for other nodes.
  package func entries(of id: NodeID) -> NodeEntries {
    let isMapping = nodes[id.index].kind == .mapping
    return NodeEntries(isMapping ? children(of: id) : NodeChildren(nodes, from: 0, to: 0))
  }

  /// The number of items of a sequence or of entries of a mapping; 0 for other nodes.
  package func count(of id: NodeID) -> Int {
    let node = nodes[id.index]
    return switch node.kind {
    case .sequence: Int(node.count)
    case .mapping: Int(node.count) / 2
    case .scalar, .alias: 0
    }
  }

  /// The innermost scalar or alias that holds `offset` or ends there.
  package func node(at offset: Int) -> NodeID? {
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if Int(nodes[middle].start) <= offset { low = middle + 1 } else { high = middle }
    }
    while low > 0 {
      low -= 1
      let id = NodeID(low)
      guard nodes[low].kind == .scalar || nodes[low].kind == .alias else { continue }
      return bytes(of: id).touches(offset) ? id : nil
    }
    return nil
  }
}

/// Where a block scalar's last line with content ends; trailing blank lines belong to its text,
/// but not to what a reader would underline.
func displayEnd(of node: SyntaxNode, in bytes: [UInt8]) -> Int {
  let limit = Int(node.end)
  var end = limit
  while end > Int(node.start), isBlankOrBreak(bytes[end - 1]) { end -= 1 }
  while end < limit, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
  return end
}
