import LanguageServerProtocol

/// `workspace/diagnostic`: what was found in all open documents.
enum WorkspaceDiagnosticRequest: RequestHandler {
  static let method = "workspace/diagnostic"

  static func answer(
    _ parameters: WorkspaceDiagnosticParams, about snapshot: Snapshot
  )
    -> WorkspaceDiagnosticReport
  {
    let previous = Dictionary(parameters.previousResults.map { ($0.uri, $0.value) }) { $1 }
    return WorkspaceDiagnosticReport(
      items: snapshot.all.map { document, checked in
        WorkspaceDiagnosticReport.Item(
          uri: document.uri, version: checked.version,
          report: checked.answer(toClientWith: previous[document.uri]))
      })
  }
}
