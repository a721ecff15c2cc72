package import ConfigSyntax
package import SourceText

/// A value of a configuration: a node, and the way by which it came to its place.
package struct ConfigValue: Sendable {
  /// The document that it is a part of.
  package let configuration: Configuration
  /// The node that holds the value itself, aliases followed.
  package let node: NodeID
  /// The node of the key, where the value is a mapping's.
  package let keyNode: NodeID?
  /// What sets it apart from a value that stands where it is used and means what it says, as most
  /// do: apart, so that copies of a value cost little.
  private let detour: Detour?

  private final class Detour: Sendable {
    let origin: Origin?
    let unknown: UnknownReason?
    let computed: Computed?
    let hops: Int
    let holder: Holder?

    init(
      _ origin: Origin?, _ unknown: UnknownReason?, _ computed: Computed?, _ hops: Int,
      _ holder: Holder?
    ) {
      self.origin = origin
      self.unknown = unknown
      self.computed = computed
      self.hops = hops
      self.holder = holder
    }
  }

  /// Why a value cannot be known from the files.
  package enum UnknownReason: Sendable {
    /// An environment variable, a resolver or a template decides.
    case decidedOutside
    /// `???`, or an interpolation of a key that is not there.
    case missing
    /// An interpolation that leads back to itself.
    case cycle
  }

  init(
    _ configuration: Configuration, _ node: NodeID, key: NodeID? = nil, hops: Int = 0,
    in holder: Holder? = nil
  ) {
    self.init(
      configuration, node, key,
      hops == 0 && holder == nil ? nil : Detour(nil, nil, nil, hops, holder))
    // Most values stand where they are used, and mean what they say.
    let isAlias = configuration.index.hasAliases && tree.isAlias(node)
    if configuration.interpolates || isAlias { self = resolved() }
  }

  init(
    _ configuration: Configuration, _ node: NodeID, key: NodeID?, origin: Origin,
    unknown: UnknownReason?, computed: Computed? = nil, hops: Int, in holder: Holder?
  ) {
    self.init(configuration, node, key, Detour(origin, unknown, computed, hops, holder))
  }

  private init(
    _ configuration: Configuration, _ node: NodeID, _ key: NodeID?, _ detour: Detour?
  ) {
    self.configuration = configuration
    self.node = node
    self.keyNode = key
    self.detour = detour
  }

  /// The place that uses the value, and the steps to where it is written.
  package var origin: Origin { detour?.origin ?? .written(tree.span(of: node)) }

  /// Why the value cannot be known, or nil.
  package var unknown: UnknownReason? { detour?.unknown }

  /// What a resolver made of the value's text, or nil.
  var computed: Computed? { detour?.computed }

  /// How many interpolations led here: the guard against those that lead back to themselves.
  var hops: Int { detour?.hops ?? 0 }

  /// What holds the value where it is used; nil at the top, and where the tree says it.
  var holder: Holder? { detour?.holder }

  private var tree: SyntaxTree { configuration.tree }

  /// The place that uses the value.
  package var span: SourceSpan { origin.place }

  /// The key's bytes, where the value is a mapping's.
  package var keySpan: SourceSpan? { keyNode.map { tree.span(of: $0) } }

  // MARK: Kinds

  /// Whether the value is a mapping.
  package var isMapping: Bool { unknown == nil && tree.isMapping(node) }

  /// Whether the value is a list.
  package var isSequence: Bool { unknown == nil && tree.isSequence(node) }

  /// The scalar as the loader types it; nil for mappings, lists and unknown values.
  package var scalar: ScalarValue? {
    guard unknown == nil, tree.isScalar(node) else { return nil }
    if computed != nil { return computedScalar }
    if let text = interpolatedText() { return text }
    return tree.value(of: node, loader: configuration.loader)
  }

  /// Whether the loader gives null: an empty value, `~`, `null`.
  package var isNull: Bool {
    // No word for null is longer; most values are, and need not be read to know.
    if computed == nil, tree.isScalar(node), tree.tag(of: node) == nil,
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
    return member(key, entry: configuration.index.find(key, in: node))
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
    guard path.parts.count == 1, unknown == nil, configuration.index.mappingsWithMerge.isEmpty
    else {
      return self[path] != nil
    }
    var key = first.key
    return key.withUTF8 { configuration.index.find($0, hash: first.hash, in: node) } != nil
  }

  /// The value at a path below this one.
  package subscript(path: ConfigPath) -> ConfigValue? {
    guard let first = path.parts.first, var value = member(first) else { return nil }
    for part in path.parts.dropFirst() {
      guard let next = value.member(part) else { return nil }
      value = next
    }
    return value
  }

  fileprivate func member(_ part: ConfigPath.Part) -> ConfigValue? {
    var key = part.key
    return key.withUTF8 { member($0, hash: part.hash) }
  }

  /// The value at a dotted path below this one: `model.d_model`.
  package subscript(path: String) -> ConfigValue? {
    var path = path
    return path.withUTF8 { bytes in
      let (hash, hasDot) = pathHash(bytes)
      return hasDot ? below(bytes) : member(bytes, hash: hash)
    }
  }

  fileprivate func below(_ path: UnsafeBufferPointer<UInt8>) -> ConfigValue? {
    var value = self
    var start = 0
    while start < path.count {
      var end = start
      while end < path.count, path[end] != 0x2E { end += 1 }
      let key = UnsafeBufferPointer(rebasing: path[start..<end])
      guard let next = value.member(key, hash: keyHash(key)) else { return nil }
      value = next
      start = end + 1
    }
    return value
  }

  /// As `member`, for the bytes of a key; a text is made of them only where merges are asked.
  private func member(_ key: UnsafeBufferPointer<UInt8>, hash: UInt32) -> ConfigValue? {
    guard unknown == nil else { return nil }
    // Only a mapping has entries.
    let entry = configuration.index.find(key, hash: hash, in: node)
    guard configuration.index.mappingsWithMerge.isEmpty else {
      guard isMapping else { return nil }
      return member(String(decoding: key, as: UTF8.self), entry: entry)
    }
    guard let entry else { return nil }
    return ConfigValue(configuration, entry.value, key: entry.key, hops: hops, in: ownHolder)
  }

  /// Whether the value stands where it is used and means what it says, in a document in which every
  /// value that an unmerged key leads to can be found by its node alone.
  package var isFoundByNode: Bool {
    detour == nil && !configuration.copiesText && configuration.index.mappingsWithMerge.isEmpty
  }

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
    tree.isPlain(node)
  }

  /// Whether an `e` or `E` stands in the scalar: asked before a text is made of it.
  package var mayHaveExponent: Bool {
    tree.withText(of: node) { text in text.contains { $0 | 0x20 == 0x65 } }
  }

  /// The quote character around the value at `span` of the same file, or nil.
  package func quote(at span: SourceSpan) -> UInt8? {
    let bytes = configuration.tree.file.bytes
    guard bytes.indices.contains(span.bytes.lowerBound) else { return nil }
    let byte = bytes[span.bytes.lowerBound]
    return byte == 0x22 || byte == 0x27 ? byte : nil
  }
}

