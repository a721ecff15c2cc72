import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The MPI operator's job: a launcher that runs `mpirun`, and workers with the accelerators.
///
/// Read from `pkg/apis/kubeflow/v2beta1/types.go` of kubeflow/mpi-operator, and from its
/// `v1alpha1`.
enum MPIJob: KubernetesKind {
  static let names = [(group: "kubeflow.org", kind: "MPIJob")]

  static func job(_ keys: inout KeyReader) -> JobSpec {
    let spec = keys.root?.member("spec")
    guard let roles = spec?.member("mpiReplicaSpecs") else { return former(spec) }
    let worker = group("Worker", roles.member("Worker"), fallback: 0)
    var job = JobSpec([worker])
    let launcher = group("Launcher", roles.member("Launcher"), fallback: 1)
    job.launches = launcher.launches(platform: [:]) + job.launches
    job.source = "kubeflow/mpi-operator pkg/controller/mpi_job_controller.go"
    return job
  }

  private static func group(_ role: String, _ value: ConfigValue?, fallback: Double) -> PodGroup {
    PodGroup(
      role: role, replicas: KeyReader.count(.nodes, of: value, "replicas", fallback: fallback),
      pod: value?["template.spec"])
  }

  /// Before its second version a job had one template for all pods.
  private static func former(_ spec: ConfigValue?) -> JobSpec {
    JobSpec([
      PodGroup(
        role: "", replicas: KeyReader.count(.nodes, of: spec, "replicas", fallback: 1),
        pod: spec?["template.spec"])
    ])
  }
}
