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

  static func job(_ keys: inout KeyReader) -> JobSpec {
    let spec = keys.root?.member("spec")
    var job = JobSpec(groups(spec))
    job.platformCountsNodes = true
    if let value = spec?["nprocPerNode"], let text = value.mappedText {
      job.processesPerNode = LaunchNumber(
        flag: "nprocPerNode", text: CommandWords.masked(text).known, span: value.span)
    }
    job.source = "kubeflow/trainer pkg/controller.v1/pytorch/envvar.go"
    return job
  }

  /// Roles that hold parameters or watch take no part in the ranks.
  private static func groups(_ spec: ConfigValue?) -> [PodGroup] {
    if let list = spec?.member("replicaSpecs")?.items, !list.isEmpty {
      return list.map { group($0, role: $0.member("name")) }
    }
    let entry = spec?.entries.first { $0.key.hasSuffix("ReplicaSpecs") }
    return (entry?.value.entries ?? []).filter { !["PS", "Evaluator"].contains($0.key) }.map {
      PodGroup(
        role: $0.key, replicas: KeyReader.count(.nodes, of: $0.value, "replicas", fallback: 1),
        pod: $0.value["template.spec"])
    }
  }

  private static func group(_ value: ConfigValue, role: ConfigValue?) -> PodGroup {
    PodGroup(
      role: role.flatMap { KeyReader.text(of: $0)?.value } ?? "",
      replicas: KeyReader.count(.nodes, of: value, "replicas", fallback: 1),
      pod: value["template.spec"])
  }
}
