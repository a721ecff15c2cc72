import LanguageServerProtocol

/// `textDocument/codeAction`: the edits that mend what was found in a range.
enum CodeActionRequest: RequestHandler {
  static let method = "textDocument/codeAction"

  static func answer(
    _ parameters: CodeActionParams, about snapshot: Snapshot
  )
    -> List<CodeAction>
  {
    List(values: [])
  }
}
