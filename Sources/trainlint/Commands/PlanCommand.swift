import ArgumentParser
import Engine
import Linting
import Reporting
import SourceText

/// `trainlint plan`: what each run is.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Print what each run is: every quantity, how it is derived, from which line.")

  @OptionGroup var input: InputOptions

  @Option(help: "text or json.")
  var format = "text"

  @Option(help: "auto, always or never.")
  var color = ColorChoice.auto

  func run() throws {
    guard format == "text" || format == "json" else {
      throw ValidationError("--format \(format): plan knows text and json")
    }
    let linter = Linter(try input.lintOptions())
    if input.inputFormat == .jsonl {
      return try RequestLines(linter, .plans).run()
    }
    var writer = PlanWriter(isJSON: format == "json", style: color.style)
    var hasProblem = false
    writer.begin()
    if input.readsStandardInput { writer.write(linter.report(on: try input.standardInput())) }
    let (files, problems) = try input.files(for: linter)
    for problem in problems {
      hasProblem = true
      printError("trainlint: \(safeText(problem))\n")
    }
    ParallelRun(linter, jobs: processorCount).run(files) { outcome in
      switch outcome {
      case .report(let report): writer.write(report)
      case .unreadable(let path, let why):
        hasProblem = true
        printError("trainlint: \(safeText(path)): \(why)\n")
      case .gone(let path): printGone(path)
      }
    }
    writer.end()
    if linter.complainsAboutSettings() { hasProblem = true }
    if hasProblem { throw ExitCode(2) }
  }
}

/// Prints plans in one of the two formats.
private struct PlanWriter {
  let isJSON: Bool
  let table: PlanTable
  var json = PlanJSON()
  var count = 0

  init(isJSON: Bool, style: Style) {
    self.isJSON = isJSON
    table = PlanTable(style: style, draws: isTerminal(1))
  }

  func begin() { if isJSON { printOut(json.begin()) } }

  mutating func write(_ report: FileReport) {
    if isJSON { return printOut(json.report(report)) }
    let text = table.report(report)
    if text.isEmpty {
      guard let reason = report.skipped else { return }
      return printError("\(safeText(report.file.name)): \(reason.rawValue)\n")
    }
    printOut((count > 0 ? "\n" : "") + text)
    count += 1
  }

  func end() { if isJSON { printOut(json.end()) } }
}
