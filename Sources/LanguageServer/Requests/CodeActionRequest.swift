import Engine
import LanguageServerProtocol
import Linting
import SourceText

/// `textDocument/codeAction`: the edits that mend what was found in a range, then those that hide
/// it.
enum CodeActionRequest: RequestHandler {
  static let method = "textDocument/codeAction"

  static func answer(
    _ parameters: CodeActionParams, about snapshot: Snapshot
  )
    -> List<CodeAction>
  {
    let kinds = parameters.only ?? []
    guard kinds.isEmpty || kinds.contains(where: { $0.includes(.quickFix) }),
      let (document, checked) = snapshot[parameters.uri]
    else { return List(values: []) }
    let range = document.lines.bytes(of: parameters.range, in: snapshot.client.encoding)
    let actions = QuickFixes(document, checked.report, snapshot.client)
    // The client's own list of diagnostics is not asked: it may be empty or old.
    let findings = checked.report.visible.filter { actions.touches($0.finding, range) }
    return List(values: findings.flatMap(actions.fixes) + actions.ignores(findings))
  }
}

/// Turns findings of one text into actions.
private struct QuickFixes {
  private let document: Document
  private let report: FileReport
  private let client: Client
  private let shown: FindingDiagnostics

  init(_ document: Document, _ report: FileReport, _ client: Client) {
    self.document = document
    self.report = report
    self.client = client
    shown = FindingDiagnostics(document, client)
  }

  /// Whether a finding is underlined somewhere in `range`, or at its ends.
  func touches(_ finding: Finding, _ range: ByteRange) -> Bool {
    let bytes = shown.visibleBytes(of: finding)
    return bytes.lowerBound <= range.upperBound && range.lowerBound <= bytes.upperBound
  }

  /// The fixes of a finding, of which the first is preferred.
  func fixes(_ settled: SettledFinding) -> [CodeAction] {
    let usable = settled.finding.fixes.filter { fix in
      fix.edits.allSatisfy { $0.span.file == .main }
    }
    return usable.enumerated().map { index, fix in
      action(fix.title, settled, fix.edits, isPreferred: index == 0)
    }
  }

  /// The actions that hide findings, one for each rule and line.
  func ignores(_ findings: [SettledFinding]) -> [CodeAction] {
    guard !findings.isEmpty else { return [] }
    let comments = IgnoreEdit(document.file)
    var known: Set<Edit> = []
    return findings.compactMap { settled in
      let rule = settled.rule.name
      let offset = settled.finding.primary.span.bytes.lowerBound
      guard let edit = comments.edit(ignoring: rule, at: offset), known.insert(edit).inserted
      else { return nil }
      return action("Ignore \(rule) on this line", settled, [edit], isPreferred: false)
    }
  }

  private func action(
    _ title: String, _ settled: SettledFinding, _ edits: [Edit], isPreferred: Bool
  ) -> CodeAction {
    let changes = DocumentEdits(
      uri: document.uri, version: document.version,
      edits: edits.map { edit in
        TextEdit(
          range: document.lines.range(of: edit.span.bytes, in: client.encoding),
          newText: edit.replacement)
      })
    return CodeAction(
      title: title, kind: .quickFix, diagnostics: [shown.diagnostic(of: settled, in: report)],
      isPreferred: isPreferred,
      edit: client.takesVersionedEdits ? .documentChanges([changes]) : .changes([changes]))
  }
}
