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

  // MARK: Counts

  private mutating func checkCounts(
    _ job: JobSpec, _ launch: Launch, _ processes: JobProcesses
  ) {
    checkNodes(job, launch)
    checkLoneNodes(job, launch)
    guard job.accelerator == .gpu, let devices = job.devicesPerNode, devices.certainty == .exact,
      let place = devices.span, let number = processes.perNode, let count = number.value,
      count > devices.value, devices.value > 0
    else { return }
    let gpus = devices.value == 1 ? "1 GPU" : "\(Magnitude.grouped(devices.value)) GPUs"
    var constraint = Constraint(
      .deviceCount, .refused,
      "`\(number.flag)` starts \(Magnitude.grouped(count)) processes where there is room for "
        + "\(Magnitude.grouped(devices.value))",
      label: "\(Magnitude.grouped(count)) processes on each node", source: job.source)
    constraint.related = [Constraint.Mark(place, gpus)]
    constraint.consequence = "a process without a GPU of its own fails, or shares one with another"
    constraint.help = "start as many processes on a node as it has GPUs"
    note(constraint, key: number.flag, at: number.span)
  }

  private mutating func checkNodes(_ job: JobSpec, _ launch: Launch) {
    guard let number = launch.nodes, let nodes = job.nodes, nodes.certainty == .exact,
      let place = nodes.span
    else { return }
    let fits =
      number.range?.contains(nodes.value) ?? number.value.map { $0 == nodes.value } ?? true
    guard !fits, let asked = number.text else { return }
    var constraint = Constraint(
      .deviceCount, .refused,
      "`\(number.flag)` waits for \(asked) nodes, and \(Magnitude.grouped(nodes.value)) are started",
      label: "\(asked) nodes", source: job.source)
    constraint.related = [Constraint.Mark(place, "\(Magnitude.grouped(nodes.value)) here")]
    constraint.consequence = "the processes wait for each other until they time out"
    note(constraint, key: number.flag, at: number.span)
  }

  /// torchrun takes itself for the only node unless somebody tells it of others.
  private mutating func checkLoneNodes(_ job: JobSpec, _ launch: Launch) {
    guard job.startsEverywhere, !job.platformCountsNodes, launch.counting == .one,
      launch.nodes == nil, !launch.isStandalone, !launch.isConditional,
      launch.environment["PET_NNODES"] == nil,
      launch.hasRendezvous || launch.environment["MASTER_ADDR"] != nil,
      let span = launch.launcher?.span, let nodes = job.nodes, nodes.certainty == .exact,
      nodes.value > 1, let place = nodes.span
    else { return }
    let count = Magnitude.grouped(nodes.value)
    var constraint = Constraint(
      .deviceCount, .harmful, "`torchrun` is told of no other node, and \(count) nodes start it",
      label: "no `--nnodes`", source: "torch/distributed/run.py")
    constraint.related = [Constraint.Mark(place, "\(count) nodes")]
    constraint.consequence = "each node trains by itself, unless its image sets PET_NNODES"
    constraint.help = "give torchrun `--nnodes`, and `--node-rank` or a rendezvous endpoint"
    note(constraint, key: "--nnodes", at: span)
  }

  /// Notes a broken demand at a place of the file.
  mutating func note(_ constraint: Constraint, key: String, at span: SourceSpan) {
    reading.remarks.append(KeyRemark(.constraint(constraint), key: key, span: span))
  }

  // MARK: What runs

  /// Attaches the arguments of a training, and the configuration that they name.
  private mutating func attach(_ launch: Launch, _ files: [String: ManifestCarrier.File]) {
    let program = TrainingProgram(launch)
    let arguments = ProgramArguments(program.arguments(of: launch))
    if let path = program.configuration(arguments), let name = path.known,
      let (content, span) = configuration(name, at: path, of: launch, files)
    {
      reading.attachments.append(Attachment(content, at: span, dialect: program.dialect))
    }
    guard !arguments.named.isEmpty else { return }
    reading.attachments.append(
      Attachment(
        .arguments(
          arguments.json(keepsDashes: program.keepsDashes, below: program.vocabulary)),
        at: launch.place,
        dialect: program.argumentDialect(arguments)))
  }

  /// The file that a command names: one that the manifest holds, one that the script writes, or one
  /// of the workspace; nil where the script writes what is not known.
  private func configuration(
    _ name: String, at path: MappedText, of launch: Launch,
    _ files: [String: ManifestCarrier.File]
  ) -> (Attachment.Content, SourceSpan)? {
    let place = launch.place.file
    if let file = files[name] { return (.text(file.text, name: file.name), file.span) }
    guard let written = launch.files[name] else {
      return (.file(path: name), SourceSpan(place, path.place))
    }
    guard let written, !written.isEmpty else { return nil }
    return (.text(written, name: name), SourceSpan(place, written.place))
  }
}

