import ArgumentParser
import Engine

/// `trainlint init`: a first settings file.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented .trainlint.yaml in this folder.")

  func run() throws {
    let name = SettingsStore.fileName
    do {
      try Disk.create(Array(SettingsStore.template.utf8), at: name)
    } catch {
      printError("trainlint: \(name): \(error.description); nothing was written\n")
      throw ExitCode(2)
    }
    printOut("wrote \(name)\n")
  }
}
