package import RunPlan

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
