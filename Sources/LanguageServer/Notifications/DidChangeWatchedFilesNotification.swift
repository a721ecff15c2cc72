import Engine
import LanguageServerProtocol

/// `workspace/didChangeWatchedFiles`: files changed on disk that texts may name.
enum DidChangeWatchedFilesNotification: NotificationHandler {
  static let method = "workspace/didChangeWatchedFiles"

  static func apply(_ parameters: DidChangeWatchedFilesParams, to session: inout Session) {
    // Of an open file the text in the editor counts, whatever lies on disk.
    let changes = parameters.changes.filter { session.documents[$0.uri] == nil }
    guard !changes.isEmpty else { return }
    session.scans.outdate()
    let paths = Set(changes.compactMap(\.uri.path))
    // A file that is new may be one that was looked for in vain; so may settings.
    let mayBeAnywhere =
      changes.contains { $0.kind != .changed }
      || paths.contains { $0.hasSuffix("/.trainlint.yaml") }
    session.outdate { mayBeAnywhere || $0.names(anyOf: paths) }
  }
}
