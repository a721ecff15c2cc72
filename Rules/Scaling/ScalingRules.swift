package import Linting

/// The rules of this folder, sorted by type name.
package enum ScalingRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    BaseModelUndertrained.self,
    DataLimitedAllocation.self,
    DataRepetition.self,
    InferenceAllocation.self,
    LawOutOfRange.self,
    OverfittingThreshold.self,
    TokensPerParameter.self,
    UndertrainedLargeModel.self,
  ]
}
