import ConfigSyntax
import RunPlan
import SourceText

/// Warm-up and decay of an axolotl file: `core/builders/base.py`,
/// `core/trainers/mixins/scheduler.py`.
enum AxolotlSchedule {
  static func read(_ keys: inout KeyReader) {
    readWarmup(&keys)
    var schedule = Schedule()
    schedule.shape = shape(keys)
    // The schema takes whole steps only, and one of the two keys.
    schedule.warmup = WarmupKeys(
      steps: keys.written("warmup_steps"), share: keys.written("warmup_ratio"),
      stepsName: "warmup_steps", shareName: "warmup_ratio", refusals: [.brokenSteps, .both])
    readFinalRate(&keys, &schedule)
    keys.reading.schedule = schedule
  }

  // MARK: Warm-up

  private static func readWarmup(_ keys: inout KeyReader) {
    switch keys.number("warmup_steps") {
    case .value(1, let source):
      let written = Claim(.warmupSteps, 1, .written(source))
      keys.derive(
        .warmupSteps, "warmup_steps, 1 taken as 2", from: written, slot: keys.slot(for: source)
      ) { _ in 2 }
    case .value: keys.claim(.warmupSteps, "warmup_steps")
    case .absent: readRatio(&keys)
    case .unknown: break
    }
  }

  /// A ratio is taken of the steps that the data set gives, `max_steps` at most; only streams and
  /// the trainers that ask for no count take it of `max_steps` itself.
  private static func readRatio(_ keys: inout KeyReader) {
    let isDefault = !keys.isSet("warmup_ratio")
    guard let ratio = keys.share("warmup_ratio", fallback: 0.03), ratio >= 0 else { return }
    let rewarded = ["grpo", "ebft"].contains(keys.text("rl")?.value.lowercased())
    guard rewarded || (!keys.isSet("rl") && Axolotl.isStreaming(keys)) else { return }
    keys.derive(
      .warmupSteps, isDefault ? "3 % of max_steps" : "warmup_ratio × max_steps",
      from: keys.reading.claims[.steps]
    ) { values in
      if rewarded { return (ratio * values[0]).rounded(.up) }
      let steps = (ratio * values[0]).rounded(.down)
      return steps == 1 ? 2 : isDefault ? min(steps, 100) : steps
    }
  }

  // MARK: Decay

  private static func shape(_ keys: KeyReader) -> Schedule.Shape {
    guard !keys.isSet("jagged_restart_steps"), !keys.isSet("relora_steps") else { return .unknown }
    switch name(keys) {
    case "cosine", "cosine_with_min_lr": return .cosine
    case "linear": return .linear
    case "constant", "constant_with_warmup": return .constant
    case "inverse_sqrt": return .endless
    case "warmup_stable_decay": return .stableThenDecay
    default: return .unknown
    }
  }

  private static func name(_ keys: KeyReader) -> String? {
    keys.isSet("lr_scheduler") ? keys.text("lr_scheduler")?.value.lowercased() : "cosine"
  }

  /// A share of the peak for the cosine, which its quadratic warm-up does not know; 0 otherwise.
  private static func readFinalRate(_ keys: inout KeyReader, _ schedule: inout Schedule) {
    guard schedule.shape == .cosine || schedule.shape == .linear else { return }
    guard name(keys) != "cosine_with_min_lr" else { return }
    let knowsRatio = schedule.shape == .cosine && keys.flag("lr_quadratic_warmup") != true
    guard let ratio = knowsRatio ? keys.share("cosine_min_lr_ratio", fallback: 0) : 0
    else { return }
    guard ratio > 0 else {
      let key = knowsRatio ? "cosine_min_lr_ratio" : "lr_scheduler"
      keys.add(Claim(.minLearningRate, 0, .frameworkDefault(key: key)))
      return
    }
    schedule.decaysToPeak = ratio == 1
    keys.derive(
      .minLearningRate, "cosine_min_lr_ratio × learning_rate",
      from: keys.reading.claims[.learningRate]
    ) { $0[0] * ratio }
  }
}
