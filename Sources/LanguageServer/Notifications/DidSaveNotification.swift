import LanguageServerProtocol

/// `textDocument/didSave`: other texts may link to the file; one that was lost may be found again.
enum DidSaveNotification: NotificationHandler {
  static let method = "textDocument/didSave"

  static func apply(_ parameters: DidSaveParams, to session: inout Session) {
    session.scans.outdate()
    guard let text = parameters.text else { return }
    _ = session.change(parameters.uri) { document in
      if document.isLost { document.replaceAll(by: text) }
    }
  }
}
