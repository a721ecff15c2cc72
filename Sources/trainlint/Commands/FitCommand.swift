import ArgumentParser
import Engine
import Reporting
import RunPlan
import ScalingLaws
import Settings
import SourceText

/// `trainlint fit`: a law of the user's own runs.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fit a scaling law to runs of your own, with intervals.",
    discussion: """
      RUNS is a table (CSV, TSV or JSON Lines) with a column for the loss at the end of each run and \
      two of parameters, tokens and flops, or one of them for a law of one variable. unique_tokens \
      and weight are read where they are. Or it is a folder that has each run's config and log \
      together.
      """)

  @Argument(help: "A table of finished runs, a folder of runs, or - for standard input.")
  var runs: String

  @Option(
    help: ArgumentHelp(
      "chinchilla, data-constrained, power-law, broken-power-law or iso-flop; told from the columns "
        + "unless given."))
  var form: String?

  @Option(help: "The variable of a power law: parameters, tokens or flops.")
  var variable: String?

  @Option(help: "What columns are called, as params=n_params,loss=val.")
  var columns: String?

  @Option(help: "FLOPs to state the best size for; may be repeated.")
  var flops: [String] = []

  @Option(help: "Resamples for the intervals; 0 for none.")
  var resamples = 500

  @Option(help: "The share of the resamples within an interval.")
  var level = 0.9

  @Option(help: "The same seed gives the same intervals.")
  var seed: UInt64 = 0

  @Flag(help: "Leave out rows whose values are missing or no positive numbers.")
  var dropInvalid = false

  @Option(help: "Leave out so many runs with the highest losses.")
  var dropHighestLoss = 0

  @Option(help: "Leave out runs with fewer tokens per parameter.")
  var minTokensPerParameter: Double?

  @Flag(help: "Fit again without the runs that lie far off the first fit.")
  var dropOutliers = false

  @Option(help: "text or json.")
  var format = "text"

  @Option(help: "Draw the runs and the law to this SVG file.")
  var plot: String?

  @Option(help: "Write the law to this file, which `law:` in .trainlint.yaml may name.")
  var writeLaw: String?

  @Option(help: "auto, always or never.")
  var color = ColorChoice.auto

  func validate() throws {
    guard format == "text" || format == "json" else {
      throw ValidationError("--format \(format): fit knows text and json")
    }
    guard (0...100_000).contains(resamples), resamples == 0 || resamples >= 20 else {
      throw ValidationError("--resamples \(resamples): 0, or from 20 to 100,000")
    }
    guard level > 0, level < 1 else {
      throw ValidationError("--level \(level): a share between 0 and 1, as 0.9")
    }
    guard dropHighestLoss >= 0 else {
      throw ValidationError("--drop-highest-loss \(dropHighestLoss): a count")
    }
  }

  func run() throws {
    let report = try report()
    let svg = try plot.map { try drawing(of: report.fit, $0) }
    if let writeLaw { try write(report, asLaw: writeLaw) }
    if let plot, let svg { try write(svg, to: plot, "--plot") }
    printOut(
      format == "json"
        ? FitJSON(report).text
        : FitText(report, style: color.style, draws: isTerminal(1)).text)
  }

  // MARK: Fit

  private func report() throws -> FitReport {
    var past = try pastRuns()
    let request = try request(for: past)
    var fit = try law(past, request)
    if dropOutliers {
      let far = Set(fit.outliers.map(\.run))
      past.leaveOut { far.contains($0) ? "it lies far off the law of all runs" : nil }
      if !far.isEmpty { fit = try law(past, request) }
    }
    return FitReport(
      fit, source: runs, dropped: past.dropped, columns: past.columns, remarks: past.remarks)
  }

  private func law(_ past: PastRuns, _ request: FitRequest) throws -> LawFit {
    do throws(FitProblem) {
      return try LawFit(past.runs, request)
    } catch {
      throw unusable("\(runs): \(error.words(past.runs, request))")
    }
  }

  private func pastRuns() throws -> PastRuns {
    var exclusions = PastRuns.Exclusions()
    exclusions.invalid = dropInvalid
    exclusions.highestLosses = dropHighestLoss
    exclusions.leastRatio = minTokensPerParameter
    do throws(PastRunProblem) {
      var choice = RunColumns.Choice()
      if let columns { choice = try RunColumns.Choice(columns) }
      var options = LintOptions()
      options.opener = WorkspaceFiles()
      options.settings = SettingsStore(.nearest)
      return try PastRuns(at: runs, columns: choice, exclusions, Linter(options))
    } catch {
      throw unusable(error.description)
    }
  }

  /// Says what is wrong with the runs, which is no matter of how the command is used.
  private func unusable(_ words: String) -> ExitCode {
    printProblem(words)
    return ExitCode(2)
  }

  private func request(for past: PastRuns) throws -> FitRequest {
    var request = past.request
    if let form {
      guard let named = FitForm(rawValue: form) else {
        let known = FitForm.allCases.map(\.rawValue)
        let near = nearest(form, among: known).map { "; did you mean \($0)?" } ?? "."
        throw ValidationError(
          "--form \(form): no such form\(near) Known: \(known.joined(separator: ", "))")
      }
      request.form = named
    }
    if let variable {
      guard let axis = Self.axes[variable] else {
        throw ValidationError("--variable \(variable): parameters, tokens or flops")
      }
      guard request.form.hasOneVariable else {
        throw ValidationError("--variable: only a power law has one; add --form power-law")
      }
      request.axis = axis
    }
    for text in flops {
      var facts = Facts()
      try? facts.declare("flops", text)
      guard let value = facts.claims.first?.value, value > 0, value < 1e60 else {
        throw ValidationError("--flops \(text): write a number above 0, as 1e23")
      }
      request.budgets.append(value)
    }
    request.resamples = resamples
    request.level = level
    request.seed = seed
    return request
  }

  private static let axes: [String: LawValidity.Axis] = [
    "parameters": .parameters, "params": .parameters, "N": .parameters, "tokens": .tokens,
    "D": .tokens, "flops": .compute, "C": .compute,
  ]

  // MARK: Files

  private func drawing(of fit: LawFit, _ path: String) throws -> [UInt8] {
    guard let svg = FitPlot(fit).svg else {
      throw ValidationError("--plot \(path): there is nothing to draw")
    }
    return Array(svg.utf8)
  }

  private func write(_ report: FitReport, asLaw path: String) throws {
    guard report.fit.law(named: path) != nil else {
      throw ValidationError(
        "--write-law \(path): "
          + (report.fit.request.form.saysLosses
            ? "in these runs more parameters or tokens do not lower the loss, which is no law"
            : "\(report.fit.request.form.rawValue) says no loss of a size with its tokens, by which "
              + "runs are judged; chinchilla and data-constrained do"))
    }
    try write(Array(FitJSON(report, hasRuns: false).text.utf8), to: path, "--write-law")
  }

  private func write(_ bytes: [UInt8], to path: String, _ option: String) throws {
    do {
      try Disk.write(bytes, to: path)
    } catch {
      throw ValidationError("\(option) \(path): \(error.description)")
    }
  }
}

