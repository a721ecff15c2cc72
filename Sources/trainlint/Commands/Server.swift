import ArgumentParser
import Engine
import LanguageServer
import Linting
import Reporting
import RuleCatalogue

/// `trainlint server`: the language server.
struct Server: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the language server on standard input and output.", aliases: ["lsp"])

  @Flag(help: "Accepted for editors that say so; there is no other way.")
  var stdio = false

  @Option(name: .customLong("clientProcessId"), help: "Exit when this process ends.")
  var clientProcessId: Int?

  @Option(help: ArgumentHelp("Append every message to a file, one a line.", valueName: "file"))
  var log: String?

  func run() throws {
    var options = LintOptions()
    options.settings = SettingsStore(.nearest, showsAbsolute: true)
    var trace: TraceFile?
    if let log {
      trace = TraceFile(path: log)
      if trace == nil { StandardStreams.log("\(log): cannot be written, going on without it") }
    }
    let host = Host(
      linter: Linter(options), version: Trainlint.version,
      rulePage: { id in
        RuleCatalogue.rule(id).map {
          RulePage($0, family: RuleCatalogue.family(of: $0.info.id)).text
        }
      },
      log: StandardStreams.log, trace: trace?.write)
    var streams = StandardStreams(MessageLoop(host, clientProcess: clientProcessId))
    throw ExitCode(streams.run())
  }
}
