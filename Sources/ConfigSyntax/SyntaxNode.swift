/// Names one node of a tree; a larger number stands later in the text.
package struct NodeID: Hashable, Sendable {
  private let number: Int32

  /// Names the node at place `index` of the arena.
  init(_ index: Int) { number = Int32(truncatingIfNeeded: index) }

  /// The place in the arena: nodes are numbered in the order of their start.
  package var index: Int { Int(number) }
}

/// What a node is.
package enum NodeKind: UInt8, Sendable {
  /// A single value or key, also an empty one.
  case scalar
  /// Keys with values.
  case mapping
  /// Items.
  case sequence
  /// `*name`.
  case alias
}

/// How a scalar is written.
package enum ScalarStyle: UInt8, Sendable {
  /// Without quotes.
  case plain
  /// `'text'`.
  case singleQuoted
  /// `"text"`.
  case doubleQuoted
  /// `|` and the lines below it.
  case literal
  /// `>` and the lines below it.
  case folded

  /// Whether the text follows in lines of its own.
  package var isBlock: Bool { self == .literal || self == .folded }
}

/// One node of the arena; 24 bytes, so that a large file stays in the cache.
struct SyntaxNode: Sendable {
  /// Stands for "no node".
  static let none = UInt32.max

  /// The first byte of the content, behind anchor and tag.
  var start: UInt32
  /// The end of the content; of a block scalar libyaml's end, which runs over trailing blank lines.
  var end: UInt32
  /// The collection around it, or `none`.
  var parent: UInt32
  /// The place that the node refers to.
  ///
  /// Of a scalar the start of its text, of a collection the node after its last descendant, of an
  /// alias its target or `none`.
  var link: UInt32
  /// The number of bytes of a scalar's text, or of a collection's children.
  var count: UInt32
  var kind: NodeKind
  var style: ScalarStyle
  var traits: Traits
  /// Fills the 24 bytes, so that a node is copied in whole words.
  private let padding: UInt8 = 0

  /// A scalar as `event` tells it, hung nowhere yet.
  init(_ event: YAMLEvent) {
    start = UInt32(truncatingIfNeeded: event.start)
    end = UInt32(truncatingIfNeeded: event.end)
    parent = Self.none
    link = UInt32(truncatingIfNeeded: event.textStart)
    count = UInt32(truncatingIfNeeded: event.textCount)
    kind = .scalar
    style = event.style
    traits = event.traits
  }

  /// A scalar or alias with all that is known of it.
  init(
    _ kind: NodeKind, _ style: ScalarStyle, _ traits: Traits, from start: Int, to end: Int,
    in parent: UInt32, link: UInt32, count: Int
  ) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
    self.parent = parent
    self.link = link
    self.count = UInt32(truncatingIfNeeded: count)
    self.kind = kind
    self.style = style
    self.traits = traits
  }

  /// The place behind the node, which stands at `index`, and all its descendants.
  func next(after index: Int) -> Int {
    kind == .mapping || kind == .sequence ? Int(link) : index + 1
  }

  struct Traits: OptionSet {
    let rawValue: UInt8
    /// The collection is written in flow style.
    static let flow = Traits(rawValue: 1)
    /// The collection has brackets of its own.
    static let bracketed = Traits(rawValue: 2)
    /// The text lies in the side buffer, not in the source.
    static let decoded = Traits(rawValue: 4)
    /// The side tables hold an anchor for it.
    static let anchored = Traits(rawValue: 8)
    /// The side tables hold a tag for it.
    static let tagged = Traits(rawValue: 16)
  }
}

/// The children of a node: items of a sequence, or key, value, key, value… of a mapping.
package struct NodeChildren: Sequence, IteratorProtocol, Sendable {
  private let nodes: [SyntaxNode]
  private var position: Int
  private let end: Int

  /// Lists the nodes from `position` to `end` without their descendants.
  init(_ nodes: [SyntaxNode], from position: Int, to end: Int) {
    self.nodes = nodes
    self.position = position
    self.end = end
  }

  /// Gives the next child.
  package mutating func next() -> NodeID? {
    guard position < end else { return nil }
    let id = NodeID(position)
    position = nodes[position].next(after: position)
    return id
  }
}

/// The entries of a mapping.
package struct NodeEntries: Sequence, IteratorProtocol, Sendable {
  private var children: NodeChildren

  /// Pairs up `children`.
  init(_ children: NodeChildren) { self.children = children }

  /// Gives the next key and value.
  package mutating func next() -> (key: NodeID, value: NodeID)? {
    guard let key = children.next(), let value = children.next() else { return nil }
    return (key, value)
  }
}
