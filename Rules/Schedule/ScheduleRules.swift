package import Linting

/// The rules of this folder, sorted by type name.
package enum ScheduleRules {
  /// The list: a rule is one file here and one line in it.
  package static let all: [any Rule.Type] = [
    CadenceConflict.self,
    CheckpointNeverSaved.self,
    ConflictingDuration.self,
    DurationUnit.self,
    EvaluationNeverRuns.self,
    LearningRateRange.self,
    LoraLearningRate.self,
    MinLrAboveMax.self,
    MissingLearningRate.self,
    ScheduleLengthMismatch.self,
    WarmupExceedsTraining.self,
    WarmupUnit.self,
    ZeroLearningRate.self,
  ]
}
