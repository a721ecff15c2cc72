import ArgumentParser
import Engine
import Linting
import Reporting
import RuleCatalogue

/// What a check writes, and where to.
struct OutputOptions: ParsableArguments {
  @Option(
    help: """
      checkstyle, concise, github, gitlab, json, jsonl, junit, rdjson, sarif or text.
      """)
  var format: String?

  @Option(
    help: ArgumentHelp(
      """
      Write a format to a file, or to standard output where no file is named; may be repeated, and \
      takes the place of --format.
      """, valueName: "format[=file]"))
  var output: [String] = []

  @Option(help: "auto, always or never.")
  var color = ColorChoice.auto

  @Flag(name: .shortAndLong, help: "Print nothing but findings.")
  var quiet = false

  @Flag(help: "Count the findings of each rule, on standard error.")
  var statistics = false

  @Flag(help: "Say how long each step took, on standard error.")
  var timings = false

  /// The outputs that are asked for.
  func outputs(failOn: FailLevel, isDiff: Bool) throws -> OutputSet {
    var context = ReportContext(tool: ToolInfo(version: Trainlint.version), style: color.style)
    context.families = RuleCatalogue.families
    context.fails = failOn.fails
    let here = RepositoryRoot.here()
    context.frame = PathFrame(working: here.working, root: here.root)
    let set = OutputSet(context, isQuiet: quiet, counts: statistics)
    let wanted = (format.map { ["\($0)"] } ?? []) + output
    for word in wanted.isEmpty ? ["text"] : wanted {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let type = ReporterCatalogue.format(name) else {
        let known = ReporterCatalogue.all.map { $0.id }.joined(separator: ", ")
        throw ValidationError("\(name): no such format; known are \(known)")
      }
      let path = parts.count > 1 ? String(parts[1]) : "-"
      if isDiff, path != "-" || !output.isEmpty {
        throw ValidationError("--diff prints a patch and nothing else: leave out --output")
      }
      try set.add(type, to: path)
    }
    return set
  }
}

extension FailLevel {
  /// Whether a finding fails the check.
  func fails(_ settled: SettledFinding) -> Bool {
    settled.finding.confidence >= .medium && fails(settled.severity)
  }
}
