import RunPlan
import SourceText

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
