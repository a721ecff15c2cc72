import Composition
package import RunPlan

/// A key that is a quantity: its paths (the present name first, old ones after) and its default.
///
/// A class, because every file goes through all of its dialect's.
package final class KeyBinding: Sendable {
  /// What the key says.
  package let quantity: Quantity
  /// The names of the key, the present one first.
  package var paths: [String] { keys.map(\.text) }
  let keys: [ConfigPath]
  let fallback: Double?

  /// Binds the key at the dotted `paths` to `quantity`; the framework takes `fallback` without it.
  package convenience init(
    _ quantity: Quantity, _ paths: String..., fallback: Double? = nil
  ) {
    self.init(quantity, paths, fallback: fallback)
  }

  /// Makes a binding of several spellings.
  package init(_ quantity: Quantity, _ paths: [String], fallback: Double? = nil) {
    self.quantity = quantity
    keys = paths.map { ConfigPath($0) }
    self.fallback = fallback
  }
}
