import Engine
import JSONText
import LanguageServerProtocol
import Linting
import RunPlan
import SourceText

/// Everything that can be done about a range of a text.
struct ActionList {
  private let document: Document
  private let report: FileReport
  private let snapshot: Snapshot
  private let shown: FindingDiagnostics
  private let range: ByteRange
  private let wireRange: TextRange
  /// Whether edits that take time are left for `codeAction/resolve`.
  private let isLazy: Bool

  /// Prepares to list what can be done about `wireRange`.
  init?(_ snapshot: Snapshot, _ uri: DocumentURI, _ wireRange: TextRange, isLazy: Bool) {
    guard let (document, checked) = snapshot[uri] else { return nil }
    self.document = document
    report = checked.report
    self.snapshot = snapshot
    self.wireRange = wireRange
    self.isLazy = isLazy
    range = document.lines.bytes(of: wireRange, in: snapshot.client.encoding)
    shown = FindingDiagnostics(document, snapshot.client)
  }

  /// The actions of the kinds that are asked for: what mends, then what changes the run, then what
  /// works on the whole file, then what hides.
  func actions(of kinds: [CodeActionKind]) -> [CodeAction] {
    func isWanted(_ kind: CodeActionKind) -> Bool {
      kinds.isEmpty || kinds.contains { $0.includes(kind) }
    }
    // The client's own list of diagnostics is not asked: it may be empty or old.
    let findings = report.visible.filter { touches($0.finding) }
    var actions: [CodeAction] = []
    if isWanted(.quickFix) { actions += findings.flatMap(fixes) }
    if isWanted(.rewrite) {
      actions += goals(besides: findings)
      actions += facts
    }
    if isWanted(.fixAll) { actions += fixAll }
    if isWanted(.quickFix) { actions += ignores(findings) }
    return actions
  }

  /// Whether a finding is underlined somewhere in the range, or at its ends.
  private func touches(_ finding: Finding) -> Bool {
    let bytes = shown.visibleBytes(of: finding)
    return bytes.lowerBound <= range.upperBound && range.lowerBound <= bytes.upperBound
  }

  // MARK: What mends

  /// The fixes of a finding, of which the first is preferred.
  private func fixes(_ settled: SettledFinding) -> [CodeAction] {
    let usable = settled.finding.fixes.filter { fix in
      fix.edits.allSatisfy { $0.span.file == .main }
    }
    return usable.enumerated().map { index, fix in
      action(fix.title, .quickFix, settled, isPreferred: index == 0) { fix.edits }
    }
  }

  private var fixAll: [CodeAction] {
    let edits = Fixing(snapshot.host.linter, includingUnsafe: false).edits(for: report)
    guard !edits.isEmpty else { return [] }
    return [action("Apply all safe fixes of trainlint", .fixAll) { edits }]
  }

  // MARK: What changes the run

  private func goals(besides findings: [SettledFinding]) -> [CodeAction] {
    let known = findings.flatMap { $0.finding.fixes.map(\.edits) }
    return snapshot.host.linter.lengthEdits(at: range, in: report)
      .filter { !known.contains($0.edits) }
      .map { fix in action(fix.title, .rewrite) { fix.edits } }
  }

  private var facts: [CodeAction] {
    report.plans.compactMap { run in
      // Where the run is summed up, or where a key of its length or batch stands.
      let places = run.plan.reading.claims.compactMap(\.span).filter { $0.file == .main }
      let isMeant =
        document.lines.line(of: range.lowerBound) == document.lines.line(of: run.bytes.lowerBound)
        || places.contains { $0.bytes.touches(range.lowerBound) }
      guard isMeant else { return nil }
      let facts = FactEdit.missing(in: run.plan)
      guard !facts.isEmpty, let edit = FactEdit(document).edit(declaring: facts) else { return nil }
      let names = facts.map(\.name).joined(separator: " and ")
      return action("Declare \(names) in a comment", .rewrite) { [edit] }
    }
  }

  // MARK: What hides

  /// The actions that hide findings, for each rule, line and reach.
  private func ignores(_ findings: [SettledFinding]) -> [CodeAction] {
    guard !findings.isEmpty, !document.isJSON else { return [] }
    let comments = isLazy ? nil : IgnoreEdit(document.file)
    var known: Set<String> = []
    return findings.flatMap { settled -> [CodeAction] in
      let rule = settled.rule.name
      let offset = settled.finding.primary.span.bytes.lowerBound
      let line = document.lines.line(of: offset)
      return IgnoreEdit.Reach.allCases.compactMap { reach in
        let title = Self.title(rule, reach)
        guard known.insert("\(line) \(title)").inserted else { return nil }
        let edit = comments?.edit(ignoring: rule, at: offset, reach: reach)
        guard isLazy || edit != nil else { return nil }
        return action(title, .quickFix, settled, isPreferred: false, isLazy: isLazy) {
          edit.map { [$0] } ?? []
        }
      }
    }
  }

  private static func title(_ rule: String, _ reach: IgnoreEdit.Reach) -> String {
    switch reach {
    case .line: "Ignore \(rule) on this line"
    case .nextLine: "Ignore \(rule) from the line above"
    case .file: "Ignore \(rule) in this file"
    }
  }

  // MARK: Actions

  private func action(
    _ title: String, _ kind: CodeActionKind, _ settled: SettledFinding? = nil,
    isPreferred: Bool? = nil, isLazy: Bool = false, _ edits: () -> [Edit]
  ) -> CodeAction {
    let client = snapshot.client
    var action = CodeAction(
      title: title, kind: kind,
      diagnostics: settled.map { [shown.diagnostic(of: $0, in: report)] } ?? [],
      isPreferred: isPreferred)
    guard !isLazy else {
      action.data = data
      return action
    }
    let changes = DocumentEdits(
      uri: document.uri, version: document.version,
      edits: edits().map { edit in
        TextEdit(
          range: document.lines.range(of: edit.span.bytes, in: client.encoding),
          newText: edit.replacement)
      })
    action.edit = client.takesVersionedEdits ? .documentChanges([changes]) : .changes([changes])
    return action
  }

  /// What leads back to the action: the request in which it was listed.
  private var data: JSONValue {
    var json = JSONWriter()
    CodeActionParams(uri: document.uri, range: wireRange).write(to: &json)
    let request = (try? JSONValue(parsing: json.bytes)) ?? .null
    return ["request": request, "version": document.version.map { .integer($0) } ?? .null]
  }
}

extension CodeActionKind {
  /// Every safe fix of a document: editors run it when a file is saved.
  static let fixAll = CodeActionKind("source.fixAll.trainlint")
}
