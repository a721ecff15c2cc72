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

  /// The mappings, that of the top first.
  let levels: [Level]

  /// Reads the texts of a catalogue.
  init(_ texts: [String]) {
    var builder = KeyTableBuilder()
    for text in texts {
      var reader = KeyTextReader(text)
      reader.read(into: &builder)
    }
    levels = builder.levels.map(Level.init)
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
}

// Keys and levels never change, and are classes because every file is held against many of them.
extension KeyTable {
  /// One key.
  final class Key: Sendable {
    let name: String
    let kind: Kind
    let range: ClosedRange<Double>?
    let standing: String?
    let isRequired: Bool
    let replacement: String?
    let since: String?
    let advice: String?
    /// The level of the keys below it, or nil where nothing is known of them.
    let level: Int?
    /// Whether the level is that of the items of a list.
    let isList: Bool

    init(_ draft: KeyDraft) {
      name = draft.name
      kind = draft.kind
      range = draft.range
      standing = draft.standing
      isRequired = draft.isRequired
      replacement = draft.replacement
      since = draft.since
      advice = draft.advice
      level = draft.level
      isList = draft.isList
    }

    /// Which values are right at a glance.
    fileprivate var glance: ValueShape {
      switch kind {
      case .whole, .number: range == nil ? .digits : []
      case .flag: .flag
      case .anything: [.scalar, .mapping, .sequence, .alias]
      case .text: .scalar
      case .list: level == nil ? .sequence : []
      case .mapping: level == nil ? .mapping : []
      default: []
      }
    }
  }

  /// The keys of one mapping.
  final class Level: Sendable {
    /// The path of the mapping, dotted; empty at the top.
    let path: String
    let keys: [Key]
    /// The names of the keys as sketches, in the same order.
    let sketches: [NameSketch]
    /// The key that stands for any name.
    let wildcard: Int?
    /// The keys that the framework does not start without.
    let required: [Key]
    /// What the framework does with other keys here, where that is not what it does elsewhere.
    let unknownKeys: UnknownKeys?

    /// The sketches by how many characters count: only names of about that length are asked.
    private let sketchesByLength: [[NameSketch]]
    private static let longest = 63
    private let hashes: [UInt32]
    /// The names in one row, as comparing texts costs, and where each starts.
    private let names: [UInt8]
    private let nameStarts: [Int]
    /// Numbers of keys by hash, -1 where there is none; every file asks it for each of its keys.
    private let slots: [Int32]
    private let glances: [ValueShape]

    init(_ draft: LevelDraft) {
      path = draft.path
      keys = draft.keys.map(Key.init)
      wildcard = draft.wildcard
      unknownKeys = draft.unknownKeys
      required = keys.filter(\.isRequired)
      glances = keys.map(\.glance)
      sketches = keys.map { NameSketch($0.name) }
      var byLength: [[NameSketch]] = []
      for sketch in sketches {
        let length = min(sketch.count, Self.longest)
        while byLength.count <= length { byLength.append([]) }
        byLength[length].append(sketch)
      }
      sketchesByLength = byLength
      hashes = draft.hashes
      names = keys.flatMap(\.name.utf8)
      nameStarts = keys.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.name.utf8.count) }
      slots = draft.slots
    }

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

    private func isName(_ number: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      let range = nameStarts[number]..<nameStarts[number + 1]
      guard range.count == bytes.count else { return false }
      return names.withUnsafeBufferPointer { names in
        for i in bytes.indices where names[range.lowerBound + i] != bytes[i] { return false }
        return true
      }
    }

    /// Whether any value of this shape is right for a key, so that there is nothing to look at.
    func takes(_ number: Int, _ shape: ValueShape) -> Bool {
      !glances[number].isDisjoint(with: shape)
    }

    /// Whether the bytes may be a key's name with a slip in it.
    func resembles(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      let sketch = NameSketch(bytes)
      let (low, high) = (sketch.count - sketch.allowance, sketch.count + sketch.allowance)
      for length in stride(from: max(0, low), through: min(high, Self.longest), by: 1)
      where length < sketchesByLength.count {
        if sketch.mayMean(oneOfLikelyLong: sketchesByLength[length]) { return true }
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
}
