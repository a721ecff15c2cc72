import Engine
import JSONText
import LanguageServer
import LanguageServerProtocol
import TestSupport
import Testing

/// Settings as an editor meets them: open and half written, or changed on disk.
@Suite struct SettingsFileTests {
  /// A conversation, one message at a time.
  private struct Talk {
    private var loop: MessageLoop
    private var reader = MessageReader()

    init() {
      var options = LintOptions()
      options.settings = SettingsStore(.nearest, showsAbsolute: true)
      loop = MessageLoop(
        Host(
          linter: Linter(options), version: "0", rulePage: { _ in nil }, log: { _ in }))
      _ = say(["id": 1, "method": "initialize", "params": ["capabilities": [:]]])
      _ = say(["method": "initialized", "params": [:]])
    }

    /// Sends a message; gives what is published then, by file name: severity and message of each.
    mutating func say(_ message: JSONValue) -> [String: [String]] {
      var writer = JSONWriter()
      writer.value(message)
      loop.receive(Frame.bytes(ofBody: Array(writer.text.utf8)))
      loop.work()
      loop.settle()
      reader.append(loop.takeOutput())
      var published: [String: [String]] = [:]
      while case .body(let body)? = reader.next() {
        guard let json = try? JSONValue(parsing: body), let params = json["params"],
          let name = params["uri"]?.string?.split(separator: "/").last
        else { continue }
        published[String(name)] = params["diagnostics"]?.array?.map { diagnostic in
          "\(diagnostic["severity"]?.int ?? 0) \(diagnostic["message"]?.string ?? "")"
        }
      }
      return published
    }

    mutating func open(_ path: String, _ text: String) -> [String: [String]] {
      say([
        "method": "textDocument/didOpen",
        "params": [
          "textDocument": [
            "uri": .string("file://" + path), "languageId": "yaml", "version": 1,
            "text": .string(text),
          ]
        ],
      ])
    }

    mutating func change(_ path: String, _ text: String) -> [String: [String]] {
      say([
        "method": "textDocument/didChange",
        "params": [
          "textDocument": ["uri": .string("file://" + path), "version": 2],
          "contentChanges": [["text": .string(text)]],
        ],
      ])
    }
  }

  private static let off = "rules: {undertrained-large-model: off, tokens-per-parameter: off}\n"

  @Test func anOpenFileIsJudgedAndHoldsBeforeItIsSaved() throws {
    let folder = try TemporaryFolder([".trainlint.yaml": Self.off])
    var talk = Talk()
    let settings = folder.path + "/.trainlint.yaml"
    #expect(talk.open(folder.path + "/a.yml", Transcript.config) == ["a.yml": []])
    #expect(talk.open(settings, Self.off) == [".trainlint.yaml": []])
    let wrong = talk.change(settings, "rules: {undertrained-large-modle: off}\n")
    #expect(
      wrong == [
        ".trainlint.yaml": [
          "1 there is no rule undertrained-large-modle\n"
            + "help: did you mean undertrained-large-model?"
        ]
      ])
    let raised = talk.change(settings, "rules: {undertrained-large-model: error}\n")
    #expect(raised[".trainlint.yaml"] == [])
    #expect(raised["a.yml"]?.first?.hasPrefix("1 ") == true)
  }

  @Test func aWrongFileThatIsNotOpenIsMarkedUntilItIsMended() throws {
    let folder = try TemporaryFolder([".trainlint.yaml": "rulez: {}\n"])
    var talk = Talk()
    let first = talk.open(folder.path + "/a.yml", Transcript.config)
    #expect(
      first[".trainlint.yaml"] == ["1 there is no setting rulez\nhelp: did you mean rules?"])
    #expect(first["a.yml"]?.count == 1)
    try folder.write(Self.off, to: ".trainlint.yaml")
    let second = talk.change(folder.path + "/a.yml", Transcript.config + "\n")
    #expect(second == ["a.yml": [], ".trainlint.yaml": []])
  }
}
