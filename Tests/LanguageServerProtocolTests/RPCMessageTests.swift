import JSONText
import LanguageServerProtocol
import Testing

private func problem(in body: String) -> MessageProblem? {
  do throws(MessageProblem) {
    _ = try RPCMessage(parsing: Array(body.utf8))
    return nil
  } catch {
    return error
  }
}

private let messages: [(body: String, message: RPCMessage)] = [
  (
    #"{"jsonrpc":"2.0","id":1,"method":"shutdown"}"#,
    .request(id: .number(1), method: "shutdown", params: nil)
  ),
  (
    #"{"id":"a","method":"m","params":{"x":[1]},"extra":0}"#,
    .request(id: .string("a"), method: "m", params: ["x": [1]])
  ),
  (#"{"jsonrpc":"2.0","method":"exit","params":null}"#, .notification(method: "exit", params: nil)),
  (#"{"method":"$/x","params":[]}"#, .notification(method: "$/x", params: [])),
  (#"{"id":3,"result":null}"#, .response(id: .number(3), result: .success(.null))),
  (#"{"id":3}"#, .response(id: .number(3), result: .success(.null))),
  (#"{"id":3,"result":[{}],"error":null}"#, .response(id: .number(3), result: .success([[:]]))),
  (
    #"{"id":3,"result":null,"error":{"code":-32601,"message":"no","data":1}}"#,
    .response(
      id: .number(3), result: .failure(ResponseError(.methodNotFound, "no", data: 1)))
  ),
  (
    #"{"id":null,"error":{"code":-32700}}"#,
    .response(id: nil, result: .failure(ResponseError(.parseError, "")))
  ),
]

private let refused: [(body: String, problem: MessageProblem)] = [
  ("", .notJSON(JSONProblem(.unexpectedEnd, at: 0))),
  ("{", .notJSON(JSONProblem(.unexpectedEnd, at: 1))),
  ("[]", .batch), (#"[{"id":1,"method":"x"}]"#, .batch),
  ("1", .notAMessage(id: nil)), ("null", .notAMessage(id: nil)), ("{}", .notAMessage(id: nil)),
  (#"{"id":1,"method":2}"#, .notAMessage(id: .number(1))),
  (#"{"id":1.5,"method":"x"}"#, .notAMessage(id: nil)),
  (#"{"id":null,"method":"x"}"#, .notAMessage(id: nil)),
  (#"{"id":{},"method":"x"}"#, .notAMessage(id: nil)),
  (#"{"id":1e308,"method":"x"}"#, .notAMessage(id: nil)),
  (#"{"id":1,"error":5}"#, .notAMessage(id: .number(1))),
  (#"{"result":5}"#, .notAMessage(id: nil)),
]

@Suite struct RPCMessageTests {
  @Test(arguments: messages) func reads(body: String, message: RPCMessage) throws {
    #expect(try RPCMessage(parsing: Array(body.utf8)) == message)
  }

  @Test(arguments: messages) func framesRoundTrip(body: String, message: RPCMessage) throws {
    var reader = MessageReader()
    reader.append(Frame.bytes(of: message))
    guard case .body(let body) = reader.next() else {
      Issue.record("no message in the frame")
      return
    }
    #expect(try RPCMessage(parsing: body) == message)
    #expect(!reader.isInsideMessage)
  }

  @Test(arguments: refused) func refuses(body: String, expected: MessageProblem) {
    #expect(problem(in: body) == expected)
    #expect(expected.response.code.number < 0)
  }

  @Test func writesFrames() {
    func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    #expect(
      text(Frame.response(to: .number(1)))
        == "Content-Length: 38\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}")
    #expect(
      text(Frame.notification("é", CancelParams(id: .string("x"))))
        == "Content-Length: 51\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"é\",\"params\":{\"id\":\"x\"}}"
    )
    #expect(
      text(Frame.request("r", id: .number(2), JSONValue?.none))
        == "Content-Length: 37\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"r\"}")
    #expect(
      text(Frame.response(to: nil, error: MessageProblem.batch.response)).contains(
        #""id":null,"error":{"code":-32600"#))
  }
}
