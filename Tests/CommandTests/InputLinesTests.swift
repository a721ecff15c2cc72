import JSONText
import TestSupport
import Testing

/// `--input-format jsonl`: a line in, a line out, whatever the line holds.
@Suite(.timeLimit(.minutes(10))) struct InputLinesTests {
  private static let arguments = ["--input-format", "jsonl", "--no-config"]

  private static func line(_ path: String, _ content: String) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("path", path)
      json.member("content", content)
    }
    return json.bytes
  }

  private static func brackets(_ count: Int) -> String { String(repeating: "[", count: count) }

  /// Lines that hold no request, and the start of what each is told.
  private static let refused: [(line: [UInt8], words: String)] = [
    ([], "an empty line"), (Array(" \t\r".utf8), "an empty line"),
    (Array("nonsense".utf8), "no JSON: "), (Array(brackets(200_000).utf8), "no JSON: nested"),
    (Array("{\"path\": \"a\", \"content\": \"x".utf8), "no JSON: unexpected end"),
    (Array("{\"path\": \"a\", \"content\": \"\0\"}".utf8), "no JSON: unescaped control"),
    (Array("{\"path\": \"a\", \"content\": \"".utf8) + [0xFF] + Array("\"}".utf8), "no UTF-8"),
    (Array("[\"path\", \"content\"]".utf8), "no path"), (Array("7".utf8), "no path"),
    (Array("{\"content\": \"a: 1\"}".utf8), "no path"),
    (Array("{\"path\": 1e999999, \"content\": \"a: 1\"}".utf8), "no path"),
    (Array("{\"path\": \"p\"}".utf8), "no content"),
    (Array("{\"path\": \"p\", \"content\": null}".utf8), "no content"),
    (
      Array(("{\"path\": \"p\", \"content\": " + String(repeating: "9", count: 9_999) + "}").utf8),
      "no content"
    ),
  ]

  /// Texts that no framework reads, as contents.
  private static let hostile: [String] = [
    brackets(200_000), String(repeating: "a: {", count: 50_000), "a\0b: 1\0", "\u{FEFF}\u{FEFF}",
    String(repeating: "&a [*a, *a]\n", count: 2_000), String(repeating: "- \n", count: 100_000),
  ]

  private func answers(
    _ command: String, _ lines: [[UInt8]], ending: [UInt8] = [0x0A], _ more: [String] = []
  ) throws -> (code: Int, answers: [JSONValue]) {
    let folder = try TemporaryFolder([:])
    let input = Array(lines.joined(separator: [0x0A])) + ending
    let outcome = try Program.run([command] + Self.arguments + more, input: input, in: folder)
    #expect(outcome.complaints == [])
    #expect(outcome.output.last == 0x0A)
    let parts = outcome.output.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    return (outcome.code, try parts.map { try JSONValue(parsing: Array($0)) })
  }

  @Test(arguments: [("check", ["--jobs", "1"]), ("check", ["--jobs", "2"]), ("plan", [])])
  func aPoisonedLineCostsOnlyItself(command: String, more: [String]) throws {
    let good = Self.line("good.yaml", Configs.loud)
    let expected = try answers(command, [good], more).answers
    let bad = Self.refused.map(\.line) + Self.hostile.map { Self.line("bad.yaml", $0) }
    let (code, all) = try answers(command, [good] + bad.flatMap { [$0, good] }, more)
    #expect(code == 2)
    try #require(all.count == 2 * bad.count + 1)
    for place in stride(from: 0, to: all.count, by: 2) { #expect(all[place] == expected[0]) }
    for (number, refused) in Self.refused.enumerated() {
      let words = all[2 * number + 1]["error"]?.string ?? "none"
      #expect(words.hasPrefix(refused.words), "\(words)")
    }
    for place in stride(from: 2 * Self.refused.count + 1, to: all.count, by: 2) {
      #expect(command == "plan" ? all[place].array == [] : all[place]["path"] == "bad.yaml")
    }
  }

  @Test func theLastOfTwoMembersCounts() throws {
    let line = Array("{\"path\": \"a\", \"content\": \"\", \"path\": \"b\"}".utf8)
    let (code, all) = try answers("check", [line])
    #expect(code == 0)
    #expect(all.map { $0["path"] } == ["b"])
  }

  @Test func linesMayEndAsTheyLike() throws {
    let line = Self.line("a.yaml", Configs.loud)
    for ending: [UInt8] in [[], [0x0A], [0x0D], [0x0D, 0x0A]] {
      let (code, all) = try answers("check", [line + [0x0D], line], ending: ending)
      #expect(code == 1)
      #expect(all.map { $0["findings"]?.array?.count } == [1, 1])
    }
  }

  @Test(arguments: ["1", "2", "0", "7"]) func answersKeepTheOrder(jobs: String) throws {
    let texts = [Configs.loud, Configs.quiet, Configs.other, Self.brackets(3_000)]
    let names = (0..<600).map { "configs/\($0).yaml" }
    let lines = names.enumerated().map { Self.line($1, texts[$0 % texts.count]) }
    let all = try answers("check", lines, ["--jobs", jobs]).answers
    #expect(all.map { $0["path"]?.string } == names)
  }

  /// A program that waits for each answer before it asks again must not wait for ever.
  @Test(arguments: ["check", "check --jobs 2", "plan"])
  func everyAnswerComesAtOnce(command: String) throws {
    let folder = try TemporaryFolder([:])
    try folder.write(Self.line("a.yaml", Configs.loud) + [0x0A], to: "line")
    let script = """
      mkfifo in out
      timeout 60 \(Program.path) \(command) --input-format jsonl --no-config <in >out &
      exec 3>in 4<out
      for turn in 1 2 3; do cat line >&3; read -r answer <&4 && echo "$turn $answer"; done
      exec 3>&-
      wait
      """
    let outcome = try Program.shell(script, in: folder)
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.map { String($0.prefix(2)) } == ["1 ", "2 ", "3 "])
    #expect(lines.allSatisfy { $0.contains("\"a.yaml\"") })
  }

  @Test func aReaderThatGoesEndsTheAnswers() throws {
    let folder = try TemporaryFolder([:])
    let line = Self.line("a.yaml", Configs.loud) + [0x0A]
    try folder.write(Array((0..<2_000).map { _ in line }.joined()), to: "lines")
    let words = "check --input-format jsonl --no-config <lines"
    let script = "(\(Program.path) \(words); echo $? >code) | head -c 1 >/dev/null; cat code"
    let outcome = try Program.shell(script, in: folder)
    #expect(outcome.text == "141\n")
    #expect(outcome.complaints == [])
  }

  /// Each line lies in folders of its own, in which settings are looked for.
  @Test func memoryDoesNotGrowWithTheLines() throws {
    func peak(_ count: Int) throws -> Int {
      let folders = String(repeating: String(repeating: "f", count: 99) + "/", count: 12)
      let lines = (0..<count).map { Self.line("\($0)/\(folders)a.yaml", "a: 1\n") }
      let input = Array(lines.joined(separator: [0x0A]))
      let words = ["check", "--input-format", "jsonl", "--jobs", "1"]
      return try Program.run(words, input: input, in: TemporaryFolder([:])).peakMemory
    }
    #expect(try peak(4_000) < peak(1_000) + 12_000_000)
  }

  // MARK: Plans beside the findings

  @Test func plansStandBesideTheFindings() throws {
    let lines = [Self.line("a.yaml", Configs.loud), Self.line("b.yaml", "a: 1\n")]
    let with = try answers("check", lines, ["--with-plans"]).answers
    let plain = try answers("check", lines).answers
    let plans = try answers("plan", lines).answers
    #expect(plain.allSatisfy { $0["plans"] == nil })
    #expect(with.map { $0["findings"] } == plain.map { $0["findings"] })
    #expect(with[1]["plans"]?.array == [])
    let (known, whole) = (with[0]["plans"]?[0], plans[0][0])
    for name in ["document", "dialect", "regime", "laws"] {
      #expect(known?[name] != nil && known?[name] == whole?[name], "\(name)")
    }
    let members = whole?["quantities"]?.object?.members ?? []
    let given = members.filter { $0.value["value"]?.isNull == false }
    let brief = known?["quantities"]?.object?.members ?? []
    #expect(brief.map(\.name) == given.map(\.name))
    #expect(brief.map { $0.value["value"] } == given.map { $0.value["value"] })
    #expect(brief.map { $0.value["certainty"] } == given.map { $0.value["certainty"] })
  }

  @Test func plansAreForLinesOnly() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let outcome = try Program.run(["check", "--with-plans", "a.yaml"], in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.errorText.contains("--with-plans"))
  }
}
