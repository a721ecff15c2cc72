package import Linting

/// The rules of this folder, sorted by type name.
package enum ScalingRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    BaseModelUndertrained.self,
    ComputeAllocation.self,
    DataLimitedAllocation.self,
    DataRepetition.self,
    InferenceAllocation.self,
    LawOutOfRange.self,
    LossTargetUnreachable.self,
    MemorizationRisk.self,
    OverfittingThreshold.self,
    TokensPerParameter.self,
    UndertrainedLargeModel.self,
  ]
}
