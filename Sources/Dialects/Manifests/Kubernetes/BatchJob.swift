import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Kubernetes' own Job and CronJob, of which most train nothing.
///
/// Read from `staging/src/k8s.io/api/batch/v1/types.go` of kubernetes.
enum BatchJob: KubernetesKind {
  static let names = [(group: "batch", kind: "Job"), (group: "batch", kind: "CronJob")]

  private static func spec(_ root: ConfigValue) -> ConfigValue? {
    root["spec.jobTemplate.spec"] ?? root.member("spec")
  }

  private static func group(_ spec: ConfigValue?) -> PodGroup {
    PodGroup(role: "", replicas: pods(spec), pod: spec?["template.spec"])
  }

  /// So many pods run at the same time.
  private static func pods(_ spec: ConfigValue?) -> Claim? {
    let parallelism = KeyReader.count(.nodes, of: spec, "parallelism", fallback: 1)
    guard let parallelism, spec?.member("completions") != nil,
      let completions = KeyReader.count(.nodes, of: spec, "completions", fallback: 1)
    else { return parallelism }
    return completions.value < parallelism.value ? completions : parallelism
  }

  /// A job trains where a command says so; accelerators alone may serve or convert.
  static func isTraining(_ root: ConfigValue) -> Bool {
    group(spec(root)).launches(platform: [:]).contains(where: \.startsTraining)
  }

  static func job(_ keys: inout KeyReader) -> JobSpec {
    JobSpec([group(keys.root.flatMap(spec))])
  }
}
