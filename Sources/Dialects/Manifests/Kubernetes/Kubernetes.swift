package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Training jobs for Kubernetes: the kinds of Kubeflow, Volcano, JobSet, Ray and of Kubernetes
/// itself, and what wraps or carries them.
package enum Kubernetes: Dialect {
  package static let id = DialectID("kubernetes")

  package static let fingerprint = Fingerprint(all: ["apiVersion", "kind"])

  /// The API server's client reads files with go-yaml and refuses what does not fit.
  package static let loading = Loading(.goYAML, castsText: false)

  package static let bindings: [KeyBinding] = []

  /// The kinds of object that start trainings.
  private static let kinds: [any KubernetesKind.Type] = [
    ReplicatedJob.self, MPIJob.self, BatchJob.self, JobSet.self, VolcanoJob.self, TrainJob.self,
    RayJob.self,
  ]

  private typealias Found = (object: ManifestObject, kind: any KubernetesKind.Type)

  /// The training in an object or in what it wraps.
  private static func training(in root: ConfigValue) -> Found? {
    for object in ManifestObject(root: root).unwrapped {
      let (group, word) = (object.group, object.kind)
      let kind = kinds.first { $0.names.contains { $0.group == group && $0.kind == word } }
      if let kind, kind.isTraining(object) { return (object, kind) }
    }
    return nil
  }

  /// The kinds are known by group and word, and some of them train only now and then.
  package static func recognises(_ root: ConfigValue) -> Bool {
    training(in: root) != nil
      || !ManifestCarrier.attachments(of: ManifestObject(root: root)).isEmpty
  }

  package static func complete(_ keys: inout KeyReader) {
    guard let root = keys.root else { return }
    keys.reading.regime = nil
    guard let (object, kind) = training(in: root) else {
      keys.reading.isCarrier = true
      keys.reading.attachments = ManifestCarrier.attachments(of: ManifestObject(root: root))
      return
    }
    keys.nameRun("metadata.name")
    var job = kind.job(object)
    for group in job.groups { job.spec.files.merge(group.files) { first, _ in first } }
    keys.reading.timeLimit = job.life.limit
    keys.reading.hazards = job.hazards
    if let device = job.device { keys.reading.labels[.device] = device }
    keys.read(job.spec)
    keys.attachNamedFiles(of: job)
    keys.readEnvironment(of: job)
    if !keys.reading.isPartial { keys.check(job) }
  }
}

/// A kind of Kubernetes object that starts a training.
protocol KubernetesKind: Sendable {
  /// The API group and the word at `kind`.
  static var names: [(group: String, kind: String)] { get }
  /// Whether this very object trains something, for kinds that do anything.
  static func isTraining(_ object: ManifestObject) -> Bool
  /// The machines and commands of the object.
  static func job(_ object: ManifestObject) -> KubernetesJob
}

extension KubernetesKind {
  static func isTraining(_ object: ManifestObject) -> Bool { true }
}
