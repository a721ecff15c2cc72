import RunPlan
import Settings
import SourceText

/// What the file around a configuration, or before it, says of the run.
struct Surroundings: Sendable {
  /// What its comments declare, and those of the files around it.
  let facts: Facts
  /// The dialect that reads the configuration; nil where its keys tell.
  let dialect: String?
  /// Whether it is the arguments of a command.
  let areArguments: Bool
  /// How many files and texts it lies in: those that name each other must come to an end.
  let depth: Int
  /// The names of the files that it lies in, or that name each other on the way to it.
  let files: Set<String>
  /// How many bytes may still be taken up around here.
  let allowance: Int
  private let claims: [Claim]
  private let labels: PlanLabels
  private let limit: TimeLimit?
  private let hazards: [JobHazard]
  private let isLauncher: Bool
  private let devicesOfMachine: Claim?
  private let runName: Located<String>?

  /// As many as a manifest in a workflow in a file needs.
  static let deepest = 4

  /// What the manifest behind `plan`, which stands in the file called `name`, gives to what is
  /// attached to it.
  init(
    _ plan: TrainingPlan, in name: String, facts: Facts, _ attachment: Attachment,
    allowance: Int, inside outer: Surroundings?
  ) {
    self.facts = facts
    self.allowance = allowance
    files = (outer?.files ?? []).union([name])
    dialect = attachment.dialect
    areArguments = attachment.areArguments
    depth = (outer?.depth ?? 0) + 1
    labels = plan.labels
    // What the manifest itself can judge is not judged again.
    let isJudged = plan[.deviceHours] != nil
    limit = isJudged ? nil : plan.reading.timeLimit
    hazards = isJudged ? [] : plan.reading.hazards
    isLauncher = plan.reading.isLauncher
    devicesOfMachine = plan.reading.devicesOfMachine
    runName = plan.reading.runName
    // Without a number of processes the accelerators do not tell how the batch is shared out.
    // Processes that cannot run are no world for anything.
    let isBroken = plan.reading.remarks.contains { remark in
      if case .constraint(let constraint) = remark.kind {
        constraint.topic == .deviceCount
      } else {
        false
      }
    }
    claims = [isBroken ? nil : plan[.worldSize], plan[.devices]].compactMap { $0 }
  }

  /// Adds to a reading what the manifest knows.
  func join(_ reading: inout Reading) {
    guard !reading.isLauncher else { return }
    reading.claims += claims
    // In a file it may be overridden by the arguments; nothing overrides those.
    if areArguments { reading.devicesOfMachine = devicesOfMachine }
    reading.timeLimit = reading.timeLimit ?? limit
    reading.hazards += hazards
    // What is trained is named by the job unless it has a name of its own.
    reading.runName = reading.runName ?? runName
    // The manifest alone says how many accelerators there are.
    if isLauncher { reading.ranksAreDevices = false }
    for label in [PlanLabel.device, .launcher] where reading.labels[label] == nil {
      reading.labels[label] = labels[label]
    }
  }
}

extension Attachment {
  /// Whether it is the arguments of a command.
  var areArguments: Bool { if case .arguments = content { true } else { false } }
}
