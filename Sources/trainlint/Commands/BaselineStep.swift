import ArgumentParser
import Engine
import Linting

/// What `check` does with the baseline: reads it, holds findings against it, writes it.
struct BaselineStep {
  private let path: String
  private let isWriting: Bool
  private let mayShrink: Bool
  private let isQuiet: Bool
  private let options: String
  private let known: Baseline
  private var run: BaselineRun

  /// Reads the baseline that `command` names; nil where it names none.
  init?(_ command: Check) throws {
    guard let path = command.gate.baseline else { return nil }
    self.path = path
    isWriting = command.gate.writeBaseline
    isQuiet = command.report.quiet
    mayShrink = !command.diff
    options = Self.options(of: command)
    do {
      known =
        isWriting && Disk.kind(of: path) == .absent
        ? Baseline() : try Baseline(reading: Disk.read(path))
    } catch {
      let help = Disk.kind(of: path) == .absent ? "; --write-baseline makes it" : ""
      throw ValidationError("--baseline \(path): \(error)\(help)")
    }
    run = BaselineRun(known, at: path, isWriting: isWriting)
  }

  /// The options that decide what is found, as they stand in the baseline.
  private static func options(of command: Check) -> String {
    var words: [String] = []
    func add(_ name: String, _ values: [String]) {
      words += values.sorted().map { "--\(name) \($0)" }
    }
    add("profile", [command.profile?.rawValue].compactMap { $0 })
    add("select", command.select)
    add("ignore", command.ignore)
    add("fact", command.input.facts)
    add("dialect", [command.input.dialect].compactMap { $0 })
    if command.minConfidence != .low { add("min-confidence", [command.minConfidence.rawValue]) }
    if command.noIgnores { words.append("--no-ignores") }
    if command.input.noConfig { words.append("--no-config") }
    return words.joined(separator: " ")
  }

  /// The report with what the baseline knows marked.
  mutating func marking(_ report: FileReport) -> FileReport { run.marking(report) }

  /// Writes the baseline where it changed, and says so; false where it had to be written and could
  /// not.
  func finish() -> Bool {
    if isWriting {
      let baseline = run.written(under: options)
      guard baseline == known || write(baseline) else { return false }
      note("\(baseline.total) finding\(baseline.total == 1 ? "" : "s") in the baseline")
      return true
    }
    let expired = run.expired.entries
    guard !expired.isEmpty else { return true }
    for entry in expired.prefix(Self.mostNamed) {
      let place = [entry.path, entry.identity.keyPath].filter { !$0.isEmpty }.joined(separator: " ")
      let count = entry.count > 1 ? " × \(entry.count)" : ""
      note("no longer found: \(place) [\(entry.identity.rule)]\(count)")
    }
    let more = expired.count - Self.mostNamed
    if more > 0 { note("and \(more) more") }
    if known.options != options {
      note(
        "not changed: it was written with \(known.options.isEmpty ? "no options" : known.options)")
    } else if mayShrink {
      // A gate on a checkout that cannot be written is a gate all the same.
      if write(run.shrunk) { note("the entries that nothing answers to were taken out") }
    }
    return true
  }

  private static let mostNamed = 10

  private func write(_ baseline: Baseline) -> Bool {
    do {
      try Disk.write(Array(baseline.text.utf8), to: path)
      return true
    } catch {
      printProblem("\(path): cannot be written: \(error)")
      return false
    }
  }

  private func note(_ text: String) {
    if !isQuiet { printProblem("\(path): \(text)") }
  }
}
