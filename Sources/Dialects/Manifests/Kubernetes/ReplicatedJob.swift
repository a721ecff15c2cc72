import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Kubeflow's jobs of replicas by role: PyTorchJob, TFJob and their kin, and SageMaker HyperPod's.
///
/// Read from `pkg/apis/kubeflow.org/v1/*_types.go` and `pkg/controller.v1/pytorch/envvar.go` of
/// kubeflow/trainer v1.9.
enum ReplicatedJob: KubernetesKind {
  static let names = [
    ("kubeflow.org", "PyTorchJob"), ("kubeflow.org", "TFJob"), ("kubeflow.org", "JAXJob"),
    ("kubeflow.org", "PaddleJob"), ("kubeflow.org", "XGBoostJob"),
    ("sagemaker.amazonaws.com", "HyperPodPyTorchJob"),
  ].map { (group: $0.0, kind: $0.1) }

  static func job(_ object: ManifestObject) -> KubernetesJob {
    let spec = object.root.member("spec")
    let roles = roles(spec)
    let groups = roles.map { role in
      PodGroup(
        role: role.name,
        replicas: KeyReader.count(.nodes, of: role.value, "replicas", fallback: 1),
        pod: role.value["template.spec"]
      )
    }.mounting(object)
    // Roles that hold parameters or watch take no part in the ranks.
    let ranked = groups.filter { !["PS", "Evaluator"].contains($0.role) }
    var job = KubernetesJob(groups, sharing: ranked, launching: ranked)
    job.spec.platformCountsNodes = true
    let number = spec?["nprocPerNode"] ?? spec?["elasticPolicy.nProcPerNode"]
    if let number, let text = number.mappedText {
      job.spec.processesPerNode = LaunchNumber(
        flag: "nprocPerNode", text: CommandWords.masked(text).known, span: number.span)
    } else if object.kind == "PyTorchJob" {
      job.spec.leaveToTorchrun("auto", "nprocPerNode", at: object.root.span)
    }
    if let policy = spec?["elasticPolicy"] { job.spec.nodeRange = range(policy, job.spec.nodes) }
    job.spec.source = "kubeflow/trainer pkg/controller.v1/pytorch/envvar.go"
    job.hasCopies = true
    job.life.source = "kubeflow/trainer pkg/controller.v1/common/pod.go"
    for role in roles {
      job.life.restarts(
        role.value, policy: "restartPolicy", among: ["OnFailure", "Always", "ExitCode"])
    }
    job.life.limit = JobLife.time(spec, "runPolicy.activeDeadlineSeconds")
    job.life.clearing = JobLife.time(spec, "runPolicy.ttlSecondsAfterFinished")
    return job
  }

  /// How many replicas an elastic job may have; where that is not known, any number.
  private static func range(_ policy: ConfigValue, _ nodes: Claim?) -> ClosedRange<Double> {
    func bound(_ key: String) -> Double? {
      let value =
        policy.member(key).map { KeyReader.number(of: $0, key: key).value } ?? nodes?.value
      return value.flatMap { $0.isFinite ? $0 : nil }
    }
    let least = bound("minReplicas") ?? 1
    return least...max(least, bound("maxReplicas") ?? .infinity)
  }

  private static func roles(_ spec: ConfigValue?) -> [(name: String, value: ConfigValue)] {
    if let list = spec?.member("replicaSpecs")?.items, !list.isEmpty {
      return list.map { role in
        (role.word("name") ?? "", role)
      }
    }
    let entry = spec?.entries.first { $0.key.hasSuffix("ReplicaSpecs") }
    return (entry?.value.entries ?? []).map { (name: $0.key, value: $0.value) }
  }
}
