import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// A training as an object of the Kubernetes API describes it.
struct KubernetesJob {
  /// The machines and commands.
  var spec: JobSpec
  /// The pods by role, those among them that take no part in the training.
  let groups: [PodGroup]
  /// How the job ends and starts anew.
  var life = JobLife()
  /// How many pods must be there before any starts.
  var gang: Claim?
  /// How many processes each worker has room for, where `mpirun` starts them.
  var slots: Claim?
  /// The pods that must fill a slice of TPUs each: how many, and what they are.
  var slices: [(pods: Claim, group: PodGroup)] = []
  /// Where several pods are asked for that have no index.
  var unindexed: SourceSpan?
  /// Whether all roles run one and the same training.
  var hasCopies = false
  /// Whether another object, which is not in the file, adds to the pods.
  var isPatched = false

  /// The job of `groups` of pods, of which `sharing` take part in the training and `launching`
  /// start it: all of them where nothing else is said.
  init(_ groups: [PodGroup], sharing: [PodGroup]? = nil, launching: [PodGroup]? = nil) {
    self.groups = groups
    spec = JobSpec(sharing ?? groups)
    spec.startsEverywhere = true
    spec.launches = (launching ?? groups).flatMap { $0.launches() }
  }
}

extension JobSpec {
  /// The machines of `groups` of pods, which all take part in the training.
  init(_ groups: [PodGroup]) {
    readNodes(groups)
    readDevices(groups)
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

/// How a job ends and starts anew.
struct JobLife {
  /// Where it is said that the first failure is the end.
  var lastTry: SourceSpan?
  /// Where restarts are asked for, and in which words.
  var restart: (span: SourceSpan, words: String)?
  /// After what time it is ended.
  var limit: TimeLimit?
  /// After what time its pods are gone once it has ended.
  var clearing: TimeLimit?
  /// Who restarts and ends it: the controller's source.
  var source = ""

  /// A count of restarts at a path below `value`.
  mutating func restarts(_ value: ConfigValue?, _ path: String) {
    guard restart == nil, let found = value?[path],
      case .value(let count, let source) = KeyReader.number(of: found, key: path), count >= 0
    else { return }
    if count == 0 { return lastTry = source.origin.place }
    let times = count == 1 ? "once" : "\(Magnitude.grouped(count)) times"
    restart = (source.origin.place, "started anew up to \(times)")
  }

  /// A policy of restarts at a path below `value`.
  mutating func restarts(_ value: ConfigValue?, policy path: String, among words: Set<String>) {
    guard restart == nil, let found = value?[path], let word = KeyReader.text(of: found),
      words.contains(word.value)
    else { return }
    restart = (word.span, "started anew when it fails")
  }

  /// A time in seconds at a path below `value`.
  static func time(_ value: ConfigValue?, _ path: String) -> TimeLimit? {
    guard let found = value?[path],
      case .value(let seconds, let source) = KeyReader.number(of: found, key: path), seconds >= 0
    else { return nil }
    return TimeLimit(key: path, seconds: seconds, span: source.origin.place)
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
