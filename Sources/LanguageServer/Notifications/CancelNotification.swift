import LanguageServerProtocol

/// `$/cancelRequest`: an answer about the workspace that nobody waits for any more.
///
/// All other requests are answered as soon as they are read, or with the messages that came with
/// them.
enum CancelNotification: NotificationHandler {
  static let method = "$/cancelRequest"

  static func apply(_ parameters: CancelParams, to session: inout Session) {
    session.cancelScan(parameters.id)
  }
}
