import Engine
import LanguageServerProtocol
import Linting
import SourceText

/// Everything that the server remembers between two messages.
struct Session: Sendable {
  /// How far the conversation has come.
  enum Phase: Sendable {
    /// Nothing but `initialize` is answered.
    case fresh
    /// Everything is answered.
    case running
    /// Nothing is answered any more.
    case shutDown
  }

  /// The program around the server.
  let host: Host
  /// How far the conversation has come.
  var phase = Phase.fresh
  /// What was agreed on with the client.
  var client = Client()
  /// The process with which the server ends.
  var clientProcess: Int?
  /// The code to end with, once the client said so.
  var exitCode: Int32?
  /// The open documents.
  private(set) var documents: [DocumentURI: Document] = [:]
  /// Frames that wait to be written.
  private(set) var output: [UInt8] = []
  private var resultCount = 0

  /// Starts a session.
  init(_ host: Host) { self.host = host }

  // MARK: Output

  /// Puts a frame into the output.
  mutating func send(_ frame: [UInt8]) {
    if output.isEmpty { output = frame } else { output += frame }
  }

  /// Hands over the frames that wait.
  mutating func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  // MARK: Documents

  /// Opens a document, or takes a new text for one that is open.
  mutating func open(_ document: Document) {
    var document = document
    document.checked = documents[document.uri]?.checked
    documents[document.uri] = document
  }

  /// Changes an open document; false where none goes by that name.
  mutating func change(_ uri: DocumentURI, _ body: (inout Document) -> Void) -> Bool {
    guard let index = documents.index(forKey: uri) else { return false }
    body(&documents.values[index])
    return true
  }

  /// Forgets a document and takes its marks away.
  mutating func close(_ uri: DocumentURI) {
    guard documents.removeValue(forKey: uri) != nil, !client.pullsDiagnostics else { return }
    publish(PublishDiagnosticsParams(uri: uri, diagnostics: []))
  }

  /// Checks every text that has changed, the newest one only.
  ///
  /// A text that names one that has changed counts as changed itself.
  mutating func check() {
    let changed = Set(documents.values.lazy.filter(\.needsCheck).compactMap(\.uri.path))
    guard !changed.isEmpty || documents.values.contains(where: \.needsCheck) else { return }
    var linter: Linter?
    for index in documents.indices {
      let document = documents.values[index]
      guard document.needsCheck || document.names(anyOf: changed), !document.isLost else {
        continue
      }
      let opening = linter ?? host.linter.opening(by: WorkspaceFiles(open: openTexts))
      linter = opening
      let checked = CheckedText(document, for: client, by: opening) {
        resultCount += 1
        return String(resultCount)
      }
      documents.values[index].settle(checked)
    }
  }

  /// The texts of the open files by path, which count in place of what is saved.
  private var openTexts: [String: [UInt8]] {
    var texts: [String: [UInt8]] = [:]
    for document in documents.values {
      if let path = document.uri.path { texts[path] = document.bytes }
    }
    return texts
  }

  /// Tells the client what was found in texts that have changed, unless it asks for that by itself.
  mutating func publish() {
    guard phase == .running, !client.pullsDiagnostics else { return }
    check()
    // By name, so that the same messages have the same answers.
    let order = documents.indices.sorted { documents.keys[$0].text < documents.keys[$1].text }
    for index in order {
      let document = documents.values[index]
      guard document.needsPublishing, !document.isLost, let checked = document.checked
      else { continue }
      documents.values[index].needsPublishing = false
      publish(
        PublishDiagnosticsParams(
          uri: document.uri, version: checked.version, diagnostics: checked.diagnostics))
    }
  }

  private mutating func publish(_ params: PublishDiagnosticsParams) {
    send(Frame.notification("textDocument/publishDiagnostics", params))
  }
}
