package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Tasks of dstack.
///
/// Read from `core/models/configurations.py`, `core/models/resources.py` and
/// `server/services/jobs/configurators/base.py`.
package enum DStackTask: Dialect {
  package static let id = DialectID("dstack")

  package static let fingerprint = Fingerprint(
    all: ["type", "commands"], none: ["apiVersion", "kind", "run"])

  package static let loading = Loading.plainYAML

  package static let bindings: [KeyBinding] = []

  /// A task trains where its commands do.
  package static func recognises(_ root: ConfigValue) -> Bool {
    guard let type = root.member("type").flatMap({ KeyReader.text(of: $0)?.value }), type == "task"
    else { return false }
    return launches(root, nodes: nil, devices: nil).contains(where: \.startsTraining)
  }

  package static func complete(_ keys: inout KeyReader) {
    keys.nameRun("name")
    guard let root = keys.root else { return }
    var job = JobSpec()
    job.startsEverywhere = true
    job.nodes = KeyReader.count(.nodes, of: root, "nodes", fallback: 1)
    if let value = keys.value("resources.gpu") {
      let found = accelerators(value)
      job.devicesPerNode = found.count.map { Claim(.devicesPerNode, $0, .written($1)) }
      if found.name.map(isTPU) == true { job.accelerator = .other }
      keys.reading.labels[.device] = found.name.map { LabelClaim($0, origin: value.origin) }
    }
    job.launches = launches(root, nodes: job.nodes, devices: job.devicesPerNode)
    keys.read(job)
    keys.reading.timeLimit = keys.deadline("max_duration")
    let isSpot = ["spot", "auto"].contains(keys.text("spot_policy")?.value)
    keys.checkSpot(
      isSpot ? keys.value("spot_policy")?.span : nil, job.launches.first,
      keepsFiles: keys.isSet("volumes"), commands: "commands",
      source: "dstack core/models/configurations.py")
  }

  /// TPUs go by their version, `v5litepod-8`; a V100 is none.
  private static func isTPU(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasPrefix("v") && !name.hasPrefix("v100")
  }

  /// How many of which: `H100:8`, `24GB`, `A100:40GB:2`, or a mapping.
  ///
  /// Without a count any number from one on will do, and so it will with a range.
  private static func accelerators(
    _ value: ConfigValue
  ) -> (count: (Double, KeySource)?, name: String?) {
    var count: (Double, KeySource)?
    if value.isMapping {
      if let written = value.member("count"),
        case .value(let number, let source) = KeyReader.number(of: written, key: "count")
      {
        count = (number, source)
      }
      return (count, value.member("name").flatMap { KeyReader.text(of: $0)?.value })
    }
    var name: String?
    for token in (KeyReader.text(of: value)?.value ?? "").split(separator: ":") {
      if let number = Int(token), number > 0 {
        count = (Double(number), KeySource(key: "resources.gpu", origin: value.origin))
      } else if token.first?.isLetter == true, !token.contains(","),
        !["nvidia", "amd", "google", "tpu", "intel", "tt"].contains(token.lowercased())
      {
        name = String(token)
      }
    }
    return (count, name)
  }

  private static func launches(_ root: ConfigValue, nodes: Claim?, devices: Claim?) -> [Launch] {
    var script = MappedText()
    for text in (root.member("commands")?.items ?? []).prefix(4096).compactMap(\.mappedText) {
      script.append(text)
      script.append(0x0A, from: text.place.upperBound)
    }
    guard !script.isEmpty else { return [] }
    var variables = JobSpec.variables(of: root.member("env"))
    let place = root.span.bytes.lowerBound
    variables.set("DSTACK_NODES_NUM", nodes, at: place)
    variables.set("DSTACK_GPUS_PER_NODE", devices, at: place)
    if let nodes, let devices {
      let all = Claim(.devices, nodes.value * devices.value, .derived(formula: "", from: []))
      variables.set("DSTACK_GPUS_NUM", all, at: place)
    }
    return CommandWords.launches(in: script, environment: variables, file: root.span.file)
  }
}
