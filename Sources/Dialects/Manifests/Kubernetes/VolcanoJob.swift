import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Volcano's Job: tasks that start as a gang.
///
/// Read from `pkg/apis/batch/v1alpha1/job.go` of volcano-sh/apis.
enum VolcanoJob: KubernetesKind {
  static let names = [(group: "batch.volcano.sh", kind: "Job")]

  private static func groups(_ object: ManifestObject) -> [PodGroup] {
    (object.root["spec.tasks"]?.items ?? []).map { task in
      PodGroup(
        role: task.word("name") ?? "",
        replicas: KeyReader.count(.nodes, of: task, "replicas", fallback: 1),
        pod: task["template.spec"]
      )
    }.mounting(object)
  }

  static func isTraining(_ object: ManifestObject) -> Bool {
    groups(object).contains { group in
      group.isEquipped || group.launches().contains(where: \.startsTraining)
    }
  }

  static func job(_ object: ManifestObject) -> KubernetesJob {
    let all = groups(object)
    let equipped = all.filter(\.isEquipped)
    var job = KubernetesJob(all, sharing: equipped.isEmpty ? all : equipped)
    let spec = object.root.member("spec")
    job.life.source = "volcano pkg/controllers/job/job_controller_handler.go"
    job.life.restarts(spec, "maxRetry")
    job.life.clearing = JobLife.time(spec, "ttlSecondsAfterFinished")
    job.gang = spec.flatMap { spec in
      guard spec.member("minAvailable") != nil else { return nil }
      return KeyReader.count(.nodes, of: spec, "minAvailable", fallback: 0)
    }
    return job
  }
}
