import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Kubernetes' own Job and CronJob, of which most train nothing.
///
/// Read from `staging/src/k8s.io/api/batch/v1/types.go` of kubernetes.
enum BatchJob: KubernetesKind {
  static let names = [(group: "batch", kind: "Job"), (group: "batch", kind: "CronJob")]

  private static func spec(_ object: ManifestObject) -> ConfigValue? {
    object.root["spec.jobTemplate.spec"] ?? object.root.member("spec")
  }

  private static func group(_ object: ManifestObject) -> PodGroup {
    let spec = spec(object)
    let group = PodGroup(role: "", replicas: pods(spec), pod: spec?["template.spec"])
    return [group].mounting(object).first ?? group
  }

  /// So many pods run at the same time.
  private static func pods(_ spec: ConfigValue?) -> Claim? {
    let parallelism = KeyReader.count(.nodes, of: spec, "parallelism", fallback: 1)
    guard let parallelism, spec?.member("completions") != nil,
      let completions = KeyReader.count(.nodes, of: spec, "completions", fallback: 1)
    else { return parallelism }
    return completions.value < parallelism.value ? completions : parallelism
  }

  /// A job trains where a command says so, or where its image is handed what only a training takes;
  /// accelerators alone may serve or convert.
  static func isTraining(_ object: ManifestObject) -> Bool {
    let group = group(object)
    let launches = group.launches()
    if launches.contains(where: \.startsTraining) { return true }
    return launches.isEmpty && group.isEquipped
      && group.containers.contains { EnvironmentClaims($0.environment).areTraining }
  }

  static func job(_ object: ManifestObject) -> KubernetesJob {
    let spec = spec(object)
    var job = KubernetesJob([group(object)])
    let mode = spec?.member("completionMode")
    let isPlain = mode.map { KeyReader.text(of: $0)?.value == "NonIndexed" } ?? true
    if isPlain, let pods = job.spec.nodes, pods.certainty == .exact, pods.value > 1 {
      job.unindexed = pods.span
    }
    job.life.source = "kubernetes pkg/controller/job/job_controller.go"
    job.life.restarts(spec, "backoffLimit")
    job.life.restarts(spec, policy: "template.spec.restartPolicy", among: ["OnFailure"])
    job.life.limit = JobLife.time(spec, "activeDeadlineSeconds")
    job.life.clearing = JobLife.time(spec, "ttlSecondsAfterFinished")
    return job
  }
}
