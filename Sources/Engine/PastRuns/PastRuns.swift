import ConfigSyntax
import RunRecords
package import ScalingLaws

/// Finished runs as somebody wrote them down, and what of them is left out.
package struct PastRuns: Sendable {
  /// Which runs to leave out: none that is not named here.
  package struct Exclusions: Sendable {
    /// Rows that hold no run: values that are missing, no numbers, or not above zero.
    package var invalid = false
    /// So many runs with the highest losses.
    package var highestLosses = 0
    /// Runs with fewer tokens per parameter.
    package var leastRatio: Double?

    /// Leaves nothing out.
    package init() {}
  }

  /// The runs.
  package internal(set) var runs: [FinishedRun] = []
  /// What is left out, in the order of the file.
  package internal(set) var dropped: [DroppedRun] = []
  /// What each column was taken for, as `parameters=params`; empty where there are none.
  package internal(set) var columns: [String] = []
  /// What was met on the way: sentences.
  package internal(set) var remarks: [String] = []

  init() {}

  /// Reads the table in `bytes`.
  package init(
    _ bytes: [UInt8], path: String, columns choice: RunColumns.Choice, _ exclusions: Exclusions
  ) throws(PastRunProblem) {
    guard !bytes.allSatisfy({ $0 <= 0x20 }) else { throw PastRunProblem("\(path): it is empty") }
    guard !bytes.prefix(4_096).contains(0) else { throw PastRunProblem("\(path): it is no text") }
    let table = RecordTable(reading: bytes, as: RecordFormat(path: path, bytes: bytes))
    let columns = try RunColumns(table, choice, file: path)
    self.columns = columns.places.sorted { $0.value < $1.value }.map {
      "\($0.key.rawValue)=\(table.columns[$0.value])"
    }
    var bad = table.faults.map { DroppedRun(row: $0.line, reason: $0.reason) }
    for row in table.rows {
      do throws(PastRunProblem) {
        runs.append(try Self.run(row, table, columns))
      } catch {
        bad.append(DroppedRun(row: row.line, reason: error.description))
      }
    }
    bad.sort { $0.row < $1.row }
    if table.isCut { remarks.append("the last line of \(path) breaks off and is left out") }
    if let first = bad.first, !exclusions.invalid {
      let more = bad.count > 1 ? ", and \(bad.count - 1) more such lines" : ""
      throw PastRunProblem(
        "\(path):\(first.row): \(first.reason)\(more); --drop-invalid leaves them out")
    }
    dropped = bad
    exclude(exclusions)
  }

  /// The run in a row; throws what is wrong with it.
  private static func run(
    _ row: RecordRow, _ table: RecordTable, _ columns: RunColumns
  ) throws(PastRunProblem) -> FinishedRun {
    func number(_ role: RunColumns.Role) throws(PastRunProblem) -> Double? {
      guard let place = columns.places[role] else { return nil }
      let name = table.columns[place]
      let value: Double
      switch row[place] {
      case .number(let number): value = number
      case .missing:
        if role == .uniqueTokens { return nil }
        throw PastRunProblem("\(name) is missing")
      case .text(let text):
        guard let number = lenientNumber(text) else {
          throw PastRunProblem("\(name) is `\(text.prefix(40))`, which is no number")
        }
        value = number
      }
      guard value.isFinite else { throw PastRunProblem("\(name) is \(value)") }
      guard value > 0, value < 1e60 else {
        throw PastRunProblem("\(name) is \(value), and must be above 0")
      }
      return value
    }
    return FinishedRun(
      row: row.line, parameters: try number(.parameters), tokens: try number(.tokens),
      compute: try number(.flops), uniqueTokens: try number(.uniqueTokens),
      loss: try number(.loss) ?? 0, weight: try number(.weight) ?? 1)
  }

  /// Leaves runs out as asked, and says of each that and why.
  mutating func exclude(_ exclusions: Exclusions) {
    if let least = exclusions.leastRatio {
      leaveOut { run in
        guard let ratio = run.size?.tokensPerParameter, ratio < least else { return nil }
        return "\(ratio) tokens per parameter, below \(least)"
      }
    }
    let highest = runs.sorted { $0.loss > $1.loss }.prefix(max(0, exclusions.highestLosses))
    let rows = Set(highest.map(\.row))
    leaveOut { rows.contains($0.row) ? "its loss is among the \(rows.count) highest" : nil }
    dropped.sort { ($0.row, $0.reason) < ($1.row, $1.reason) }
  }

  /// Leaves out the runs for which `reason` has words.
  package mutating func leaveOut(_ reason: (FinishedRun) -> String?) {
    runs.removeAll { run in
      guard let words = reason(run) else { return false }
      dropped.append(DroppedRun(row: run.row, name: run.name, reason: words))
      return true
    }
  }

  /// The form that fits what is known of the runs: with repeated data where some repeats, over
  /// parameters and tokens where both are known, over the one measure that is known otherwise.
  package var request: FitRequest {
    if runs.contains(where: { ($0.uniqueTokens ?? .infinity) < 0.99 * ($0.tokens ?? 0) }) {
      return FitRequest(.dataConstrained)
    }
    if runs.allSatisfy({ $0.size != nil }) { return FitRequest(.chinchilla) }
    var request = FitRequest(.powerLaw)
    let axes: [LawValidity.Axis] = [.compute, .parameters, .tokens]
    request.axis = axes.first { axis in runs.allSatisfy { $0.value(axis) != nil } } ?? .compute
    return request
  }
}
