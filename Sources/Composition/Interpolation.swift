import ConfigSyntax
import SourceText

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
    guard let expression = interpolationExpression() else { return nil }
    switch expression {
    case .literal, .mixed: return nil
    case .resolver: return becoming(.decidedOutside)
    case .path(let ups, let path):
      guard hops < 32 else { return becoming(.cycle) }
      guard let start = ups == 0 ? configuration.interpolationRoot(hops: hops + 1) : ancestor(ups),
        let target = start.walk(path)
      else { return becoming(.missing) }
      guard target.unknown == nil else { return becoming(target.unknown ?? .missing) }
      return ConfigValue(
        configuration, target.node, key: keyNode,
        origin: .via(.interpolation, origin.place, target.origin), unknown: nil,
        hops: target.hops, in: target.holder)
    }
  }

  /// The text of a scalar that mixes interpolations with other characters, or nil.
  func interpolatedText() -> ScalarValue? {
    guard case .mixed? = interpolationExpression() else { return nil }
    // What is around an interpolation makes text of it; its parts never decide a number.
    return .text(configuration.tree.text(of: node))
  }

  private enum Expression {
    case literal
    case mixed
    case resolver
    case path(ups: Int, [Substring])
  }

  private func interpolationExpression() -> Expression? {
    guard configuration.interpolation == .omegaConf,
      configuration.tree.kind(of: node) == .scalar,
      configuration.tree.withText(of: node, { $0.contains(0x24) })
    else { return nil }
    let text = configuration.tree.text(of: node)
    guard text.contains("${"), !text.contains("${{") else { return .literal }
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return .mixed }
    let inner = text.dropFirst(2).dropLast()
    if inner.contains("${") || inner.contains("}") { return .resolver }
    if inner.contains(":") { return .resolver }
    return Self.path(inner)
  }

  private static func path(_ inner: Substring) -> Expression {
    var rest = inner
    while rest.first == " " { rest = rest.dropFirst() }
    while rest.last == " " { rest = rest.dropLast() }
    let ups = rest.prefix { $0 == "." }.count
    let parts = rest.dropFirst(ups).split { $0 == "." || $0 == "[" || $0 == "]" }
    return parts.isEmpty ? .resolver : .path(ups: ups, parts)
  }

  /// The container `ups` levels above this value: one is the mapping or list that holds it.
  private func ancestor(_ ups: Int) -> ConfigValue? {
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

  private func walk(_ path: [Substring]) -> ConfigValue? {
    var value = self
    for part in path {
      if value.isSequence, let number = Int(part) {
        let items = value.items
        guard items.indices.contains(number) else { return nil }
        value = items[number]
      } else if let next = value.member(String(part)) {
        value = next
      } else {
        return nil
      }
    }
    return value
  }
}
