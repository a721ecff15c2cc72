/// How bad a finding is.
package enum Severity: Int, Comparable, CaseIterable, Sendable {
  /// Worth a look.
  case note
  /// Compute or data will be wasted.
  case warning
  /// The run will fail, or not be what is written.
  case error

  /// The word in messages and JSON.
  package var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// The severity called `name`, or nil.
  package init?(name: String) {
    guard let found = Severity.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// One level lower; a note stays a note.
  package var lowered: Severity { Severity(rawValue: rawValue - 1) ?? .note }

  package static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}

/// How sure a finding is.
package enum Confidence: Int, Comparable, CaseIterable, Sendable {
  /// A law is used outside the range it was fitted on.
  case low
  /// A framework default or an estimate took part.
  case medium
  /// Everything is written, published or declared.
  case high

  /// The word in messages and JSON.
  package var name: String {
    switch self {
    case .low: "low"
    case .medium: "medium"
    case .high: "high"
    }
  }

  /// The confidence called `name`, or nil.
  package init?(name: String) {
    guard let found = Confidence.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  package static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }
}
