import ArgumentParser
import Engine
import Reporting
import ScalingLaws

/// `trainlint forecast`: where a run is going, from what it has logged.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Extrapolate a run's loss curve to its planned end, as a band.",
    discussion: """
      LOG is a trainer_state.json, a trainer_log.jsonl, CSV, TSV or JSON Lines with named columns, \
      a CSV export of Weights & Biases, or a TensorBoard event file; - reads standard input. The \
      exit code is 1 where even the lower edge of the band misses the target loss.
      """)

  @Argument(help: "The log of the run.")
  var log: String

  @Option(help: "The run's training config: its end, schedule, target loss and laws.")
  var config: String?

  @Option(help: "The planned end in optimizer steps, where no config or log says it.")
  var steps: String?

  @Option(help: "constant, cosine, linear or wsd[:DECAY_STEPS], where no config says it.")
  var schedule: String?

  @Option(help: "The log of another run, compared at the same share of its length.")
  var reference: String?

  @Option(help: "A law that `fit` wrote, in the place of the one that the settings name.")
  var law: String?

  @Option(help: "The columns or tags to read: step=NAME,loss=NAME,lr=NAME.")
  var columns: String?

  @Option(name: .customLong("fact"), help: "Declare NAME=VALUE, as target_loss=2.7.")
  var facts: [String] = []

  @Flag(help: "Read the log again as it grows, until the planned end or an interrupt.")
  var watch = false

  @Option(help: "text or json.")
  var format = "text"

  @Option(help: "auto, always or never.")
  var color = ColorChoice.auto

  func run() throws {
    guard format == "text" || format == "json" else {
      throw ValidationError("--format \(format): forecast knows text and json")
    }
    if watch, log == "-" {
      throw ValidationError("--watch: standard input is read once; name a file")
    }
    do {
      try forecast()
    } catch let problem as LogFiles.Problem {
      printProblem(problem.words)
      throw ExitCode(2)
    }
  }

  private func forecast() throws {
    let session = try ForecastSession(self)
    if watch {
      return try ForecastWatch(session, path: log, isJSON: format == "json", color: color).run()
    }
    let report = try session.report(of: try session.logs.read(log), named: log)
    printOut(
      format == "json"
        ? ForecastJSON(report).text()
        : ForecastText(report, style: color.style, draws: isTerminal(1)).text)
    if report.run.missesTarget { throw ExitCode(1) }
  }
}
