import Engine
import JSONText
import LanguageServer
import LanguageServerProtocol
import Testing

/// Whatever arrives, the loop goes on and answers.
@Suite struct FuzzTests {
  @Test(.timeLimit(.minutes(10)), arguments: 0..<8)
  func survivesBrokenMessages(seed: UInt64) {
    var random = Generator(state: seed &* 0x9E37_79B9 &+ 1)
    var loop = MessageLoop(
      Host(linter: Linter(), version: "0", rulePage: { _ in nil }, log: { _ in }))
    send(Self.messages[0], to: &loop)
    send(Self.messages[1], to: &loop)
    var answers = 0
    for number in 0..<300 {
      var message = Self.messages.randomElement(using: &random) ?? .null
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        message = mutated(message, &random)
      }
      // What ends the conversation is tested elsewhere.
      let method = message["method"]?.string
      if method == "exit" || method == "shutdown" { continue }
      send(message, to: &loop)
      send(
        ["id": .integer(100_000 + number), "method": "trainlint/noSuchMethod"], to: &loop)
      let output = String(decoding: loop.takeOutput(), as: UTF8.self)
      if output.contains("\"id\":\(100_000 + number),") { answers += 1 } else { break }
    }
    #expect(answers == 300)
  }

  @Test func survivesBytesThatAreNoMessages() {
    var random = Generator(state: 7)
    var loop = MessageLoop(
      Host(linter: Linter(), version: "0", rulePage: { _ in nil }, log: { _ in }))
    for _ in 0..<200 {
      let noise = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
      loop.receive(noise)
      loop.work()
    }
    loop.receive(Array("\n".utf8))
    send(Self.messages[0], to: &loop)
    #expect(String(decoding: loop.takeOutput(), as: UTF8.self).contains("\"id\":1,\"result\""))
  }

  // MARK: Messages

  private static let place: JSONValue = ["line": 9, "character": 14]
  private static let range: JSONValue = ["start": place, "end": place]
  private static let document: JSONValue = ["uri": "u:a", "version": 2]

  private static let messages: [JSONValue] = [
    ["id": 1, "method": "initialize", "params": ["capabilities": ["textDocument": [:]]]],
    [
      "method": "textDocument/didOpen",
      "params": [
        "textDocument": [
          "uri": "u:a", "languageId": "yaml", "version": 1, "text": .string(Transcript.config),
        ]
      ],
    ],
    [
      "method": "textDocument/didChange",
      "params": [
        "textDocument": document, "contentChanges": [["range": range, "text": "é😀\n- ["]],
      ],
    ],
    [
      "method": "textDocument/didChange",
      "params": [
        "textDocument": document, "contentChanges": [["text": .string(Transcript.config)]],
      ],
    ],
    ["method": "textDocument/didSave", "params": ["textDocument": document, "text": "a"]],
    ["method": "textDocument/didClose", "params": ["textDocument": document]],
    ["method": "$/cancelRequest", "params": ["id": 3]],
    [
      "id": 2, "method": "textDocument/hover",
      "params": ["textDocument": document, "position": place],
    ],
    [
      "id": 3, "method": "textDocument/codeAction",
      "params": ["textDocument": document, "range": range, "context": ["diagnostics": []]],
    ],
    ["id": 4, "method": "textDocument/diagnostic", "params": ["textDocument": document]],
    ["id": 5, "method": "workspace/diagnostic", "params": ["previousResultIds": []]],
  ]

  private static let odd: [JSONValue] = [
    .null, true, -1, 0, 1e308, 2_147_483_648, "", "\u{0}", "file:///%ff%00", [], [:], [[[]]],
  ]

  private func send(_ message: JSONValue, to loop: inout MessageLoop) {
    var writer = JSONWriter()
    writer.value(message)
    loop.receive(Frame.bytes(ofBody: writer.bytes))
    loop.work()
    loop.settle()
  }

  /// The value with one thing somewhere in it exchanged or left out.
  private func mutated(_ json: JSONValue, _ random: inout Generator) -> JSONValue {
    switch json {
    case .object(let object) where !object.members.isEmpty && Bool.random(using: &random):
      var members = object.members
      let index = Int.random(in: 0..<members.count, using: &random)
      if Int.random(in: 0..<4, using: &random) == 0 {
        members.remove(at: index)
      } else {
        let value = mutated(members[index].value, &random)
        members[index] = JSONObject.Member(name: members[index].name, value: value)
      }
      return .object(JSONObject(members))
    case .object(let object) where !object.members.isEmpty: return json
    case .array(let elements) where !elements.isEmpty:
      return .array(elements.map { mutated($0, &random) })
    default: return Self.odd.randomElement(using: &random) ?? .null
    }
  }
}

/// A small generator that gives the same numbers for the same seed.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
