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
  /// What a resolver made of the value's text, or nil.
  let computed: Computed?

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
  /// What holds the value where it is used; nil at the top, and where the tree says it.
  let holder: Holder?

  init(
    _ configuration: Configuration, _ node: NodeID, key: NodeID? = nil, hops: Int = 0,
    in holder: Holder? = nil
  ) {
    let place = configuration.tree.span(of: node)
    self.init(
      configuration, node, key: key, origin: .written(place), unknown: nil, hops: hops,
      in: holder)
    // Most values stand where they are used, and mean what they say.
    guard configuration.interpolation != .none || configuration.tree.kind(of: node) == .alias else {
      return
    }
    self = resolved()
  }

  init(
    _ configuration: Configuration, _ node: NodeID, key: NodeID?, origin: Origin,
    unknown: UnknownReason?, computed: Computed? = nil, hops: Int, in holder: Holder?
  ) {
    self.configuration = configuration
    self.node = node
    self.keyNode = key
    self.origin = origin
    self.unknown = unknown
    self.computed = computed
    self.hops = hops
    self.holder = holder
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
    if computed != nil { return computedScalar }
    if let text = interpolatedText() { return text }
    return tree.value(of: node, loader: configuration.loader)
  }

  /// Whether the loader gives null: an empty value, `~`, `null`.
  package var isNull: Bool {
    // No word for null is longer; most values are, and need not be read to know.
    if computed == nil, tree.kind(of: node) == .scalar, tree.tag(of: node) == nil,
      tree.withText(of: node, { $0.count > 4 })
    {
      return false
    }
    return scalar == .null
  }

  // MARK: Members

  /// The value of `key` in this mapping, explicit keys before merged ones; nil where it has none.
  package func member(_ key: String) -> ConfigValue? {
    guard isMapping else { return nil }
    return member(key, entry: configuration.index.find(key, in: node, of: tree))
  }

  private func member(_ key: String, entry: KeyIndex.Entry?) -> ConfigValue? {
    guard let entry else { return mergedMember(key, after: nil) }
    let value = ConfigValue(
      configuration, entry.value, key: entry.key, hops: hops, in: ownHolder)
    // go-yaml lets a merge below an explicit key override it.
    guard configuration.loader == .goYAML else { return value }
    return mergedMember(key, after: entry.key) ?? value
  }

  /// Whether there is a value at a path below this one: cheaper to ask than the value itself.
  package func has(_ path: ConfigPath) -> Bool {
    guard let first = path.parts.first else { return false }
    let index = configuration.index
    if index.mappingsWithMerge.isEmpty, !index.mayHold(first.hash, in: node) { return false }
    return self[path] != nil
  }

  /// The value at a path below this one.
  package subscript(path: ConfigPath) -> ConfigValue? {
    var value = self
    for part in path.parts {
      var key = part.key
      guard let next = key.withUTF8({ value.member($0, hash: part.hash) }) else { return nil }
      value = next
    }
    return value
  }

  /// The value at a dotted path below this one: `model.d_model`.
  package subscript(path: String) -> ConfigValue? {
    var path = path
    return path.withUTF8 { bytes in
      if !bytes.contains(0x2E) { return member(bytes, hash: keyHash(bytes)) }
      var value = self
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x2E { end += 1 }
        let key = UnsafeBufferPointer(rebasing: bytes[start..<end])
        guard let next = value.member(key, hash: keyHash(key)) else { return nil }
        value = next
        start = end + 1
      }
      return value
    }
  }

  /// As `member`, for the bytes of a key; a text is made of them only where merges are asked.
  private func member(_ key: UnsafeBufferPointer<UInt8>, hash: UInt32) -> ConfigValue? {
    guard isMapping else { return nil }
    let entry = configuration.index.find(key, hash: hash, in: node, of: tree)
    if configuration.index.mappingsWithMerge.isEmpty {
      return entry.map {
        ConfigValue(configuration, $0.value, key: $0.key, hops: hops, in: ownHolder)
      }
    }
    return member(String(decoding: key, as: UTF8.self), entry: entry)
  }

  /// Whether any key of the document has a hyphen.
  package var documentHasHyphens: Bool { configuration.index.hasHyphens }

  /// The items of this list; empty for anything else.
  package var items: [ConfigValue] {
    guard isSequence else { return [] }
    let holder = ownHolder
    return tree.children(of: node).map {
      ConfigValue(configuration, $0, hops: hops, in: holder)
    }
  }

  /// The keys written in this mapping (without merged ones) and their values, in order.
  package var entries: [(key: String, value: ConfigValue)] {
    guard isMapping else { return [] }
    let holder = ownHolder
    return tree.entries(of: node).map { entry in
      (
        tree.text(of: entry.key),
        ConfigValue(configuration, entry.value, key: entry.key, hops: hops, in: holder)
      )
    }
  }
}

extension ConfigValue {
  /// Whether the value is a scalar without quotes.
  package var isPlainScalar: Bool {
    tree.kind(of: node) == .scalar && tree.scalarStyle(of: node) == .plain
  }

  /// Whether an `e` or `E` stands in the scalar: asked before a text is made of it.
  package var mayHaveExponent: Bool {
    tree.withText(of: node) { text in text.contains { $0 | 0x20 == 0x65 } }
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
