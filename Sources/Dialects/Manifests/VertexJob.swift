package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Custom jobs of Vertex AI, as `gcloud ai custom-jobs create --config` takes them.
///
/// Read from `google/cloud/aiplatform/v1/custom_job.proto` and `machine_resources.proto`. Pools
/// beyond the first are workers of the same training, in whatever spelling the client allows.
package enum VertexJob: Dialect {
  package static let id = DialectID("vertex")

  package static let fingerprint = Fingerprint(
    all: [], any: [.atLeast(1, of: pools)], none: ["apiVersion"])

  private static let pools = [
    "workerPoolSpecs", "worker_pool_specs", "jobSpec.workerPoolSpecs", "job_spec.worker_pool_specs",
  ]

  package static let loading = Loading(.goYAML, castsText: false)

  package static let bindings: [KeyBinding] = []

  /// A job trains where one of its pools does.
  package static func recognises(_ root: ConfigValue) -> Bool {
    list(root).contains { launches($0).contains(where: \.startsTraining) }
  }

  package static func complete(_ keys: inout KeyReader) {
    keys.nameRun("displayName", "display_name")
    guard let root = keys.root else { return }
    let list = list(root)
    var job = JobSpec()
    job.startsEverywhere = true
    let machines = list.map(Self.machines)
    let nodes = machines.compactMap(\.nodes)
    let each = machines.compactMap(\.devices)
    if nodes.count == list.count, let first = nodes.first {
      job.nodes = nodes.count == 1 ? first : sum(.nodes, nodes)
    }
    if each.count == list.count, let first = each.first,
      each.allSatisfy({ $0.value == first.value })
    {
      job.devicesPerNode = first
    }
    job.launches = list.flatMap { launches($0) }
    if let spec = member(list.first, "machineSpec"),
      let type = member(spec, "acceleratorType"), let name = KeyReader.text(of: type)?.value
    {
      if name.hasPrefix("TPU") { job.accelerator = .other }
      let product = name.lowercased().split(separator: "_").joined(separator: "-")
      keys.reading.labels[.device] = PodGroup.accelerator(product).map {
        LabelClaim($0, origin: type.origin)
      }
    }
    keys.read(job)
    keys.reading.timeLimit =
      keys.deadline("scheduling.timeout") ?? keys.deadline("jobSpec.scheduling.timeout")
      ?? keys.deadline("job_spec.scheduling.timeout")
  }

  // MARK: Pools

  private static func list(_ root: ConfigValue) -> [ConfigValue] {
    let found = pools.lazy.compactMap { root[$0]?.items }.first { !$0.isEmpty } ?? []
    return Array(found.prefix(8))
  }

  /// A key in the spelling of JSON or of the API's own.
  private static func member(_ value: ConfigValue?, _ name: String) -> ConfigValue? {
    if let found = value?.member(name) { return found }
    var folded = ""
    for character in name {
      folded += character.isUppercase ? "_" + character.lowercased() : String(character)
    }
    return value?.member(folded)
  }

  private static func machines(_ pool: ConfigValue) -> (nodes: Claim?, devices: Claim?) {
    (
      claim(.nodes, pool, "replicaCount", fallback: 1),
      claim(.devicesPerNode, member(pool, "machineSpec"), "acceleratorCount", fallback: nil)
    )
  }

  private static func claim(
    _ quantity: Quantity, _ holder: ConfigValue?, _ key: String, fallback: Double?
  ) -> Claim? {
    guard let value = member(holder, key) else {
      return fallback.map { Claim(quantity, $0, .frameworkDefault(key: key)) }
    }
    guard case .value(let count, let source) = KeyReader.number(of: value, key: key), count > 0
    else { return nil }
    return Claim(quantity, count, .written(source))
  }

  private static func sum(_ quantity: Quantity, _ claims: [Claim]) -> Claim {
    Claim(
      quantity, claims.reduce(0) { $0 + $1.value },
      .derived(formula: "sum over the pools", from: claims))
  }

  // MARK: Commands

  private static func launches(_ pool: ConfigValue) -> [Launch] {
    let file = pool.span.file
    if let package = member(pool, "pythonPackageSpec") {
      let module = member(package, "pythonModule")?.mappedText
      let words = [module].compactMap { $0 } + texts(member(package, "args"))
      return CommandWords(words, environment: [:], file: file).launches
    }
    guard let container = member(pool, "containerSpec") else { return [] }
    var variables: [String: MappedText] = [:]
    for entry in container.member("env")?.items ?? [] {
      guard let name = entry.word("name") else { continue }
      variables[name] = entry.member("value")?.mappedText.map { CommandWords.masked($0) }
    }
    let words = texts(container.member("command")) + texts(container.member("args"))
    return CommandWords(words, environment: variables, file: file).launches
  }

  private static func texts(_ value: ConfigValue?) -> [MappedText] {
    (value?.items ?? []).prefix(4096).compactMap(\.mappedText)
  }
}
