package import Composition
import ConfigSyntax
package import RunPlan
package import SourceText

/// Reads keys for a dialect and gathers what they claim.
package struct KeyReader: Sendable {
  /// What has been read so far.
  package var reading: Reading
  /// The framework's configuration; nil for an empty document.
  package let root: ConfigValue?
  /// The whole document, of which the framework may take a part only (a job's manifest).
  package let document: ConfigValue?
  let loading: Loading
  /// How to open the files that this one names; nil where none may be.
  let links: LinkSource?
  /// The parts of the configuration that stand in other files, lower ones first.
  var layers: [Layer] = []
  /// The key that names this file in the one under check; nil for that one itself.
  let linkedFrom: KeySource?

  init(
    _ dialect: DialectID, loading: Loading, root: ConfigValue?, document: ConfigValue? = nil,
    isPartial: Bool = false, links: LinkSource? = nil, linkedFrom: KeySource? = nil
  ) {
    self.links = links
    self.linkedFrom = linkedFrom
    reading = Reading(dialect: dialect)
    reading.loaderName = loading.name
    reading.loaderTraits = loading.traits
    reading.isPartial = isPartial
    self.loading = loading
    self.root = root
    self.document = document ?? root
  }

  // MARK: Values

  /// The value at a dotted path, or nil where there is no such key.
  package func value(_ path: String) -> ConfigValue? {
    guard let root else { return nil }
    var found = root[path]
    if found == nil, loading.foldsHyphens, root.documentHasHyphens {
      found = root[hyphenated(path)]
    }
    if !layers.isEmpty { return layered(path, own: found) }
    guard let linkedFrom else { return found }
    return found?.linked(from: linkedFrom.origin.place)
  }

  /// Whether the key is there, whatever its value.
  package func has(_ path: String) -> Bool { value(path) != nil }

  /// Whether the key is there and its value is not null.
  package func isSet(_ path: String) -> Bool { value(path).map { !$0.isNull } ?? false }

  /// The number at a path; `absent` covers null as well.
  ///
  /// While a part of the document cannot be read, no key is known to be absent.
  package func number(_ path: String) -> NumberRead {
    let found = value(path).map { Self.number(of: $0, key: path) } ?? .absent
    // A null may be a value that the error cut off.
    return reading.isPartial && found.isAbsent ? .unknown : found
  }

  /// The number that `value` is, in the framework's eyes or the author's; null is none.
  package static func number(of value: ConfigValue, key: String) -> NumberRead {
    guard let scalar = value.scalar else { return .unknown }
    let source = KeySource(key: key, origin: value.origin)
    switch scalar {
    case .null: return .absent
    case .integer(let number): return .value(Double(number), source)
    case .float(let number): return number.isFinite ? .value(number, source) : .unknown
    case .text(let text):
      guard let number = lenientNumber(text), number.isFinite else { return .unknown }
      return .value(number, source)
    default: return .unknown
    }
  }

  /// The switch at a path: nil where it is absent, null or no boolean.
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
  package func text(_ path: String) -> Located<String>? {
    guard let value = value(path) else { return nil }
    return Self.text(of: value)
  }

  /// The word that `value` is, or nil.
  package static func text(of value: ConfigValue) -> Located<String>? {
    switch value.scalar {
    case .text(let text): Located(text, at: value.span)
    case .integer(let number): Located(String(number), at: value.span)
    case .bool(let flag): Located(flag ? "true" : "false", at: value.span)
    default: nil
    }
  }

  // MARK: Claims

  /// Claims `quantity` from the first of `paths` that is set, else from `fallback`.
  @discardableResult
  package mutating func claim(
    _ quantity: Quantity, _ paths: String..., fallback: Double? = nil
  ) -> Claim? {
    claim(quantity, paths: paths, fallback: fallback)
  }

  /// Claims what a binding says.
  mutating func bind(_ binding: KeyBinding) {
    claim(binding.quantity, paths: binding.paths, fallback: binding.fallback)
  }

  @discardableResult
  private mutating func claim(
    _ quantity: Quantity, paths: [String], fallback: Double?
  ) -> Claim? {
    for path in paths {
      guard let value = value(path) else {
        if reading.isPartial { return nil }
        continue
      }
      switch Self.number(of: value, key: path) {
      case .value(let number, let source):
        remarkText(value, path, isWhole: quantity.unit.isWhole)
        guard number >= 0 else { return nil }
        return add(Claim(quantity, number, .written(source), slot: slot(for: source)))
      case .unknown: return nil
      case .absent:
        if reading.isPartial { return nil }
      }
    }
    guard let fallback, let path = paths.first else { return nil }
    return add(Claim(quantity, fallback, .frameworkDefault(key: path)))
  }

  /// Claims `quantity` as the result of other claims; nothing where one of them is not known.
  @discardableResult
  package mutating func derive(
    _ quantity: Quantity, _ formula: String, from inputs: Claim?...,
    slot: Slot? = nil, by compute: ([Double]) -> Double?
  ) -> Claim? {
    let known = inputs.compactMap { $0 }
    guard known.count == inputs.count, let value = compute(known.map(\.value)), value.isFinite
    else { return nil }
    return add(Claim(quantity, value, .derived(formula: formula, from: known), slot: slot))
  }

  /// Adds a claim to the reading and gives it back.
  @discardableResult
  package mutating func add(_ claim: Claim) -> Claim {
    reading.claims.append(claim)
    return claim
  }

  /// Claims a word from a key.
  package mutating func label(_ label: PlanLabel, _ path: String, fallback: String? = nil) {
    if let value = value(path), let text = Self.text(of: value) {
      reading.labels[label] = LabelClaim(text.value, origin: value.origin)
    } else if let fallback, !isSet(path) {
      reading.labels[label] = LabelClaim(fallback, certainty: .frameworkDefault)
    }
  }

  /// Where a new number for the key could be written; nil where the value stands elsewhere.
  package func slot(
    for source: KeySource, scale: Double = 1, suffix: String = "", offset: Double = 0,
    isWhole: Bool = false
  ) -> Slot? {
    guard source.origin.isWrittenHere, let root else { return nil }
    let quote = root.quote(at: source.origin.place)
    return Slot(
      key: source.key, span: source.origin.place,
      spelling: Spelling(
        scale: scale, suffix: suffix, quote: quote, offset: offset, isWhole: isWhole))
  }

  /// Notes which of these keys, numbers or lists of numbers that are no quantity of their own, the
  /// loader reads as text.
  package mutating func expectNumbers(whole isWhole: Bool = false, _ paths: String...) {
    for path in paths {
      if let value = value(path) { remarkText(value, path, isWhole: isWhole) }
    }
  }

  /// Notes a number that the loader reads as text, so that a rule can say what comes of it.
  private mutating func remarkText(_ value: ConfigValue, _ path: String, isWhole: Bool) {
    guard value.isSequence || value.mayHaveExponent else { return }
    for item in value.isSequence ? value.items : [value] {
      guard item.isPlainScalar, item.mayHaveExponent, item.origin.isWrittenHere,
        case .text(let text)? = item.scalar,
        let number = exponentNumber(text)
      else { continue }
      let plain = isWhole && number == number.rounded() && abs(number) < 1e15
      let suggestion = plain ? Magnitude.shortest(number) : dottedExponent(text)
      let kind = KeyRemark.Kind.numberReadAsText(
        loader: loading.name, isCast: loading.castsText, suggestion: suggestion)
      reading.remarks.append(KeyRemark(kind, key: path, span: item.span))
    }
  }
}

