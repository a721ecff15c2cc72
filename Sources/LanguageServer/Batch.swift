import JSONText
import LanguageServerProtocol

/// The messages that were waiting together, and what the later ones mean for the earlier ones.
struct Batch {
  /// The messages in their order.
  let messages: [RPCMessage]
  /// The requests that are given up.
  let cancelled: Set<MessageID>
  private let lastChange: [DocumentURI: Int]

  /// Looks through `messages`.
  init(_ messages: [RPCMessage]) {
    self.messages = messages
    var cancelled: Set<MessageID> = []
    var lastChange: [DocumentURI: Int] = [:]
    for (index, message) in messages.enumerated() {
      guard case .notification(let method, let params?) = message else { continue }
      if method == "$/cancelRequest", let params = CancelParams(json: params) {
        cancelled.insert(params.id)
      } else if method == DidChangeNotification.method, let uri = Self.document(of: params) {
        lastChange[uri] = index
      }
    }
    self.cancelled = cancelled
    self.lastChange = lastChange
  }

  /// Whether the document of a request at `index` changes after it.
  func supersedes(_ params: JSONValue?, at index: Int) -> Bool {
    guard let uri = params.flatMap(Self.document) else { return false }
    return lastChange[uri].map { $0 > index } ?? false
  }

  private static func document(of params: JSONValue) -> DocumentURI? {
    params["textDocument"]?.member("uri")
  }
}
