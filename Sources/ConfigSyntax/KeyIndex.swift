/// Finds a key of a mapping without walking the mapping: one hash table for a whole document.
package struct KeyIndex: Sendable {
  /// A key and its value.
  package struct Entry: Sendable {
    let mapping: NodeID
    /// The key.
    package let key: NodeID
    /// Its value.
    package let value: NodeID
    let hash: UInt32
  }

  private var slots: [Int32] = []
  private var entries: [Entry] = []
  /// The mappings that have a key `<<` without quotes.
  package private(set) var mappingsWithMerge: Set<NodeID> = []
  /// Whether any key has a hyphen.
  package private(set) var hasHyphens = false
  /// Keys that stand twice in a mapping, spelled alike: the earlier and the later entry.
  package private(set) var repeats: [(earlier: Entry, later: Entry)] = []

  /// Indexes the mappings of `tree` from `root` down.
  package init(_ tree: SyntaxTree, root: NodeID?) {
    guard let root else { return }
    entries.reserveCapacity(tree.nodeCount / 2)
    for mapping in tree.mappings(from: root) {
      for entry in tree.entries(of: mapping) where tree.kind(of: entry.key) == .scalar {
        add(entry.key, entry.value, of: mapping, tree)
      }
    }
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for i in entries.indices { insert(i, tree) }
  }

  private mutating func add(_ key: NodeID, _ value: NodeID, of mapping: NodeID, _ tree: SyntaxTree)
  {
    var hash = hashSeed
    var hasHyphen = false
    let isMerge = tree.withText(of: key) { text in
      for byte in text {
        hash = hashed(hash, byte)
        if byte == 0x2D { hasHyphen = true }
      }
      return text.count == 2 && text[0] == 0x3C && text[1] == 0x3C
    }
    if hasHyphen { hasHyphens = true }
    if isMerge, tree.scalarStyle(of: key) == .plain { mappingsWithMerge.insert(mapping) }
    entries.append(Entry(mapping: mapping, key: key, value: value, hash: hash))
  }

  private mutating func insert(_ number: Int, _ tree: SyntaxTree) {
    let entry = entries[number]
    var slot = Self.slot(entry.hash, entry.mapping) & (slots.count - 1)
    while slots[slot] >= 0 {
      let other = entries[Int(slots[slot])]
      // The last of two equal keys wins, as in every loader that takes them.
      if other.mapping == entry.mapping, other.hash == entry.hash,
        tree.withText(of: entry.key, { Self.equal($0, tree, other.key) })
      {
        repeats.append((other, entry))
        break
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(number)
  }

  /// The last entry of `key` in `mapping`, or nil.
  package func find(_ key: String, in mapping: NodeID, of tree: SyntaxTree) -> Entry? {
    var key = key
    return key.withUTF8 { find($0, hash: keyHash($0), in: mapping, of: tree) }
  }

  /// As above, for the bytes of a key and their hash.
  package func find(
    _ key: UnsafeBufferPointer<UInt8>, hash: UInt32, in mapping: NodeID, of tree: SyntaxTree
  ) -> Entry? {
    guard !slots.isEmpty else { return nil }
    var slot = Self.slot(hash, mapping) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.mapping == mapping, entry.hash == hash, Self.equal(key, tree, entry.key) {
        return entry
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Whether some key of `mapping` has this hash; no text is looked at.
  package func mayHold(_ hash: UInt32, in mapping: NodeID) -> Bool {
    guard !slots.isEmpty else { return false }
    var slot = Self.slot(hash, mapping) & (slots.count - 1)
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, entry.mapping == mapping { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  private static func equal(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tree: SyntaxTree, _ key: NodeID
  ) -> Bool {
    tree.withText(of: key) { other in
      other.count == bytes.count && bytes.indices.allSatisfy { other[$0] == bytes[$0] }
    }
  }

  /// Where the search for a key of `mapping` starts.
  private static func slot(_ hash: UInt32, _ mapping: NodeID) -> Int {
    let mixed = (hash ^ UInt32(truncatingIfNeeded: mapping.index)) &* 0x9E37_79B1
    return Int(mixed ^ (mixed >> 15))
  }
}

/// Another start for every process, so that no file can be written whose keys all fall together.
private let hashSeed = UInt32.random(in: .min ... .max)

/// FNV-1a over the bytes of a key, from a start of this process.
package func keyHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
  var hash = hashSeed
  for byte in bytes { hash = hashed(hash, byte) }
  return hash
}

/// One more byte of FNV-1a.
@inline(__always)
private func hashed(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
  (hash ^ UInt32(byte)) &* 16_777_619
}
