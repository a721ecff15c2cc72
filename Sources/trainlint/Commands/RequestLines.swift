import ArgumentParser
import Engine
import JSONText
import Linting
import Reporting
import SourceText

/// `--input-format jsonl`: a text a line comes in, an answer a line goes out, in the same order and
/// at once, so that a program can ask again and again.
struct RequestLines {
  private let linter: Linter
  private var hasFailure = false
  private var hasProblem = false

  init(_ linter: Linter) { self.linter = linter }

  /// Answers until standard input ends: with findings, or with plans where `failOn` is nil.
  mutating func run(failOn: FailLevel?) throws {
    var lines = StandardInputLines()
    while let line = lines.next() {
      guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else { continue }
      printOut(answer(to: Array(line), failOn: failOn) + "\n")
    }
    if let problem = lines.problem {
      hasProblem = true
      printProblem("standard input: \(problem)")
    }
    if linter.complainsAboutSettings() { hasProblem = true }
    if hasProblem { throw ExitCode(2) }
    if hasFailure { throw ExitCode(1) }
  }

  private mutating func answer(to line: [UInt8], failOn: FailLevel?) -> String {
    let request: JSONValue
    do {
      request = try JSONValue(parsing: line)
    } catch {
      return refusal(nil, "no JSON: \(error)")
    }
    guard let path = request["path"]?.string else { return refusal(nil, "no path") }
    guard let content = request["content"]?.string else { return refusal(path, "no content") }
    let report = linter.report(on: SourceFile(name: path, text: content))
    guard let failOn else { return PlanJSON.list(report) }
    if report.visible.contains(where: failOn.fails) { hasFailure = true }
    return JSONLinesFormat.object(report)
  }

  private mutating func refusal(_ path: String?, _ words: String) -> String {
    hasProblem = true
    var json = JSONWriter()
    json.object { json in
      json.key("path")
      if let path { json.string(path) } else { json.null() }
      json.member("error", words)
    }
    return json.text
  }
}