extension FitForm {
  /// Whether it says the loss of any size, so that runs can be judged by it.
  fileprivate var saysLosses: Bool { self == .chinchilla || self == .dataConstrained }
}

extension FitProblem {
  /// A sentence that says what to do instead.
  fileprivate func words(_ runs: [FinishedRun], _ request: FitRequest) -> String {
    switch self {
    case .tooFewRuns(let count, let needed):
      return "\(count) runs; a \(request.form.rawValue) fit takes \(needed) at least"
    case .unknown(let row, let axis):
      let place = runs.first { $0.row == row }?.name.map { "\($0)" } ?? "line \(row)"
      return "\(place): \(axis.words) are not known, which \(request.form.rawValue) needs"
    case .single(.tokensPerParameter, let value):
      return
        "all runs have \(Magnitude.significant(value)) tokens per parameter, which does not tell "
        + "what size does from what data does; vary the ratio, or fit --form power-law"
    case .single(let axis, let value):
      return
        "all runs have \(Magnitude.short(value)) \(axis.words): nothing says what more of it does"
    case .two(let axis):
      return "the runs have two values of \(axis.words), which leave its exponent open; "
        + "three are the least"
    case .nothingRepeats:
      return "no run has more tokens than unique_tokens: nothing says what repeated data is worth"
    case .tooFewMinima(let found, let budgets):
      return "\(found) of \(budgets) compute budgets have a model size of least loss among their "
        + "runs; two are the least"
    case .noLaw: return "no \(request.form.rawValue) law fits the runs"
    }
  }
}

extension LawValidity.Axis {
  /// The measure in words.
  fileprivate var words: String {
    switch self {
    case .parameters: "parameters"
    case .tokens: "tokens"
    case .compute: "FLOPs"
    case .tokensPerParameter: "tokens per parameter"
    }
  }
}
