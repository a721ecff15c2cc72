import ArgumentParser
import Engine
import Linting
import Reporting
import SourceText

extension RunReport.Format: ExpressibleByArgument {}

/// `trainlint report`: all runs on one page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write one page on all runs: their place on the frontier, plans and findings.",
    discussion: "Findings do not change the exit code: that is what check is for.")

  @OptionGroup var input: InputOptions

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "Write to FILE, whole or not at all; else to standard output.", valueName: "file"))
  var output: String?

  @Option(help: "html, json, or vega-lite for the chart alone.")
  var format = RunReport.Format.html

  @Option(help: "The heading of the page.")
  var title = "Training runs"

  @Option(help: "Threads to use; 0 for one a processor.")
  var jobs = 0

  func run() throws {
    guard input.inputFormat == .files else {
      throw ValidationError("--input-format jsonl: check and plan answer line by line")
    }
    let file = try outputFile()
    let linter = Linter(try input.lintOptions())
    var report = RunReport(format, title: title, tool: ToolInfo(version: Trainlint.version))
    var hasProblem = false
    func complain(_ problem: String) {
      hasProblem = true
      report.add(problem: problem)
      printProblem(problem)
    }
    let (files, problems) = try input.files(for: linter)
    for problem in problems { complain(problem) }
    if input.readsStandardInput { report.add(linter.report(on: try input.standardInput())) }
    var progress = Progress(files.count, isQuiet: false)
    ParallelRun(linter, jobs: jobs == 0 ? processorCount : jobs).run(files) { outcome in
      progress?.step()
      switch outcome {
      case .report(let found): report.add(found)
      case .unreadable(let path, let why):
        progress?.clear()
        complain("\(path): \(why)")
      case .gone(let path):
        progress?.clear()
        printGone(path)
      }
    }
    progress?.clear()
    if linter.complainsAboutSettings() {
      hasProblem = true
      for problem in linter.options.settings?.problems ?? [] { report.add(problem: problem.text) }
    }
    if !write(report.bytes, to: file) { hasProblem = true }
    if hasProblem { throw ExitCode(2) }
  }

  /// The file to write to, or nil for standard output; named before anything is read, so that a
  /// place that cannot be written to is told at once.
  private func outputFile() throws -> OutputFile? {
    guard let output, output != "-" else { return nil }
    guard !output.isEmpty else { throw ValidationError("--output: no file is named") }
    do {
      return try OutputFile(output)
    } catch {
      throw ValidationError("\(output): cannot be written: \(error)")
    }
  }

  private func write(_ bytes: [UInt8], to file: OutputFile?) -> Bool {
    guard let file else {
      printOut(bytes)
      return true
    }
    file.write(bytes)
    do {
      try file.finish()
      return true
    } catch {
      printProblem("\(file.path): cannot be written: \(error)")
      return false
    }
  }
}
