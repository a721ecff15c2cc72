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
  private var summary = Summary()
  private var progress: Progress?
  private var hasFailure = false
  private var hasProblem = false

  init(command: Check, linter: Linter, outputs: OutputSet) {
    self.command = command
    self.linter = linter
    self.outputs = outputs
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
    let jobs = command.jobs == 0 ? processorCount : command.jobs
    ParallelRun(linter, jobs: jobs).run(files) { outcome in
      progress?.step()
      switch outcome {
      case .report(let report): take(report, isStandardInput: false)
      case .unreadable(let path, let why): complain("\(path): \(why)")
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
    guard !command.diff else { return }
    summary.exitCode = hasProblem ? 2 : hasFailure ? 1 : 0
    for problem in outputs.end(summary) { complain(problem) }
  }

  private func take(_ report: FileReport, isStandardInput: Bool) {
    let original = report
    var report = report
    if command.fix || command.unsafeFixes || command.diff {
      report = applyFixes(report, isStandardInput: isStandardInput)
    }
    summary.add(report)
    if let reason = report.skipped, command.showSkipped || (report.isNamed && !command.report.quiet)
    {
      progress?.clear()
      printError("\(safeText(report.file.name)): skipped, \(reason.rawValue)\n")
    }
    // A patch changes nothing on disk, so what it would mend is still there.
    if (command.diff ? original : report).visible.contains(where: command.failOn.fails) {
      hasFailure = true
    }
    if !command.diff {
      if !report.visible.isEmpty { progress?.clear() }
      outputs.report(report)
    }
  }

  private func complain(_ text: String) {
    hasProblem = true
    summary.problems.append(text)
    progress?.clear()
    printError("trainlint: \(safeText(text))\n")
  }

  // MARK: Fixes

  /// Applies the fixes that may be applied and reports what is left.
  private func applyFixes(_ report: FileReport, isStandardInput: Bool) -> FileReport {
    let fixed = Fixing(linter, includingUnsafe: command.unsafeFixes).fixed(report)
    if command.diff {
      printOut(unifiedDiff(of: report.file, and: fixed.file.bytes))
      return fixed
    }
    guard fixed.file.bytes != report.file.bytes else { return report }
    if isStandardInput {
      complain("standard input cannot be fixed in place; use --diff")
      return report
    }
    do {
      try Disk.write(fixed.file.bytes, to: fixed.file.name)
      return fixed
    } catch {
      complain("\(report.file.name): cannot be written: \(error.description)")
      return report
    }
  }
}
