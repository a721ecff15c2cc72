import LanguageServerProtocol

/// `workspace/didChangeWorkspaceFolders`: folders that are open now, and such that are no more.
enum DidChangeWorkspaceFoldersNotification: NotificationHandler {
  static let method = "workspace/didChangeWorkspaceFolders"

  static func apply(_ parameters: DidChangeWorkspaceFoldersParams, to session: inout Session) {
    let removed = parameters.removed.map(\.uri)
    session.folders.removeAll { removed.contains($0) }
    session.folders += parameters.added.map(\.uri)
    session.scans.outdate()
  }
}
