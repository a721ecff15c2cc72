import ConfigSyntax
package import SourceText

extension ConfigValue {
  /// The value as it counts in another file, of which the value at `place` names this one.
  package func linked(from place: SourceSpan) -> ConfigValue {
    ConfigValue(
      configuration, node, key: keyNode, origin: .via(.link, place, origin), unknown: unknown,
      computed: computed, hops: hops, in: holder)
  }

  /// The same place with a value that files not read here decide.
  package var decidedElsewhere: ConfigValue {
    ConfigValue(
      configuration, node, key: keyNode, origin: origin, unknown: .decidedOutside, hops: hops,
      in: holder)
  }

  /// The path behind an `!include` tag; nil for any other value.
  package var includedPath: String? {
    let tree = configuration.tree
    guard tree.kind(of: node) == .scalar, tree.tag(of: node)?.value == "!include" else {
      return nil
    }
    return tree.text(of: node)
  }
}
