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

  func run() throws {
    var options = LintOptions()
    options.settings = SettingsStore(.nearest, showsAbsolute: true)
    let host = Host(
      linter: Linter(options), version: Trainlint.version,
      rulePage: { id in
        RuleCatalogue.rule(id).map {
          RulePage($0, family: RuleCatalogue.family(of: $0.info.id)).text
        }
      },
      log: StandardStreams.log)
    var streams = StandardStreams(MessageLoop(host, clientProcess: clientProcessId))
    throw ExitCode(streams.run())
  }
}
