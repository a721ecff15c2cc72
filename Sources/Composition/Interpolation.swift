import ConfigSyntax
import SourceText

/// How many interpolations may take part in one value, those of resolvers' arguments included.
private let maximumHops = 64

/// How deep calls of resolvers may be nested in one text.
private let maximumNesting = 16

/// The mapping or list that holds a value where the value is used.
///
/// OmegaConf copies what an alias or a merge brings, text and all, so that the dots of `${.a}`
/// climb from the copy.
final class Holder: Sendable {
  let node: NodeID
  /// What holds it; nil at the top.
  let above: Holder?

  init(_ node: NodeID, above: Holder?) {
    self.node = node
    self.above = above
  }
}

extension ConfigValue {
  /// This mapping or list as the holder of its members; nil where the tree says who holds what.
  var ownHolder: Holder? { configuration.copiesText ? Holder(node, above: holder) : nil }

  /// The value that a scalar made of one interpolation stands for, or nil where it is no such
  /// scalar.
  func followingInterpolation() -> ConfigValue? {
    guard let text = interpolationText(), text.utf8.starts(with: "${".utf8) else { return nil }
    guard isWholeInterpolation(text[...]) else {
      return text.utf8.last == 0x7D ? becoming(.decidedOutside) : nil
    }
    return evaluate(text[...], hops: hops, nesting: 0)
  }

  /// The text of a scalar that mixes interpolations with other characters, or nil.
  func interpolatedText() -> ScalarValue? {
    // What is around an interpolation makes text of it; its parts never decide a number.
    interpolationText().map { .text($0) }
  }

  /// The scalar's text where OmegaConf finds an interpolation in it.
  private func interpolationText() -> String? {
    guard configuration.interpolates,
      configuration.tree.kind(of: node) == .scalar,
      configuration.tree.withText(of: node, { $0.contains(0x24) })
    else { return nil }
    let text = configuration.tree.text(of: node)
    return text.contains("${") && !text.contains("${{") ? text : nil
  }

  /// Whether the scalar is OmegaConf's `???`.
  var isMandatory: Bool {
    configuration.interpolates && configuration.tree.kind(of: node) == .scalar
      && configuration.tree.withText(of: node) { $0.count == 3 && $0.allSatisfy { $0 == 0x3F } }
  }

  /// What `text`, one interpolation in this scalar, stands for after so many `hops`.
  ///
  /// Hops are counted through all arguments one after the other, so that a value costs no more than
  /// the limit however its interpolations branch.
  func evaluate(_ text: Substring, hops: Int, nesting: Int) -> ConfigValue {
    guard hops < maximumHops, nesting < maximumNesting else {
      return becoming(.cycle, hops: hops)
    }
    let inner = text.utf8.dropFirst(2).dropLast()
    if let colon = inner.firstIndex(where: { $0 == 0x3A || $0 == 0x24 || $0 == 0x7D }) {
      guard inner[colon] == 0x3A else { return becoming(.decidedOutside, hops: hops) }
      let arguments = Substring(inner[inner.index(after: colon)...])
      return call(
        Substring(inner[..<colon]), arguments: arguments, hops: hops, nesting: nesting)
    }
    return find(Substring(inner), hops: hops)?.value ?? becoming(.decidedOutside, hops: hops)
  }

  /// The value at a path as it stands in an interpolation; nil where it is no path.
  func find(_ text: Substring, hops: Int) -> (value: ConfigValue, isAbsent: Bool)? {
    var rest = text
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    let ups = rest.prefix { $0 == "." }.count
    var parts = rest.dropFirst(ups).split { $0 == "." || $0 == "[" || $0 == "]" }[...]
    guard !parts.isEmpty else { return nil }
    guard
      let start = ups == 0 ? configuration.interpolationRoot(hops: hops + 1) : ancestor(ups, hops)
    else { return (becoming(.missing, hops: hops), true) }
    if ups == 0, parts.count > 1, configuration.interpolation.isStage(parts[0]),
      start.isMapping, start.member(String(parts[0])) == nil
    {
      parts.removeFirst()
    }
    let end = start.walk(parts)
    if let unknown = end.value.unknown {
      return (becoming(unknown, hops: end.value.hops), end.isAbsent)
    }
    let value = end.value
    return (
      ConfigValue(
        configuration, value.node, key: keyNode,
        origin: .via(.interpolation, origin.place, value.origin), unknown: nil,
        computed: value.computed, hops: value.hops, in: value.holder), false
    )
  }

  func becoming(_ reason: UnknownReason, hops: Int) -> ConfigValue {
    ConfigValue(
      configuration, node, key: keyNode, origin: origin, unknown: reason, hops: hops, in: holder)
  }

  /// The container `ups` levels above this value: one is the mapping or list that holds it.
  private func ancestor(_ ups: Int, _ hops: Int) -> ConfigValue? {
    if configuration.copiesText {
      var container = holder
      for _ in 1..<ups { container = container?.above }
      return container.map {
        ConfigValue(configuration, $0.node, hops: hops + 1, in: $0.above)
      }
    }
    let tree = configuration.tree
    var container = node
    for _ in 0..<ups {
      guard let parent = tree.parent(of: container) else { return nil }
      container = parent
    }
    return ConfigValue(configuration, container, hops: hops + 1)
  }

  /// The end of a path, or its last value as a missing one; absent where no such key stands there.
  private func walk(_ path: ArraySlice<Substring>) -> (value: ConfigValue, isAbsent: Bool) {
    var value = self
    for part in path {
      guard value.unknown == nil else { return (value, false) }
      if value.isSequence, let number = Int(part) {
        let items = value.items
        guard items.indices.contains(number) else { return (value.becoming(.missing), true) }
        value = items[number]
      } else if let next = value.member(String(part)) {
        value = next
      } else {
        return (value.becoming(.missing), true)
      }
    }
    return (value, value.unknown == .missing && value.isMandatory)
  }
}

/// Whether `text` is one interpolation from its first byte to its last.
func isWholeInterpolation(_ text: Substring) -> Bool {
  guard text.utf8.starts(with: "${".utf8), text.utf8.last == 0x7D else { return false }
  var depth = 0
  var left = text.utf8.count
  for byte in text.utf8 {
    left -= 1
    if byte == 0x7B { depth += 1 }
    if byte == 0x7D { depth -= 1 }
    if byte == 0x7D, depth == 0 { return left == 0 }
  }
  return false
}

extension Configuration {
  /// The keys that interpolations of the document name, at the end of their path or on the way:
  /// `${name}`, `${.name}`, `${name.below}`.
  package func interpolatedNames() -> Set<String> {
    guard interpolation != .none else { return [] }
    let bytes = tree.file.bytes
    var names: Set<String> = []
    var start: Int?
    for index in bytes.indices {
      switch bytes[index] {
      case 0x7B where index > bytes.startIndex && bytes[index - 1] == 0x24: start = index + 1
      case 0x7D, 0x2E, 0x5B, 0x3A, 0x20:
        if let from = start { names.insert(String(decoding: bytes[from..<index], as: UTF8.self)) }
        if start != nil { start = bytes[index] == 0x7D ? nil : index + 1 }
      case 0x0A: start = nil
      default: break
      }
    }
    return names
  }
}
