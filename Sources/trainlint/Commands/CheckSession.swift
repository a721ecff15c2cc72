import ArgumentParser
import Engine
import Linting
import Reporting
import Settings
import SourceText

/// One run of `check`: reads, reports, fixes, and remembers what the exit code must be.
final class CheckSession {
  let command: Check
  let linter: Linter
  private let outputs: OutputSet
  private var baseline: BaselineStep?
  private var summary = Summary()
  private var progress: Progress?
  private var hasFailure = false
  private var hasProblem = false

  init(command: Check, linter: Linter, outputs: OutputSet, baseline: BaselineStep?) {
    self.command = command
    self.linter = linter
    self.outputs = outputs
    self.baseline = baseline
  }

  func run() throws {
    var timings = command.report.timings ? Timings() : nil
    let (files, problems) = try command.input.files(for: linter)
    timings?.end("looking for files (\(files.count) to read)")
    for problem in problems { complain(problem) }
    if !command.diff { outputs.begin() }
    progress = Progress(files.count, isQuiet: command.report.quiet)
    if command.input.readsStandardInput {
      take(linter.report(on: try command.input.standardInput()), isStandardInput: true)
    }
    let asked = command.jobs == 0 ? processorCount : command.jobs
    let jobs = command.changesFiles ? 1 : asked
    ParallelRun(linter, jobs: jobs).run(files) { outcome in
      progress?.step()
      switch outcome {
      case .report(let report): take(report, isStandardInput: false)
      case .unreadable(let path, let why): complain("\(path): \(why)")
      case .gone(let path):
        progress?.clear()
        printGone(path)
      }
    }
    progress?.clear()
    timings?.end("checking and reporting")
    finish()
    timings?.end("closing the reports")
    timings?.show()
    if hasProblem { throw ExitCode(2) }
    if hasFailure { throw ExitCode(1) }
  }

  private func finish() {
    if linter.complainsAboutSettings() {
      hasProblem = true
      summary.problems += linter.options.settings?.problems.map(\.text) ?? []
    }
    if let baseline, !baseline.finish() { hasProblem = true }
    guard !command.diff else { return }
    summary.exitCode = hasProblem ? 2 : hasFailure ? 1 : 0
    for problem in outputs.end(summary) { complain(problem) }
  }

  private func take(_ report: FileReport, isStandardInput: Bool) {
    var shown = changed(report, isStandardInput: isStandardInput)
    // A patch changes nothing on disk, so what it would mend is still there.
    if command.diff { shown = report }
    if let marked = baseline?.marking(shown) { shown = marked }
    summary.add(shown)
    if let reason = shown.skipped, command.showSkipped || (shown.isNamed && !command.report.quiet) {
      progress?.clear()
      printError("\(safeText(shown.file.name)): skipped, \(reason.rawValue)\n")
    }
    if shown.visible.contains(where: command.failOn.fails) { hasFailure = true }
    if !command.diff {
      if !shown.visible.isEmpty { progress?.clear() }
      outputs.report(shown)
    }
  }

  private func complain(_ text: String) {
    hasProblem = true
    summary.problems.append(text)
    progress?.clear()
    printProblem(text)
  }

  // MARK: Changes of the file

  /// Applies the fixes that may be applied, ignores what shall be ignored, and reports what is
  /// left; with `--diff` it prints the patch.
  private func changed(_ report: FileReport, isStandardInput: Bool) -> FileReport {
    var result = report
    if command.fix || command.unsafeFixes || (command.diff && command.gate.addIgnore == nil) {
      result = Fixing(linter, includingUnsafe: command.unsafeFixes).fixed(result)
    }
    if let reason = command.gate.addIgnore {
      let (ignoring, left) = IgnoreWriter(linter, reason: reason).ignoring(result)
      result = ignoring
      if let first = left.first, !command.report.quiet {
        printProblem(
          "\(report.file.name): no comment can stand for \(left.count) finding"
            + (left.count == 1 ? "" : "s") + ", the first of \(first.rule.name)")
      }
    }
    guard result.file.bytes != report.file.bytes else { return report }
    if command.diff {
      printOut(unifiedDiff(of: report.file, and: result.file.bytes))
      return result
    }
    if isStandardInput {
      complain("standard input cannot be changed in place; use --diff")
      return report
    }
    do {
      try Disk.write(result.file.bytes, to: report.file.name, replacing: report.file.bytes)
      return result
    } catch {
      complain("\(report.file.name): cannot be written: \(error.description)")
      return report
    }
  }
}
