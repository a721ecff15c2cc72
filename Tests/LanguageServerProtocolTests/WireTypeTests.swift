import JSONText
import LanguageServerProtocol
import Testing

private typealias Wire = JSONReadable & JSONWritable & Hashable & Sendable

private let uri = DocumentURI("file:///tmp/a.yaml")
private let range = TextRange(
  start: TextPosition(line: 1, character: 2), end: TextPosition(line: 3, character: 4))
private let bare = Diagnostic(range: range, message: "m")
private let full = Diagnostic(
  range: range, severity: .warning, code: .string("tokens-per-parameter"),
  codeDescription: "https://example.org/rule", source: "trainlint", message: "a\nb",
  tags: [.unnecessary, .deprecated],
  relatedInformation: [
    RelatedInformation(location: Location(uri: uri, range: range), message: "here")
  ],
  data: ["version": 3])
private let edits = [DocumentEdits(uri: uri, edits: [TextEdit(range: range, newText: "x")])]
private let versioned = [
  DocumentEdits(uri: uri, version: 0, edits: [TextEdit(range: range, newText: "")]),
  DocumentEdits(uri: DocumentURI("untitled:b"), edits: []),
]

private func clientCapabilities() -> ClientCapabilities {
  var client = ClientCapabilities()
  client.positionEncodings = ["utf-8", "utf-16"]
  client.workDoneProgress = true
  client.textDocument.pullsDiagnostics = true
  client.textDocument.relatedInformation = true
  client.textDocument.codeDescriptions = true
  client.textDocument.diagnosticTags = [.deprecated]
  client.textDocument.hoverFormats = [.markdown, .plainText]
  client.textDocument.inlayHints = true
  client.textDocument.codeActionLiterals = true
  client.textDocument.codeActionKinds = [.quickFix]
  client.textDocument.codeActionData = true
  client.textDocument.codeActionResolves = ["edit"]
  client.workspace.documentChanges = true
  client.workspace.diagnosticRefresh = true
  client.workspace.watchedFilesRegistration = true
  client.workspace.configuration = true
  return client
}

private func serverCapabilities() -> ServerCapabilities {
  var server = ServerCapabilities()
  server.positionEncoding = "utf-8"
  server.diagnostics = .init(identifier: "trainlint", interFileDependencies: true, workspace: true)
  server.codeActions = .init(kinds: [.quickFix, .sourceFixAll], resolve: true)
  server.hover = true
  server.inlayHints = true
  server.workspaceFolders = true
  server.commands = ["trainlint.fixAll"]
  return server
}

private let folder = WorkspaceFolder(uri: DocumentURI("file:///tmp"), name: "tmp")

private let basics: [any Wire] = [
  range, range.start, Location(uri: uri, range: range), uri, bare, full,
  Diagnostic(range: range, code: .number(7), message: ""),
  WorkspaceEdit.changes(edits), WorkspaceEdit.documentChanges(versioned), WorkspaceEdit.changes([]),
  MarkupContent(.markdown, "**x**"), MarkupContent(.plainText, "x"),
  Command(title: "t", command: "c"), Command(title: "t", command: "c", arguments: [1, "x"]),
  MessageID.number(-1), MessageID.string("1"), ResponseError(.contentModified, "late", data: [:]),
  folder,
]

