import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Length and learning rate of a NeMo run: `core/optim/lr_scheduler.py`.
enum NemoSchedule {
  /// The algorithms of NeMo-Aligner that count their steps below a key of their own.
  private static let algorithms = ["sft", "dpo", "rm", "kto", "ppo", "reinforce"]

  /// Steps end a run, or epochs where no steps are set; whole days of `max_time` are left out.
  static func readDuration(_ keys: inout KeyReader) {
    let own = algorithms.first { keys.value("trainer.\($0)")?.isMapping == true }
    let place = own.map { "trainer.\($0)." } ?? "trainer."
    switch keys.number(place + "max_steps") {
    case .value(let steps, _) where steps > 0:
      keys.reading.duration.governing = keys.claim(.steps, place + "max_steps")
    case .value, .absent:
      guard case .value(let epochs, _) = keys.number(place + "max_epochs"), epochs > 0 else {
        return
      }
      keys.reading.duration.governing = keys.claim(.epochs, place + "max_epochs")
    case .unknown: break
    }
  }

  private static let path = "model.optim.sched."

  /// `fixedToRun` where the length of the schedule is the run's, whatever the file says.
  static func read(_ keys: inout KeyReader, fixedToRun: Bool = false) {
    guard keys.isSet("model.optim.sched") else { return }
    var schedule = Schedule()
    schedule.shape = shape(keys)
    let length = fixedToRun ? keys.reading.claims[.steps] : length(keys)
    readWarmup(&keys, &schedule, length: length)
    readFinalRate(&keys, &schedule)
    // The last `constant_steps` at the final rate are part of it, and meant.
    if !fixedToRun, keys.isSet(path + "max_steps") { schedule.decayEnd = length }
    keys.reading.schedule = schedule
  }

  private static func shape(_ keys: KeyReader) -> Schedule.Shape {
    switch keys.text(path + "name")?.value {
    case "CosineAnnealing": .cosine
    case "WarmupAnnealing", "LinearAnnealingWithWarmUp": .linear
    case "PolynomialDecayAnnealing":
      keys.share(path + "power", fallback: 1) == 1 ? .linear : .unknown
    case "InverseSquareRootAnnealing", "T5InverseSquareRootAnnealing", "NoamAnnealing": .endless
    case "WarmupPolicy": .constant
    default: .unknown
    }
  }

  /// The steps of the whole schedule: its own, or those of the run.
  private static func length(_ keys: KeyReader) -> Claim? {
    switch keys.number(path + "max_steps") {
    case .value(let steps, let source) where steps > 0:
      Claim(.decaySteps, steps, .written(source), slot: keys.slot(for: source))
    case .absent: keys.reading.claims[.steps]
    default: nil
    }
  }

  private static func readWarmup(
    _ keys: inout KeyReader, _ schedule: inout Schedule, length: Claim?
  ) {
    schedule.warmup = WarmupKeys(
      steps: keys.written(path + "warmup_steps"), share: keys.written(path + "warmup_ratio"),
      stepsName: "warmup_steps", shareName: "warmup_ratio", refusals: .both)
    guard keys.number(path + "warmup_steps").isAbsent,
      case .value(let share, let source) = keys.number(path + "warmup_ratio")
    else {
      keys.claim(.warmupSteps, path + "warmup_steps", fallback: 0)
      return
    }
    guard let length, length.value > 0 else { return }
    keys.derive(
      .warmupSteps, "warmup_ratio × steps of the schedule, rounded down", from: length,
      Claim(.warmupSteps, share, .written(source)),
      slot: keys.slot(for: source, scale: length.value)
    ) { ($0[0] * $0[1]).rounded(.down) }
  }

  private static func readFinalRate(_ keys: inout KeyReader, _ schedule: inout Schedule) {
    switch schedule.shape {
    case .cosine, .linear:
      let final = keys.claim(.minLearningRate, path + "min_lr", fallback: 0)
      let peak = keys.reading.claims[.learningRate]
      schedule.decaysToPeak = final != nil && final?.value == peak?.value
    default: keys.claim(.minLearningRate, path + "min_lr")
    }
  }
}
