package import Composition
import ConfigSyntax
package import RunPlan
package import SourceText

/// Reads keys for a dialect and gathers what they claim.
package struct KeyReader: Sendable {
  /// What has been read so far.
  package var reading: Reading {
    _read { yield readings[0] }
    _modify { yield &readings[0] }
  }
  /// The framework's configuration; nil for an empty document.
  package var root: ConfigValue? { source.root }
  /// The whole document, of which the framework may take a part only (a job's manifest).
  package var document: ConfigValue? { source.document }
  var loading: Loading { source.loading }
  /// How to open the files that this one names; nil where none may be.
  var links: LinkSource? { source.links }
  /// The parts of the configuration that stand in other files, lower ones first.
  var layers: [Layer] = []
  /// The key that names this file in the one under check; nil for that one itself.
  var linkedFrom: KeySource? { source.linkedFrom }
  // A reader is copied for each question that it is asked, so that what is large stands apart: it
  // was 5 % of a check.
  /// The one reading.
  private var readings: [Reading]
  private let source: Source

  /// What stays the same from the first question to the last.
  private final class Source: Sendable {
    let root: ConfigValue?
    let document: ConfigValue?
    let loading: Loading
    let links: LinkSource?
    let linkedFrom: KeySource?
    let configuration: Configuration
    /// The node of `root`, where that is all that need be known of it.
    let rootNode: NodeID?
    /// Whether a key may be written with hyphens in this file.
    let foldsHyphens: Bool
    /// Whether a key is just what the file says it is, or not there.
    let standsAlone: Bool

    init(
      _ configuration: Configuration, _ loading: Loading, root: ConfigValue?,
      document: ConfigValue?, links: LinkSource?, linkedFrom: KeySource?
    ) {
      self.configuration = configuration
      self.loading = loading
      self.root = root
      self.document = document
      self.links = links
      self.linkedFrom = linkedFrom
      rootNode = root.flatMap { $0.isFoundByNode ? $0.node : nil }
      foldsHyphens = loading.foldsHyphens && configuration.hasHyphens
      standsAlone = !foldsHyphens && linkedFrom == nil
    }
  }

  init(
    _ dialect: DialectID, loading: Loading, _ configuration: Configuration, root: ConfigValue?,
    document: ConfigValue? = nil, isPartial: Bool = false, links: LinkSource? = nil,
    linkedFrom: KeySource? = nil
  ) {
    var reading = Reading(dialect: dialect)
    reading.loaderName = loading.name
    reading.loaderTraits = loading.traits
    reading.isPartial = isPartial
    reading.claims.reserveCapacity(32)
    readings = [reading]
    source = Source(
      configuration, loading, root: root, document: document ?? root, links: links,
      linkedFrom: linkedFrom)
  }

  /// Hands over what was read; nothing can be asked of the reader then.
  mutating func finish() -> Reading { readings.removeLast() }

  // MARK: Values

  /// The value at a dotted path, or nil where there is no such key.
  @inline(never)
  package func value(_ path: String) -> ConfigValue? {
    let own = source.rootNode.map { source.configuration.value(at: path, below: $0) }
    return settled(own ?? root?[path], path)
  }

  /// As above, for a path that was taken apart before.
  private func value(_ path: ConfigPath) -> ConfigValue? {
    let own = source.rootNode.map { source.configuration.value(at: path, below: $0) }
    return settled(own ?? root?[path], path.text)
  }

  /// What this file's own value at `path` is once its other spelling and other files have their
  /// say.
  private func settled(_ found: ConfigValue?, _ path: String) -> ConfigValue? {
    if source.standsAlone, layers.isEmpty { return found }
    let own = found ?? (source.foldsHyphens ? root?[hyphenated(path)] : nil)
    if !layers.isEmpty { return layered(path, own: own) }
    guard let linkedFrom else { return own }
    return own?.linked(from: linkedFrom.origin.place)
  }

  /// Whether the key is there, whatever its value.
  @inline(never)
  package func has(_ path: String) -> Bool { value(path) != nil }

  /// Whether the key is there and its value is not null.
  @inline(never)
  package func isSet(_ path: String) -> Bool { value(path).map { !$0.isNull } ?? false }

  /// The number at a path; `absent` covers null as well.
  ///
  /// While a part of the document cannot be read, no key is known to be absent.
  @inline(never)
  package func number(_ path: String) -> NumberRead {
    let found = value(path).map { Self.number(of: $0, key: path) } ?? .absent
    // A null may be a value that the error cut off.
    return reading.isPartial && found.isAbsent ? .unknown : found
  }

  /// The number that `value` is, in the framework's eyes or the author's; null is none.
  @inline(never)
  package static func number(of value: ConfigValue, key: String) -> NumberRead {
    value.scalar.map { number(of: value, $0, key: key) } ?? .unknown
  }

  private static func number(
    of value: ConfigValue, _ scalar: ScalarValue, key: String
  ) -> NumberRead {
    let number: Double?
    switch scalar {
    case .null: return .absent
    case .integer(let integer): number = Double(integer)
    case .float(let float): number = float
    case .text(let text): number = lenientNumber(text)
    default: return .unknown
    }
    guard let number, number.isFinite else { return .unknown }
    return .value(number, KeySource(key: key, origin: value.origin))
  }

  /// The switch at a path: nil where it is absent, null or no boolean.
  @inline(never)
  package func flag(_ path: String) -> Bool? {
    switch value(path)?.scalar {
    case .bool(let flag): return flag
    case .integer(let number) where number == 0 || number == 1: return number == 1
    case .text(let text):
      switch text.lowercased() {
      case "true": return true
      case "false": return false
      default: return nil
      }
    default: return nil
    }
  }

  /// The word at a path: nil where it is absent, null, a mapping or unknown.
  @inline(never)
  package func text(_ path: String) -> Located<String>? {
    guard let value = value(path) else { return nil }
    return Self.text(of: value)
  }

  /// The word that `value` is, or nil.
  @inline(never)
  package static func text(of value: ConfigValue) -> Located<String>? {
    switch value.scalar {
    case .text(let text): Located(text, at: value.span)
    case .integer(let number): Located(String(number), at: value.span)
    case .bool(let flag): Located(flag ? "true" : "false", at: value.span)
    default: nil
    }
  }

  // MARK: Claims

  /// Claims `quantity` from the key at `path` where it is set, else from `fallback`.
  @discardableResult
  @inline(never)
  package mutating func claim(
    _ quantity: Quantity, _ path: String, fallback: Double? = nil
  ) -> Claim? {
    if case .settled(let claim) = claim(quantity, path, value(path)) { return claim }
    return claim(quantity, fallback, of: path)
  }

  /// Claims `quantity` from the first of `paths` that is set, else from `fallback`.
  @discardableResult
  @inline(never)
  package mutating func claim(
    _ quantity: Quantity, _ paths: String..., fallback: Double? = nil
  ) -> Claim? {
    for path in paths {
      if case .settled(let claim) = claim(quantity, path, value(path)) { return claim }
    }
    return claim(quantity, fallback, of: paths.first)
  }

  /// Claims what a binding says.
  mutating func bind(_ binding: KeyBinding) {
    for key in binding.keys {
      if case .settled = claim(binding.quantity, key.text, value(key)) { return }
    }
    claim(binding.quantity, binding.fallback, of: binding.keys.first?.text)
  }

  /// What came of one of several keys for a quantity.
  private enum Attempt {
    /// The key decides, if only that nothing is known.
    case settled(Claim?)
    /// The next key has its turn.
    case absent
  }

  private mutating func claim(
    _ quantity: Quantity, _ path: String, _ value: ConfigValue?
  ) -> Attempt {
    guard let value else { return reading.isPartial ? .settled(nil) : .absent }
    guard let scalar = value.scalar else { return .settled(nil) }
    switch Self.number(of: value, scalar, key: path) {
    case .value(let number, let source):
      if case .text = scalar { remarkText(value, path, isWhole: quantity.unit.isWhole) }
      guard number >= 0 else { return .settled(nil) }
      let claim =
        source.origin.isWrittenHere
        ? Claim(quantity, number, at: source, quote: value.quote(at: source.origin.place))
        : Claim(quantity, number, .written(source))
      return .settled(add(claim))
    case .unknown: return .settled(nil)
    case .absent: return reading.isPartial ? .settled(nil) : .absent
    }
  }

  @discardableResult
  private mutating func claim(
    _ quantity: Quantity, _ fallback: Double?, of path: String?
  ) -> Claim? {
    guard let fallback, let path else { return nil }
    return add(Claim(quantity, fallback, .frameworkDefault(key: path)))
  }

  /// Claims `quantity` as the result of other claims; nothing where one of them is not known.
  @discardableResult
  @inline(never)
  package mutating func derive(
    _ quantity: Quantity, _ formula: String, from inputs: Claim?...,
    slot: Slot? = nil, by compute: ([Double]) -> Double?
  ) -> Claim? {
    var known: [Claim] = []
    known.reserveCapacity(inputs.count)
    for input in inputs {
      guard let input else { return nil }
      known.append(input)
    }
    guard let value = compute(known.map(\.value)), value.isFinite else { return nil }
    return add(Claim(quantity, value, .derived(formula: formula, from: known), slot: slot))
  }

  /// Adds a claim to the reading and gives it back.
  @discardableResult
  @inline(never)
  package mutating func add(_ claim: Claim) -> Claim {
    reading.claims.append(claim)
    return claim
  }

  /// Claims a word from a key.
  @inline(never)
  package mutating func label(_ label: PlanLabel, _ path: String, fallback: String? = nil) {
    if let value = value(path), let text = Self.text(of: value) {
      reading.labels[label] = LabelClaim(text.value, origin: value.origin)
    } else if let fallback, !isSet(path) {
      reading.labels[label] = LabelClaim(fallback, certainty: .frameworkDefault)
    }
  }

  /// Where a new number for the key could be written; nil where the value stands elsewhere.
  @inline(never)
  package func slot(
    for source: KeySource, scale: Double = 1, suffix: String = "", offset: Double = 0,
    isWhole: Bool = false
  ) -> Slot? {
    guard source.origin.isWrittenHere, let root else { return nil }
    let quote = root.quote(at: source.origin.place).map { String(Unicode.Scalar($0)) } ?? ""
    return Slot(
      key: source.key, span: source.origin.place,
      spelling: Spelling(
        scale: scale, suffix: suffix, quote: quote, offset: offset, isWhole: isWhole))
  }
}

