import LanguageServerProtocol

/// `textDocument/didSave`: nothing new, unless it carries the text of a document that was lost.
enum DidSaveNotification: NotificationHandler {
  static let method = "textDocument/didSave"

  static func apply(_ parameters: DidSaveParams, to session: inout Session) {
    guard let text = parameters.text else { return }
    _ = session.change(parameters.uri) { document in
      if document.isLost { document.replaceAll(by: text) }
    }
  }
}
