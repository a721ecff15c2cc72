package import Linting

/// The rules of this folder, sorted by type name.
package enum BatchRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    BatchAboveCritical.self,
    BatchArithmetic.self,
    BatchTooFewUpdates.self,
    GRPODivisibility.self,
    ParallelismWorldSize.self,
  ]
}
