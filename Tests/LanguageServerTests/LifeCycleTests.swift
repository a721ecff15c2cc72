import Engine
import LanguageServer
import LanguageServerProtocol
import Testing

/// The conversation from its beginning to its end.
@Suite struct LifeCycleTests {
  @Test func offersWhatItAnswers() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"processId": null, "capabilities": {}}
      < 1 {"capabilities": {"positionEncoding": "absent", "hoverProvider": true, "diagnosticProvider": "absent", "textDocumentSync": {"openClose": true, "change": 2}, "inlayHintProvider": true, "definitionProvider": true, "referencesProvider": true, "documentSymbolProvider": true, "codeLensProvider": {}, "documentLinkProvider": {}, "completionProvider": {"triggerCharacters": "…"}, "codeActionProvider": {"codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.trainlint"], "resolveProvider": false}}, "serverInfo": {"name": "trainlint", "version": "1.2.3"}}
      """#)
  }

  @Test func takesTheFirstEncodingThatItKnows() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"general": {"positionEncodings": ["utf-7", "utf-32", "utf-8"]}}}
      < 1 {"capabilities": {"positionEncoding": "utf-32"}}
      """#)
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {"general": {"positionEncodings": ["utf-7"]}}}
      < 1 {"capabilities": {"positionEncoding": "utf-16"}}
      """#)
  }

  @Test func refusesWhatComesTooEarlyTwiceOrTooLate() throws {
    try Transcript.play(
      #"""
      > 1 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 0, "character": 0}}
      > 2 shutdown null
      > textDocument/didOpen {"textDocument": {"uri": "u:a", "languageId": "yaml", "version": 1, "text": "$config"}}
      < 1 error {"code": -32002}
      < 2 error {"code": -32002}
      > 3 initialize {"capabilities": {}}
      > 4 initialize {"capabilities": {}}
      < 3 "…"
      < 4 error {"code": -32600}
      > 5 shutdown {}
      > 6 textDocument/diagnostic {"textDocument": {"uri": "u:a"}}
      > 7 shutdown null
      < 5 null
      < 6 error {"code": -32600}
      < 7 error {"code": -32600}
      """#)
  }

  @Test func answersUnknownRequestsAndIgnoresUnknownNotifications() throws {
    try Transcript.play(
      #"""
      > 1 initialize null
      > $/setTrace {"value": "off"}
      > workspace/didChangeConfiguration {"settings": null}
      > window/somethingNew [1]
      > 2 textDocument/rename {"textDocument": {"uri": "u:a"}}
      > 3 textDocument/hover {"textDocument": 5}
      < 1 "…"
      < 2 error {"code": -32601, "message": "…textDocument/rename…"}
      < 3 error {"code": -32602}
      """#)
  }

  @Test func givesUpCancelledRequests() throws {
    try Transcript.play(
      #"""
      > 1 initialize {"capabilities": {}}
      > 2 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 0, "character": 0}}
      > $/cancelRequest {"id": 2}
      < 1 "…"
      < 2 error {"code": -32800}
      > 3 textDocument/hover {"textDocument": {"uri": "u:a"}, "position": {"line": 0, "character": 0}}
      < 3 null
      """#)
  }

  @Test func endsWithOneUnlessItWasShutDown() {
    let exit = Frame.bytes(of: .notification(method: "exit", params: nil))
    let start = Frame.bytes(of: .request(id: .number(1), method: "initialize", params: nil))
    let stop = Frame.bytes(of: .request(id: .number(2), method: "shutdown", params: nil))
    #expect(code(after: exit) == 1)
    #expect(code(after: start + exit) == 1)
    #expect(code(after: start + stop + exit) == 0)
    #expect(code(after: start + stop) == nil)
  }

  @Test func refusesBatchesAndBrokenMessages() throws {
    var loop = MessageLoop(Self.host)
    loop.receive(Frame.bytes(ofBody: Array("[]".utf8)))
    loop.receive(Frame.bytes(ofBody: Array("{\"id\": 1,".utf8)))
    loop.receive(Array("Content-Length: x\r\n\r\nnonsense".utf8))
    loop.receive(Frame.bytes(ofBody: Array("{\"id\": 7, \"method\": \"initialize\"}".utf8)))
    loop.work()
    let output = String(decoding: loop.takeOutput(), as: UTF8.self)
    #expect(output.contains("-32600"))
    #expect(output.contains("-32700"))
    #expect(output.contains("\"id\":7,\"result\""))
  }

  @Test func learnsTheClientsProcess() {
    let start = #"{"id": 1, "method": "initialize", "params": {"processId": 42}}"#
    var loop = MessageLoop(Self.host)
    #expect(loop.clientProcess == nil)
    loop.receive(Frame.bytes(ofBody: Array(start.utf8)))
    loop.work()
    #expect(loop.clientProcess == 42)
    #expect(MessageLoop(Self.host, clientProcess: 7).clientProcess == 7)
  }

  private static let host = Host(
    linter: Linter(), version: "0", rulePage: { _ in nil }, log: { _ in })

  private func code(after bytes: [UInt8]) -> Int32? {
    var loop = MessageLoop(Self.host)
    loop.receive(bytes)
    loop.work()
    return loop.exitCode
  }
}
