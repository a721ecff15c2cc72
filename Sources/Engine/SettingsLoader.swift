import Composition
import ConfigSyntax
import Dialects
import Linting
import RuleCatalogue
import RunPlan
import ScalingLaws
import Settings
import SourceText

/// What came of a settings file and the files that it extends.
struct LoadedSettings: Sendable {
  /// What they say together.
  var settings = Settings()
  /// What was read, by absolute path; nil where it could not be.
  var texts: [(path: String, bytes: [UInt8]?)] = []
  /// The laws of the user's own runs, by the settings file that names them.
  var ownLaws: [FileID: LawSet] = [:]
  /// What holds for the files of these settings.
  var scope: FileScope?
  /// What the last settings without problems came to.
  var lastGood: FileScope?
}

/// Reads a settings file and those that it extends.
struct SettingsLoader {
  /// The texts that an editor holds, by absolute path.
  let open: [String: [UInt8]]
  /// The name under which a path is shown.
  let shown: (String) -> String

  /// More files are nobody's.
  private static let mostFiles = 64
  private static let largest = 1 << 20

  func load(_ path: String) -> LoadedSettings {
    var loaded = LoadedSettings()
    var settings = read(path, above: [], into: &loaded)
    settings.files = loaded.settings.files
    loaded.settings = settings
    return loaded
  }

  /// Whether all texts are as they were.
  func isUnchanged(_ loaded: LoadedSettings) -> Bool {
    loaded.texts.allSatisfy { (try? bytes(of: $0.path)) == $0.bytes }
  }

  private func bytes(of path: String) throws(Disk.Problem) -> [UInt8] {
    if let text = open[path] { return text }
    let (bytes, size) = try Disk.readStart(path, limit: Self.largest)
    guard size < Self.largest else { throw Disk.Problem(description: "larger than 1 MiB") }
    return bytes
  }

  private func read(
    _ path: String, above: [String], into loaded: inout LoadedSettings
  ) -> Settings {
    let text: [UInt8]
    do {
      text = try bytes(of: path)
    } catch {
      loaded.texts.append((path, nil))
      var settings = Settings()
      settings.problems = [
        SettingsProblem(error.description, help: "it is named as settings", path: shown(path))
      ]
      return settings
    }
    let file = SourceFile(
      id: FileID(loaded.settings.files.count), name: shown(path), bytes: text)
    loaded.texts.append((path, text))
    loaded.settings.files.append(file)
    let tree = parse(file)
    let own = readSettings(tree, Self.vocabulary)
    var base = Settings()
    for name in own.extends {
      let more = extended(name, of: file, path, above: above, into: &loaded)
      base = base.overridden(by: more)
    }
    // What follows from half a text is no problem of its own.
    let unreadable = syntaxProblems(tree)
    var mine = own.settings
    if !unreadable.isEmpty { mine.problems = unreadable }
    if mine.lawIsFile, let name = mine.law { readLaw(name, of: file, path, &mine, into: &loaded) }
    return base.overridden(by: mine)
  }

  private func extended(
    _ name: Located<String>, of file: SourceFile, _ path: String, above: [String],
    into loaded: inout LoadedSettings
  ) -> Settings {
    var settings = Settings()
    if let profile = Profile(rawValue: name.value) {
      settings.profile = Located(profile, at: name.span)
      return settings
    }
    let target = SettingsStore.absolute(PathText.path(of: name.value, namedIn: path))
    let line = above + [path]
    var problem: (message: String, help: String)?
    if name.value.contains("://") {
      problem = ("trainlint opens no network connection", "name a file beside this one")
    } else if name.value.hasPrefix("/") {
      problem = ("\(name.value) is no relative path", "write the path from this file")
    } else if line.contains(target) {
      let circle = line.drop { $0 != target } + [target]
      problem = (
        "settings that extend themselves: " + circle.map(shown).joined(separator: " → "),
        "take one of them away"
      )
    } else if loaded.texts.contains(where: { $0.path == target }) {
      return settings
    } else if loaded.texts.count >= Self.mostFiles {
      problem = ("more than \(Self.mostFiles) files are extended", "join some of them")
    } else if Disk.kind(of: target) != .file, open[target] == nil {
      loaded.texts.append((target, nil))
      let known = Profile.allCases.map(\.rawValue)
      let near = nearest(name.value, among: known).map { "did you mean \($0)?" }
      problem = (
        "there is no file \(shown(target))",
        near ?? "known without a file are \(known.joined(separator: " and "))"
      )
    }
    guard let problem else { return read(target, above: line, into: &loaded) }
    settings.problems = [
      SettingsProblem(problem.message, help: problem.help, at: name.span.bytes, of: file)
    ]
    return settings
  }

  /// Reads a law of the user's own runs from the file that `fit` wrote.
  private func readLaw(
    _ name: Located<String>, of file: SourceFile, _ path: String, _ settings: inout Settings,
    into loaded: inout LoadedSettings
  ) {
    let target = SettingsStore.absolute(PathText.path(of: name.value, namedIn: path))
    var problem: (message: String, help: String)?
    if name.value.contains("://") {
      problem = ("trainlint opens no network connection", "name a file beside this one")
    } else if name.value.hasPrefix("/") {
      problem = ("\(name.value) is no relative path", "write the path from this file")
    } else if let text = try? bytes(of: target) {
      loaded.texts.append((target, text))
      if let laws = LawSet(fit: text, named: name.value) {
        loaded.ownLaws[file.id] = laws
      } else {
        problem = (
          "\(name.value) holds no law of losses", "`trainlint fit RUNS --write-law FILE` writes one"
        )
      }
    } else {
      loaded.texts.append((target, nil))
      let known = ChinchillaLaw.published.map(\.id)
      let near = nearest(name.value, among: known).map { "did you mean \($0)?" }
      problem = (
        "there is no law and no file \(name.value)",
        near ?? "`trainlint fit RUNS --write-law FILE` writes one"
      )
    }
    guard let problem else { return }
    settings.law = nil
    settings.problems.append(
      SettingsProblem(problem.message, help: problem.help, at: name.span.bytes, of: file))
  }

  /// What keeps the text from being read as YAML, in the words that configs have for it.
  private func syntaxProblems(_ tree: SyntaxTree) -> [SettingsProblem] {
    let problems = tree.problems.filter {
      if case .undefinedAlias = $0.kind { return true }
      return !$0.kind.leavesTreeWhole
    }
    guard !problems.isEmpty else { return [] }
    let run = Run(
      file: tree.file, configuration: Configuration(tree).read(by: .pyYAML), plan: nil,
      laws: .standard, profile: .recommended)
    let found = RuleCatalogue.rule("syntax-error")?.made().check(run) ?? []
    return problems.map { problem in
      let finding = found.first { $0.primary.span == problem.span }
      return SettingsProblem(
        finding?.headline ?? "not readable as YAML", help: finding?.help, at: problem.span.bytes,
        of: tree.file)
    }
  }

  private static let vocabulary = SettingsVocabulary(
    rules: RuleCatalogue.all, laws: ChinchillaLaw.published.map(\.id),
    dialects: DialectCatalogue.all.map { $0.id.name })
}
