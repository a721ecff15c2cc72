import Engine
import JSONText
import LanguageServer
import LanguageServerProtocol
import Testing

/// A conversation with the server as text, played against the loop without a process.
///
///     > 1 initialize {"capabilities": {}}         a request
///     > initialized {}                            a notification
///     = trainlint-1 [{}]                          an answer to what the server asked
///     = trainlint-1 [{}]                          an answer to what the server asked
///     < 1 {"capabilities": "…"}                   its answer
///     < 1 error {"code": -32601}                  its failure
///     < textDocument/publishDiagnostics {…}       a notification
///
/// Lines sent one after the other arrive together. Objects may hold more than is expected, `…`
/// stands for anything within a string or in place of a value, and everything that comes must be
/// expected.
struct Transcript {
  /// A GPT-NeoX run with one finding, `undertrained-large-model`, at the value of its last line.
  static let config = """
    num_layers: 32
    hidden_size: 4096
    num_attention_heads: 32
    seq_length: 2048
    max_position_embeddings: 2048
    train_batch_size: 1024
    tokenizer_type: GPT2BPETokenizer
    norm: layernorm
    pos_emb: rotary
    train_iters: 10000

    """

  private var loop = MessageLoop(
    Host(
      linter: Self.linter, version: "1.2.3",
      rulePage: { $0 == "data-repetition" ? "# data-repetition" : nil }, log: { _ in }))
  /// One for each conversation: they run side by side, and each has settings of its own.
  private static var linter: Linter {
    var options = LintOptions()
    options.settings = SettingsStore(.nearest, showsAbsolute: true)
    return Linter(options)
  }

  private var reader = MessageReader()
  private var hasSent = false

  /// Plays `lines`; `$config` stands for the config, `$name` for a text of `texts`.
  static func play(
    _ lines: String, _ texts: [String: String] = [:], at place: SourceLocation = #_sourceLocation
  ) throws {
    var transcript = Transcript()
    var lines = lines
    for (name, text) in texts.merging(["config": config], uniquingKeysWith: { $1 }) {
      lines = lines.replacing("\"$\(name)\"", with: jsonString(text))
    }
    for line in lines.split(separator: "\n") {
      try transcript.play(line.drop { $0 == " " }, at: place)
    }
    transcript.settle()
    let rest = transcript.next()
    #expect(rest == nil, "unexpected: \(rest.map(Self.text) ?? "")", sourceLocation: place)
  }

  private mutating func play(_ line: Substring, at place: SourceLocation) throws {
    let words = line.dropFirst(2).split(separator: " ", maxSplits: 2).map(String.init)
    if line.hasPrefix("> ") {
      send(try Self.sent(words))
    } else if line.hasPrefix("= ") {
      let answer = try JSONValue(parsing: words.dropFirst().joined(separator: " "))
      send(["id": .string(words[0]), "result": answer])
    } else if line.hasPrefix("< ") {
      settle()
      let wanted = try Self.expected(words)
      let got = next()
      let isWanted = got.map { Self.matches($0, wanted) } ?? false
      #expect(
        isWanted, "\(line)\ngot \(got.map(Self.text) ?? "nothing")", sourceLocation: place)
    }
  }

  // MARK: The loop

  private mutating func send(_ message: JSONValue) {
    hasSent = true
    loop.receive(Frame.bytes(ofBody: Array(Self.text(message).utf8)))
  }

  private mutating func settle() {
    guard hasSent else { return }
    hasSent = false
    repeat { loop.work() } while loop.hasWork
    loop.settle()
    reader.append(loop.takeOutput())
  }

  private mutating func next() -> JSONValue? {
    guard case .body(let body)? = reader.next() else { return nil }
    return try? JSONValue(parsing: body)
  }

  // MARK: Lines

  private static func sent(_ words: [String]) throws -> JSONValue {
    if let id = Int(words[0]) {
      let params = words.count > 2 ? try JSONValue(parsing: words[2]) : .null
      return ["id": .integer(id), "method": .string(words[1]), "params": params]
    }
    let params = words.dropFirst().joined(separator: " ")
    return ["method": .string(words[0]), "params": try JSONValue(parsing: params)]
  }

  private static func expected(_ words: [String]) throws -> JSONValue {
    let rest = words.dropFirst()
    guard let id = Int(words[0]) else {
      let params = try JSONValue(parsing: rest.joined(separator: " "))
      return ["method": .string(words[0]), "params": params]
    }
    let isError = rest.first == "error"
    let value = try JSONValue(
      parsing: (isError ? rest.dropFirst() : rest).joined(separator: " "))
    return ["id": .integer(id), isError ? "error" : "result": value]
  }

  private static func matches(_ got: JSONValue, _ wanted: JSONValue) -> Bool {
    switch (got, wanted) {
    case (_, .string("…")): true
    case (.object(let got), .object(let wanted)):
      wanted.members.allSatisfy { member in
        got[member.name].map { matches($0, member.value) } ?? (member.value == "absent")
      }
    case (.array(let got), .array(let wanted)):
      got.count == wanted.count && zip(got, wanted).allSatisfy(matches)
    case (.string(let got), .string(let wanted)): matches(got, wanted)
    default: got == wanted
    }
  }

  private static func matches(_ got: String, _ wanted: String) -> Bool {
    let pieces = wanted.split(separator: "…", omittingEmptySubsequences: false)
    guard pieces.count > 1 else { return got == wanted }
    guard got.hasPrefix(pieces[0]), got.hasSuffix(pieces[pieces.count - 1]) else { return false }
    var rest = got[...]
    for piece in pieces where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  private static func text(_ json: JSONValue) -> String {
    var writer = JSONWriter()
    writer.value(json)
    return writer.text
  }

  private static func jsonString(_ value: String) -> String { text(.string(value)) }
}
