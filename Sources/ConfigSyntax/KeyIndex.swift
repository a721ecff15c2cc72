/// Finds a key of a mapping without walking the mapping: one hash table for a whole document.
///
/// It never changes; it is a class so that asking it costs no count.
package final class KeyIndex: Sendable {
  /// A key and its value.
  package struct Entry: Sendable {
    let mapping: NodeID
    /// The key.
    package let key: NodeID
    /// Its value.
    package let value: NodeID
    let hash: UInt32

    /// Marks a free slot: no key is the first node of a file.
    static let none = Entry(mapping: NodeID(0), key: NodeID(0), value: NodeID(0), hash: 0)

    var isNone: Bool { key.index == 0 }
  }

  private let tree: SyntaxTree
  private let table: [Entry]
  /// The keys of the root; every key where merges may bring more.
  package let rootKeys: KeyFilter
  /// The mappings that have a key `<<` without quotes.
  package let mappingsWithMerge: Set<NodeID>
  /// Whether any key has a hyphen.
  package let hasHyphens: Bool
  /// Whether any node is an alias.
  package let hasAliases: Bool
  /// Keys that stand twice in a mapping, spelled alike: the earlier and the later entry.
  package let repeats: [(earlier: Entry, later: Entry)]

  /// Indexes the mappings of `tree` from `root` down.
  package init(_ tree: SyntaxTree, root: NodeID?) {
    let range = root.map { $0.index..<tree.end(of: $0) } ?? 0..<0
    self.tree = tree
    var builder = KeyIndexBuilder()
    tree.nodes.withUnsafeBufferPointer { nodes in
      tree.withTexts { texts in builder.add(nodes, range, texts) }
    }
    table = builder.table
    rootKeys = builder.mappingsWithMerge.isEmpty ? builder.rootKeys : KeyFilter(passingAll: true)
    mappingsWithMerge = builder.mappingsWithMerge
    hasHyphens = builder.hasHyphens
    hasAliases = builder.hasAliases
    repeats = builder.repeats
  }

  /// The last entry of `key` in `mapping`, or nil.
  package func find(_ key: String, in mapping: NodeID) -> Entry? {
    var key = key
    return key.withUTF8 { find($0, hash: keyHash($0), in: mapping) }
  }

  /// As above, for the bytes of a key and their hash.
  package func find(
    _ key: UnsafeBufferPointer<UInt8>, hash: UInt32, in mapping: NodeID
  ) -> Entry? {
    let mask = table.count - 1
    guard mask > 0 else { return nil }
    var slot = slot(of: hash, mapping)
    while true {
      let entry = table[slot & mask]
      if entry.isNone { return nil }
      if entry.hash == hash, entry.mapping == mapping,
        tree.withText(of: entry.key, { areEqual($0, key) })
      {
        return entry
      }
      slot += 1
    }
  }
}

/// Fills the table of a `KeyIndex`.
///
/// It works on bare pointers: with the tree's own accessors it took a quarter more instructions.
private struct KeyIndexBuilder {
  typealias Entry = KeyIndex.Entry

  var table: [Entry] = []
  var rootKeys = KeyFilter(passingAll: false)
  var mappingsWithMerge: Set<NodeID> = []
  var hasHyphens = false
  var hasAliases = false
  var repeats: [(earlier: Entry, later: Entry)] = []

  mutating func add(
    _ nodes: UnsafeBufferPointer<SyntaxNode>, _ range: Range<Int>, _ texts: SyntaxTree.Texts
  ) {
    var count = 0
    for i in range {
      if nodes[i].kind == .mapping { count += Int(nodes[i].count) / 2 }
      if nodes[i].kind == .alias { hasAliases = true }
    }
    guard count > 0 else { return }
    var size = 16
    while size < count * 2 { size *= 2 }
    table = [Entry](unsafeUninitializedCapacity: size) { table, initializedCount in
      table.initialize(repeating: .none)
      initializedCount = size
      for i in range where nodes[i].kind == .mapping {
        addEntries(of: i, isRoot: i == range.lowerBound, to: table, nodes, texts)
      }
    }
  }

