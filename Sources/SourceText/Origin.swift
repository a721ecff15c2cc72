/// Where a value is written, and by which way it came to the place that uses it.
package enum Origin: Hashable, Sendable {
  /// Written where it is used.
  case written(SourceSpan)
  /// Brought by `step` from `origin` to the place `span`.
  indirect case via(Step, SourceSpan, Origin)

  /// A way for a value to come from somewhere else.
  package enum Step: String, Hashable, Sendable {
    /// `*name`.
    case alias
    /// `<<: *name`.
    case merge
    /// `${a.b}`.
    case interpolation
    /// Read from the file that the value at the place names.
    case link
  }

  /// The place that uses the value: what a finding underlines.
  package var place: SourceSpan {
    switch self {
    case .written(let span), .via(_, let span, _): span
    }
  }

  /// The literal: what an edit would have to change.
  package var literal: SourceSpan {
    switch self {
    case .written(let span): span
    case .via(_, _, let origin): origin.literal
    }
  }

  /// Whether the literal stands where it is used.
  package var isWrittenHere: Bool {
    if case .written = self { true } else { false }
  }
}
