import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// KubeRay's job: a command for a cluster that is made for it.
///
/// Read from `ray-operator/apis/ray/v1/*_types.go` and `controllers/ray/utils/util.go` of
/// ray-project/kuberay. A RayCluster alone runs nothing that its file knows of.
enum RayJob: KubernetesKind {
  static let names = [(group: "ray.io", kind: "RayJob")]

  static func isTraining(_ object: ManifestObject) -> Bool {
    let job = job(object)
    if job.spec.launches.contains(where: \.startsTraining) { return true }
    guard job.groups.contains(where: \.isEquipped),
      let script = object.root["spec.entrypoint"]?.mappedText
    else { return false }
    // With accelerators the program's name is enough.
    return ShellReader(script).commands.contains { command in
      let launch = LaunchReader.read(
        command.words, environment: [:], file: object.root.span.file)
      let name = (launch?.programName ?? "").lowercased()
      return ["train", "tune", "tuning"].contains { name.contains($0) }
    }
  }

  static func job(_ object: ManifestObject) -> KubernetesJob {
    let spec = object.root.member("spec")
    let cluster = spec?.member("rayClusterSpec")
    let head = PodGroup(
      role: "head", replicas: Claim(.nodes, 1, .frameworkDefault(key: "headGroupSpec")),
      pod: cluster?["headGroupSpec.template.spec"])
    let floats = cluster?.member("enableInTreeAutoscaling")?.scalar == .bool(true)
    let workers = (cluster?.member("workerGroupSpecs")?.items ?? []).map { group in
      PodGroup(
        role: group.word("groupName") ?? "",
        replicas: pods(group, floats: floats), pod: group["template.spec"])
    }
    let all = [head] + workers
    var job = KubernetesJob(all, sharing: all.filter(\.isEquipped), launching: [])
    job.spec.startsEverywhere = false
    // The cluster of another file has what accelerators it has.
    if cluster == nil { (job.spec.nodes, job.spec.devices) = (nil, nil) }
    if let script = spec?.member("entrypoint")?.mappedText {
      let environment = head.containers.first?.environment ?? [:]
      job.spec.launches = CommandWords.launches(
        in: script, environment: environment, file: object.root.span.file)
    }
    if job.spec.launches.isEmpty {
      let submitter = PodGroup(
        role: "submitter", replicas: nil, pod: spec?["submitterPodTemplate.spec"])
      job.spec.launches = submitter.launches()
    }
    job.life.source = "ray-project/kuberay controllers/ray/rayjob_controller.go"
    job.life.restarts(spec, "backoffLimit")
    job.life.limit = JobLife.time(spec, "activeDeadlineSeconds")
    if spec?.member("shutdownAfterJobFinishes")?.scalar == .bool(true) {
      job.life.clearing = JobLife.time(spec, "ttlSecondsAfterFinished")
    }
    return job
  }

  /// The pods of a group: as many hosts as each replica has.
  ///
  /// Where the autoscaler has a say, only equal bounds tell how many there are.
  private static func pods(_ group: ConfigValue, floats: Bool) -> Claim? {
    var counts: [String: Claim?] = [:]
    for key in ["replicas", "minReplicas", "maxReplicas"] where group.member(key) != nil {
      counts[key] = KeyReader.count(.nodes, of: group, key, fallback: 0)
    }
    let (least, most) = (counts["minReplicas"] ?? nil, counts["maxReplicas"] ?? nil)
    let isFixed = least != nil && least?.value == most?.value
    guard let replicas = (counts["replicas"] ?? nil) ?? (isFixed ? least : nil),
      isFixed || !floats,
      least.map({ $0.value <= replicas.value }) ?? true,
      most.map({ $0.value >= replicas.value }) ?? true,
      let hosts = KeyReader.count(.nodes, of: group, "numOfHosts", fallback: 1)
    else { return nil }
    if hosts.value == 1 { return replicas }
    return Claim(
      .nodes, replicas.value * hosts.value,
      .derived(formula: "replicas × hosts of each", from: [replicas, hosts]))
  }
}
