package import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// Runs of MosaicML's command line: a command, and how many GPUs it gets.
///
/// Read from the JSON Schema of the documentation of `mcli` and from `composer/cli/launcher.py`.
/// What llm-foundry trains stands under `parameters` and is that framework's own.
package enum MCLIRun: Dialect {
  package static let id = DialectID("mcli")

  package static let fingerprint = Fingerprint(
    all: ["command", "image"], any: [.atLeast(1, of: ["compute", "gpu_num", "scheduling"])],
    none: ["apiVersion", "kind", "type", "run", "resources", "services", "searcher"])

  package static let loading = Loading.plainYAML

  package static let bindings: [KeyBinding] = []

  /// A run trains where its command does.
  package static func recognises(_ root: ConfigValue) -> Bool {
    launches(root).contains { launch in
      launch.startsTraining
        && !["precompute", "prepare"].contains {
          (launch.programName ?? "").contains($0)
        }
    }
  }

  package static func complete(_ keys: inout KeyReader) {
    keys.nameRun("name", "run_name")
    guard let root = keys.root else { return }
    keys.read(job(root))
    readScheduling(&keys, root)
    guard let device = device(root) else { return }
    keys.reading.labels[.device] = device
  }

  /// What a run asks for and starts.
  private static func job(_ root: ConfigValue) -> JobSpec {
    var job = JobSpec()
    job.source = "composer/cli/launcher.py"
    job.devices = devices(root)
    job.nodes = claim(.nodes, root, ["compute.nodes"])
    if let all = job.devices, let nodes = job.nodes, nodes.value > 0,
      all.value.truncatingRemainder(dividingBy: nodes.value) == 0
    {
      job.devicesPerNode = Claim(
        .devicesPerNode, all.value / nodes.value,
        .derived(formula: "gpus ÷ nodes", from: [all, nodes]))
    }
    job.launches = launches(root)
    return job
  }

  /// Notes where a run starts what it has no GPUs for.
  static func check(_ keys: inout KeyReader, _ root: ConfigValue) {
    let job = job(root)
    guard !keys.reading.isPartial, let launch = job.launches.first else { return }
    keys.checkCounts(job, launch, JobProcesses(job, launch))
  }

  /// The GPUs of all nodes.
  static func devices(_ root: ConfigValue) -> Claim? {
    claim(.devices, root, ["compute.gpus", "gpu_num"])
  }

  /// What the GPUs are.
  static func device(_ root: ConfigValue) -> LabelClaim? {
    guard let type = root["compute.gpu_type"] ?? root["gpu_type"],
      let name = KeyReader.text(of: type)?.value
    else { return nil }
    return LabelClaim(name, origin: type.origin)
  }

  /// When the platform ends a run, which it counts in hours.
  static func readScheduling(_ keys: inout KeyReader, _ root: ConfigValue) {
    guard let value = root["scheduling.max_duration"],
      case .value(let hours, let source) = KeyReader.number(of: value, key: "scheduling"), hours > 0
    else { return }
    keys.reading.timeLimit = TimeLimit(
      key: "scheduling.max_duration", seconds: hours * 3600, span: source.origin.place)
  }

  private static func claim(
    _ quantity: Quantity, _ root: ConfigValue, _ paths: [String]
  ) -> Claim? {
    for path in paths {
      guard let value = root[path],
        case .value(let count, let source) = KeyReader.number(of: value, key: path), count > 0
      else { continue }
      return Claim(quantity, count, .written(source))
    }
    return nil
  }

  private static func launches(_ root: ConfigValue) -> [Launch] {
    guard let script = root.member("command")?.mappedText else { return [] }
    var variables = JobSpec.variables(of: root.member("env_variables"))
    // Once they were a list of keys and values.
    for entry in root.member("env_variables")?.items ?? [] {
      guard let name = entry.word("key") else { continue }
      variables[name] = entry.member("value")?.mappedText
    }
    return CommandWords.launches(in: script, environment: variables, file: root.span.file)
      .map { launch in
        var launch = launch
        // The platform tells composer of all nodes.
        if launch.launcher?.value == "composer", launch.processesPerNode == nil {
          launch.counting = .allDevices
        }
        return launch
      }
  }
}
