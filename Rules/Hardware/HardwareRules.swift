package import Linting

/// The rules of this folder, sorted by type name.
package enum HardwareRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    ImplausibleThroughput.self,
    MemoryOverflow.self,
    PrecisionUnsupported.self,
  ]
}
