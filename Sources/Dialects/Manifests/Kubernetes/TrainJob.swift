import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Kubeflow Trainer's job and the runtimes that it is made from.
///
/// Read from `pkg/apis/trainer/v1alpha1/*_types.go` and `pkg/runtime/framework/plugins` of
/// kubeflow/trainer.
enum TrainJob: KubernetesKind {
  static let names = ["TrainJob", "TrainingRuntime", "ClusterTrainingRuntime"].map {
    (group: "trainer.kubeflow.org", kind: $0)
  }

  /// A runtime trains by itself only where it has a command of its own.
  static func isTraining(_ object: ManifestObject) -> Bool {
    object.kind == "TrainJob" || job(object).spec.launches.contains(where: \.startsTraining)
  }

  static func job(_ object: ManifestObject) -> KubernetesJob {
    guard object.kind == "TrainJob" else { return job(runtime: object.root, trainer: nil) }
    let reference = object.root["spec.runtimeRef"]
    let name = reference?.word("name")
    let kind = reference?.word("kind")
    let runtime = object.siblings.first {
      $0.group == object.group && $0.kind == kind ?? "ClusterTrainingRuntime" && $0.name == name
    }
    var job = job(runtime: runtime?.root, trainer: object.root["spec.trainer"])
    if object.root["spec.runtimePatches"] != nil || object.root["spec.podTemplateOverrides"] != nil
    {
      job.isPatched = true
    }
    job.life.source = "kubeflow/trainer pkg/controller/trainjob_controller.go"
    job.life.limit = JobLife.time(object.root["spec"], "activeDeadlineSeconds")
    return job
  }

  private static func job(runtime: ConfigValue?, trainer: ConfigValue?) -> KubernetesJob {
    let policy = runtime?["spec.mlPolicy"]
    let nodes = count("numNodes", trainer, policy, isKnown: runtime != nil)
    let jobs = runtime?["spec.template.spec.replicatedJobs"]?.items ?? []
    var groups = jobs.filter { isTrainer($0) }.map { part in
      PodGroup(
        role: part.word("name") ?? "",
        replicas: nodes, pod: part["template.spec.template.spec"], trainer: trainer)
    }
    let workers = groups.filter { $0.role != "launcher" }
    if runtime == nil, let trainer {
      groups = [PodGroup(role: "node", replicas: nodes, pod: nil, trainer: trainer)]
    }
    let sharing = groups.isEmpty || workers.isEmpty ? groups : workers
    var job = KubernetesJob(groups, sharing: sharing)
    // Without its runtime nobody knows what a job asks for beyond its own words.
    if runtime == nil, !groups.contains(where: \.isEquipped) {
      (job.spec.devices, job.spec.devicesPerNode) = (nil, nil)
    }
    job.isPatched = runtime == nil
    job.spec.platformCountsNodes = true
    let word =
      trainer?.member("numProcPerNode") ?? policy?["torch.numProcPerNode"]
      ?? policy?["mpi.numProcPerNode"]
    if let word, let text = word.mappedText {
      job.spec.processesPerNode = LaunchNumber(
        flag: "numProcPerNode", text: CommandWords.masked(text).known, span: word.span)
    } else if let place = runtime?.span ?? trainer?.span {
      // Without its runtime nobody knows whose policy holds.
      let word = policy?["torch"] == nil ? nil : "auto"
      job.spec.leaveToTorchrun(word, "numProcPerNode", at: place)
    }
    job.spec.source = "kubeflow/trainer pkg/runtime/framework/plugins/torch/torch.go"
    return job
  }

  private static func isTrainer(_ job: ConfigValue) -> Bool {
    let labels = job["template.metadata.labels"]?.entries ?? []
    return labels.contains { label in
      label.key == "trainer.kubeflow.org/trainjob-ancestor-step"
        && KeyReader.text(of: label.value)?.value == "trainer"
    } || job.word("name") == "node"
  }

  /// What the job says, else its runtime; one node where neither does.
  private static func count(
    _ key: String, _ trainer: ConfigValue?, _ policy: ConfigValue?, isKnown: Bool
  ) -> Claim? {
    for holder in [trainer, policy] where holder?.member(key) != nil {
      return KeyReader.count(.nodes, of: holder, key, fallback: 1)
    }
    return isKnown ? Claim(.nodes, 1, .frameworkDefault(key: key)) : nil
  }
}
