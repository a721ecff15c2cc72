import JSONText
import LanguageServerProtocol
import Testing

@Suite struct ToleranceTests {
  private func read<Value: JSONReadable>(
    _ text: String, as type: Value.Type = Value.self
  ) throws
    -> Value?
  {
    Value(json: try JSONValue(parsing: text))
  }

  @Test func positionsBeyondEveryTextAreTheEnd() throws {
    let position = try read(
      #"{"line":1,"character":1.7976931348623157e308}"#, as: TextPosition.self)
    #expect(position == TextPosition(line: 1, character: 2_147_483_647))
    #expect(try read(#"{"line":-1,"character":0}"#, as: TextPosition.self) == nil)
    #expect(try read(#"{"line":1.5,"character":0}"#, as: TextPosition.self) == nil)
    #expect(try read(#"{"line":1}"#, as: TextPosition.self) == nil)
  }

  @Test func aChangeWithABrokenRangeIsNoWholeText() throws {
    let start = #"{"textDocument":{"uri":"a","version":2},"contentChanges":[{"text":"x""#
    #expect(try read(start + "}]}", as: DidChangeParams.self)?.changes.first?.range == nil)
    #expect(try read(start + #","range":null}]}"#, as: DidChangeParams.self)?.changes.count == 1)
    #expect(try read(start + #","range":{"start":1}}]}"#, as: DidChangeParams.self) == nil)
    #expect(try read(start + "},{}]}", as: DidChangeParams.self) == nil)
  }

  @Test func diagnosticsOfOtherToolsAreRead() throws {
    let diagnostic = try read(
      """
      {"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":1}},"severity":9,
      "code":{"value":1},"tags":[1,7,"x"],"message":"m","source":null,"relatedInformation":[{}]}
      """, as: Diagnostic.self)
    #expect(diagnostic?.severity == nil)
    #expect(diagnostic?.tags == [.unnecessary])
    #expect(diagnostic?.relatedInformation == [])
  }

  @Test func editsPreferDocumentChanges() throws {
    let edit = try read(
      """
      {"changes":{"a":[]},"documentChanges":[{"kind":"create","uri":"b"},
      {"textDocument":{"uri":"c","version":null},"edits":[]}]}
      """, as: WorkspaceEdit.self)
    #expect(edit == .documentChanges([DocumentEdits(uri: DocumentURI("c"), edits: [])]))
  }

  @Test func initializeTakesWhatOldClientsSend() throws {
    let params = try read(
      """
      {"processId":null,"rootPath":"/tmp/x y","rootUri":null,"capabilities":{"textDocument":
      {"hover":{"contentFormat":["html","plaintext"]},"diagnostic":{}},"workspace":null,
      "general":{"positionEncodings":"utf-8"}},"workspaceFolders":null,"trace":"off"}
      """, as: InitializeParams.self)
    #expect(params?.processID == nil)
    #expect(params?.folders == [DocumentURI("file:///tmp/x%20y")])
    #expect(params?.capabilities.positionEncodings == [])
    #expect(params?.capabilities.textDocument.hoverFormats == [.plainText])
    #expect(params?.capabilities.textDocument.pullsDiagnostics == true)
    #expect(params?.capabilities.workspace == ClientCapabilities.Workspace())
    #expect(try read("{}", as: InitializeParams.self)?.capabilities == ClientCapabilities())
    #expect(try read("[]", as: InitializeParams.self) == nil)
  }

  @Test func serverCapabilitiesMayBePlainTrue() throws {
    let server = try read(
      #"{"hoverProvider":true,"codeActionProvider":true,"inlayHintProvider":{},"textDocumentSync":1}"#,
      as: ServerCapabilities.self)
    #expect(server?.hover == true)
    #expect(server?.inlayHints == true)
    #expect(server?.codeActions == .init(kinds: []))
    #expect(server?.diagnostics == nil)
  }

  @Test func kindsOfCodeActionsIncludeSpecialOnes() {
    let fixAll = CodeActionKind("source.fixAll.trainlint")
    #expect(CodeActionKind.source.includes(fixAll))
    #expect(CodeActionKind.sourceFixAll.includes(fixAll))
    #expect(CodeActionKind("").includes(fixAll))
    #expect(!fixAll.includes(.sourceFixAll))
    #expect(!CodeActionKind("source.fix").includes(fixAll))
  }
}
