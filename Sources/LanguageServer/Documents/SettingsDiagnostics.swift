import Engine
import LanguageServerProtocol
import Linting
import SourceText

extension Session {
  /// Tells the client what is wrong in settings files that are not open, and takes back what is not
  /// any more.
  ///
  /// Those that are open have diagnostics as every text has.
  func settingsMarks(_ shown: inout Set<String>) -> [PublishDiagnosticsParams] {
    let problems = host.linter.options.settings?.problems ?? []
    guard !problems.isEmpty || !shown.isEmpty else { return [] }
    let open = Set(documents.values.compactMap(\.uri.path))
    let paths = Set(problems.map(\.path)).subtracting(open)
    let marks = paths.union(shown.subtracting(open)).sorted().map { path in
      PublishDiagnosticsParams(
        uri: DocumentURI(path: path),
        diagnostics: problems.filter { $0.path == path }.map { problem in
          let line = max(0, (problem.line ?? 1) - 1)
          let start = TextPosition(line: line, character: problem.column - 1)
          let end = TextPosition(line: line + 1, character: 0)
          return Diagnostic(problem, at: TextRange(start: start, end: end))
        })
    }
    shown = paths
    return marks
  }
}

extension Document {
  /// What keeps this text from being used as settings.
  func settingsDiagnostics(_ client: Client, _ linter: Linter) -> [Diagnostic] {
    guard let path = uri.path else { return [] }
    return linter.settingsProblems(inFileAt: path).map { problem in
      let bytes = ByteRange(
        problem.bytes.lowerBound, max(problem.bytes.upperBound, problem.bytes.lowerBound + 1))
      return Diagnostic(problem, at: lines.range(of: bytes, in: client.encoding))
    }
  }

  /// Whether other settings hold for the text than when it was checked.
  func hasOtherSettings(_ linter: Linter) -> Bool {
    guard let checked, let path = uri.path else { return false }
    return checked.settings != linter.settingsMark(of: path)
  }
}

extension Diagnostic {
  fileprivate init(_ problem: SettingsProblem, at range: TextRange) {
    let help = problem.help.map { "\nhelp: \($0)" } ?? ""
    self.init(
      range: range, severity: .error, code: .string("settings"), source: "trainlint",
      message: problem.message + help)
  }
}
