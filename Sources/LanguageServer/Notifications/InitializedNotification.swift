import JSONText
import LanguageServerProtocol

/// `initialized`: the time to ask for settings, and to be told of changes on disk.
enum InitializedNotification: NotificationHandler {
  static let method = "initialized"

  private static let watched: JSONValue = [
    "watchers": [
      ["globPattern": "**/.trainlint.yaml"], ["globPattern": "**/*.{yaml,yml,json,jsonl}"],
    ]
  ]

  static func apply(_ parameters: JSONValue, to session: inout Session) {
    let registrations = session.client.registrations.map { method in
      RegistrationParams.Registration(
        id: method, method: method,
        options: method == DidChangeWatchedFilesNotification.method
          ? watched : ["section": .string(ServerSettings.section)])
    }
    if !registrations.isEmpty {
      session.ask("client/registerCapability", RegistrationParams(registrations))
    }
    session.askForSettings()
  }
}
