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
  let containers: [PodContainer]
  /// Files of ConfigMaps of the same manifest, by the path that they have in a container.
  var files: [String: ManifestCarrier.File] = [:]

  /// Makes a group; `trainer` is what a job says for the container called `node` of its runtime.
  init(role: String, replicas: Claim?, pod: ConfigValue?, trainer: ConfigValue? = nil) {
    self.role = role
    self.replicas = replicas
    self.pod = pod
    let own = (pod?.member("containers")?.items ?? []).map { PodContainer($0) }
    guard let trainer else {
      containers = own
      return
    }
    containers =
      own.isEmpty
      ? [PodContainer(trainer)]
      : own.map { $0.name == "node" ? $0.overridden(by: trainer) : $0 }
  }

  // MARK: Accelerators

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
      guard let (name, kind, value) = container.accelerators else { continue }
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

  /// Whether the pods have accelerators.
  var isEquipped: Bool { if case .none = devices { false } else { true } }

  // MARK: Commands

  /// The trainings that the containers start, with `platform` for what the controller sets.
  func launches(platform: [String: MappedText] = [:]) -> [Launch] {
    containers.flatMap { container -> [Launch] in
      guard let file = container.value.configuration.root?.span.file else { return [] }
      let environment = platform.merging(container.environment) { _, written in written }
      var words = container.words
      // What an image wraps around every command.
      if words.count > 1, words[0].known?.hasSuffix("entrypoint.sh") == true {
        words.removeFirst()
      }
      if let script = script(words) {
        return CommandWords.launches(in: script, environment: environment, file: file)
      }
      return CommandWords(words, environment: environment, file: file).launches
        .flatMap { submitted($0, file) }
    }
  }

  /// What a command starts that is handed to a cluster as a whole.
  private func submitted(_ launch: Launch, _ file: FileID) -> [Launch] {
    guard launch.launcher?.value == Launcher.rayJobSubmit, let program = launch.program else {
      return [launch]
    }
    return CommandWords(
      [program] + launch.arguments, environment: launch.environment, file: file
    ).launches
  }

  /// The text of a script of the same manifest that a container runs: `bash /scripts/run.sh`.
  private func script(_ words: [MappedText]) -> MappedText? {
    guard !files.isEmpty, let first = words.first?.known else { return nil }
    if let file = files[first] { return file.text }
    let isShell = ["bash", "sh"].contains { first == $0 || first.hasSuffix("/" + $0) }
    guard isShell, words.count > 1, let path = words[1].known else { return nil }
    return files[path]?.text
  }
}

/// A container of a pod as a job runs it.
struct PodContainer {
  /// The container in the pod's template.
  let value: ConfigValue
  /// The part of the job that says more of it.
  private var job: ConfigValue?

  /// Takes a container as it is written.
  init(_ value: ConfigValue) { self.value = value }

  /// The container where a job has a say in it.
  func overridden(by job: ConfigValue) -> PodContainer {
    var container = self
    container.job = job
    return container
  }

  /// Its name.
  var name: String { value.word("name") ?? "" }

  /// What it asks the cluster for.
  var resources: ConfigValue? {
    (job ?? value).member("resourcesPerNode") ?? value.member("resources")
  }

  /// Its variables: those of the template, then those that the job adds.
  var env: [ConfigValue] {
    (value.member("env")?.items ?? []) + (job?.member("env")?.items ?? [])
  }

  /// The variables that the manifest gives a value.
  var environment: [String: MappedText] {
    var variables: [String: MappedText] = [:]
    for entry in env {
      guard let name = entry.word("name") else {
        continue
      }
      variables[name] = entry.member("value")?.mappedText.map { CommandWords.masked($0) }
    }
    return variables
  }

  /// The words of its command.
  var words: [MappedText] {
    ["command", "args"].flatMap { key -> [MappedText] in
      guard let value = job?.member(key) ?? value.member(key) else { return [] }
      return (value.isSequence ? value.items : [value]).compactMap(\.mappedText)
    }
  }

  /// The accelerators of a container by the names under which clusters hand them out.
  static let acceleratorNames: [(name: String, accelerator: JobSpec.Accelerator)] = [
    ("nvidia.com/gpu", .gpu), ("amd.com/gpu", .gpu), ("habana.ai/gaudi", .gpu),
    ("gpu.intel.com/i915", .gpu), ("google.com/tpu", .other), ("cloud-tpus.google.com/v2", .other),
    ("aws.amazon.com/neuron", .other), ("aws.amazon.com/neuroncore", .other),
    ("aws.amazon.com/neurondevice", .other),
  ]

  /// The accelerators that it asks for.
  var accelerators: (name: String, kind: JobSpec.Accelerator, value: ConfigValue)? {
    for part in ["limits", "requests"] {
      guard let list = resources?.member(part) else { continue }
      for (name, kind) in Self.acceleratorNames {
        if let value = list.member(name) { return ("\(part).\(name)", kind, value) }
      }
    }
    return nil
  }
}
