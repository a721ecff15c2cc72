import JSONText
import LanguageServerProtocol

/// Takes bytes in, applies whole messages in their order, and gives bytes out.
///
/// It owns the session and does no input or output of its own, so that a test can drive it.
package struct MessageLoop: Sendable {
  private var reader = MessageReader()
  private var queue: [RPCMessage] = []
  private var session: Session

  private static let requests = table([
    CodeActionRequest.self,
    CodeLensRequest.self,
    CompletionRequest.self,
    DefinitionRequest.self,
    DocumentDiagnosticRequest.self,
    DocumentLinkRequest.self,
    DocumentSymbolRequest.self,
    HoverRequest.self,
    InlayHintRequest.self,
    ReferencesRequest.self,
    ResolveCodeActionRequest.self,
  ])

  private static let notifications = table([
    CancelNotification.self,
    DidChangeConfigurationNotification.self,
    DidChangeNotification.self,
    DidChangeWatchedFilesNotification.self,
    DidChangeWorkspaceFoldersNotification.self,
    DidCloseNotification.self,
    DidOpenNotification.self,
    DidSaveNotification.self,
    InitializedNotification.self,
  ])

  /// Starts a conversation; the server ends with the process `clientProcess`.
  package init(_ host: Host, clientProcess: Int? = nil) {
    session = Session(host)
    session.clientProcess = clientProcess
  }

  /// The code to end with, once the client said so.
  package var exitCode: Int32? { session.exitCode }

  /// The code to end with when the client is gone without a word.
  package var codeWithoutExit: Int32 { session.phase == .shutDown ? 0 : 1 }

  /// The process with which the server ends, once it is known.
  package var clientProcess: Int? { session.clientProcess }

  /// Whether messages are queued, or an answer is being made.
  package var hasWork: Bool { !queue.isEmpty || !session.scans.isEmpty }

  /// Takes the next bytes of the stream and queues the messages in them.
  package mutating func receive(_ bytes: some Collection<UInt8>) {
    reader.append(bytes)
    while let item = reader.next() {
      switch item {
      case .body(let body):
        session.host.trace?("->", body)
        enqueue(body)
      case .problem(let problem): session.host.log("skipped bytes: \(problem.description)")
      }
    }
  }

  /// Applies and answers everything that is queued, and makes a part of an answer about the
  /// workspace.
  package mutating func work() {
    let batch = Batch(queue)
    queue = []
    for (index, message) in batch.messages.enumerated() where session.exitCode == nil {
      switch message {
      case .request(let id, let method, let params):
        if let frame = response(to: id, method, params, at: index, in: batch) {
          session.send(frame)
        }
      case .notification(let method, let params): receive(method, params)
      case .response(let id, let result): session.receive(result, to: id)
      }
    }
    if session.exitCode == nil { session.scan() }
  }

  /// Publishes what follows from the newest texts: call it when no more bytes are waiting.
  package mutating func settle() { session.publish() }

  /// Hands over the bytes to write.
  package mutating func takeOutput() -> [UInt8] { session.takeOutput() }

  // MARK: Messages

  private mutating func enqueue(_ body: [UInt8]) {
    do throws(MessageProblem) {
      queue.append(try RPCMessage(parsing: body))
    } catch {
      session.host.log("refused a message: \(error.response.message)")
      session.send(Frame.response(to: error.id, error: error.response))
    }
  }

  private mutating func response(
    to id: MessageID, _ method: String, _ params: JSONValue?, at index: Int, in batch: Batch
  ) -> [UInt8]? {
    if let refusal = session.refusal(of: method) { return Frame.response(to: id, error: refusal) }
    if batch.cancelled.contains(id) {
      return Frame.response(to: id, error: ResponseError(.requestCancelled, "cancelled"))
    }
    switch method {
    case "initialize": return session.initialize(params ?? .null, id: id)
    case "shutdown": return session.shutDown(id: id)
    case WorkspaceScans.method: return session.startScan(params ?? .null, id: id)
    default: break
    }
    guard let handler = Self.requests[method] else {
      return Frame.response(to: id, error: ResponseError(.methodNotFound, "no method \(method)"))
    }
    if handler == DocumentDiagnosticRequest.self, batch.supersedes(params, at: index) {
      return Frame.response(to: id, error: DocumentDiagnosticRequest.superseded)
    }
    return handler.response(to: id, params, about: Snapshot(&session))
  }

  private mutating func receive(_ method: String, _ params: JSONValue?) {
    if method == "exit" {
      session.exitCode = codeWithoutExit
    } else if session.phase == .running {
      Self.notifications[method]?.receive(params, in: &session)
    }
  }

  // MARK: Tables

  private static func table(
    _ handlers: [any RequestHandler.Type]
  ) -> [String: any RequestHandler.Type] {
    Dictionary(handlers.map { ($0.method, $0) }) { first, _ in first }
  }

  private static func table(
    _ handlers: [any NotificationHandler.Type]
  ) -> [String: any NotificationHandler.Type] {
    Dictionary(handlers.map { ($0.method, $0) }) { first, _ in first }
  }
}
