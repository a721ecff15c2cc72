package import ConfigSyntax
package import SourceText

/// A value of a configuration: a node, and the way by which it came to its place.
package struct ConfigValue: Sendable {
  let configuration: Configuration
  /// The node that holds the value itself, aliases followed.
  package let node: NodeID
  /// The place that uses the value, and the steps to where it is written.
  package let origin: Origin
  /// The node of the key, where the value is a mapping's.
  package let keyNode: NodeID?
  /// Why the value cannot be known, or nil.
  package let unknown: UnknownReason?

  /// Why a value cannot be known from the files.
  package enum UnknownReason: Sendable {
    /// An environment variable, a resolver or a template decides.
    case decidedOutside
    /// `???`, or an interpolation of a key that is not there.
    case missing
    /// An interpolation that leads back to itself.
    case cycle
  }

  /// How many interpolations led here: the guard against those that lead back to themselves.
  let hops: Int

  init(_ configuration: Configuration, _ node: NodeID, key: NodeID? = nil, hops: Int = 0) {
    let place = configuration.tree.span(of: node)
    self.init(
      configuration, node, key: key, origin: .written(place), unknown: nil, hops: hops)
    self = resolved()
  }

  init(
    _ configuration: Configuration, _ node: NodeID, key: NodeID?, origin: Origin,
    unknown: UnknownReason?, hops: Int
  ) {
    self.configuration = configuration
    self.node = node
    self.keyNode = key
    self.origin = origin
    self.unknown = unknown
    self.hops = hops
  }

  private var tree: SyntaxTree { configuration.tree }

  /// The place that uses the value.
  package var span: SourceSpan { origin.place }

  /// The key's bytes, where the value is a mapping's.
  package var keySpan: SourceSpan? { keyNode.map { tree.span(of: $0) } }

  // MARK: Kinds

  /// Whether the value is a mapping.
  package var isMapping: Bool { tree.kind(of: node) == .mapping && unknown == nil }

  /// Whether the value is a list.
  package var isSequence: Bool { tree.kind(of: node) == .sequence && unknown == nil }

  /// The scalar as the loader types it; nil for mappings, lists and unknown values.
  package var scalar: ScalarValue? {
    guard unknown == nil, tree.kind(of: node) == .scalar else { return nil }
    if let text = interpolatedText() { return text }
    return tree.value(of: node, loader: configuration.loader)
  }

  /// Whether the loader gives null: an empty value, `~`, `null`.
  package var isNull: Bool { scalar == .null }

  // MARK: Members

  /// The value of `key` in this mapping, explicit keys before merged ones; nil where it has none.
  package func member(_ key: String) -> ConfigValue? {
    guard isMapping else { return nil }
    return member(key, entry: configuration.index.find(key, in: node, of: tree))
  }

  private func member(_ key: String, entry: KeyIndex.Entry?) -> ConfigValue? {
    guard let entry else { return mergedMember(key, after: nil) }
    let value = ConfigValue(configuration, entry.value, key: entry.key, hops: hops)
    // go-yaml lets a merge below an explicit key override it.
    guard configuration.loader == .goYAML else { return value }
    return mergedMember(key, after: entry.key) ?? value
  }

  /// The value at a path below this one.
  package subscript(path: ConfigPath) -> ConfigValue? {
    var value = self
    for part in path.parts {
      guard let next = value.member(part) else { return nil }
      value = next
    }
    return value
  }

  private func member(_ part: ConfigPath.Part) -> ConfigValue? {
    guard isMapping else { return nil }
    return member(
      part.key, entry: configuration.index.find(part.key, hash: part.hash, in: node, of: tree))
  }

  /// The value at a dotted path below this one: `model.d_model`.
  package subscript(path: String) -> ConfigValue? {
    guard path.utf8.contains(0x2E) else { return member(path) }
    var value = self
    for part in path.split(separator: ".") {
      guard let next = value.member(String(part)) else { return nil }
      value = next
    }
    return value
  }

  /// The items of this list; empty for anything else.
  package var items: [ConfigValue] {
    guard isSequence else { return [] }
    return tree.children(of: node).map { ConfigValue(configuration, $0, hops: hops) }
  }

  /// The keys written in this mapping (without merged ones) and their values, in order.
  package var entries: [(key: String, value: ConfigValue)] {
    guard isMapping else { return [] }
    return tree.entries(of: node).map { entry in
      (
        tree.text(of: entry.key),
        ConfigValue(configuration, entry.value, key: entry.key, hops: hops)
      )
    }
  }
}

extension ConfigValue {
  /// Whether the value is a scalar without quotes.
  package var isPlainScalar: Bool {
    tree.kind(of: node) == .scalar && tree.scalarStyle(of: node) == .plain
  }

  /// The quote character around the value at `span` of the same file, or nothing.
  package func quote(at span: SourceSpan) -> String {
    let bytes = configuration.tree.file.bytes
    guard bytes.indices.contains(span.bytes.lowerBound) else { return "" }
    switch bytes[span.bytes.lowerBound] {
    case 0x22: return "\""
    case 0x27: return "'"
    default: return ""
    }
  }
}