/// What reading a number found.
package enum NumberRead: Sendable {
  /// No such key, or null.
  case absent
  /// A value that is no number, or one that is decided elsewhere.
  case unknown
  /// The number and its place.
  case value(Double, KeySource)

  /// The number, or nil.
  package var value: Double? { if case .value(let number, _) = self { number } else { nil } }

  /// Whether the framework's default applies.
  package var isAbsent: Bool { if case .absent = self { true } else { false } }
}

/// The number that a text with an exponent and no suffix is; nil for any other text.
private func exponentNumber(_ text: String) -> Double? {
  guard text.utf8.contains(where: { $0 | 0x20 == 0x65 }), text.utf8.last.map({ $0 < 0x3A }) ?? false
  else { return nil }
  return lenientNumber(text)
}

/// `1e-5` as `1.0e-5`, `2e12` as `2.0e+12`: a float to every loader.
private func dottedExponent(_ text: String) -> String {
  let parts = text.split(separator: "e", omittingEmptySubsequences: false)
  let pieces =
    parts.count == 2 ? parts : text.split(separator: "E", omittingEmptySubsequences: false)
  guard pieces.count == 2 else { return text }
  let mantissa = pieces[0].contains(".") ? String(pieces[0]) : pieces[0] + ".0"
  let signed = pieces[1].hasPrefix("-") || pieces[1].hasPrefix("+")
  return mantissa + "e" + (signed ? "" : "+") + pieces[1]
}

extension KeyReader {
  /// A number that is no quantity of its own; `fallback` where the key is absent, nil where
  /// unknown.
  package func share(_ path: String, fallback: Double) -> Double? {
    switch number(path) {
    case .value(let value, _): value
    case .absent: fallback
    case .unknown: nil
    }
  }

  /// A whole number that is no quantity of its own, as `share`.
  package func count(_ path: String, fallback: Int) -> Int? {
    guard let value = share(path, fallback: Double(fallback)), abs(value) < 1e15,
      value == value.rounded()
    else { return nil }
    return Int(value)
  }

  /// The switch at a path; `fallback` where the key is absent or null, nil where it is unknown.
  package func flag(_ path: String, fallback: Bool) -> Bool? {
    isSet(path) ? flag(path) : fallback
  }

  /// A key of the file and its number; nil where it is absent or no number.
  package func written(_ path: String) -> WrittenKey? {
    guard let value = value(path), case .value(let number, let source) = number(path) else {
      return nil
    }
    return WrittenKey(
      name: path, value: number, span: source.origin.place,
      nameSpan: source.origin.isWrittenHere ? value.keySpan : nil)
  }

  /// Claims a word that follows from the key at `path` being as it is.
  package mutating func labelWord(_ label: PlanLabel, _ word: String, at path: String) {
    reading.labels[label] = LabelClaim(word, origin: value(path)?.origin)
  }
}
