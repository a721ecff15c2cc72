import ConfigSyntax
import RunPlan

/// A key of a catalogue while its text is read.
struct KeyDraft {
  let name: String
  var kind: KeyTable.Kind
  var range: ClosedRange<Double>?
  var standing: String?
  var isRequired = false
  var replacement: String?
  var since: String?
  var advice: String?
  var level: Int?
  var isList = false
}

/// The keys of one mapping while the text of their catalogue is read.
struct LevelDraft {
  let path: String
  fileprivate(set) var keys: [KeyDraft] = []
  fileprivate(set) var hashes: [UInt32] = []
  /// Numbers of keys by hash, -1 where there is none.
  fileprivate(set) var slots: [Int32] = []
  fileprivate(set) var wildcard: Int?
  fileprivate(set) var unknownKeys: UnknownKeys?

  fileprivate func find(_ name: String, hash: UInt32) -> Int? {
    guard !slots.isEmpty else { return nil }
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, keys[number].name == name { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  fileprivate mutating func append(_ key: KeyDraft, hash: UInt32) {
    keys.append(key)
    hashes.append(hash)
    if slots.count < 2 * keys.count {
      slots = [Int32](repeating: -1, count: max(16, 2 * slots.count))
      for number in keys.indices { place(number) }
    } else {
      place(keys.count - 1)
    }
  }

  private mutating func place(_ number: Int) {
    // The key for any name is no name.
    guard keys[number].name != "*" else { return }
    var slot = Int(hashes[number]) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(number)
  }
}

/// Puts the keys of a catalogue in their places.
struct KeyTableBuilder {
  private(set) var levels = [LevelDraft(path: "")]

  /// Adds `key` to a level; a key that is there already is replaced, its level kept.
  mutating func add(_ key: KeyDraft, to level: Int) {
    if key.name == "*" {
      if levels[level].wildcard == nil {
        levels[level].append(key, hash: 0)
        levels[level].wildcard = levels[level].keys.count - 1
      }
      return
    }
    var name = key.name
    let hash = name.withUTF8 { keyHash($0) }
    guard let number = levels[level].find(key.name, hash: hash) else {
      levels[level].append(key, hash: hash)
      return
    }
    var merged = key
    merged.level = key.level ?? levels[level].keys[number].level
    merged.isList = key.isList || levels[level].keys[number].isList
    levels[level].keys[number] = merged
  }

  /// Says what the framework does with unknown keys of a level and of those below it.
  mutating func settle(_ unknownKeys: UnknownKeys, at level: Int) {
    levels[level].unknownKeys = unknownKeys
  }

  /// The level below `path`, made where it is not there yet.
  mutating func level(at path: Substring, below start: Int) -> Int {
    var level = start
    for part in path.split(separator: ".") {
      let isList = part.hasSuffix("[]")
      let name = String(isList ? part.dropLast(2) : part)
      level = child(name, isList: isList, of: level)
    }
    return level
  }

  private mutating func child(_ name: String, isList: Bool, of level: Int) -> Int {
    let number =
      name == "*"
      ? levels[level].wildcard : levels[level].keys.firstIndex { $0.name == name }
    if let number, let below = levels[level].keys[number].level { return below }
    let path = levels[level].path
    levels.append(LevelDraft(path: path.isEmpty ? name : path + "." + name))
    levels[levels.count - 1].unknownKeys = levels[level].unknownKeys
    let below = levels.count - 1
    if let number {
      levels[level].keys[number].level = below
      levels[level].keys[number].isList = isList
    } else {
      var key = KeyDraft(name: name, kind: isList ? .list : .mapping)
      key.level = below
      key.isList = isList
      add(key, to: level)
    }
    return below
  }
}
