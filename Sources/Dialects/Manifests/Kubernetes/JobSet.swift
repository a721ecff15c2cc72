import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Jobs of Kubernetes that start together.
///
/// Read from `api/jobset/v1alpha2/jobset_types.go` of kubernetes-sigs/jobset.
enum JobSet: KubernetesKind {
  static let names = [(group: "jobset.x-k8s.io", kind: "JobSet")]

  private static func groups(_ object: ManifestObject) -> [PodGroup] {
    (object.root["spec.replicatedJobs"]?.items ?? []).map { job in
      PodGroup(
        role: job.word("name") ?? "",
        replicas: pods(job), pod: job["template.spec.template.spec"]
      )
    }.mounting(object)
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
  private static func training(_ groups: [PodGroup]) -> [PodGroup] {
    let equipped = groups.filter(\.isEquipped)
    return equipped.isEmpty
      ? groups.filter { $0.launches().contains(where: \.startsTraining) } : equipped
  }

  static func isTraining(_ object: ManifestObject) -> Bool { !training(groups(object)).isEmpty }

  static func job(_ object: ManifestObject) -> KubernetesJob {
    let all = groups(object)
    let sharing = training(all)
    // What drives a training need not be where the accelerators are.
    let starting = all.filter { $0.launches().contains(where: \.startsTraining) }
    var job = KubernetesJob(
      all, sharing: sharing, launching: starting.isEmpty ? sharing : starting)
    let spec = object.root.member("spec")
    job.life.source = "kubernetes-sigs/jobset pkg/controllers/jobset_controller.go"
    job.life.restarts(spec, "failurePolicy.maxRestarts")
    for part in spec?.member("replicatedJobs")?.items ?? [] where job.life.limit == nil {
      job.life.limit = JobLife.time(part["template.spec"], "activeDeadlineSeconds")
    }
    job.life.clearing = JobLife.time(spec, "ttlSecondsAfterFinished")
    return job
  }
}
