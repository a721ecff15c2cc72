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

  static func job(_ object: ManifestObject) -> KubernetesJob {
    let spec = object.root.member("spec")
    guard let roles = spec?.member("mpiReplicaSpecs") else { return former(object) }
    let worker = group("Worker", roles.member("Worker"), fallback: 0)
    let launcher = group("Launcher", roles.member("Launcher"), fallback: 1)
    var job = KubernetesJob([launcher, worker].mounting(object), sharing: [worker])
    job.spec.startsEverywhere = false
    job.spec.source = "kubeflow/mpi-operator pkg/controller/mpi_job_controller.go"
    // The launcher starts one process in every slot where it is not told how many.
    if job.spec.launches.first?.launcher?.value == "mpirun",
      let slots = spec?.member("slotsPerWorker"), let text = slots.mappedText
    {
      job.spec.processesPerNode = LaunchNumber(
        flag: "slotsPerWorker", text: CommandWords.masked(text).known, span: slots.span)
      job.spec.platformCountsNodes = true
    }
    let mayShare = launcher.containers.flatMap(\.words).contains { word in
      word.text.contains("oversubscribe")
    }
    let isOpenMPI =
      spec?.member("mpiImplementation").map { KeyReader.text(of: $0)?.value == "OpenMPI" } ?? true
    if !mayShare, isOpenMPI, spec?["runLauncherAsWorker"] == nil {
      job.slots = KeyReader.count(.worldSize, of: spec, "slotsPerWorker", fallback: 1)
    }
    job.life.source = job.spec.source
    job.life.limit = JobLife.time(spec, "runPolicy.activeDeadlineSeconds")
    job.life.clearing = JobLife.time(spec, "runPolicy.ttlSecondsAfterFinished")
    return job
  }

  private static func group(_ role: String, _ value: ConfigValue?, fallback: Double) -> PodGroup {
    PodGroup(
      role: role, replicas: KeyReader.count(.nodes, of: value, "replicas", fallback: fallback),
      pod: value?["template.spec"])
  }

  /// Before its second version a job had one template for all pods.
  private static func former(_ object: ManifestObject) -> KubernetesJob {
    let spec = object.root.member("spec")
    return KubernetesJob([
      PodGroup(
        role: "", replicas: KeyReader.count(.nodes, of: spec, "replicas", fallback: 1),
        pod: spec?["template.spec"])
    ])
  }
}
