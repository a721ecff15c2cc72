/// How firmly a value stands, from firm to loose.
package enum Certainty: Int, Comparable, Sendable {
  /// From keys of the files, or published facts about what they name.
  case exact
  /// Declared by the user.
  case fact
  /// A default of the framework took part.
  case frameworkDefault
  /// Estimated.
  case estimate

  /// The word in JSON.
  package var name: String {
    switch self {
    case .exact: "exact"
    case .fact: "fact"
    case .frameworkDefault: "default"
    case .estimate: "estimate"
    }
  }

  package static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
}
