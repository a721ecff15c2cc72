package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Jobs of Anyscale, which run on a Ray cluster of their own.
///
/// Read from `anyscale/job/models.py` and `anyscale/compute_config/models.py`.
package enum AnyscaleJob: Dialect {
  package static let id = DialectID("anyscale")

  package static let fingerprint = Fingerprint(
    all: ["entrypoint"],
    any: [.atLeast(1, of: ["image_uri", "containerfile", "compute_config"])],
    none: ["searcher", "apiVersion", "kind", "resources"])

  package static let loading = Loading.plainYAML

  package static let bindings: [KeyBinding] = []

  /// A job trains where its entry does.
  package static func recognises(_ root: ConfigValue) -> Bool {
    launches(root).contains(where: \.startsTraining)
  }

  package static func complete(_ keys: inout KeyReader) {
    keys.nameRun("name")
    guard let root = keys.root else { return }
    var job = JobSpec()
    job.devices = devices(root)
    job.launches = launches(root)
    keys.read(job)
    keys.reading.timeLimit = keys.deadline("timeout_s")
  }

  /// The accelerators of all machines; nil where autoscaling or a name decides.
  private static func devices(_ root: ConfigValue) -> Claim? {
    guard let workers = root["compute_config.worker_nodes"]?.items, !workers.isEmpty else {
      return nil
    }
    var total = 0.0
    for worker in workers {
      guard let type = worker.member("instance_type").flatMap({ KeyReader.text(of: $0)?.value }),
        let each = InstanceType.accelerators(type),
        let least = worker.member("min_nodes"), let most = worker.member("max_nodes"),
        let nodes = KeyReader.number(of: least, key: "min_nodes").value,
        nodes == KeyReader.number(of: most, key: "max_nodes").value
      else { return nil }
      total += each * nodes
    }
    let head = root["compute_config.head_node.instance_type"].flatMap { KeyReader.text(of: $0) }
    total += head.flatMap { InstanceType.accelerators($0.value) } ?? 0
    return Claim(.devices, total, .derived(formula: "nodes × accelerators of each", from: []))
  }

  private static func launches(_ root: ConfigValue) -> [Launch] {
    guard let script = root.member("entrypoint")?.mappedText else { return [] }
    return CommandWords.launches(
      in: script, environment: JobSpec.variables(of: root.member("env_vars")),
      file: root.span.file)
  }
}
