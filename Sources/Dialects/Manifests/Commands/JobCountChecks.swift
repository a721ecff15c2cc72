import RunPlan
import SourceText

extension KeyReader {
  /// Notes where what a launch starts is not what its job has room for.
  mutating func checkCounts(
    _ job: JobSpec, _ launch: Launch, _ processes: JobProcesses
  ) {
    checkNodes(job, launch)
    checkLoneNodes(job, launch)
    // A node has no more of them than all nodes together.
    guard job.accelerator == .gpu, let devices = job.devicesPerNode ?? job.devices,
      devices.certainty == .exact, let place = devices.place, let number = processes.perNode,
      let count = number.value, count > devices.value, devices.value > 0
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
      nodes.value.isFinite, let place = nodes.span
    else { return }
    let started = job.nodeRange ?? nodes.value...nodes.value
    let fits =
      number.range?.overlaps(started) ?? number.value.map { started.contains($0) } ?? true
    guard !fits, let asked = number.text else { return }
    var constraint = Constraint(
      .deviceCount, .refused,
      "`\(number.flag)` waits for \(asked) nodes, and \(Magnitude.grouped(nodes.value)) are started",
      label: "\(asked) nodes", source: job.source)
    constraint.related = [Constraint.Mark(place, "\(Magnitude.grouped(nodes.value)) in all")]
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
}
