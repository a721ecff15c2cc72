import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension KeyReader {
  /// Notes pods that do not come together, though they are started for one training.
  mutating func checkGathering(_ job: KubernetesJob) {
    checkGang(job)
    checkSlots(job)
    checkIndex(job)
    for (pods, group) in job.slices { checkSlice(pods, group) }
  }

  /// A slice has as many chips as the product of its topology, and each pod takes its share.
  private mutating func checkSlice(_ pods: Claim, _ group: PodGroup) {
    guard case .some(let chips, .other) = group.devices,
      let value = group.pod?["nodeSelector"]?.member("cloud.google.com/gke-tpu-topology"),
      let text = KeyReader.text(of: value)?.value,
      case let sides = text.split(separator: "x").map({ Double($0) ?? 0 }),
      case let slice = sides.reduce(1, *), sides.count >= 2, slice > 0,
      case let taken = pods.value * chips.value, taken != slice
    else { return }
    var constraint = Constraint(
      .deviceCount, .refused,
      "a slice of \(text) has \(Magnitude.grouped(slice)) chips, and the pods of one take "
        + Magnitude.grouped(taken),
      label: "\(Magnitude.grouped(slice)) chips",
      source: "kubernetes-sigs/jobset, exclusive placement in a GKE node pool")
    constraint.related = [pods, chips].compactMap { claim in
      claim.span.map { Constraint.Mark($0, "\(Magnitude.grouped(claim.value)) here") }
    }
    constraint.consequence =
      taken < slice
      ? "the chips wait for those of hosts that no pod runs on" : "some pods find no host"
    note(constraint, key: "gke-tpu-topology", at: value.span)
  }

  /// Volcano counts the pods of all tasks.
  private mutating func checkGang(_ job: KubernetesJob) {
    guard let gang = job.gang, let place = gang.span,
      case let counts = job.groups.compactMap(\.replicas), counts.count == job.groups.count,
      case let pods = counts.reduce(0, { $0 + $1.value }), gang.value > pods
    else { return }
    var constraint = Constraint(
      .manifest, .refused,
      "`minAvailable` is \(Magnitude.grouped(gang.value)), and there are "
        + "\(Magnitude.grouped(pods)) pods",
      label: "more than all tasks together",
      source: "volcano pkg/webhooks/admission/jobs/validate/admit_job.go")
    constraint.related = counts.compactMap { claim in
      claim.span.map { Constraint.Mark($0, "\(Magnitude.grouped(claim.value)) here") }
    }
    constraint.consequence = "the admission webhook refuses the job"
    note(constraint, key: "minAvailable", at: place)
  }

  /// mpirun starts no more processes than there are slots, unless it is told to.
  private mutating func checkSlots(_ job: KubernetesJob) {
    guard let slots = job.slots, let launch = job.spec.launches.first,
      launch.launcher?.value == "mpirun", !launch.hasRendezvous,
      let number = launch.processes, let count = number.value,
      let workers = job.spec.nodes, workers.certainty == .exact,
      case let room = workers.value * slots.value, count > room, room > 0
    else { return }
    var constraint = Constraint(
      .deviceCount, .refused,
      "`\(number.flag)` asks for \(Magnitude.grouped(count)) processes, and there are "
        + "\(Magnitude.grouped(room)) slots",
      label: "\(Magnitude.grouped(count)) processes", source: job.spec.source)
    constraint.related = [workers, slots].compactMap { claim in
      claim.span.map { Constraint.Mark($0, "\(Magnitude.grouped(claim.value)) here") }
    }
    constraint.consequence = "mpirun stops: not enough slots are available"
    note(constraint, key: number.flag, at: number.span)
  }

  /// The index of a pod is there in jobs of one mode only.
  private mutating func checkIndex(_ job: KubernetesJob) {
    guard let pods = job.unindexed else { return }
    let name = Array("JOB_COMPLETION_INDEX".utf8)
    for container in job.groups.flatMap(\.containers)
    where container.environment["JOB_COMPLETION_INDEX"] == nil {
      for word in container.words {
        guard let start = Self.place(of: name, in: word.bytes) else { continue }
        var constraint = Constraint(
          .manifest, .refused, "`JOB_COMPLETION_INDEX` is set in indexed jobs only",
          label: "empty here", source: "kubernetes pkg/controller/job/indexed_job_utils.go")
        constraint.related = [Constraint.Mark(pods, "no `completionMode: Indexed`")]
        constraint.consequence = "no pod learns which node it is"
        constraint.help = "set `completionMode: Indexed` and `completions`"
        let place = word.place(of: ByteRange(start, start + name.count))
        note(constraint, key: "completionMode", at: SourceSpan(container.value.span.file, place))
        return
      }
    }
  }

  private static func place(of name: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= name.count else { return nil }
    return (0...(bytes.count - name.count)).first { start in
      bytes[start] == name[0] && bytes[start..<start + name.count].elementsEqual(name)
    }
  }
}
