import ArgumentParser
import Engine
import Linting

/// How a check serves as a gate on a project that has findings already.
struct GateOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Report only what is not in this baseline; entries that nothing answers to leave it.",
      valueName: "file"))
  var baseline: String?

  @Flag(help: "Write everything that is found to the baseline.")
  var writeBaseline = false

  @Option(
    help: ArgumentHelp(
      "Write an ignore comment with this reason for every finding.", valueName: "why"))
  var addIgnore: String?

  @Flag(help: "Print the files that would be read, one a line, and read none.")
  var showFiles = false

  /// Refuses options that do not go together.
  func check(_ command: Check) throws {
    if writeBaseline, baseline == nil {
      throw ValidationError("--write-baseline: say where with --baseline FILE")
    }
    let changes = command.fix || command.unsafeFixes || command.diff
    if writeBaseline, changes || addIgnore != nil {
      throw ValidationError("--write-baseline: fix or ignore first, then write what is left")
    }
    if let addIgnore {
      if baseline != nil {
        throw ValidationError("--add-ignore: a finding is either ignored or in the baseline")
      }
      if addIgnore.allSatisfy(\.isWhitespace) || addIgnore.contains(where: \.isNewline) {
        throw ValidationError("--add-ignore: give the reason in one line")
      }
    }
    if command.input.inputFormat == .jsonl, changes || baseline != nil || addIgnore != nil {
      throw ValidationError("--input-format jsonl: nothing is fixed or written")
    }
  }

  /// Prints the paths that a check would read.
  func listFiles(_ input: InputOptions, _ linter: Linter) throws {
    let (files, problems) = try input.files(for: linter)
    for problem in problems { printProblem(problem) }
    printOut(files.map { $0.path + "\n" }.joined())
    if !problems.isEmpty { throw ExitCode(2) }
  }
}
