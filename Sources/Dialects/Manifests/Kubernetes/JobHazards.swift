import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension KubernetesJob {
  /// What is risked, should the run be long.
  var hazards: [JobHazard] {
    guard !isPatched else { return [] }
    var hazards: [JobHazard] = []
    if let end = life.lastTry, life.restart == nil, let nodes = spec.nodes,
      nodes.certainty == .exact
    {
      hazards.append(JobHazard(.endsWithFirstFailure(nodes: nodes), at: end))
    }
    for group in groups where !group.launches().isEmpty {
      for container in group.containers.prefix(16) {
        guard let image = container.value.member("image"), let text = image.mappedText,
          Self.moves(CommandWords.masked(text))
        else { continue }
        hazards.append(JobHazard(.movingImage, at: image.span))
        return hazards
      }
    }
    return hazards
  }

  /// Whether a name of an image stands for another one once a new one is pushed.
  private static func moves(_ image: MappedText) -> Bool {
    guard let name = image.known, !name.contains("@"), !name.contains("$"),
      let last = name.split(separator: "/").last
    else { return false }
    let parts = last.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return parts.count == 1 || parts[1] == "latest"
  }
}

extension KeyReader {
  /// Notes machines full of GPUs that exchange gradients over the network of their pods.
  ///
  /// Whoever names anything of a fast network anywhere in the manifest knows of it.
  mutating func checkNetwork(_ job: KubernetesJob) {
    guard !job.isPatched, job.spec.accelerator == .gpu, !job.spec.launches.isEmpty,
      let nodes = job.spec.nodes, nodes.certainty == .exact, nodes.value >= 2,
      let devices = job.spec.devicesPerNode, devices.certainty == .exact, devices.value >= 8,
      let place = devices.span, let root,
      !Self.networks.occurs(in: root.configuration.tree.file.slice(root.span.bytes))
    else { return }
    let count = Magnitude.grouped(nodes.value)
    var constraint = Constraint(
      .fragile, .remarkable,
      "\(count) nodes of \(Magnitude.grouped(devices.value)) GPUs have no network but that of pods",
      label: "and no device for RDMA", source: "NCCL user guide, environment variables: NCCL_IB")
    constraint.related = nodes.span.map { [Constraint.Mark($0, "\(count) nodes")] } ?? []
    constraint.consequence = "gradients go over TCP, a small part of the speed of RDMA"
    constraint.help = "ask for the devices of the network (`rdma/…`, `vpc.amazonaws.com/efa`)"
    note(constraint, key: "resources.limits", at: place)
  }

  /// Words of whoever thought of the network: devices, drivers, variables, annotations.
  private static let networks = WordSearch([
    "rdma", "aws.com/efa", "fi_", "roce", "infiniband", "hostnetwork", "networking.gke.io",
    "cni.cncf.io",
    "nccl_ib", "nccl_net", "nccl_socket", "tcpx", "fastrak", "nccl-gib", "resourceclaim", "dranet",
    "sriov", "hca", "/ib", "_ib", "-ib", "mlnx", "mellanox", "gaudi",
  ])
}
