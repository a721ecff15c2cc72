import ArgumentParser
import Engine
import Linting
import RuleCatalogue
import Settings
import SourceText

/// `trainlint check`: lint files and folders.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lint files and folders (the default command).")

  @OptionGroup var input: InputOptions

  @OptionGroup var report: OutputOptions

  @OptionGroup var gate: GateOptions

  @Option(help: "error, warning, note or never: the least severity that makes the exit code 1.")
  var failOn = FailLevel.warning

  @Option(help: "Run only these rules. May be repeated.")
  var select: [String] = []

  @Option(help: "Do not run these rules. May be repeated.")
  var ignore: [String] = []

  @Option(help: "recommended or strict; without it the settings decide.")
  var profile: Profile?

  @Option(help: "Leave out findings below low, medium or high.")
  var minConfidence = ConfidenceChoice.low

  @Flag(help: "Take no notice of ignore comments.")
  var noIgnores = false

  @Flag(help: "Apply the safe fixes.")
  var fix = false

  @Flag(help: "Apply also fixes that change cost, batch, length or schedule.")
  var unsafeFixes = false

  @Flag(help: "Print the fixes as a patch and change no file.")
  var diff = false

  @Flag(help: "List the files that were skipped, with the reason, on standard error.")
  var showSkipped = false

  @Option(help: "Print which settings hold for FILE, and the line of each, and check nothing.")
  var showSettings: String?

  @Flag(help: "With --input-format jsonl: say beside the findings what is known of each run.")
  var withPlans = false

  @Option(help: "Threads to use; 0 for one a processor. Changes of files take one.")
  var jobs = 0

  /// Whether files are written, so that each is checked after those before it: it may name them.
  var changesFiles: Bool { !diff && (fix || unsafeFixes || gate.addIgnore != nil) }

  func run() throws {
    if let showSettings {
      let linter = Linter(try lintOptions())
      printOut(SettingsText(linter, showSettings).text)
      if linter.complainsAboutSettings() { throw ExitCode(2) }
      return
    }
    try gate.check(self)
    let linter = Linter(try lintOptions())
    if gate.showFiles { return try gate.listFiles(input, linter) }
    if input.inputFormat == .jsonl {
      let answers = RequestLines.Answers.findings(failOn: failOn, withPlans: withPlans)
      return try RequestLines(linter, answers, jobs: jobs).run()
    }
    if withPlans { throw ValidationError("--with-plans: goes with --input-format jsonl") }
    let baseline = try BaselineStep(self)
    let outputs = try report.outputs(failOn: failOn, isDiff: diff)
    let session = CheckSession(
      command: self, linter: linter, outputs: outputs, baseline: baseline)
    try session.run()
  }

  private func lintOptions() throws -> LintOptions {
    var options = try input.lintOptions()
    options.profile = profile ?? options.profile
    options.selected = Set(try known(select))
    options.ignored = Set(try known(ignore))
    options.minimumConfidence = minConfidence.confidence
    options.honoursIgnores = !noIgnores
    return options
  }

  private func known(_ rules: [String]) throws -> [String] {
    let names = rules.flatMap { $0.split(separator: ",").map(String.init) }
    for name in names where !RuleCatalogue.ids.contains(name) {
      let near = nearest(name, among: RuleCatalogue.ids).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("there is no rule \(name)\(near)")
    }
    return names
  }
}
