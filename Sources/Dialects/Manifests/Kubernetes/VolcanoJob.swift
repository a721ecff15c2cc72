import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Volcano's Job: tasks that start as a gang.
///
/// Read from `pkg/apis/batch/v1alpha1/job.go` of volcano-sh/apis.
enum VolcanoJob: KubernetesKind {
  static let names = [(group: "batch.volcano.sh", kind: "Job")]

  private static func groups(_ root: ConfigValue?) -> [PodGroup] {
    (root?["spec.tasks"]?.items ?? []).map { task in
      PodGroup(
        role: task.member("name").flatMap { KeyReader.text(of: $0)?.value } ?? "",
        replicas: KeyReader.count(.nodes, of: task, "replicas", fallback: 1),
        pod: task["template.spec"])
    }
  }

  static func isTraining(_ root: ConfigValue) -> Bool {
    groups(root).contains { group in
      if case .none = group.devices {
        return group.launches(platform: [:]).contains(where: \.startsTraining)
      }
      return true
    }
  }

  static func job(_ keys: inout KeyReader) -> JobSpec {
    let all = groups(keys.root)
    let equipped = all.filter { if case .none = $0.devices { false } else { true } }
    return JobSpec(equipped.isEmpty ? all : equipped)
  }
}
