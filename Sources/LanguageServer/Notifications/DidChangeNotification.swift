import JSONText
import LanguageServerProtocol

/// `textDocument/didChange`: changes to be made one after the other.
enum DidChangeNotification: NotificationHandler {
  static let method = "textDocument/didChange"

  static func apply(_ parameters: DidChangeParams, to session: inout Session) {
    let encoding = session.client.encoding
    let isOpen = session.change(parameters.uri) { document in
      document.apply(parameters.changes, version: parameters.version, in: encoding)
    }
    if !isOpen { session.host.log("\(method): \(parameters.uri.text) is not open, ignored") }
  }

  static func refuse(_ params: JSONValue, in session: inout Session) {
    guard let uri: DocumentURI = params["textDocument"]?.member("uri") else { return }
    let isOpen = session.change(uri) { $0.lose() }
    if isOpen { session.host.log("\(method): \(uri.text) waits for a whole text") }
  }
}
