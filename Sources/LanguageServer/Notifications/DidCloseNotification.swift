import LanguageServerProtocol

/// `textDocument/didClose`: a text that is nobody's business any more.
enum DidCloseNotification: NotificationHandler {
  static let method = "textDocument/didClose"

  static func apply(_ parameters: DidCloseParams, to session: inout Session) {
    session.close(parameters.uri)
  }
}
