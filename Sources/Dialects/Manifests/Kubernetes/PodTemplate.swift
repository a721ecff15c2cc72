import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The pods of one role in a job: how many, with what, and what they run.
struct PodGroup {
  /// The role: `Worker`.
  let role: String
  /// How many pods there are; nil where it is not known.
  let replicas: Claim?
  /// The pod's `spec`.
  let pod: ConfigValue?

  /// The containers that run together; those that prepare the pod are not among them.
  var containers: [ConfigValue] { pod?.member("containers")?.items ?? [] }

  // MARK: Accelerators

  /// The accelerators of a container by the names under which clusters hand them out.
  private static let resources: [(name: String, accelerator: JobSpec.Accelerator)] = [
    ("nvidia.com/gpu", .gpu), ("amd.com/gpu", .gpu), ("habana.ai/gaudi", .gpu),
    ("gpu.intel.com/i915", .gpu), ("google.com/tpu", .other), ("cloud-tpus.google.com/v2", .other),
    ("aws.amazon.com/neuron", .other), ("aws.amazon.com/neuroncore", .other),
    ("aws.amazon.com/neurondevice", .other),
  ]

  /// What a search for accelerators came to.
  enum Devices {
    /// No container asks for any.
    case none
    /// They are asked for, and how many is not known.
    case unknown(JobSpec.Accelerator)
    /// So many in each pod.
    case some(Claim, JobSpec.Accelerator)
  }

  /// The accelerators of one pod, over all of its containers.
  var devices: Devices {
    var found: (claim: Claim, kind: JobSpec.Accelerator)?
    for container in containers {
      let resources = container.member("resources")
      guard let (name, kind, value) = Self.request(in: resources) else { continue }
      guard case .value(let count, let source) = KeyReader.number(of: value, key: name) else {
        return .unknown(kind)
      }
      let claim = Claim(.devicesPerNode, count, .written(source))
      found =
        found.map { present in
          let both = Claim(
            .devicesPerNode, present.claim.value + count,
            .derived(formula: "sum over the containers", from: [present.claim, claim]))
          return (both, kind)
        } ?? (claim, kind)
    }
    return found.map { .some($0.claim, $0.kind) } ?? .none
  }

  private static func request(
    in resources: ConfigValue?
  ) -> (name: String, kind: JobSpec.Accelerator, value: ConfigValue)? {
    for part in ["limits", "requests"] {
      guard let list = resources?.member(part) else { continue }
      for (name, kind) in Self.resources {
        if let value = list.member(name) { return ("\(part).\(name)", kind, value) }
      }
    }
    return nil
  }

  // MARK: Commands

  /// The variables of a container that the manifest gives a value.
  static func environment(of container: ConfigValue) -> [String: MappedText] {
    var variables: [String: MappedText] = [:]
    for entry in container.member("env")?.items ?? [] {
      guard let name = entry.member("name").flatMap({ KeyReader.text(of: $0)?.value }) else {
        continue
      }
      variables[name] = entry.member("value")?.mappedText.map { CommandWords.masked($0) }
    }
    return variables
  }

  /// The trainings that the containers start, with `platform` for what the controller sets.
  func launches(platform: [String: MappedText]) -> [Launch] {
    containers.flatMap { container -> [Launch] in
      let own = Self.environment(of: container)
      let environment = platform.merging(own) { _, written in written }
      let words = ["command", "args"].flatMap { key -> [MappedText] in
        guard let value = container.member(key) else { return [] }
        return (value.isSequence ? value.items : [value]).compactMap(\.mappedText)
      }
      guard let file = container.configuration.root?.span.file else { return [] }
      return CommandWords(words, environment: environment, file: file).launches
    }
  }
}
