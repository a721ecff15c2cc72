import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension PodGroup {
  /// Whether the pod's shared memory is more than what a container has by itself.
  fileprivate func hasSharedMemory(_ container: PodContainer) -> Bool {
    if pod?.member("hostIPC")?.scalar == .bool(true) { return true }
    let mounts = container.value.member("volumeMounts")
    guard let mounts else { return false }
    guard mounts.isSequence else { return true }
    return mounts.items.contains { mount in
      guard let path = mount.member("mountPath").flatMap({ KeyReader.text(of: $0) }) else {
        return true
      }
      let plain = path.value.hasSuffix("/") ? String(path.value.dropLast()) : path.value
      return ["/dev/shm", "/dev", "/run/shm", ""].contains(plain) || plain.contains("$")
    }
  }

  /// The volumes in a container that outlive it; nil where a mount is not known.
  fileprivate func lastingMounts(_ container: PodContainer) -> [LastingMount]? {
    var fleeting: Set<String> = []
    var bound: Set<String> = []
    for volume in pod?.member("volumes")?.items ?? [] {
      guard let name = volume.word("name") else {
        return nil
      }
      let gone = ["configMap", "secret", "downwardAPI", "projected"]
      let isMemory = volume["emptyDir.medium"].flatMap { KeyReader.text(of: $0)?.value } == "Memory"
      if isMemory || gone.contains(where: { volume.member($0) != nil }) { fleeting.insert(name) }
      if volume.member("emptyDir") != nil || volume.isOnOwnDisk { bound.insert(name) }
    }
    var mounts: [LastingMount] = []
    for mount in container.value.member("volumeMounts")?.items ?? [] {
      guard let path = mount.word("mountPath"),
        let name = mount.word("name")
      else { return nil }
      if fleeting.contains(name) { continue }
      mounts.append(LastingMount(path: path, isBoundToMachine: bound.contains(name)))
    }
    return mounts
  }
}

/// A volume that outlives the container it is mounted in.
private struct LastingMount {
  /// Where it is mounted.
  let path: String
  /// Whether it stays behind when the pod starts anew on another machine.
  let isBoundToMachine: Bool

  /// Whether a file called `name`, an absolute path, lies on it.
  func holds(_ name: String) -> Bool {
    name == path || name.hasPrefix(path.hasSuffix("/") ? path : path + "/")
  }
}

extension ConfigValue {
  /// Whether a volume is a folder of the machine that is its memory or a disk of its own: there the
  /// images of EKS mount the disks of an instance (`templates/shared/runtime/bin/setup-local-disks`
  /// of awslabs/amazon-eks-ami).
  fileprivate var isOnOwnDisk: Bool {
    guard let path = self["hostPath.path"].flatMap({ KeyReader.text(of: $0)?.value }) else {
      return false
    }
    return ["/dev/shm", "/tmp", "/mnt/k8s-disks"].contains {
      path == $0 || path.hasPrefix($0 + "/")
    }
  }
}

extension KeyReader {
  /// Several GPUs of one container exchange data through shared memory.
  mutating func checkSharedMemory(_ job: KubernetesJob) {
    guard !job.isPatched else { return }
    for group in job.groups {
      for container in group.containers {
        guard let (name, kind, value) = container.accelerators, kind == .gpu,
          ["nvidia.com/gpu", "amd.com/gpu"].contains(where: { name.hasSuffix($0) }),
          case .value(let count, _) = KeyReader.number(of: value, key: name), count >= 2,
          !group.hasSharedMemory(container)
        else { continue }
        var constraint = Constraint(
          .sharedMemory, .remarkable,
          "\(Magnitude.grouped(count)) GPUs share the 64 MiB of `/dev/shm` that a container has",
          label: "\(Magnitude.grouped(count)) GPUs, and no volume at /dev/shm",
          source: "NCCL user guide, troubleshooting: shared memory")
        constraint.consequence = "NCCL and the workers of data loaders fail when it is full"
        constraint.help = "mount an emptyDir with `medium: Memory` at /dev/shm"
        note(constraint, key: name, at: value.span)
        return
      }
    }
  }

  /// A container that starts anew has nothing of what the last one wrote into itself.
  mutating func checkRestarts(_ job: KubernetesJob) {
    guard !job.isPatched, let restart = job.life.restart, let group = job.trainingGroup,
      let container = group.containers.first, let launch = group.launches().first
    else { return }
    let arguments = ProgramArguments(launch.arguments)
    if let values = arguments.values("save_strategy"), values.count == 1, values[0].known == "no" {
      warn(
        "\(restart.words), the job has no checkpoint to go on from", restart.span,
        Constraint.Mark(SourceSpan(launch.place.file, values[0].place), "nothing is saved"),
        job.life.source)
      return
    }
    guard let path = directory(arguments), let text = path.known, !text.contains("://"),
      let mounts = group.lastingMounts(container)
    else { return }
    let mark = SourceSpan(launch.place.file, path.place)
    let isAbsolute = text.hasPrefix("/")
    if isAbsolute ? !mounts.contains(where: { $0.holds(text) }) : mounts.isEmpty {
      warn(
        "\(restart.words), the job finds none of its checkpoints", restart.span,
        Constraint.Mark(mark, "in the container, on no volume"), job.life.source)
    } else if !isAbsolute, mounts.allSatisfy(\.isBoundToMachine) {
      // Where a relative path leads is up to the image.
      warn(
        "\(restart.words), the job has no lasting volume for checkpoints", restart.span,
        Constraint.Mark(mark, "in the container, or on a disk of its machine"), job.life.source,
        .remarkable)
    }
  }

  private func directory(_ arguments: ProgramArguments) -> MappedText? {
    for name in ["checkpoint_dir", "output_dir", "save"] {
      guard let values = arguments.values(name), values.count == 1 else { continue }
      let text = values[0].known ?? ""
      return text.isEmpty || (name == "save" && !text.contains("/")) ? nil : values[0]
    }
    return nil
  }

  private mutating func warn(
    _ headline: String, _ span: SourceSpan, _ mark: Constraint.Mark, _ source: String,
    _ outcome: Constraint.Outcome = .harmful
  ) {
    var constraint = Constraint(
      .restart, outcome, headline, label: "started anew", source: source)
    constraint.related = [mark]
    constraint.consequence =
      outcome == .harmful
      ? "every restart trains from the first step"
      : "a restart on another machine trains from the first step"
    constraint.help = "write checkpoints to a volume or a bucket, and go on from the last one"
    note(constraint, key: "restartPolicy", at: span)
  }
}

extension KubernetesJob {
  /// The pods that run the training.
  fileprivate var trainingGroup: PodGroup? { groups.first { !$0.launches().isEmpty } }
}
