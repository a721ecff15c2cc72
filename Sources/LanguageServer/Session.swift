import Engine
import JSONText
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
  /// What the user chose.
  var settings = ServerSettings()
  /// The folders that are open in the client.
  var folders: [DocumentURI] = []
  /// The answers about the whole workspace that are being made.
  var scans = WorkspaceScans()
  /// Whether texts say something else than before although the client changed none of them.
  var isStale = false
  /// The question for settings that is not answered yet.
  private var settingsRequest: MessageID?
  private var requestCount = 0
  /// The open documents.
  private(set) var documents: [DocumentURI: Document] = [:]
  /// Frames that wait to be written.
  private(set) var output: [UInt8] = []
  /// How many results got a name.
  var resultCount = 0
  /// The settings files that are not open and that the client was told problems of.
  private var markedSettings: Set<String> = []

  /// Starts a session.
  init(_ host: Host) { self.host = host }

  // MARK: Output

  /// Puts a frame into the output.
  mutating func send(_ frame: [UInt8]) {
    host.trace?("<-", frame)
    if output.isEmpty { output = frame } else { output += frame }
  }

  /// Hands over the frames that wait.
  mutating func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  // MARK: Questions to the client

  /// Asks the client something; the answer is read where somebody waits for it.
  @discardableResult
  mutating func ask(_ method: String, _ params: (some JSONWritable)?) -> MessageID {
    requestCount += 1
    let id = MessageID.string("trainlint-\(requestCount)")
    send(Frame.request(method, id: id, params))
    return id
  }

  /// Asks the client for the user's settings, where it can be asked.
  mutating func askForSettings() {
    guard client.hasSettings else { return }
    let item = ConfigurationParams.Item(section: ServerSettings.section)
    settingsRequest = ask("workspace/configuration", ConfigurationParams([item]))
  }

  /// Takes the answer to a question.
  mutating func receive(_ result: Result<JSONValue, ResponseError>, to id: MessageID?) {
    guard let id, id == settingsRequest else { return }
    settingsRequest = nil
    if case .success(let answer) = result { take(settings: answer[0]) }
  }

  /// Takes new settings and has the client ask anew for what depends on them.
  mutating func take(settings json: JSONValue?) {
    let before = settings
    settings.read(json)
    guard settings != before else { return }
    for method in client.refreshes { ask(method, JSONValue?.none) }
  }

  // MARK: Documents

  /// Has every text checked again for which `isMeant` holds.
  mutating func outdate(where isMeant: (Document) -> Bool) {
    for index in documents.indices where isMeant(documents.values[index]) {
      documents.values[index].outdate()
      isStale = true
    }
  }

  /// Tells a client that asks for diagnostics that there may be others.
  private mutating func refresh() {
    guard isStale else { return }
    isStale = false
    if client.pullsDiagnostics, client.refreshesDiagnostics {
      ask("workspace/diagnostic/refresh", JSONValue?.none)
    }
    for method in client.refreshes { ask(method, JSONValue?.none) }
  }

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
    let texts = openTexts
    host.linter.options.settings?.refresh(open: texts)
    let linter = host.linter.opening(by: WorkspaceFiles(open: texts))
    for index in documents.indices {
      let document = documents.values[index]
      guard
        document.needsCheck || document.names(anyOf: changed)
          || document.hasOtherSettings(host.linter), !document.isLost
      else { continue }
      let checked = CheckedText(document, for: client, by: linter) {
        resultCount += 1
        return String(resultCount)
      }
      if !document.needsCheck, checked.resultID != document.checked?.resultID { isStale = true }
      documents.values[index].settle(checked)
    }
  }

  /// The texts of the open files by path, which count in place of what is saved.
  var openTexts: [String: [UInt8]] {
    var texts: [String: [UInt8]] = [:]
    for document in documents.values {
      if let path = document.uri.path { texts[path] = document.bytes }
    }
    return texts
  }

  /// Tells the client what was found in texts that have changed, unless it asks for that by itself.
  mutating func publish() {
    guard phase == .running else { return }
    refresh()
    guard !client.pullsDiagnostics else { return }
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
    for mark in settingsMarks(&markedSettings) { publish(mark) }
  }

  private mutating func publish(_ params: PublishDiagnosticsParams) {
    send(Frame.notification("textDocument/publishDiagnostics", params))
  }
}
