import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Holds the keys of a file against the catalogue of its framework.
struct KeyAudit {
  private let catalogue: KeyCatalogue
  private let foldsHyphens: Bool
  private(set) var remarks: [KeyRemark] = []
  /// The keys around the mapping under audit.
  private var path: [String] = []
  /// The edition, with what becomes of unknown keys in the mapping under audit.
  private var edition: KeyEdition
  /// What interpolations name; looked for when the first key is unknown.
  private var interpolated: Set<String>?
  /// The values that aliases take up, once they are asked for.
  private var aliased: Set<NodeID>?

  init(_ catalogue: KeyCatalogue, foldsHyphens: Bool) {
    self.catalogue = catalogue
    self.foldsHyphens = foldsHyphens
    edition = catalogue.edition
  }

  /// Audits the mapping at the top.
  mutating func check(_ root: ConfigValue) {
    check(root, at: 0)
    gather(.wrongValues, wrongValues) { if case .wrongValue = $0 { true } else { false } }
    gather(.strangeKeys, strangeKeys) {
      if case .unknown(let key) = $0, case .strange = key.diagnosis { true } else { false }
    }
  }

  /// More slips than this in one file are one: it is a fork's, a template, or another program's.
  private static let most = 5

  /// How many slips of these kinds there are; no more than one is noted beyond those that are told
  /// one by one.
  private var (wrongValues, strangeKeys) = (0, 0)

  private mutating func gather(
    _ kind: ManyRemarks.Kind, _ count: Int, _ isOne: (KeyRemark.Kind) -> Bool
  ) {
    guard count > Self.most else { return }
    var (places, others): ([Int], [KeyRemark]) = ([], [])
    for (place, remark) in remarks.enumerated() {
      if isOne(remark.kind) { places.append(place) } else { others.append(remark) }
    }
    guard let place = places.first else { return }
    let first = remarks[place]
    let many = ManyRemarks(
      kind, edition: catalogue.edition, count: count,
      examples: places.prefix(Self.most).map { Located(remarks[$0].lastName, at: remarks[$0].span) }
    )
    remarks = others
    remarks.append(KeyRemark(.many(many), key: first.key, span: first.span))
  }

  private mutating func check(_ mapping: ConfigValue, at level: Int) {
    let keys = catalogue.table.levels[level]
    let outer = edition
    if let others = keys.unknownKeys { edition = outer.treating(unknownKeys: others) }
    defer { edition = outer }
    // Most keys are known and right at a glance; only the others are looked at.
    var doubtful: [(entry: WrittenEntry, key: Int?)] = []
    let isOpen = if case .open = edition.unknownKeys { true } else { false }
    let folds = foldsHyphens
    mapping.forEachKey { entry, text in
      let key =
        keys.find(text, hash: entry.hash) ?? (folds ? Self.folded(text, keys) : nil)
      if let key {
        if keys.takes(key, entry.shape) { return }
      } else if isOpen, !keys.resembles(text) {
        return
      }
      doubtful.append((entry, key))
    }
    for (entry, key) in doubtful {
      let value = mapping.value(of: entry)
      if let key {
        check(value, as: keys.keys[key], in: mapping)
      } else {
        checkUnknown(value, in: mapping, keys)
      }
    }
    checkRequired(keys, of: mapping)
  }

  /// The key under its name with underscores, where the loader takes `a-b` for `a_b`.
  private static func folded(
    _ text: UnsafeBufferPointer<UInt8>, _ keys: KeyTable.Level
  ) -> Int? {
    guard text.contains(0x2D) else { return nil }
    let bytes = text.map { $0 == 0x2D ? 0x5F : $0 }
    return bytes.withUnsafeBufferPointer { keys.find($0, hash: keyHash($0)) }
  }

  // MARK: Known keys

  private mutating func check(
    _ value: ConfigValue, as key: KeyTable.Key, in mapping: ConfigValue
  ) {
    switch key.kind {
    case .renamed, .fatal: checkOutdated(value, key, in: mapping)
    case .gone:
      // Nothing is lost where a name that nobody reads holds nothing.
      if value.isNull, edition.unknownKeys != .refused { break }
      remark(.renamed(to: key.replacement, since: key.since), value, key, in: mapping)
    case .foreign:
      let owners = DialectCatalogue.owners(of: key.name, besides: edition.framework)
      remark(.foreign(to: owners, use: key.replacement), value, key, in: mapping)
    case .inference: remark(.inferenceOnly, value, key, in: mapping)
    default:
      guard let wrong = ValueCheck(key, edition, catalogue.exactness).wrong(value) else { break }
      wrongValues += 1
      if wrongValues > Self.most + 1 { break }
      remarks.append(KeyRemark(.wrongValue(wrong), key: full(key.name), span: value.span))
    }
    if let level = key.level { descend(value, key, level) }
  }

  private mutating func descend(_ value: ConfigValue, _ key: KeyTable.Key, _ level: Int) {
    guard value.isMapping || (key.isList && value.isSequence) else { return }
    path.append(key.name == "*" ? value.keyText : key.name)
    if value.isMapping {
      check(value, at: level)
    } else {
      for item in value.items where item.isMapping { check(item, at: level) }
    }
    path.removeLast()
  }