  private mutating func addEntries(
    of mapping: Int, isRoot: Bool, to table: UnsafeMutableBufferPointer<Entry>,
    _ nodes: UnsafeBufferPointer<SyntaxNode>, _ texts: SyntaxTree.Texts
  ) {
    let end = Int(nodes[mapping].link)
    var position = mapping + 1
    while position < end {
      let key = position
      let value = nodes[key].next(after: key)
      guard value < end else { return }
      position = nodes[value].next(after: value)
      guard nodes[key].kind == .scalar else { continue }
      let text = texts[nodes[key]]
      let (hash, hasHyphen) = hashed(text, noting: 0x2D)
      if hasHyphen { hasHyphens = true }
      if isRoot { rootKeys.insert(hash) }
      if text.count == 2, text[0] == 0x3C, text[1] == 0x3C, nodes[key].style == .plain {
        mappingsWithMerge.insert(NodeID(mapping))
      }
      let entry = Entry(
        mapping: NodeID(mapping), key: NodeID(key), value: NodeID(value), hash: hash)
      insert(entry, text, into: table, nodes, texts)
    }
  }

  @inline(__always)
  private mutating func insert(
    _ entry: Entry, _ text: UnsafeBufferPointer<UInt8>,
    into table: UnsafeMutableBufferPointer<Entry>, _ nodes: UnsafeBufferPointer<SyntaxNode>,
    _ texts: SyntaxTree.Texts
  ) {
    let mask = table.count - 1
    var slot = slot(of: entry.hash, entry.mapping) & mask
    while !table[slot].isNone {
      let other = table[slot]
      // The last of two equal keys wins, as in every loader that takes them.
      if other.hash == entry.hash, other.mapping == entry.mapping,
        areEqual(texts[nodes[other.key.index]], text)
      {
        repeats.append((other, entry))
        break
      }
      slot = (slot + 1) & mask
    }
    table[slot] = entry
  }
}

/// Where the search for a key of `mapping` starts, before it is cut to the table's size.
private func slot(of hash: UInt32, _ mapping: NodeID) -> Int {
  let mixed = (hash ^ UInt32(truncatingIfNeeded: mapping.index)) &* 0x9E37_79B1
  return Int(mixed ^ (mixed >> 15))
}

private func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  let (left, right) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
  var i = 0
  while i + 8 <= left.count {
    let word = left.loadUnaligned(fromByteOffset: i, as: UInt64.self)
    if word != right.loadUnaligned(fromByteOffset: i, as: UInt64.self) { return false }
    i += 8
  }
  while i < left.count {
    if left[i] != right[i] { return false }
    i += 1
  }
  return true
}

/// Another start for every process, so that no file can be written whose keys all fall together.
private let hashSeed = UInt64.random(in: .min ... .max)

/// The hash of a key, from a start of this process.
package func keyHash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
  hashed(bytes, noting: 0x2E).0
}

/// The hash of a path as if it were one key, and whether it has a dot.
package func pathHash(_ bytes: UnsafeBufferPointer<UInt8>) -> (hash: UInt32, hasDot: Bool) {
  hashed(bytes, noting: 0x2E)
}

/// The hash of a key, and whether `mark` is one of its bytes.
///
/// It takes eight bytes at a time, of which the last may overlap those before.
@inline(__always)
private func hashed(
  _ bytes: UnsafeBufferPointer<UInt8>, noting mark: UInt8
) -> (UInt32, Bool) {
  let text = UnsafeRawBufferPointer(bytes)
  let marks = 0x0101_0101_0101_0101 &* UInt64(mark)
  var hash = hashSeed ^ UInt64(truncatingIfNeeded: text.count)
  var found: UInt64 = 0
  func take(_ word: UInt64) {
    // A byte of `zeros` is 0 where the word has the mark; the usual test for a zero byte.
    let zeros = word ^ marks
    found |= (zeros &- 0x0101_0101_0101_0101) & ~zeros & 0x8080_8080_8080_8080
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    hash = product.high ^ product.low
  }
  var start = 0
  while text.count - start > 8 {
    take(text.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    start += 8
  }
  if text.count >= 8 {
    take(text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self))
  } else if text.count >= 4 {
    let low = text.loadUnaligned(as: UInt32.self)
    let high = text.loadUnaligned(fromByteOffset: text.count - 4, as: UInt32.self)
    take(UInt64(low) | UInt64(high) << 32)
  } else if text.count > 0 {
    let ends = UInt64(text[0]) | UInt64(text[text.count - 1]) << 16
    take(ends | UInt64(text[text.count / 2]) << 8)
  }
  return (UInt32(truncatingIfNeeded: hash ^ hash >> 32), found != 0)
}