extension Configuration {
  /// The value at a dotted path below the mapping `node`, of which `isFoundByNode` holds.
  ///
  /// The same as asking the mapping's own value, which would have to be counted for each question.
  package func value(at path: String, below node: NodeID) -> ConfigValue? {
    var path = path
    return path.withUTF8 { bytes in
      let (hash, hasDot) = pathHash(bytes)
      guard hasDot, let end = bytes.firstIndex(of: 0x2E) else {
        return member(bytes, hash: hash, of: node)
      }
      let first = UnsafeBufferPointer(rebasing: bytes[..<end])
      return member(first, hash: keyHash(first), of: node)?
        .below(UnsafeBufferPointer(rebasing: bytes[(end + 1)...]))
    }
  }

  /// As above, for a path that was taken apart before.
  package func value(at path: ConfigPath, below node: NodeID) -> ConfigValue? {
    guard let first = path.parts.first else { return nil }
    var key = first.key
    guard var value = key.withUTF8({ member($0, hash: first.hash, of: node) }) else { return nil }
    for part in path.parts.dropFirst() {
      guard let next = value.member(part) else { return nil }
      value = next
    }
    return value
  }

  private func member(
    _ key: UnsafeBufferPointer<UInt8>, hash: UInt32, of node: NodeID
  ) -> ConfigValue? {
    guard let entry = index.find(key, hash: hash, in: node) else { return nil }
    return ConfigValue(self, entry.value, key: entry.key)
  }
}
