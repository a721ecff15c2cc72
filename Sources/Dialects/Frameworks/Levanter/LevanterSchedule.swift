import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// The learning rate of a levanter file: `optim/config.py`.
enum LevanterSchedule {
  static func read(_ keys: inout KeyReader) {
    let isAdam = keys.text("optimizer.type")?.value ?? "adam" == "adam"
    let rate = keys.claim(.learningRate, "optimizer.learning_rate", fallback: isAdam ? 6e-4 : nil)
    keys.claim(.weightDecay, "optimizer.weight_decay", fallback: isAdam ? 0.1 : nil)
    var schedule = Schedule()
    schedule.shape = shape(&keys)
    let cycle = firstCycle(keys)
    if keys.isSet("optimizer.decay"), schedule.shape == .cosine || schedule.shape == .linear {
      // A decay of its own length stands at the end of the run.
      schedule.shape =
        keys.number("optimizer.decay").value == 0 ? .constant : .stableThenDecay
    }
    if isCycled(keys), schedule.shape != .constant { schedule.shape = .unknown }
    schedule.warmup = readWarmup(&keys, cycle: cycle)
    if schedule.shape != .constant, schedule.shape != .endless {
      if let share = keys.share("optimizer.min_lr_ratio", fallback: 0.1) {
        schedule.decaysToPeak = share == 1
        keys.derive(.minLearningRate, "min_lr_ratio × learning_rate", from: rate) {
          $0[0] * share
        }
      }
      if !isCycled(keys) {
        keys.derive(.decaySteps, "num_train_steps", from: keys.reading.claims[.steps]) { $0[0] }
      }
    }
    keys.reading.schedule = schedule
    keys.expectNumbers(
      "optimizer.beta1", "optimizer.beta2", "optimizer.epsilon", "optimizer.max_grad_norm",
      "z_loss_weight")
  }

  private static func shape(_ keys: inout KeyReader) -> Schedule.Shape {
    let own = "optimizer.lr_schedule"
    let path = keys.value(own)?.isMapping == true ? own + ".type" : own
    keys.label(.scheduler, path, fallback: "cosine")
    guard keys.isSet(path) else { return .cosine }
    switch keys.text(path)?.value {
    case "cosine": return .cosine
    case "linear": return .linear
    case "constant": return .constant
    case "inv_sqrt": return .endless
    default: return .unknown
    }
  }

  // MARK: Cycles

  private static func isCycled(_ keys: KeyReader) -> Bool {
    keys.isSet("optimizer.cycles") || keys.isSet("optimizer.cycle_length")
      || keys.isSet("optimizer.haps") || keys.isSet("optimizer.cooldown")
  }

  /// A share of `whole` up to 1, steps above; nil where levanter refuses the number.
  private static func steps(_ amount: Double, of whole: Double) -> Double? {
    if amount <= 1 { return amount < 0 ? nil : (amount * whole).rounded(.down) }
    return amount == amount.rounded() ? amount : nil
  }

  /// The steps of the first cycle, of which the warmup is a share: the whole run as a rule.
  private static func firstCycle(_ keys: KeyReader) -> Claim? {
    guard let run = keys.reading.claims[.steps] else { return nil }
    guard isCycled(keys) else { return run }
    guard let cooldown = keys.share("optimizer.cooldown", fallback: 0),
      let rest = steps(cooldown, of: run.value)
    else { return nil }
    let main = run.value - rest
    func claim(_ length: Double?) -> Claim? {
      length.map { Claim(.steps, $0, .derived(formula: "first cycle", from: [run])) }
    }
    for path in ["optimizer.cycle_length", "optimizer.cycles", "optimizer.haps"]
    where keys.isSet(path) {
      if let first = keys.value(path)?.items.first { return claim(first.scalar?.number) }
      guard let number = keys.number(path).value, number > 0 else { return nil }
      return claim(
        path == "optimizer.cycles"
          ? (main / number).rounded(.down) : steps(number, of: main))
    }
    return claim(main)
  }

  // MARK: Warmup

  /// `warmup` is a share up to 1, which is the whole of it, and steps above.
  private static func readWarmup(_ keys: inout KeyReader, cycle: Claim?) -> WarmupKeys {
    let path = keys.isSet("optimizer.warmup") ? "optimizer.warmup" : oldWarmup(keys)
    let written = keys.written(path)
    switch keys.number(path) {
    case .unknown: return WarmupKeys()
    case .absent:
      claimShare(&keys, cycle, Claim(.warmupSteps, 0.01, .frameworkDefault(key: path)), slot: nil)
      return WarmupKeys(shareName: "warmup", refusals: .largeShare)
    case .value(let amount, let source):
      if amount > 1 {
        if amount == amount.rounded() { keys.claim(.warmupSteps, path) }
        return WarmupKeys(steps: written, stepsName: "warmup", refusals: .brokenSteps)
      }
      guard amount >= 0 else { return WarmupKeys() }
      let slot = cycle.flatMap { $0.value > 0 ? keys.slot(for: source, scale: $0.value) : nil }
      claimShare(&keys, cycle, Claim(.warmupSteps, amount, .written(source)), slot: slot)
      return WarmupKeys(share: written, shareName: "warmup", refusals: .largeShare)
    }
  }

  /// The name of 2023.
  private static func oldWarmup(_ keys: KeyReader) -> String {
    keys.isSet("optimizer.warmup_ratio") ? "optimizer.warmup_ratio" : "optimizer.warmup"
  }

  private static func claimShare(
    _ keys: inout KeyReader, _ cycle: Claim?, _ share: Claim, slot: Slot?
  ) {
    keys.derive(.warmupSteps, "warmup × steps", from: share, cycle, slot: slot) {
      ($0[0] * $0[1]).rounded(.down)
    }
  }
}
