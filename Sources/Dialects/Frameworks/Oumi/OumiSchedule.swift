import Composition
import RunPlan

/// The learning rate over a run of Oumi: `builders/lr_schedules.py` for its own trainer,
/// `TrainingParams.to_hf` for those of transformers.
enum OumiSchedule {
  private static let (steps, share) = ("training.warmup_steps", "training.warmup_ratio")

  static func read(_ keys: inout KeyReader, _ trainer: String) {
    let isOwn = trainer == "OUMI"
    let key = "training.lr_scheduler_type"
    keys.label(.scheduler, key, fallback: "linear")
    let name = keys.isSet(key) ? keys.word(key) : "linear"
    var schedule = Schedule()
    schedule.shape = TrainingArguments.shape(isOwn ? name?.lowercased() : name)
    schedule.warmup = WarmupKeys(
      steps: keys.written(steps), share: keys.written(share), stepsName: steps, shareName: share,
      refusals: isOwn ? [.largeShare, .both] : .largeShare)
    readFloor(&keys, name)
    keys.reading.schedule = schedule
    readWarmup(&keys, isOwn: isOwn, isConstant: name == "constant")
  }

  /// What a scheduler's own keys change is left open.
  private static func readFloor(_ keys: inout KeyReader, _ name: String?) {
    guard name == "linear" || name == "cosine", !keys.holds("training.lr_scheduler_kwargs") else {
      return
    }
    keys.add(Claim(.minLearningRate, 0, .frameworkDefault(key: "lr_scheduler_type")))
  }

  /// Only Oumi's own trainer warms a constant rate up; it rounds the steps of a share down, and
  /// transformers rounds them up.
  private static func readWarmup(_ keys: inout KeyReader, isOwn: Bool, isConstant: Bool) {
    guard isOwn || !isConstant else {
      keys.add(Claim(.warmupSteps, 0, .derived(formula: "constant has none", from: [])))
      return
    }
    guard let part = keys.share(share, fallback: 0), part <= 1,
      let count = keys.share(steps, fallback: 0), part == 0 || count == 0
    else { return }
    guard part > 0, case .value(_, let source) = keys.number(share) else {
      keys.claim(.warmupSteps, steps, fallback: 0)
      return
    }
    keys.derive(
      .warmupSteps, "warmup_ratio × max_steps, rounded \(isOwn ? "down" : "up")",
      from: keys.reading.claims[.steps], Claim(.warmupSteps, part, .written(source))
    ) { ($0[0] * $0[1]).rounded(isOwn ? .down : .up) }
  }
}
