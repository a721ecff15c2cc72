import JSONText
import LanguageServerProtocol

/// `workspace/didChangeConfiguration`: other settings, in it or to be asked for.
enum DidChangeConfigurationNotification: NotificationHandler {
  static let method = "workspace/didChangeConfiguration"

  static func apply(_ parameters: JSONValue, to session: inout Session) {
    session.take(settings: parameters["settings"])
    session.askForSettings()
  }
}
