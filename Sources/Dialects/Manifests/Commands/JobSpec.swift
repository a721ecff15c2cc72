import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The machines that a manifest asks for, and the commands that it starts on them.
struct JobSpec {
  /// What a node's accelerators are.
  enum Accelerator: Sendable {
    /// GPUs: one process on each is the rule.
    case gpu
    /// Devices of which a process takes several, or several processes one.
    case other
  }

  /// Pods or machines that run the training together.
  var nodes: Claim?
  /// The fewest and the most of them that there may be, where the platform adds and takes some.
  var nodeRange: ClosedRange<Double>?
  /// Accelerators of each.
  var devicesPerNode: Claim?
  /// Accelerators of all, where that is not the product of the two.
  var devices: Claim?
  /// What they are.
  var accelerator = Accelerator.gpu
  /// Processes on each node, as the manifest itself has it.
  var processesPerNode: LaunchNumber?
  /// Whether the platform tells the launcher how many nodes there are.
  var platformCountsNodes = false
  /// Whether every node runs the same commands, and nothing but them tells it of the others.
  var startsEverywhere = false
  /// The trainings that are started.
  var launches: [Launch] = []
  /// Files that the manifest itself holds, by the path that they have where the command runs.
  var files: [String: ManifestCarrier.File] = [:]
  /// Who checks or sets the counts: the controller's source.
  var source = "torch/distributed/run.py"

  /// Hands torchrun the word for its processes that the platform sets where nothing is written; nil
  /// where it is not known.
  mutating func leaveToTorchrun(_ word: String?, _ key: String, at span: SourceSpan) {
    guard launches.first?.counting == .one else { return }
    processesPerNode = LaunchNumber(flag: key, text: word, span: span)
  }
}

extension KeyReader {
  /// Claims the machines, the processes and the words of a job, and attaches what it runs.
  mutating func read(_ job: JobSpec) {
    reading.regime = nil
    reading.isLauncher = true
    reading.fillsSequences = false
    for claim in [job.nodes, job.devicesPerNode] { if let claim { add(claim) } }
    if let devices = job.devices {
      add(devices)
    } else {
      derive(.devices, "nodes × devices_per_node", from: job.nodes, job.devicesPerNode) {
        $0[0] * $0[1]
      }
    }
    if job.accelerator == .gpu, let each = job.devicesPerNode, each.certainty == .exact {
      reading.devicesOfMachine = each
    }
    guard let launch = job.launches.first else { return }
    if let launcher = launch.launcher {
      reading.labels[.launcher] = LabelClaim(launcher.value, origin: .written(launcher.span))
    }
    let processes = JobProcesses(job, launch)
    if let world = processes.world { add(world) }
    // What is not read yet may set the other number.
    if !reading.isPartial { checkCounts(job, launch, processes) }
    attach(launch, job.files)
  }
}