  private mutating func checkOutdated(
    _ value: ConfigValue, _ key: KeyTable.Key, in mapping: ConfigValue
  ) {
    // Where null means that the key is not set, an old key without a value does no harm.
    guard !value.isNull, let span = value.keySpan else { return }
    let isDouble = key.replacement.map { mapping[$0] != nil } ?? false
    let outdated = OutdatedKey(
      edition: edition, replacement: key.replacement, since: key.since, advice: key.advice,
      isRefused: key.kind == .fatal, isDouble: isDouble)
    remarks.append(KeyRemark(.outdated(outdated), key: full(key.name), span: span))
  }

  /// What frameworks call the peak learning rate where they demand it.
  private static let learningRates: Set = ["learning_rate", "lr"]

  private mutating func checkRequired(_ keys: KeyTable.Level, of mapping: ConfigValue) {
    for key in keys.required {
      let value = mapping[key.name]
      guard value?.isNull ?? true else { continue }
      let missing = MissingKey(
        edition: edition, isNull: value != nil,
        isLearningRate: Self.learningRates.contains(key.name))
      let span = value?.keySpan ?? mapping.firstKeySpan ?? mapping.span
      remarks.append(KeyRemark(.missing(missing), key: full(key.name), span: span))
    }
  }

  // MARK: Unknown keys

  private mutating func checkUnknown(
    _ value: ConfigValue, in mapping: ConfigValue, _ keys: KeyTable.Level
  ) {
    let name = value.keyText
    guard !name.isEmpty, !name.contains("${"), !name.hasPrefix("_"), !name.hasPrefix("x-")
    else { return }
    if let key = NearestKey(name).among(keys, unless: { mapping[$0] != nil }) {
      return remark(.typo(of: key.name), value, key, name: name)
    }
    // A script may have a key of its own of any name.
    if edition.unknownKeys == .open { return }
    let levels = name.utf8.count > 3 ? catalogue.table.levels(holding: name) : []
    let places = levels.map { $0.path.isEmpty ? name : $0.path + "." + name }
    if !places.isEmpty, places.count <= 2, !levels.contains(where: { $0.path.contains("*") }) {
      return remark(.misplaced(to: places), value, levels[0].find(name), name: name)
    }
    // A short or common word is in everybody's files.
    if name.utf8.count > 7, name.contains("_") {
      let owners = DialectCatalogue.owners(of: name, besides: edition.framework)
      if !owners.isEmpty, owners.count <= 3 {
        return remark(.foreign(to: owners, use: nil), value, nil, name: name)
      }
    }
    remark(.strange, value, nil, name: name)
  }

  private mutating func remark(
    _ diagnosis: StrayKey.Diagnosis, _ value: ConfigValue, _ key: KeyTable.Key,
    in mapping: ConfigValue
  ) {
    let isThere = key.replacement.map { mapping[$0] != nil } ?? false
    if isThere, edition.unknownKeys == .open { return }
    // No default holds where the key itself is set.
    let meant = isThere ? nil : key.replacement.flatMap(catalogue.table.live)
    remark(diagnosis, value, meant, name: key.name, advice: key.advice)
  }

  private mutating func remark(
    _ diagnosis: StrayKey.Diagnosis, _ value: ConfigValue, _ meant: KeyTable.Key?, name: String,
    advice: String? = nil
  ) {
    // What another value takes up is read, whatever the framework makes of the key itself.
    guard let span = value.keySpan else { return }
    let taken = interpolated ?? value.configuration.interpolatedNames()
    interpolated = taken
    guard !taken.contains(name), !isAnchoredForOthers(value) else { return }
    if case .strange = diagnosis {
      strangeKeys += 1
      if strangeKeys > Self.most + 1 { return }
    }
    let unknown = StrayKey(
      diagnosis, edition: edition, standing: meant?.standing, advice: advice)
    remarks.append(KeyRemark(.unknown(unknown), key: full(name), span: span))
  }

  /// Whether the value is written behind its key with an anchor that an alias takes up elsewhere.
  private mutating func isAnchoredForOthers(_ value: ConfigValue) -> Bool {
    guard case .written = value.origin else { return false }
    let targets = aliased ?? value.configuration.tree.aliasedNodes()
    aliased = targets
    return targets.contains(value.node)
  }

  private func full(_ name: String) -> String {
    path.isEmpty ? name : path.joined(separator: ".") + "." + name
  }
}

extension ConfigValue {
  /// The first key of this mapping.
  fileprivate var firstKeySpan: SourceSpan? { entries.first?.value.keySpan }
}

extension DialectCatalogue {
  /// The frameworks that read a key of this name, at any depth.
  static func owners(of name: String, besides framework: String) -> [String] {
    ownersByName[name]?.filter { $0 != framework } ?? []
  }

  /// The frameworks by the names of their keys; made when the first unknown key is met.
  private static let ownersByName: [String: [String]] = {
    var owners: [String: [String]] = [:]
    for catalogue in all.compactMap({ $0.catalogue }) where catalogue.ownsNames {
      let framework = catalogue.edition.framework
      for level in catalogue.table.levels {
        for key in level.keys where key.kind.isLive && key.name != "*" {
          if owners[key.name]?.last != framework {
            owners[key.name, default: []].append(framework)
          }
        }
      }
    }
    return owners
  }()
}
