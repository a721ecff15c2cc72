import ConfigSyntax
import RunPlan

/// The keys of a catalogue, ready to be looked up.
struct KeyTable: Sendable {
  /// What a key takes.
  enum Kind: Sendable, Equatable {
    case whole
    case number
    case flag
    case text
    case list
    case mapping
    case anything
    case word([String])
    /// An old name that still works.
    case renamed
    /// A name that the framework stops at.
    case fatal
    /// A name that the framework does not know any more.
    case gone
    /// A name that other frameworks use.
    case foreign
    /// A key that only inference reads.
    case inference

    /// Whether the framework reads the key when it trains.
    var isLive: Bool {
      switch self {
      case .fatal, .gone, .foreign, .inference: false
      default: true
      }
    }
  }

  /// One key.
  struct Key: Sendable {
    let name: String
    var kind: Kind
    var range: ClosedRange<Double>?
    var standing: String?
    var isRequired = false
    var replacement: String?
    var since: String?
    var advice: String?
    /// The level of the keys below it, or nil where nothing is known of them.
    var level: Int?
    /// Whether the level is that of the items of a list.
    var isList = false

    /// Which values are right at a glance: a bit for each kind of node, and one for digits.
    fileprivate var glance: UInt8 {
      switch kind {
      case .whole, .number: range == nil ? Level.digits : 0
      case .anything: Level.digits - 1
      case .text: Level.bit(.scalar)
      case .list: level == nil ? Level.bit(.sequence) : 0
      case .mapping: level == nil ? Level.bit(.mapping) : 0
      default: 0
      }
    }
  }

  /// The keys of one mapping.
  struct Level: Sendable {
    /// The path of the mapping, dotted; empty at the top.
    let path: String
    fileprivate(set) var keys: [Key] = []
    /// The names of the keys as sketches, in the same order.
    fileprivate(set) var sketches: [NameSketch] = []
    /// The sketches by how many characters count: only names of about that length are asked.
    private var sketchesByLength: [[NameSketch]] = []
    private static let longest = 63
    private var hashes: [UInt32] = []
    private var names: [UInt8] = []
    private var nameStarts = [0]
    /// Numbers of keys by hash, -1 where there is none; every file asks it for each of its keys.
    private var slots: [Int32] = []
    /// What is right at a glance of each key; made when all keys are there.
    private var glances: [UInt8] = []
    fileprivate static let digits: UInt8 = 1 << 4
    /// The key that stands for any name.
    fileprivate(set) var wildcard: Int?

    /// Whether the framework does not start without some of the keys.
    fileprivate(set) var hasRequired = false

    /// What the framework does with other keys here, where that is not what it does elsewhere.
    fileprivate(set) var unknownKeys: UnknownKeys?

    /// The number of the key called by these bytes, wildcards included.
    func find(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Int? {
      guard !slots.isEmpty else { return wildcard }
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] >= 0 {
        let number = Int(slots[slot])
        if hashes[number] == hash, isName(number, bytes) { return number }
        slot = (slot + 1) & (slots.count - 1)
      }
      return wildcard
    }

    /// Whether the key is called by these bytes; names lie in one row, as comparing texts costs.
    private func isName(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      let range = nameStarts[number]..<nameStarts[number + 1]
      guard range.count == bytes.count else { return false }
      return names.withUnsafeBufferPointer { names in
        for i in bytes.indices where names[range.lowerBound + i] != bytes[i] { return false }
        return true
      }
    }

    fileprivate static func bit(_ node: NodeKind) -> UInt8 { 1 << node.rawValue }

    /// Whether any value of this node's kind, or one of digits alone, is right for a key, so that
    /// there is nothing to look at.
    func takes(_ number: Int, _ node: NodeKind, isDigits: @autoclosure () -> Bool) -> Bool {
      let glance = glances[number]
      return glance & Self.bit(node) != 0 || glance & Self.digits != 0 && isDigits()
    }

    fileprivate mutating func finish() { glances = keys.map(\.glance) }

    fileprivate init(path: String) { self.path = path }

    fileprivate mutating func append(_ key: Key, hash: UInt32) {
      keys.append(key)
      hashes.append(hash)
      names += Array(key.name.utf8)
      nameStarts.append(names.count)
      let sketch = NameSketch(key.name)
      sketches.append(sketch)
      let length = min(sketch.count, Self.longest)
      while sketchesByLength.count <= length { sketchesByLength.append([]) }
      sketchesByLength[length].append(sketch)
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

    /// Whether the bytes may be a key's name with a slip in it.
    func resembles(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      let sketch = NameSketch(bytes)
      let (low, high) = (sketch.count - sketch.allowance, sketch.count + sketch.allowance)
      for length in stride(from: max(0, low), through: min(high, Self.longest), by: 1)
      where length < sketchesByLength.count {
        if sketch.mayMean(oneOf: sketchesByLength[length]) { return true }
      }
      return false
    }

    /// The key called `name`, or the one that stands for any name.
    func findAny(_ name: String) -> Key? {
      var name = name
      return name.withUTF8 { find($0, hash: keyHash($0)) }.map { keys[$0] }
    }

    /// The key called `name`, wildcards aside.
    func find(_ name: String) -> Key? {
      var name = name
      let found = name.withUTF8 { find($0, hash: keyHash($0)) }
      return found == wildcard ? nil : found.map { keys[$0] }
    }
  }

  private(set) var levels = [Level(path: "")]

  /// Reads the texts of a catalogue.
  init(_ texts: [String]) {
    for text in texts {
      var reader = KeyTextReader(text)
      reader.read(into: &self)
    }
    for number in levels.indices { levels[number].finish() }
  }

  /// The keys of the top.
  var top: Level { levels[0] }

  /// Every level that holds a live key called `name`.
  func levels(holding name: String) -> [Level] {
    var name = name
    return name.withUTF8 { bytes in
      let hash = keyHash(bytes)
      return levels.filter { level in
        guard let number = level.find(bytes, hash: hash), number != level.wildcard else {
          return false
        }
        return level.keys[number].kind.isLive
      }
    }
  }

  /// A live key called `name`, wherever it stands.
  func live(_ name: String) -> Key? {
    for level in levels {
      if let key = level.find(name), key.kind.isLive { return key }
    }
    return nil
  }

  // MARK: Building

  /// Adds `key` to a level; a key that is there already is replaced, its level kept.
  mutating func add(_ key: Key, to level: Int) {
    var name = key.name
    if key.isRequired { levels[level].hasRequired = true }
    if name == "*" {
      if levels[level].wildcard == nil {
        levels[level].append(key, hash: 0)
        levels[level].wildcard = levels[level].keys.count - 1
      }
      return
    }
    let hash = name.withUTF8 { keyHash($0) }
    let found = name.withUTF8 { levels[level].find($0, hash: hash) }
    if let number = found, number != levels[level].wildcard {
      var merged = key
      merged.level = key.level ?? levels[level].keys[number].level
      merged.isList = key.isList || levels[level].keys[number].isList
      levels[level].keys[number] = merged
      return
    }
    levels[level].append(key, hash: hash)
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
    levels.append(Level(path: path.isEmpty ? name : path + "." + name))
    levels[levels.count - 1].unknownKeys = levels[level].unknownKeys
    let below = levels.count - 1
    if let number {
      levels[level].keys[number].level = below
      levels[level].keys[number].isList = isList
    } else {
      var key = Key(name: name, kind: isList ? .list : .mapping)
      key.level = below
      key.isList = isList
      add(key, to: level)
    }
    return below
  }
}
