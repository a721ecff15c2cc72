import ArgumentParser
import Engine
import Linting
import Settings
import SourceText

/// Which texts to read, and what is declared about them.
struct InputOptions: ParsableArguments {
  @Argument(help: "Files and folders; - reads standard input.")
  var paths: [String] = []

  @Option(name: .customLong("fact"), help: "Declare NAME=VALUE, as world_size=64. May be repeated.")
  var facts: [String] = []

  @Option(help: "Read every file as this framework's.")
  var dialect: String?

  @Option(help: "The name under which standard input is checked.")
  var stdinFilename = "<stdin>"

  @Option(help: "Read more paths from FILE, one a line; - is standard input.")
  var filesFrom: String?

  @Option(
    help: ArgumentHelp(
      "Of these files those that git says changed: since the last commit, or since BASE was left.",
      valueName: "base"))
  var changed: String?

  @Option(help: "files, or jsonl: one {\"path\", \"content\"} a line on standard input.")
  var inputFormat = InputFormat.files

  @Option(help: "Take the settings from FILE for all files; paths in it count from here.")
  var config: String?

  @Flag(help: "Look at no settings.")
  var noConfig = false

  /// The declared facts, or an error that says which one is wrong.
  func declaredFacts() throws -> Facts {
    var declared = Facts()
    for fact in facts {
      guard let equals = fact.firstIndex(of: "=") else {
        throw ValidationError("--fact \(fact): write it as NAME=VALUE, for example world_size=64")
      }
      let name = String(fact[..<equals])
      do {
        try declared.declare(name, String(fact[fact.index(after: equals)...]))
      } catch {
        throw ValidationError("--fact \(fact): \(words(for: error, name: name))")
      }
    }
    return declared
  }

  private func words(for problem: Facts.Problem, name: String) -> String {
    switch problem {
    case .badValue: "the value cannot be read; numbers may end in k, M, B or T"
    case .unknownName(let suggestion?): "there is no fact \(name); did you mean \(suggestion)?"
    case .unknownName: "there is no fact \(name); `trainlint plan` lists the names"
    }
  }

  /// The files to read, and what is wrong with the other paths, in words.
  ///
  /// What the settings leave out of a walk is no file to read.
  func files(for linter: Linter) throws -> (files: [FileWalk.Entry], problems: [String]) {
    let (files, problems) = try files()
    return (files.filter { $0.isNamed || !linter.leavesOut($0.path) }, problems)
  }

  private func files() throws -> (files: [FileWalk.Entry], problems: [String]) {
    var all = paths.filter { $0 != "-" }
    if let filesFrom {
      all += String(decoding: try list(filesFrom), as: UTF8.self).split(whereSeparator: \.isNewline)
        .map(String.init)
    }
    if all.isEmpty, !readsStandardInput, filesFrom == nil { all = ["."] }
    var found = FileWalk.files(in: all)
    guard let changed else { return found }
    do {
      found.files = try GitChanges(since: changed).among(found.files)
    } catch {
      found.problems.append("--changed: \(error)")
      found.files = []
    }
    return found
  }

  private func list(_ path: String) throws -> [UInt8] {
    do {
      return try Disk.readInput(path)
    } catch {
      throw ValidationError("--files-from \(path): \(error.description)")
    }
  }

  /// Whether one of the paths is standard input.
  var readsStandardInput: Bool { paths.contains("-") }

  /// The text on standard input.
  func standardInput() throws -> SourceFile {
    SourceFile(name: stdinFilename, bytes: try Disk.readStandardInput())
  }

  /// The options of the linter that follow from these.
  func lintOptions() throws -> LintOptions {
    var options = LintOptions()
    options.opener = WorkspaceFiles()
    options.facts = try declaredFacts()
    options.dialect = try knownDialect()
    options.ignoresSettings = noConfig
    options.settings = try settings()
    return options
  }

  private func settings() throws -> SettingsStore? {
    guard let config else { return noConfig ? nil : SettingsStore(.nearest) }
    if noConfig { throw ValidationError("--config and --no-config exclude each other") }
    do {
      _ = try Disk.read(config, limit: 1)
    } catch {
      throw ValidationError("--config \(config): \(error.description)")
    }
    return SettingsStore(.file(config))
  }

  private func knownDialect() throws -> String? {
    guard let dialect else { return nil }
    let known = Linter.dialectNames
    guard known.contains(dialect) else {
      let near = nearest(dialect, among: known).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError(
        "--dialect \(dialect): no such framework\(near) Known: \(known.joined(separator: ", "))")
    }
    return dialect
  }
}
