import Dialects
package import Linting
import RuleCatalogue
import RunPlan
package import Settings
package import SourceText

/// Runs the pipeline: bytes in, report out.
///
/// A class, because every file is handed it.
package final class Linter: Sendable {
  /// The choices of the front end.
  package let options: LintOptions
  /// What holds for files without settings.
  private let plain: FileScope

  /// Makes a linter; rules are made once for all files of the same settings.
  package init(_ options: LintOptions = LintOptions()) {
    self.options = options
    plain = FileScope(options)
  }

  /// Checks one file.
  ///
  /// - Parameters:
  ///   - file: the text under its name.
  ///   - isNamed: whether the user asked for this very file; what keeps such a file from being read
  ///     is reported, where a file met on a walk is passed over.
  ///   - hint: the dialect to take where no key or directive gives it away, as an editor knows it
  ///     from the text before the last keystroke.
  /// - Returns: the plans and findings, or why there are none.
  package func report(
    on file: SourceFile, isNamed: Bool = true, hint: String? = nil
  ) -> FileReport {
    let place = place(of: file.name)
    let isSettings = file.baseName == SettingsStore.fileName
    guard isSettings || place.scope.settings?.excludes(place.path) ?? false else {
      return FileCheck(file, linter: self, place: place, hint: hint).report(isNamed: isNamed)
    }
    var report = FileReport(file)
    report.isNamed = isNamed
    report.skipped = isSettings ? .settings : .excluded
    return report
  }

  /// Whether a walk passes over the file at `path`.
  package func leavesOut(_ path: String) -> Bool {
    let place = place(of: path)
    return place.scope.settings?.leavesOut(place.path) ?? false
  }

  /// The settings of the file called `name`, and where it lies for them.
  func place(of name: String) -> FilePlace {
    guard let scope = options.settings?.scope(of: name, options) else {
      return FilePlace(scope: plain, path: name)
    }
    return FilePlace(scope: scope, path: scope.path(of: name))
  }

  /// The settings of the file called `name`; nil where it has none.
  package func settings(of name: String) -> (settings: Settings, path: String)? {
    let place = place(of: name)
    return place.scope.settings.map { ($0, place.path) }
  }

  /// Which settings hold for the file called `name`: equal marks stand for the same ones.
  package func settingsMark(of name: String) -> SettingsMark {
    SettingsMark(scope: place(of: name).scope)
  }

  /// What is wrong in the settings file at an absolute path; nothing in any other file.
  package func settingsProblems(inFileAt path: String) -> [SettingsProblem] {
    options.settings?.problems(inFileAt: path, options) ?? []
  }

  /// The same linter, which opens linked files by `opener`.
  package func opening(by opener: any FileOpener) -> Linter { Linter(self, opener) }

  private init(_ other: Linter, _ opener: any FileOpener) {
    var options = other.options
    options.opener = opener
    self.options = options
    plain = other.plain
  }
}

extension Linter {
  /// The names of all dialects.
  package static var dialectNames: [String] { DialectCatalogue.all.map { $0.id.name } }

  /// The ids of all rules, each with a sentence on what it finds.
  package static var ruleNames: [(id: String, summary: String)] {
    RuleCatalogue.all.map { ($0.info.id.name, $0.info.summary) }
  }

  /// Every name that may be declared as a fact.
  package static var factNames: [String] { Facts.names }
}
