package import Linting
import Settings
package import SourceText
import Synchronization

/// Finds the settings of files, reads each settings file once, and keeps what came of it.
///
/// The settings of a file are the nearest `.trainlint.yaml` in its folder or one around it, up to
/// the folder that version control starts from.
package final class SettingsStore: Sendable {
  /// The name of settings files.
  package static let fileName = ".trainlint.yaml"

  /// Where settings come from.
  package enum Source: Sendable {
    /// The nearest file above each file.
    case nearest
    /// This file, for all files; patterns count from the working folder.
    case file(String)
    /// This text, for all files.
    case text(SourceFile)
  }

  private struct State: Sendable {
    /// What holds below each folder, by its name and by its absolute path.
    var folders: [String: FileScope?] = [:]
    /// What came of each settings file.
    var loaded: [String: LoadedSettings] = [:]
    /// The texts that an editor holds, by absolute path.
    var open: [String: [UInt8]] = [:]
  }

  private let source: Source
  private let showsAbsolute: Bool
  private let state = Mutex(State())

  /// The folders that are kept in mind; more than most workspaces have.
  private static let mostFolders = 4_096

  /// Makes a store; an editor wants to be told absolute paths.
  package init(_ source: Source, showsAbsolute: Bool = false) {
    self.source = source
    self.showsAbsolute = showsAbsolute
  }

  /// What holds for the file called `name`; nil where there are no settings.
  func scope(of name: String, _ options: LintOptions) -> FileScope? {
    let folder: String
    switch source {
    case .nearest: folder = PathText.folderPart(of: name) ?? ""
    case .file, .text: folder = ""
    }
    return state.withLock { state in
      if let known = state.folders[folder] { return known }
      let found = find(folder, &state, options)
      // A stream of texts may name new folders without end.
      if state.folders.count > Self.mostFolders { state.folders = [:] }
      state.folders[folder] = .some(found)
      return found
    }
  }

  private func find(_ folder: String, _ state: inout State, _ options: LintOptions) -> FileScope? {
    switch source {
    case .file(let path):
      return load(Self.absolute(path), folder: Self.absolute(""), &state, options)
    case .text(let file):
      let loader = SettingsLoader(open: ["/" + file.name: file.bytes], shown: { _ in file.name })
      let loaded = loader.load("/" + file.name)
      state.loaded[file.name] = loaded
      return FileScope(
        options, loaded.settings, folder: Self.absolute(""), ownLaws: loaded.ownLaws)
    case .nearest: break
    }
    var passed: [String] = []
    var place = Self.absolute(folder)
    var found: FileScope?
    while true {
      if let known = state.folders[place] {
        found = known
        break
      }
      passed.append(place)
      let path = (place == "/" ? "" : place) + "/" + Self.fileName
      if state.open[path] != nil || Disk.kind(of: path) == .file {
        found = load(path, folder: place, &state, options)
        break
      }
      let isTop = place == "/" || Disk.kind(of: place + "/.git") != .absent
      if isTop { break }
      place = PathText.folderPart(of: place) ?? ""
    }
    for place in passed { state.folders[place] = .some(found) }
    return found
  }

  /// Reads a settings file, or takes what came of it where no text has changed.
  ///
  /// While it has problems, what it said before them stays.
  private func load(
    _ path: String, folder: String, _ state: inout State, _ options: LintOptions
  ) -> FileScope {
    let before = state.loaded[path]
    let loader = SettingsLoader(open: state.open, shown: shown)
    if let before, let scope = before.scope, loader.isUnchanged(before) { return scope }
    var loaded = loader.load(path)
    let isGood = loaded.settings.problems.isEmpty
    let scope =
      (isGood ? nil : before?.lastGood)
      ?? FileScope(options, loaded.settings, folder: folder, ownLaws: loaded.ownLaws)
    loaded.scope = scope
    loaded.lastGood = isGood ? scope : before?.lastGood
    state.loaded[path] = loaded
    return scope
  }

  // MARK: Problems

  /// What is wrong in the settings files read so far, each thing once, by place.
  package var problems: [SettingsProblem] {
    let all = state.withLock { state in Set(state.loaded.values.flatMap(\.settings.problems)) }
    return all.sorted { a, b in
      (a.path, a.bytes.lowerBound, a.message) < (b.path, b.bytes.lowerBound, b.message)
    }
  }

  /// What is wrong in the file at an absolute path, where it is one of settings.
  func problems(inFileAt path: String, _ options: LintOptions) -> [SettingsProblem] {
    if path.hasSuffix("/" + Self.fileName) {
      state.withLock { state in
        _ = load(path, folder: PathText.folderPart(of: path) ?? "", &state, options)
      }
    }
    return problems.filter { Self.absolute($0.path) == path }
  }

  /// Looks for settings anew, in the texts that an editor holds before those on disk.
  package func refresh(open: [String: [UInt8]]) {
    state.withLock { state in
      state.folders = [:]
      state.open = open
    }
  }

  // MARK: Paths

  /// A path below the working folder is shown from there, as those on the command line are.
  private func shown(_ path: String) -> String {
    let working = Self.absolute("")
    let prefix = working == "/" ? "/" : working + "/"
    return !showsAbsolute && path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : path
  }

  /// The path from the root, without empty parts, points and steps up.
  static func absolute(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : workingFolder + "/" + path
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  private static let workingFolder = Disk.absolute(".") ?? "/"
}