/// How many processes a launch starts.
struct JobProcesses {
  /// Processes on each node, where something says it.
  private(set) var perNode: LaunchNumber?
  /// Processes of all nodes.
  private(set) var world: Claim?

  init(_ job: JobSpec, _ launch: Launch) {
    let file = launch.place.file
    func variable(_ name: String) -> LaunchNumber? {
      launch.environment[name].map {
        LaunchNumber(flag: name, text: $0.known, span: SourceSpan(file, $0.place))
      }
    }
    perNode =
      launch.processesPerNode ?? job.processesPerNode ?? variable("PET_NPROC_PER_NODE")
    if let total = launch.processes {
      world = total.value.map { Self.written(.worldSize, $0, total) }
      return
    }
    // These count for themselves what the platform gives them.
    if launch.counting == .allDevices {
      if let all = job.devices ?? Self.product(job.nodes, job.devicesPerNode) {
        world = Claim(.worldSize, all.value, .derived(formula: "one on each GPU", from: [all]))
      }
      return
    }
    let nodes = Self.nodes(job, launch, variable("PET_NNODES"))
    guard let nodes, let processes = Self.perNode(perNode, job, launch) else { return }
    world = Claim(
      .worldSize, nodes.value * processes.value,
      .derived(formula: "nodes × processes on each", from: [nodes, processes]))
  }

  private static func product(_ nodes: Claim?, _ each: Claim?) -> Claim? {
    guard let nodes, let each else { return nil }
    return Claim(
      .devices, nodes.value * each.value,
      .derived(formula: "nodes × devices_per_node", from: [nodes, each]))
  }

  private static func written(
    _ quantity: Quantity, _ value: Double, _ number: LaunchNumber
  ) -> Claim {
    Claim(
      quantity, value, .written(KeySource(key: number.flag, origin: .written(number.span))))
  }

  private static func nodes(_ job: JobSpec, _ launch: Launch, _ variable: LaunchNumber?) -> Claim? {
    if launch.isStandalone { return Claim(.nodes, 1, .frameworkDefault(key: "--standalone")) }
    if let number = launch.nodes ?? variable {
      return number.value.map { written(.nodes, $0, number) }
    }
    guard let nodes = job.nodes else { return nil }
    // A launcher that is not told of other nodes starts a world of its own on each.
    return job.platformCountsNodes || nodes.value == 1 ? nodes : nil
  }

  private static func perNode(_ number: LaunchNumber?, _ job: JobSpec, _ launch: Launch) -> Claim? {
    if let number, !number.isAutomatic {
      return number.value.map { written(.worldSize, $0, number) }
    }
    let isAutomatic = number?.isAutomatic == true && number?.text != "cpu"
    guard isAutomatic || launch.counting == .devicesOfNode else {
      return launch.counting == .one && number == nil
        ? Claim(.worldSize, 1, .frameworkDefault(key: "--nproc_per_node")) : nil
    }
    return job.accelerator == .gpu
      ? job.devicesPerNode.map { devices in
        Claim(.worldSize, devices.value, .derived(formula: "one on each GPU", from: [devices]))
      } : nil
  }
}
