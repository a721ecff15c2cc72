import ArgumentParser

/// The command line: it reads arguments, picks a front end and knows the exit codes.
@main
struct Trainlint: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "trainlint",
    abstract: "Does the arithmetic of an LLM training run before the GPUs do.",
    discussion: """
      Exit codes: 0 nothing to report at or above --fail-on, 1 findings, 2 the command line, \
      the settings or a named file could not be used.
      """,
    version: "trainlint \(version)",
    subcommands: [
      Check.self, PlanCommand.self, ReportCommand.self, BudgetCommand.self, FitCommand.self,
      ForecastCommand.self, Explain.self, Rules.self, Server.self, Init.self,
    ],
    defaultSubcommand: Check.self)

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments == ["--version"] {
      printOut("trainlint \(version)\n")
      return
    }
    if arguments.first != "server", arguments.first != "lsp" { Interruption.announce() }
    do {
      var command = try parseAsRoot(withBase(arguments))
      try command.run()
    } catch let code as ExitCode {
      Self.exit(withError: code)
    } catch {
      let code = exitCode(for: error)
      guard code.rawValue != 0 else { Self.exit(withError: error) }
      printError(fullMessage(for: error) + "\n")
      Self.exit(withError: ExitCode(2))
    }
  }

  /// `--changed` alone means the last commit: it takes no word that follows it, which is a path.
  private static func withBase(_ arguments: [String]) -> [String] {
    let options = arguments.prefix { $0 != "--" }
    return options.map { $0 == "--changed" ? "--changed=HEAD" : $0 }
      + arguments.dropFirst(options.count)
  }
}
