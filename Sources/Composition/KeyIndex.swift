import ConfigSyntax

/// Finds a key of a mapping without walking the mapping: one hash table for a whole document.
struct KeyIndex: Sendable {
  struct Entry: Sendable {
    let mapping: NodeID
    let key: NodeID
    let value: NodeID
  }

  private var slots: [Int32] = []
  private var entries: [Entry] = []
  private(set) var mappingsWithMerge: Set<NodeID> = []
  /// Keys that stand twice in a mapping, spelled alike: the earlier and the later entry.
  private(set) var repeats: [(earlier: Entry, later: Entry)] = []

  init(_ tree: SyntaxTree, root: NodeID?) {
    guard let root else { return }
    for mapping in tree.mappings(from: root) {
      for entry in tree.entries(of: mapping) where tree.kind(of: entry.key) == .scalar {
        entries.append(Entry(mapping: mapping, key: entry.key, value: entry.value))
      }
    }
    var size = 16
    while size < entries.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for i in entries.indices { insert(i, tree) }
  }

  private mutating func insert(_ number: Int, _ tree: SyntaxTree) {
    let entry = entries[number]
    tree.withText(of: entry.key) { key in
      if key.count == 2, key[0] == 0x3C, key[1] == 0x3C,
        tree.scalarStyle(of: entry.key) == .plain
      {
        mappingsWithMerge.insert(entry.mapping)
      }
      var slot = Self.slot(keyHash(key), entry.mapping) & (slots.count - 1)
      while slots[slot] >= 0 {
        let other = entries[Int(slots[slot])]
        // The last of two equal keys wins, as in every loader that takes them.
        if other.mapping == entry.mapping, Self.equal(key, tree, other.key) {
          repeats.append((other, entry))
          break
        }
        slot = (slot + 1) & (slots.count - 1)
      }
      slots[slot] = Int32(number)
    }
  }

  func find(_ key: String, in mapping: NodeID, of tree: SyntaxTree) -> Entry? {
    find(key, hash: keyHash(key), in: mapping, of: tree)
  }

  func find(_ key: String, hash: UInt32, in mapping: NodeID, of tree: SyntaxTree) -> Entry? {
    guard !slots.isEmpty else { return nil }
    var slot = Self.slot(hash, mapping) & (slots.count - 1)
    guard slots[slot] >= 0 else { return nil }
    var key = key
    return key.withUTF8 { bytes in
      while slots[slot] >= 0 {
        let entry = entries[Int(slots[slot])]
        if entry.mapping == mapping, Self.equal(bytes, tree, entry.key) { return entry }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  private static func equal(
    _ bytes: UnsafeBufferPointer<UInt8>, _ tree: SyntaxTree, _ key: NodeID
  ) -> Bool {
    tree.withText(of: key) { other in
      other.count == bytes.count && other.elementsEqual(bytes)
    }
  }

  /// Where the search for a key of `mapping` starts.
  private static func slot(_ hash: UInt32, _ mapping: NodeID) -> Int {
    let mixed = (hash ^ UInt32(truncatingIfNeeded: mapping.index)) &* 0x9E37_79B1
    return Int(mixed ^ (mixed >> 15))
  }
}
