import JSONText
import LanguageServerProtocol

/// `textDocument/diagnostic`: what was found in one document.
enum DocumentDiagnosticRequest: RequestHandler {
  static let method = "textDocument/diagnostic"

  /// The answer about a text that has changed again already.
  static let superseded = ResponseError(
    .serverCancelled, "the text has changed", data: ["retriggerRequest": true])

  static func answer(
    _ parameters: DocumentDiagnosticParams, about snapshot: Snapshot
  )
    -> DiagnosticReport
  {
    guard let (_, checked) = snapshot[parameters.uri] else {
      return .full(resultID: nil, items: [])
    }
    return checked.answer(toClientWith: parameters.previousResultID)
  }
}

extension CheckedText {
  /// The diagnostics for a client that still has those called `previous`.
  func answer(toClientWith previous: String?) -> DiagnosticReport {
    previous == resultID
      ? .unchanged(resultID: resultID) : .full(resultID: resultID, items: diagnostics)
  }
}
