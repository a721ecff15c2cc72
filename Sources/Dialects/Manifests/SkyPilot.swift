package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// SkyPilot's tasks.
///
/// Read from `sky/utils/schemas.py`, `sky/resources.py` and `sky/skylet/constants.py`.
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
    job.platformCountsNodes = false
    if let found = accelerators(keys) {
      job.devicesPerNode = found.claim
      keys.reading.labels[.device] = found.label
    }
    job.launches = launches(root, nodes: job.nodes, devices: job.devicesPerNode)
    keys.read(job)
  }

  // MARK: Accelerators

  /// Alternatives never add up; where they differ in number, none is known.
  private static func accelerators(
    _ keys: KeyReader
  ) -> (claim: Claim?, label: LabelClaim?)? {
    guard let value = keys.value("resources.accelerators"), !value.isNull else { return nil }
    let choices = choices(of: value)
    guard let first = choices.first else { return nil }
    let source = KeySource(key: "resources.accelerators", origin: value.origin)
    let agree = choices.allSatisfy { $0.count == first.count }
    let claim = first.count.flatMap { count in
      agree && count >= 1 ? Claim(.devicesPerNode, count, .written(source)) : nil
    }
    let name = choices.count == 1 ? LabelClaim(first.name, origin: value.origin) : nil
    return (claim, name)
  }

  private static func choices(of value: ConfigValue) -> [(name: String, count: Double?)] {
    if value.isMapping {
      return value.entries.map { entry in
        let count =
          entry.value.isNull
          ? nil : KeyReader.number(of: entry.value, key: "accelerators").value
        return count.map { (entry.key, $0) } ?? choice(entry.key)
      }
    }
    if value.isSequence { return value.items.flatMap { choices(of: $0) } }
    return (KeyReader.text(of: value)?.value).map { [choice($0)] } ?? []
  }

  /// `A100-80GB:8`, or one where no count follows.
  private static func choice(_ text: String) -> (name: String, count: Double?) {
    let parts = text.split(separator: ":")
    let name = parts.first.map(String.init) ?? text
    guard parts.count > 1 else { return (name, text.hasPrefix("tpu-") ? nil : 1) }
    return (name, Double(parts[1]))
  }

  // MARK: Commands

  private static func launches(_ root: ConfigValue, nodes: Claim?, devices: Claim?) -> [Launch] {
    guard let script = root["run"]?.mappedText else { return [] }
    var variables: [String: MappedText] = [:]
    for part in ["envs", "secrets"] {
      for entry in root[part]?.entries ?? [] where !entry.value.isNull {
        variables[entry.key] = entry.value.mappedText
      }
    }
    let place = root.span.bytes.lowerBound
    for (name, claim) in [
      ("SKYPILOT_NUM_NODES", nodes), ("SKYPILOT_NUM_GPUS_PER_NODE", devices),
    ] {
      guard let claim else { continue }
      variables[name] = MappedText(
        Magnitude.shortest(claim.value), at: claim.span?.bytes.lowerBound ?? place)
    }
    return CommandWords.launches(in: script, environment: variables, file: root.span.file)
  }
}
