package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Training jobs for Kubernetes: the kinds of Kubeflow, Volcano, JobSet, Ray and of Kubernetes
/// itself.
package enum Kubernetes: Dialect {
  package static let id = DialectID("kubernetes")

  package static let fingerprint = Fingerprint(all: ["apiVersion", "kind"])

  /// The API server's client reads files with go-yaml and refuses what does not fit.
  package static let loading = Loading(.goYAML, castsText: false)

  package static let bindings: [KeyBinding] = []

  /// The kinds of object that start trainings.
  private static let kinds: [any KubernetesKind.Type] = [
    ReplicatedJob.self, MPIJob.self, BatchJob.self, JobSet.self, VolcanoJob.self,
  ]

  private static func kind(of root: ConfigValue) -> (any KubernetesKind.Type)? {
    guard let version = root.member("apiVersion").flatMap({ KeyReader.text(of: $0)?.value }),
      let kind = root.member("kind").flatMap({ KeyReader.text(of: $0)?.value })
    else { return nil }
    let group = version.split(separator: "/").first.map(String.init) ?? ""
    return kinds.first { $0.names.contains { $0.group == group && $0.kind == kind } }
  }

  /// The kinds are known by group and word, and some of them train only now and then.
  package static func recognises(_ root: ConfigValue) -> Bool {
    guard let kind = kind(of: root) else { return false }
    return kind.isTraining(root)
  }

  package static func complete(_ keys: inout KeyReader) {
    guard let root = keys.root, let kind = kind(of: root) else { return }
    keys.reading.regime = nil
    keys.nameRun("metadata.name")
    keys.read(kind.job(&keys))
  }
}

/// A kind of Kubernetes object that starts a training.
protocol KubernetesKind: Sendable {
  /// The API group and the word at `kind`.
  static var names: [(group: String, kind: String)] { get }
  /// Whether this very object trains something, for kinds that do anything.
  static func isTraining(_ root: ConfigValue) -> Bool
  /// The machines and commands of the object.
  static func job(_ keys: inout KeyReader) -> JobSpec
}

extension KubernetesKind {
  static func isTraining(_ root: ConfigValue) -> Bool { true }
}

extension JobSpec {
  /// The job of `groups` of pods, which all take part in the training.
  ///
  /// `platform` holds the variables that the controller sets in every pod.
  init(_ groups: [PodGroup], platform: [String: MappedText] = [:]) {
    readNodes(groups)
    readDevices(groups)
    launches = groups.flatMap { $0.launches(platform: platform) }
  }

  private mutating func readNodes(_ groups: [PodGroup]) {
    let counts = groups.compactMap(\.replicas)
    guard counts.count == groups.count, let first = counts.first else { return }
    nodes =
      counts.count == 1
      ? first
      : Claim(
        .nodes, counts.reduce(0) { $0 + $1.value },
        .derived(formula: "sum of the replicas", from: counts))
  }

  private mutating func readDevices(_ groups: [PodGroup]) {
    var total: [Claim] = []
    var perNode: [Claim] = []
    for group in groups {
      switch group.devices {
      case .none: continue
      case .unknown(let kind):
        accelerator = kind
        return
      case .some(let claim, let kind):
        accelerator = kind
        perNode.append(claim)
        guard let replicas = group.replicas else { continue }
        total.append(
          Claim(
            .devices, replicas.value * claim.value,
            .derived(formula: "replicas × accelerators of a pod", from: [replicas, claim])))
      }
    }
    guard let first = perNode.first else {
      devices = Claim(.devices, 0, .frameworkDefault(key: "resources.limits"))
      return
    }
    if perNode.allSatisfy({ $0.value == first.value }) { devicesPerNode = first }
    guard total.count == perNode.count else { return }
    devices =
      total.count == 1
      ? total[0]
      : Claim(
        .devices, total.reduce(0) { $0 + $1.value },
        .derived(formula: "sum over the roles", from: total))
  }
}

extension KeyReader {
  /// A count at a path below `value`; `fallback` where the key is absent.
  static func count(
    _ quantity: Quantity, of value: ConfigValue?, _ path: String, fallback: Double
  ) -> Claim? {
    guard let found = value?[path] else {
      return Claim(quantity, fallback, .frameworkDefault(key: path))
    }
    switch number(of: found, key: path) {
    case .value(let count, let source): return Claim(quantity, count, .written(source))
    case .absent: return Claim(quantity, fallback, .frameworkDefault(key: path))
    case .unknown: return nil
    }
  }
}
