package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Tasks of SkyPilot, and the jobs of oumi, which are such tasks with a few keys of their own.
///
/// Read from `sky/utils/schemas.py`, `sky/task.py`, `sky/resources.py` and
/// `sky/skylet/constants.py`.
package enum SkyPilot: Dialect {
  package static let id = DialectID("skypilot")

  package static let fingerprint = Fingerprint(
    all: ["resources", "run"], none: ["apiVersion", "kind", "type", "trainer"])

  /// A file of several documents is a pipeline of tasks.
  package static let loading = Loading(
    .pyYAML, castsText: false, traits: LoaderTraits(furtherDocuments: .read))

  package static let bindings: [KeyBinding] = []

  /// A task trains where its command does.
  package static func recognises(_ root: ConfigValue) -> Bool {
    guard root["resources"]?.isMapping == true else { return false }
    return launches(root, nodes: nil, devices: nil).contains(where: \.startsTraining)
  }

  package static func complete(_ keys: inout KeyReader) {
    keys.nameRun("name")
    guard let root = keys.root else { return }
    var job = JobSpec()
    job.nodes = KeyReader.count(.nodes, of: root, "num_nodes", fallback: 1)
    job.startsEverywhere = true
    let choices = choices(keys)
    if let first = choices.first {
      let agree = choices.allSatisfy { $0.count == first.count }
      if agree, let count = first.count, count >= 1 {
        job.devicesPerNode = Claim(.devicesPerNode, count, .written(first.source))
      }
      if choices.count == 1, let name = first.name {
        keys.reading.labels[.device] = LabelClaim(name, origin: first.source.origin)
      }
      if first.name?.hasPrefix("tpu") == true { job.accelerator = .other }
    }
    job.launches = launches(root, nodes: job.nodes, devices: job.devicesPerNode)
    keys.read(job)
    let mounts = root["file_mounts"]?.entries ?? []
    keys.checkSpot(
      keys.flag("resources.use_spot") == true ? keys.value("resources.use_spot")?.span : nil,
      job.launches.first,
      keepsFiles: keys.isSet("volumes") || mounts.contains { keepsFiles($0.value) },
      commands: "run", source: "sky/data/storage.py")
  }

  /// A bucket is there for the next machine unless it was only copied from.
  private static func keepsFiles(_ mount: ConfigValue) -> Bool {
    guard mount.isMapping else { return false }
    let mode = mount.member("mode").flatMap { KeyReader.text(of: $0)?.value.uppercased() }
    return mode != "COPY"
  }

  // MARK: Accelerators

  /// One of the machines that would do.
  private struct Choice {
    /// The accelerator's name.
    var name: String?
    /// How many of them; nil where that is not known.
    let count: Double?
    /// Where it is written.
    let source: KeySource
  }

  /// The machines that would do, of which one is taken: they never add up.
  private static func choices(_ keys: KeyReader) -> [Choice] {
    guard let resources = keys.value("resources") else { return [] }
    for list in ["any_of", "ordered"] {
      guard let items = resources.member(list)?.items, !items.isEmpty else { continue }
      return items.flatMap { item -> [Choice] in
        let own = choices(in: item)
        return own.isEmpty ? choices(in: resources) : own
      }
    }
    return choices(in: resources)
  }

  private static func choices(in resources: ConfigValue) -> [Choice] {
    if let value = resources.member("accelerators"), !value.isNull {
      let source = KeySource(key: "resources.accelerators", origin: value.origin)
      return choices(of: value, source)
    }
    guard let value = resources.member("instance_type"),
      let type = KeyReader.text(of: value)?.value
    else { return [] }
    let source = KeySource(key: "resources.instance_type", origin: value.origin)
    return InstanceType.accelerators(type).map { [Choice(count: $0, source: source)] } ?? []
  }

  private static func choices(of value: ConfigValue, _ source: KeySource) -> [Choice] {
    if value.isMapping {
      // `{H100:8, H200:8}` is a mapping whose keys hold the counts.
      return value.entries.map { entry in
        guard !entry.value.isNull else { return choice(entry.key, source) }
        let count = KeyReader.number(of: entry.value, key: source.key).value
        return Choice(name: entry.key, count: count, source: source)
      }
    }
    if value.isSequence { return value.items.flatMap { choices(of: $0, source) } }
    return (KeyReader.text(of: value)?.value).map { [choice($0, source)] } ?? []
  }

  /// `A100-80GB:8`, or one where no count follows; a TPU's name holds the size of its slice.
  private static func choice(_ text: String, _ source: KeySource) -> Choice {
    let parts = text.split(separator: ":")
    let name = parts.first.map(String.init) ?? text
    let single: Double? = text.hasPrefix("tpu-") ? nil : 1
    return Choice(name: name, count: parts.count > 1 ? Double(parts[1]) : single, source: source)
  }

  // MARK: Commands

  private static func launches(_ root: ConfigValue, nodes: Claim?, devices: Claim?) -> [Launch] {
    guard let script = root["run"]?.mappedText else { return [] }
    var variables = JobSpec.variables(of: root["envs"])
      .merging(JobSpec.variables(of: root["secrets"])) { _, secret in secret }
    let place = root.span.bytes.lowerBound
    variables.set("SKYPILOT_NUM_NODES", nodes, at: place)
    variables.set("SKYPILOT_NUM_GPUS_PER_NODE", devices, at: place)
    return CommandWords.launches(in: script, environment: variables, file: root.span.file)
  }
}
