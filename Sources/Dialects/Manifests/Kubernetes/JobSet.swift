import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Jobs of Kubernetes that start together.
///
/// Read from `api/jobset/v1alpha2/jobset_types.go` of kubernetes-sigs/jobset.
enum JobSet: KubernetesKind {
  static let names = [(group: "jobset.x-k8s.io", kind: "JobSet")]

  private static func groups(_ root: ConfigValue?) -> [PodGroup] {
    (root?["spec.replicatedJobs"]?.items ?? []).map { job in
      PodGroup(
        role: job.member("name").flatMap { KeyReader.text(of: $0)?.value } ?? "",
        replicas: pods(job), pod: job["template.spec.template.spec"])
    }
  }

  private static func pods(_ job: ConfigValue) -> Claim? {
    guard let replicas = KeyReader.count(.nodes, of: job, "replicas", fallback: 1),
      let each = KeyReader.count(
        .nodes, of: job["template.spec"], "parallelism", fallback: 1)
    else { return nil }
    if replicas.value == 1 { return each }
    return Claim(
      .nodes, replicas.value * each.value,
      .derived(formula: "replicas × parallelism", from: [replicas, each]))
  }

  /// The groups that take part: those with accelerators, else those that run a training.
  private static func training(_ root: ConfigValue?) -> [PodGroup] {
    let all = groups(root)
    let equipped = all.filter { if case .none = $0.devices { false } else { true } }
    return equipped.isEmpty
      ? all.filter { $0.launches(platform: [:]).contains(where: \.startsTraining) } : equipped
  }

  static func isTraining(_ root: ConfigValue) -> Bool { !training(root).isEmpty }

  static func job(_ keys: inout KeyReader) -> JobSpec { JobSpec(training(keys.root)) }
}
