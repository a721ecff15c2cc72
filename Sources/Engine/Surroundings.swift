import RunPlan
import Settings
import SourceText

/// What the file around a configuration, or before it, says of the run.
struct Surroundings: Sendable {
  /// What its comments declare.
  let facts: Facts
  /// The dialect that reads the configuration; nil where its keys tell.
  let dialect: String?
  /// Whether it is the arguments of a command.
  let areArguments: Bool
  private let claims: [Claim]
  private let labels: PlanLabels

  /// What the manifest behind `plan` gives to a configuration in it.
  init(_ plan: TrainingPlan, facts: Facts, dialect: String?, areArguments: Bool) {
    self.facts = facts
    self.dialect = dialect
    self.areArguments = areArguments
    labels = plan.labels
    // Without a number of processes the accelerators do not tell how the batch is shared out.
    claims = plan[.worldSize].map { [$0] } ?? []
  }

  /// Adds to a reading what the manifest knows.
  func join(_ reading: inout Reading) {
    guard !reading.isLauncher else { return }
    reading.claims += claims
    for label in [PlanLabel.device, .launcher] where reading.labels[label] == nil {
      reading.labels[label] = labels[label]
    }
  }
}

extension Attachment {
  /// Whether it is the arguments of a command.
  var areArguments: Bool { if case .arguments = content { true } else { false } }
}
