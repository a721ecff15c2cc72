import Linting
import RunPlan
import RunRecords
import ScalingLaws
import SourceText

extension PastRuns {
  /// Reads the runs below a folder: in each folder one training config, whose plan says parameters
  /// and tokens, and beside it one log, whose end says the loss.
  ///
  /// What is not sure is left out, and listed with why: a run of which nobody knows whether it came
  /// to its end has no size.
  init(
    folder: String, _ linter: Linter, _ exclusions: Exclusions
  ) throws(PastRunProblem) {
    self.init()
    let found = FileWalk.files(in: [folder]) { FileWalk.mayBeConfig($0) || Self.mayBeLog($0) }
    if let problem = found.problems.first { throw PastRunProblem(problem) }
    var folders: [String: [String]] = [:]
    for entry in found.files {
      folders[PathText.folder(of: entry.path), default: []].append(entry.path)
    }
    for (place, name) in folders.keys.sorted().enumerated() {
      do throws(PastRunProblem) {
        guard let run = try Self.run(in: folders[name] ?? [], row: place + 1, name, linter) else {
          continue
        }
        runs.append(run)
      } catch {
        dropped.append(DroppedRun(row: place + 1, name: name, reason: error.description))
      }
    }
    guard !runs.isEmpty else {
      let first = dropped.first.map { "; \($0.name ?? ""): \($0.reason)" } ?? ""
      throw PastRunProblem(
        "\(folder): no folder has a training config with a log beside it\(first)")
    }
    remarks.append(
      "parameters and tokens are those of each config's plan, the loss is the mean of the last 5 % "
        + "of the steps of its log")
    exclude(exclusions)
  }

  private static func mayBeLog(_ name: String) -> Bool {
    name == "trainer_state.json" || name.contains("tfevents")
      || [".csv", ".tsv", ".jsonl"].contains { name.hasSuffix($0) }
  }

  /// The run in a folder; nil where it has neither config nor log.
  private static func run(
    in files: [String], row: Int, _ name: String, _ linter: Linter
  ) throws(PastRunProblem) -> FinishedRun? {
    let names = files.map { ($0, PathText.name(of: $0)) }
    let logs = names.filter { mayBeLog($0.1) }.map(\.0)
    let plans = names.filter { !mayBeLog($0.1) }.flatMap { path, _ -> [TrainingPlan] in
      guard let bytes = try? Disk.read(path) else { return [] }
      let report = linter.report(on: SourceFile(name: path, bytes: bytes), isNamed: false)
      return report.plans.map(\.plan).filter { $0.regime != nil }
    }
    if plans.isEmpty, logs.isEmpty { return nil }
    if logs.isEmpty { throw PastRunProblem("no log lies beside its config") }
    guard logs.count == 1, let log = logs.first else {
      throw PastRunProblem("\(logs.count) logs lie beside each other")
    }
    guard let plan = plans.first else {
      throw PastRunProblem("no training config lies beside its log")
    }
    guard plans.count == 1 else {
      throw PastRunProblem("\(plans.count) training configs lie beside its log")
    }
    guard plan.regime == .pretraining, plan.reading.resumesFrom == nil else {
      throw PastRunProblem("it does not train from random weights")
    }
    guard let parameters = plan.value(.parametersActive) ?? plan.value(.parameters) else {
      throw PastRunProblem("its parameters are not known" + needs(.parameters, plan))
    }
    guard let tokens = plan.value(.tokens) else {
      throw PastRunProblem("its tokens are not known" + needs(.tokens, plan))
    }
    return FinishedRun(
      row: row, name: name, parameters: parameters, tokens: tokens,
      uniqueTokens: plan.value(.uniqueTokens), loss: try endLoss(log, plan))
  }

  private static func needs(_ quantity: Quantity, _ plan: TrainingPlan) -> String {
    let names = plan.missing(for: quantity).map(\.name)
    return names.isEmpty ? "" : ": give " + names.joined(separator: ", ")
  }

  /// The share of the steps at the end whose losses are averaged: single batches scatter.
  private static let tail = 0.05

  private static func endLoss(
    _ path: String, _ plan: TrainingPlan
  ) throws(PastRunProblem) -> Double {
    let log: RunLog
    do {
      log = try RunLog(reading: Disk.read(path, limit: 256 << 20), path: path)
    } catch {
      throw PastRunProblem("its log: \(error)")
    }
    guard let last = log.points.last else { throw PastRunProblem("its log is empty") }
    guard let steps = plan.value(.steps) ?? log.plannedSteps else {
      throw PastRunProblem("nothing says at which step it ends")
    }
    guard last.step >= 0.99 * steps - 1 else {
      throw PastRunProblem(
        "its log ends at step \(Magnitude.grouped(last.step)) of \(Magnitude.grouped(steps))")
    }
    let end = log.points.filter { $0.step >= last.step * (1 - tail) }
    return end.reduce(0) { $0 + $1.loss } / Double(end.count)
  }
}
