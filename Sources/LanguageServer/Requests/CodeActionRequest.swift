import LanguageServerProtocol

/// `textDocument/codeAction`: the edits that mend what was found in a range, those that change the
/// run there, and those that hide what was found.
enum CodeActionRequest: RequestHandler {
  static let method = "textDocument/codeAction"

  static func answer(
    _ parameters: CodeActionParams, about snapshot: Snapshot
  )
    -> List<CodeAction>
  {
    let list = ActionList(
      snapshot, parameters.uri, parameters.range, isLazy: snapshot.client.resolvesEdits)
    return List(values: list?.actions(of: parameters.only ?? []) ?? [])
  }
}
