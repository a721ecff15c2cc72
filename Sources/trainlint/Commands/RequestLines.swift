import ArgumentParser
import Engine
import JSONText
import Linting
import Reporting
import SourceText

/// `--input-format jsonl`: a text a line comes in, an answer a line goes out, in the same order and
/// at once, so that a program can ask again and again.
struct RequestLines {
  /// What every line is answered with.
  enum Answers {
    /// The findings, and a check fails at this level; with what is known of the runs.
    case findings(failOn: FailLevel, withPlans: Bool)
    /// The plans.
    case plans
  }

  private struct Answer {
    let text: String
    var isFailure = false
    var isProblem = false
  }

  private let linter: Linter
  private let answers: Answers
  private let jobs: Int

  init(_ linter: Linter, _ answers: Answers, jobs: Int = 1) {
    self.linter = linter
    self.answers = answers
    self.jobs = jobs == 0 ? processorCount : jobs
  }

  /// Answers until standard input ends.
  func run() throws {
    var lines = StandardInputLines()
    var hasFailure = false
    var hasProblem = false
    while let batch = Self.batch(&lines, atMost: 32 * jobs) {
      let answers = ParallelRun.map(batch.count, jobs: jobs) { answer(to: batch[$0]) }
      printOut(answers.map { $0.text + "\n" }.joined())
      hasFailure = hasFailure || answers.contains(where: \.isFailure)
      hasProblem = hasProblem || answers.contains(where: \.isProblem)
    }
    if let problem = lines.problem {
      hasProblem = true
      printProblem("standard input: \(problem)")
    }
    if linter.complainsAboutSettings() { hasProblem = true }
    if hasProblem { throw ExitCode(2) }
    if hasFailure { throw ExitCode(1) }
  }

  /// The lines that have come: one that is still on its way holds no answer up.
  private static func batch(
    _ lines: inout StandardInputLines, atMost most: Int
  ) -> [StandardInputLines.Line]? {
    guard let first = lines.next() else { return nil }
    var batch = [first]
    var room = 1 << 20
    if case .bytes(let bytes) = first { room -= bytes.count }
    while batch.count < most, room > 0, let line = lines.nextAtHand() {
      if case .bytes(let bytes) = line { room -= bytes.count }
      batch.append(line)
    }
    return batch
  }

  private func answer(to line: StandardInputLines.Line) -> Answer {
    guard case .bytes(let bytes) = line else { return refusal(nil, "the line is too long") }
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) {
      return refusal(nil, "an empty line")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else { return refusal(nil, "no UTF-8") }
    let request: JSONValue
    do {
      request = try JSONValue(parsing: bytes)
    } catch {
      return refusal(nil, "no JSON: \(error)")
    }
    guard let path = request["path"]?.string else { return refusal(nil, "no path") }
    guard let content = request["content"]?.string else { return refusal(path, "no content") }
    let report = linter.report(on: SourceFile(name: path, text: content))
    switch answers {
    case .plans: return Answer(text: PlanJSON.list(report))
    case .findings(let failOn, let withPlans):
      return Answer(
        text: JSONLinesFormat.object(report, withPlans: withPlans),
        isFailure: report.visible.contains(where: failOn.fails))
    }
  }

  private func refusal(_ path: String?, _ words: String) -> Answer {
    var json = JSONWriter()
    json.object { json in
      json.key("path")
      if let path { json.string(path) } else { json.null() }
      json.member("error", words)
    }
    return Answer(text: json.text, isProblem: true)
  }
}
