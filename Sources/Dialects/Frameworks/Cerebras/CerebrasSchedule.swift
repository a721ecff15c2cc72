import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// A learning rate as the Cerebras model zoo writes it: phases, one after the other.
struct CerebrasSchedule: Sendable {
  /// One phase and its keys.
  struct Phase: Sendable {
    /// `Linear`, `CosineDecay`, … without the ending of the newer names.
    let name: String
    let keys: ConfigValue

    init(name: String, keys: ConfigValue) {
      self.name = name.hasSuffix("LR") ? String(name.dropLast(2)) : name
      self.keys = keys
    }

    func number(_ names: String...) -> (value: Double, source: KeySource)? {
      for name in names {
        guard let value = keys.member(name),
          case .value(let number, let source) = KeyReader.number(of: value, key: name)
        else { continue }
        return (number, source)
      }
      return nil
    }

    var first: (value: Double, source: KeySource)? {
      number("initial_learning_rate", "learning_rate", "base_lr")
    }
    var last: (value: Double, source: KeySource)? {
      number("end_learning_rate", "learning_rate", "base_lr")
    }
    var length: (value: Double, source: KeySource)? {
      number("total_iters", "decay_steps", "steps")
    }
    var rises: Bool { (last?.value ?? 0) > (first?.value ?? 0) }
    var falls: Bool { (last?.value ?? 0) < (first?.value ?? 0) }
  }

  let phases: [Phase]

  func claim(_ keys: inout KeyReader) {
    guard let main = phases.last(where: { $0.falls }) ?? phases.last else { return }
    if let span = main.keys.keySpan ?? main.keys.member("scheduler")?.span {
      keys.reading.labels[.scheduler] = LabelClaim(main.name, origin: .written(span))
    }
    claimRates(&keys)
    claimWarmup(&keys)
    var schedule = Schedule()
    schedule.shape = shape
    if let end = decayEnd(keys) {
      let claim = keys.add(end)
      if !isMeantToEndEarly(claim, keys) { schedule.decayEnd = claim }
    }
    if let final = phases.last(where: { $0.falls })?.last {
      keys.add(Claim(.minLearningRate, final.value, .written(final.source)))
    }
    keys.reading.schedule = schedule
  }

  private var shape: Schedule.Shape {
    let main = phases.drop { $0.rises }
    guard let first = main.first else { return .unknown }
    if main.allSatisfy({ $0.name == "Constant" }) { return .constant }
    let falling = main.filter { $0.falls }
    guard falling.count == 1, let decay = falling.first else {
      return first.name == "InverseSquareRootDecay" && main.count == 1 ? .endless : .unknown
    }
    if first.name == "Constant" { return .stableThenDecay }
    switch decay.name {
    case "Linear": return .linear
    case "CosineDecay": return .cosine
    default: return .unknown
    }
  }

  /// Whether an end of the decay before that of the run is written so, or cannot be told.
  ///
  /// A constant phase after it is written so. A schedule without a warmup goes on from a
  /// checkpoint, whose steps `max_steps` counts as well.
  private func isMeantToEndEarly(_ end: Claim, _ keys: KeyReader) -> Bool {
    guard let steps = keys.reading.claims[.steps], end.value < steps.value else { return false }
    return phases.last?.name == "Constant" || phases.first?.rises != true
  }

  // MARK: Claims

  private func claimRates(_ keys: inout KeyReader) {
    let rates = phases.flatMap { [$0.first, $0.last].compactMap { $0 } }
    guard let peak = rates.max(by: { $0.value < $1.value }) else { return }
    // It is written twice as a rule, as an end and as a beginning, so that one edit would not do.
    keys.add(Claim(.learningRate, peak.value, .written(peak.source)))
  }

  /// The steps of the phases in which the rate rises, from the first on.
  ///
  /// A rate that only rises is a schedule of its own kind.
  private func claimWarmup(_ keys: inout KeyReader) {
    let rising = phases.prefix { $0.rises }
    guard rising.count < phases.count else { return }
    guard let only = rising.first else {
      if let steps = phases.first?.number("warmup_steps") {
        keys.add(
          Claim(
            .warmupSteps, steps.value, .written(steps.source), slot: keys.slot(for: steps.source)))
      } else {
        keys.add(Claim(.warmupSteps, 0, .derived(formula: "no phase of warmup", from: [])))
      }
      return
    }
    guard rising.count == 1 else {
      claimSum(&keys, .warmupSteps, rising)
      return
    }
    guard let length = only.length else { return }
    keys.add(
      Claim(
        .warmupSteps, length.value, .written(length.source), slot: keys.slot(for: length.source)))
  }

  private func claimSum(
    _ keys: inout KeyReader, _ quantity: Quantity, _ some: ArraySlice<Phase>
  ) {
    guard let sum = sum(quantity, some) else { return }
    keys.add(
      Claim(quantity, sum.value, .derived(formula: "sum of total_iters", from: sum.inputs)))
  }

  private func sum(
    _ quantity: Quantity, _ some: ArraySlice<Phase>
  ) -> (value: Double, inputs: [Claim])? {
    let lengths = some.compactMap(\.length)
    guard lengths.count == some.count else { return nil }
    return (
      lengths.reduce(0) { $0 + $1.value },
      lengths.map { Claim(quantity, $0.value, .written($0.source)) }
    )
  }

  /// The end of the last phase in which the rate falls.
  private func decayEnd(_ keys: KeyReader) -> Claim? {
    guard let place = phases.lastIndex(where: { $0.falls }),
      let sum = sum(.decaySteps, phases[...place]), let length = phases[place].length
    else { return nil }
    let slot = keys.slot(for: length.source, offset: sum.value - length.value)
    guard sum.inputs.count > 1 else {
      return Claim(.decaySteps, sum.value, .written(length.source), slot: slot)
    }
    return Claim(
      .decaySteps, sum.value, .derived(formula: "sum of total_iters", from: sum.inputs),
      slot: slot)
  }
}
