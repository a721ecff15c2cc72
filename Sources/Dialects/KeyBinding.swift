package import RunPlan

/// A key that is a quantity: its paths (the present name first, old ones after) and its default.
package struct KeyBinding: Sendable {
  let quantity: Quantity
  /// The names of the key, the present one first.
  package let paths: [String]
  let fallback: Double?

  /// Binds the key at the dotted `paths` to `quantity`; the framework takes `fallback` without it.
  package init(_ quantity: Quantity, _ paths: String..., fallback: Double? = nil) {
    self.quantity = quantity
    self.paths = paths
    self.fallback = fallback
  }
}