private let requests: [any Wire] = [
  DocumentDiagnosticParams(uri: uri),
  DocumentDiagnosticParams(uri: uri, identifier: "trainlint", previousResultID: "4"),
  DiagnosticReport.full(resultID: nil, items: []),
  DiagnosticReport.full(resultID: "1", items: [bare, full]),
  DiagnosticReport.unchanged(resultID: ""),
  WorkspaceDiagnosticParams(
    previousResults: [.init(uri: uri, value: "1")], partialResultToken: .number(1)),
  WorkspaceDiagnosticReport(items: [
    .init(uri: uri, version: 3, report: .full(resultID: "2", items: [full])),
    .init(uri: uri, report: .unchanged(resultID: "2")),
  ]),
  DocumentPositionParams(uri: uri, position: range.start),
  Hover(contents: MarkupContent(.markdown, "x"), range: range),
  Hover(contents: MarkupContent(.plainText, "x")),
  CodeActionParams(uri: uri, range: range),
  CodeActionParams(uri: uri, range: range, diagnostics: [full], only: [.source], isInvoked: true),
  CodeAction(title: "t"),
  CodeAction(
    title: "t", kind: .quickFix, diagnostics: [bare], isPreferred: false, edit: .changes(edits),
    command: Command(title: "t", command: "c"), data: 1),
  InlayHintParams(uri: uri, range: range), InlayHint(position: range.start, label: "x"),
  InlayHint(
    position: range.end, label: "x", tooltip: MarkupContent(.markdown, "y"), paddingLeft: true),
  InitializeParams(),
  InitializeParams(
    processID: 7, clientInfo: .init(name: "nvim", version: "0.11"), rootURI: folder.uri,
    workspaceFolders: [folder], initializationOptions: ["gpus": 8],
    capabilities: clientCapabilities()),
  clientCapabilities(), serverCapabilities(), ServerCapabilities(),
  InitializeResult(capabilities: serverCapabilities(), serverInfo: .init(name: "trainlint")),
  RegistrationParams([.init(id: "1", method: "m", options: ["watchers": []])]),
  ConfigurationParams([.init(section: "trainlint"), .init(scope: uri)]),
]

private let notifications: [any Wire] = [
  DidOpenParams(uri: uri, languageID: "yaml", version: 0, text: "a: 1\r\n"),
  DidChangeParams(
    uri: uri, version: 2, changes: [.init(text: "x"), .init(range: range, text: "")]),
  DidChangeParams(uri: uri, version: nil, changes: []),
  DidCloseParams(uri: uri), DidSaveParams(uri: uri), DidSaveParams(uri: uri, text: "x"),
  PublishDiagnosticsParams(uri: uri, version: 3, diagnostics: [bare, full]),
  PublishDiagnosticsParams(uri: uri, diagnostics: []),
  DidChangeWatchedFilesParams([.init(uri: uri, kind: .deleted)]),
  DidChangeWorkspaceFoldersParams(added: [folder], removed: []),
  CancelParams(id: .number(4)), LogMessageParams(.info, "x"),
]

@Suite struct WireTypeTests {
  private func roundTrip<Value: Wire>(_ value: Value) throws {
    var json = JSONWriter()
    json.value(value)
    let parsed = try JSONValue(parsing: json.bytes)
    #expect(Value(json: parsed) == value)
    surviveLosses(of: parsed, as: Value.self)
  }

  /// Reads `json` with each value in it missing or replaced: any answer will do, a trap will not.
  private func surviveLosses<Value: Wire>(of json: JSONValue, as type: Value.Type) {
    let strangers: [JSONValue] = [.null, true, -1, 1e308, "x", [], [[:]], [:], ["value": 1]]
    for stranger in strangers {
      for changed in json.variants(with: stranger) { _ = Value(json: changed) }
    }
  }

  @Test func basicsRoundTrip() throws {
    for value in basics { try roundTrip(value) }
  }

  @Test func requestsRoundTrip() throws {
    for value in requests { try roundTrip(value) }
  }

  @Test func notificationsRoundTrip() throws {
    for value in notifications { try roundTrip(value) }
  }
}

extension JSONValue {
  /// The value with one value in it, at every place in turn, replaced by `stranger` or missing.
  fileprivate func variants(with stranger: JSONValue) -> [JSONValue] {
    var variants = [stranger]
    switch self {
    case .array(let elements):
      for (i, element) in elements.enumerated() {
        for variant in element.variants(with: stranger) {
          var changed = elements
          changed[i] = variant
          variants.append(.array(changed))
        }
      }
    case .object(let object):
      for (i, member) in object.members.enumerated() {
        var changed = object.members
        changed.remove(at: i)
        variants.append(.object(JSONObject(changed)))
        for variant in member.value.variants(with: stranger) {
          changed = object.members
          changed[i] = JSONObject.Member(name: member.name, value: variant)
          variants.append(.object(JSONObject(changed)))
        }
      }
    default: break
    }
    return variants
  }
}
