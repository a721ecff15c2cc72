import LanguageServerProtocol

/// `textDocument/didOpen`: a text to check, whatever language the client takes it for.
enum DidOpenNotification: NotificationHandler {
  static let method = "textDocument/didOpen"

  static func apply(_ parameters: DidOpenParams, to session: inout Session) {
    session.open(
      Document(uri: parameters.uri, version: parameters.version, text: parameters.text))
  }
}
