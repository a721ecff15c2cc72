import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension KeyReader {
  /// Notes what the API server and the controllers refuse in a job, and what costs its outcome.
  mutating func check(_ job: KubernetesJob) {
    var seen: Set<Int> = []
    for group in job.groups {
      for container in group.containers + group.preparing {
        // An alias gives the same lines to another role.
        guard seen.insert(container.value.span.bytes.lowerBound).inserted else { continue }
        checkVariables(container)
        checkRequests(container)
      }
    }
    // A patch for another manifest is no job of its own.
    let isWhole = job.groups.allSatisfy { $0.containers.contains(where: \.isWhole) }
    guard isWhole || job.isPatched else { return }
    checkGathering(job)
    checkCopies(job)
    checkClearing(job.life)
    checkSharedMemory(job)
    checkRestarts(job)
    checkNetwork(job)
    checkTimeComments()
  }

  // MARK: The API server

  private mutating func checkVariables(_ container: PodContainer) {
    for entry in container.env {
      guard let value = entry.member("value"), value.isPlainScalar, value.origin.isWrittenHere
      else { continue }
      let kind: String
      switch value.scalar {
      case .bool: kind = "a boolean"
      case .integer, .float: kind = "a number"
      default: continue
      }
      let name = entry.word("name") ?? "env"
      var constraint = Constraint(
        .manifest, .refused, "the variable `\(name)` is \(kind), not a text", label: kind,
        source: "kubernetes staging/src/k8s.io/api/core/v1/types.go, EnvVar")
      constraint.consequence = "the API server refuses the object"
      constraint.help = "put the value in quotes"
      note(constraint, key: "env.value", at: value.span)
    }
  }

  private mutating func checkRequests(_ container: PodContainer) {
    guard let requests = container.resources?.member("requests"), requests.isMapping else { return }
    let limits = container.resources?.member("limits")
    for (name, _) in PodContainer.acceleratorNames {
      guard let asked = requests.member(name),
        case .value(let count, _) = KeyReader.number(of: asked, key: name)
      else { continue }
      if let limit = limits?.member(name) {
        // Taken for zero or left out, it is no limit of the same size; a patch takes the key away.
        if limit.isNull, container.isWhole, count > 0 {
          refuseRequest(
            "`\(name)` is requested \(Magnitude.grouped(count)) times, and its limit is empty",
            asked, [Constraint.Mark(limit.keySpan ?? limit.span, "no limit")])
        }
        guard case .value(let most, _) = KeyReader.number(of: limit, key: name), most != count
        else { continue }
        refuseRequest(
          "`\(name)` is requested \(Magnitude.grouped(count)) times, and the limit is "
            + Magnitude.grouped(most),
          asked, [Constraint.Mark(limit.span, "the limit")])
      } else if container.isWhole, limits?.isMapping ?? true {
        refuseRequest("`\(name)` is requested, and no limit is set", asked, [])
      }
    }
  }

  private mutating func refuseRequest(
    _ headline: String, _ value: ConfigValue, _ related: [Constraint.Mark]
  ) {
    var constraint = Constraint(
      .manifest, .refused, headline, label: "requested here",
      source: "kubernetes pkg/apis/core/validation/validation.go")
    constraint.related = related
    constraint.consequence = "the API server refuses the pod: accelerators are never overcommitted"
    constraint.help = "write the limit alone, which is the request as well"
    note(constraint, key: "resources.requests", at: value.span)
  }

  // MARK: Copies

  /// Roles that run one training are often copies that somebody changed in one place only.
  private mutating func checkCopies(_ job: KubernetesJob) {
    guard job.hasCopies, job.groups.count == 2 else { return }
    let launches = job.groups.compactMap { $0.launches().first }
    guard launches.count == 2, let name = launches[0].programName, name == launches[1].programName
    else { return }
    let first = ProgramArguments(launches[0].arguments)
    let second = ProgramArguments(launches[1].arguments)
    for argument in first.named where Self.isHyperparameter(argument.name.text) {
      guard argument.values.count == 1, let one = argument.values[0].known,
        let other = second.named.last(where: { $0.name.bytes == argument.name.bytes }),
        other.values.count == 1, let two = other.values[0].known,
        let a = lenientNumber(one), let b = lenientNumber(two), a != b
      else { continue }
      let file = launches[0].place.file
      var constraint = Constraint(
        .manifest, .harmful,
        "`\(argument.written.text)` is \(one) for \(job.groups[0].role), and \(two) for "
          + job.groups[1].role,
        label: "\(two) here", source: job.spec.source)
      constraint.related = [
        Constraint.Mark(SourceSpan(file, argument.values[0].place), "\(one) here")
      ]
      constraint.consequence = "the ranks of one training run with different settings"
      note(
        constraint, key: argument.name.text, at: SourceSpan(file, other.values[0].place))
    }
  }

  private static func isHyperparameter(_ name: String) -> Bool {
    hyperparameters.occurs(in: name) || name.lowercased() == "lr"
  }

  private static let hyperparameters = WordSearch([
    "epoch", "steps", "batch_size", "batch-size", "learning_rate", "learning-rate", "seq",
  ])

  // MARK: What is left of it

  /// Logs and pods go with the job.
  private mutating func checkClearing(_ life: JobLife) {
    guard let limit = life.clearing, limit.seconds <= 120 else { return }
    var constraint = Constraint(
      .fragile, .remarkable,
      "the pods are removed \(Magnitude.grouped(limit.seconds)) seconds after the job ends",
      label: "seconds", source: life.source)
    constraint.consequence = "their logs go with them, before anyone can look why a job failed"
    constraint.help = "keep them for some hours, or collect the logs elsewhere"
    note(constraint, key: limit.key, at: limit.span)
  }
}

extension PodGroup {
  /// The containers that prepare the pod.
  fileprivate var preparing: [PodContainer] {
    (pod?.member("initContainers")?.items ?? []).map { PodContainer($0) }
  }
}