extension KeyReader {
  /// A number that is no quantity of its own; `fallback` where the key is absent, nil where
  /// unknown.
  @inline(never)
  package func share(_ path: String, fallback: Double) -> Double? {
    switch number(path) {
    case .value(let value, _): value
    case .absent: fallback
    case .unknown: nil
    }
  }

  /// A whole number that is no quantity of its own, as `share`.
  @inline(never)
  package func count(_ path: String, fallback: Int) -> Int? {
    guard let value = share(path, fallback: Double(fallback)), abs(value) < 1e15,
      value == value.rounded()
    else { return nil }
    return Int(value)
  }

  /// The switch at a path; `fallback` where the key is absent or null, nil where it is unknown.
  @inline(never)
  package func flag(_ path: String, fallback: Bool) -> Bool? {
    isSet(path) ? flag(path) : fallback
  }

  /// A key of the file and its number; nil where it is absent or no number.
  @inline(never)
  package func written(_ path: String) -> WrittenKey? {
    guard let value = value(path), case .value(let number, let source) = number(path) else {
      return nil
    }
    return WrittenKey(
      name: path, value: number, span: source.origin.place,
      nameSpan: source.origin.isWrittenHere ? value.keySpan : nil)
  }

  /// Claims a word that follows from the key at `path` being as it is.
  @inline(never)
  package mutating func labelWord(_ label: PlanLabel, _ word: String, at path: String) {
    reading.labels[label] = LabelClaim(word, origin: value(path)?.origin)
  }
}
