import ArgumentParser
import Engine
import Linting
import Reporting
import RunPlan
import RunRecords
import ScalingLaws
import Settings
import SourceText

/// What holds for every reading of one log: its plan, the reference, what was asked for.
struct ForecastSession {
  /// Reads the log itself.
  let logs: LogFiles

  private let configName: String?
  private let plan: TrainingPlan?
  private let laws: LawSet
  private let steps: Double?
  private let claim: ScheduleClaim
  private let target: Double?
  private let reference: RunLog?
  private let referenceName: String

  init(_ command: ForecastCommand) throws {
    let logs = try LogFiles(columns: command.columns)
    let facts = try Self.facts(command.facts)
    configName = command.config
    let planned = try command.config.map { try Self.plan(of: $0, facts) }
    plan = planned?.plan
    laws = try command.law.map { try Self.laws($0) } ?? planned?.laws ?? LawSet.standard
    steps = try command.steps.map { try Self.steps($0) }
    claim = try Self.claim(planned?.plan, named: command.schedule)
    target =
      planned?.plan.value(.targetLoss)
      ?? facts.claims.first { $0.quantity == .targetLoss }?.value
    referenceName = command.reference ?? ""
    reference = try command.reference.map { try logs.read($0) }
    self.logs = logs
  }

  // MARK: Forecasting

  /// The forecast of `log`, which is called `name`.
  func report(
    of log: RunLog, named name: String
  ) throws(LogFiles.Problem) -> ForecastReport {
    var claim = claim
    var source = "--steps"
    var remarks = log.remarks
    if let steps {
      claim.end = steps
    } else if let planned = plan?.value(.steps) {
      claim.end = planned
      source = configName ?? ""
      if let own = log.plannedSteps, own != planned {
        remarks.append(
          "the log was started for \(Magnitude.grouped(own)) steps, the config says "
            + Magnitude.grouped(planned))
      }
    } else {
      claim.end = log.plannedSteps
      source = "the log"
    }
    let curve = LossCurve(log)
    if curve.points.isEmpty {
      throw LogFiles.Problem(words: "\(name): no loss above zero is logged")
    }
    if curve.points.count < log.points.count {
      remarks.append("\(log.points.count - curve.points.count) losses of zero or less are left out")
    }
    if let end = claim.end, curve.lastStep > 1.001 * end {
      remarks.append(
        "the log goes beyond the planned end, to step \(Magnitude.grouped(curve.lastStep))")
    }
    var request = RunForecast.Request(curve, claim)
    request.target = target
    request.reference = reference.map { LossCurve($0) }
    request.referenceEnd = reference?.plannedSteps
    // One may be a slip of the log; from three on the run goes on with them.
    request.isBroken = log.brokenAtEnd > 2
    request.isCrossEntropy =
      plan?.regime != .preferenceTuning && plan?.regime != .reinforcementLearning
    request.passes = passes(log, claim.end)
    request.repeatsAreFresh = plan?.regime == .pretraining && (request.passes ?? 1) <= 4.5
    var report = ForecastReport(RunForecast(request), name: name, lossName: log.lossName)
    report.endSource = source
    report.referenceName = referenceName
    report.knowsPasses = request.passes != nil
    report.remarks = remarks + (reference?.remarks.map { "\(referenceName): \($0)" } ?? [])
    report.law = ownLaw
    return report
  }

  /// Passes over the data by the planned end.
  ///
  /// The epochs that a log was started for are rounded up where steps end the run, and endless
  /// where the data has no length: they count only where the lines agree with them.
  private func passes(_ log: RunLog, _ end: Double?) -> Double? {
    guard let end, let last = log.points.last(where: { ($0.epoch ?? 0) > 0 && $0.step > 0 }),
      let epoch = last.epoch
    else { return plan?.value(.epochs) }
    let passes = epoch / last.step * end
    // Some logs round an epoch to two decimals.
    guard let planned = log.plannedEpochs,
      abs(passes - planned) <= planned * (0.02 + 0.01 / epoch)
    else { return passes }
    return planned
  }

  /// What a law fitted on the user's own runs expects of the plan.
  private var ownLaw: ForecastReport.OwnLaw? {
    let law = laws.allocation
    guard ChinchillaLaw.named(law.id) == nil, let plan,
      let parameters = plan.value(.parameters), let tokens = plan.value(.tokens), parameters > 0,
      tokens > 0
    else { return nil }
    return ForecastReport.OwnLaw(
      name: law.id, loss: law.loss(RunSize(parameters: parameters, tokens: tokens)))
  }

  // MARK: Options

  private static func facts(_ texts: [String]) throws -> Facts {
    var input = InputOptions()
    input.facts = texts
    return try input.declaredFacts()
  }

  private static func steps(_ text: String) throws -> Double {
    var facts = Facts()
    try? facts.declare("steps", text)
    guard let value = facts.claims.first?.value, value >= 1, value < 1e15 else {
      throw ValidationError("--steps \(text): write a number above 0, as 72000 or 72k")
    }
    return value
  }

  private static func laws(_ path: String) throws -> LawSet {
    let bytes: [UInt8]
    do {
      bytes = try Disk.read(path)
    } catch {
      throw ValidationError("--law \(path): \(error.description)")
    }
    guard let own = LawSet(fit: bytes, named: path) else {
      throw ValidationError("--law \(path): the file holds no law that `fit` wrote")
    }
    return own
  }

  private static func plan(
    of path: String, _ facts: Facts
  ) throws -> (plan: TrainingPlan, laws: LawSet) {
    var options = LintOptions()
    options.opener = WorkspaceFiles()
    options.facts = facts
    options.settings = SettingsStore(.nearest)
    let bytes: [UInt8]
    do {
      bytes = try Disk.read(path)
    } catch {
      throw ValidationError("--config \(path): \(error.description)")
    }
    let report = Linter(options).report(on: SourceFile(name: path, bytes: bytes))
    let plans = report.plans.map(\.plan).filter { $0.regime != nil }
    guard let plan = plans.first(where: { $0.value(.steps) != nil }) ?? plans.first else {
      throw ValidationError(
        "--config \(path): \(report.skipped?.rawValue ?? "no run is described in it")")
    }
    return (plan, report.laws)
  }

  private static func claim(_ plan: TrainingPlan?, named text: String?) throws -> ScheduleClaim {
    var claim = ScheduleClaim()
    if let plan {
      let schedule = plan.reading.schedule
      claim.warmup = plan.value(.warmupSteps)
      claim.floor = schedule.decaysToPeak ? 1 : plan.finalRateShare
      claim.decayEnd = schedule.decayEnd?.value
      switch schedule.shape {
      case .constant: claim.name = .constant
      case .linear: claim.name = .linear
      case .cosine: claim.name = .cosine
      case .stableThenDecay: claim.name = .wsd
      case .endless, .unknown: claim.name = nil
      }
    }
    guard let text else { return claim }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard let name = ScheduleClaim.Name(rawValue: parts[0]), parts.count == 1 || name == .wsd,
      parts.count <= 2
    else {
      throw ValidationError(
        "--schedule \(text): write constant, cosine, linear, wsd or wsd:DECAY_STEPS")
    }
    claim.name = name
    claim.decayEnd = nil
    if parts.count == 2 { claim.decay = try steps(parts[1]) }
    return claim
  }
}

extension LossCurve {
  /// The losses of a log.
  init(_ log: RunLog) {
    self.init(
      log.points.map { LossPoint(step: $0.step, loss: $0.loss, learningRate: $0.learningRate) })
  }
}
