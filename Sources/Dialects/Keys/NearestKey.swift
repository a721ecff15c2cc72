/// Finds the key that a misspelled name was meant to be.
struct NearestKey {
  private let sketch: NameSketch
  private let bare: [UInt8]

  init(_ name: String) {
    sketch = NameSketch(name)
    bare = Self.bare(name)
  }

  /// The nearest of the keys of `level` that the framework reads, or nil where none is near; keys
  /// that are there already are not meant.
  func among(_ level: KeyTable.Level, unless isThere: (String) -> Bool) -> KeyTable.Key? {
    var nearest: KeyTable.Key?
    var least = sketch.allowance + 1
    for (number, other) in level.sketches.enumerated() where sketch.mayMean(other) {
      let key = level.keys[number]
      guard key.kind.isLive else { continue }
      let distance = distance(to: key.name)
      guard distance < least, !isThere(key.name) else { continue }
      (nearest, least) = (key, distance)
    }
    return nearest
  }

  /// The nearest of `words`, or nil where none is near.
  func among(_ words: [String]) -> String? {
    var nearest: String?
    var least = sketch.allowance + 1
    for word in words where sketch.mayMean(NameSketch(word)) {
      let distance = distance(to: word)
      if distance < least { (nearest, least) = (word, distance) }
    }
    return nearest
  }

  /// The slips between the name and `other`; a great number where there are many.
  private func distance(to other: String) -> Int {
    let bareOther = Self.bare(other)
    // Separators and case are no slip of their own.
    if bareOther == bare { return 0 }
    guard Self.digits(bareOther) == Self.digits(bare) else { return .max }
    let slips = Self.edits(bare, bareOther, atMost: sketch.allowance)
    // A word more, or another one in front, makes another name: `ga_dataset_impl`, `fused_lora`.
    return slips > 1 && bareOther.first != bare.first ? .max : slips
  }

  private static func bare(_ name: String) -> [UInt8] {
    name.utf8.compactMap { byte in
      switch byte {
      case 0x2D, 0x5F, 0x20: nil
      case 0x41...0x5A: byte | 0x20
      default: byte
      }
    }
  }

  private static func digits(_ name: [UInt8]) -> [UInt8] { name.filter { $0 &- 0x30 < 10 } }

  /// Insertions, deletions, replacements and swaps of neighbours; `.max` above `limit`.
  private static func edits(_ a: [UInt8], _ b: [UInt8], atMost limit: Int) -> Int {
    guard abs(a.count - b.count) <= limit else { return .max }
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1] + [Int](repeating: 0, count: b.count)
      for j in b.indices {
        row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          row[j + 1] = min(row[j + 1], before[j - 1] + 1)
        }
      }
      if row.allSatisfy({ $0 > limit }) { return .max }
      (before, last) = (last, row)
    }
    return last[b.count] <= limit ? last[b.count] : .max
  }
}
