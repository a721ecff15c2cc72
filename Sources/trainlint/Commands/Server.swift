import ArgumentParser

/// `trainlint server`: the language server.
struct Server: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the language server on standard input and output.", aliases: ["lsp"])

  @Flag(help: "Accepted for editors that say so; there is no other way.")
  var stdio = false

  @Option(name: .customLong("clientProcessId"), help: "Exit when this process ends.")
  var clientProcessId: Int?

  func run() throws {
    throw ValidationError("the language server is not there yet")
  }
}
