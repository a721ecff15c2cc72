import Engine
import LanguageServerProtocol
import Linting
import RunPlan
import SourceText

/// A text and everything that was found in it.
struct CheckedText: Sendable {
  /// What the engine says.
  let report: FileReport
  /// The lines of the text.
  let lines: LineTable
  /// The version of the text.
  let version: Int?
  /// What the client is shown.
  let diagnostics: [Diagnostic]
  /// The name of these diagnostics; the same ones keep their name.
  let resultID: String
  /// The settings that held for it.
  let settings: SettingsMark
  /// The dialect of this text, or of the last one that could be read.
  let hint: String?
  /// What was found in the last text that could be read and had a plan, while this one cannot be
  /// read.
  let lastGood: Readable?

  /// A text that could be read.
  struct Readable: Sendable {
    /// What the engine says.
    let report: FileReport
    /// The lines of the text.
    let lines: LineTable
  }

  /// Checks the text of `document`, which `client` edits; `newID` names new diagnostics.
  init(_ document: Document, for client: Client, by linter: Linter, newID: () -> String) {
    let before = document.checked
    // Text that was never seen to be a training config is nobody's business while it is broken.
    var report = linter.report(
      on: document.file, isNamed: before?.hint != nil, hint: before?.hint)
    if report.isWhole && report.plans.isEmpty { report.findings = [] }
    self.report = report
    lines = document.lines
    version = document.version
    if report.isWhole {
      hint = report.dialect?.name
      lastGood = nil
    } else {
      hint = before?.hint ?? report.dialect?.name
      lastGood = before?.readable
    }
    settings = linter.settingsMark(of: document.file.name)
    diagnostics =
      FindingDiagnostics(document, client).diagnostics(of: report)
      + document.settingsDiagnostics(client, linter)
    if let before, before.showsSame(as: diagnostics) {
      resultID = before.resultID
    } else {
      resultID = newID()
    }
  }

  /// The paths of the files that the text names and that were read.
  var linkedPaths: Set<String> {
    Set(report.plans.flatMap { $0.plan.reading.linkedFiles.map(\.file.name) })
  }

  /// The last text up to this one that could be read and had a plan.
  private var readable: Readable? {
    report.isWhole && !report.plans.isEmpty ? Readable(report: report, lines: lines) : lastGood
  }

  /// Whether a client could keep these diagnostics instead of `others`: all but the version is
  /// equal.
  private func showsSame(as others: [Diagnostic]) -> Bool {
    diagnostics.count == others.count
      && zip(diagnostics, others).allSatisfy { mine, other in
        var mine = mine
        mine.data = other.data
        return mine == other
      }
  }
}
