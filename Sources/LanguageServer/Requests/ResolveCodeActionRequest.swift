import JSONText
import LanguageServerProtocol

/// `codeAction/resolve`: the edit of an action that was listed without it.
enum ResolveCodeActionRequest: RequestHandler {
  static let method = "codeAction/resolve"

  static func answer(_ action: CodeAction, about snapshot: Snapshot) -> CodeAction {
    guard action.edit == nil, let data = action.data,
      let request: CodeActionParams = data.member("request"),
      let document = snapshot[request.uri]?.document, document.version == data["version"]?.int,
      let list = ActionList(snapshot, request.uri, request.range, isLazy: false)
    else { return action }
    // An action is known by what the user reads, and by the place where he reads it.
    let all = list.actions(of: [])
    let found = all.first { other in
      other.title == action.title
        && other.diagnostics.map(\.range) == action.diagnostics.map(\.range)
    }
    var resolved = action
    resolved.edit = found?.edit
    return resolved
  }
}
