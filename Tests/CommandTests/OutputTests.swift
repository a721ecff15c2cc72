import JSONText
import TestSupport
import Testing

@Suite struct OutputTests {
  @Test func jsonIsJSON() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "b.yaml": Configs.other])
    let outcome = try Program.run(["check", "--format", "json", "."], in: folder)
    let json = try JSONValue(parsing: outcome.output)
    #expect(json["schema_version"]?.int == 1)
    #expect(json["tool"]?["name"]?.string == "trainlint")
    #expect(json["files"]?.array?.count == 1)
    #expect(json["skipped"]?[0]?["path"]?.string == "b.yaml")
    #expect(json["summary"]?["files"]?.int == 1)
    let plan = try Program.run(["plan", "--format", "json", "a.yaml"], in: folder)
    #expect(try JSONValue(parsing: plan.output)["plans"]?.array?.count == 1)
  }

  @Test func jsonLinesAreJSONEach() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "b.yaml": Configs.loud])
    let outcome = try Program.run(["check", "--format", "jsonl", "."], in: folder)
    let lines = outcome.text.split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines { #expect(try JSONValue(parsing: String(line))["path"] != nil) }
  }

  @Test func theNumberOfThreadsChangesNoByte() throws {
    var files: [String: String] = [:]
    for number in 0..<150 {
      files["\(number % 7)/\(number).yaml"] = number % 3 == 0 ? Configs.loud : Configs.quiet
    }
    let folder = try TemporaryFolder(files)
    for format in Program.formats {
      let one = try Program.run(["check", "--jobs", "1", "--format", format, "."], in: folder)
      let eight = try Program.run(["check", "--jobs", "8", "--format", format, "."], in: folder)
      #expect(one.code == 1)
      #expect(one.output == eight.output, "\(format)")
    }
  }

  @Test func coloursComeOnlyWhenAskedFor() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let plain = try Program.run(["check", "a.yaml"], in: folder)
    #expect(!plain.output.contains(0x1B))
    let always = try Program.run(
      ["check", "--color", "always", "a.yaml"], in: folder, environment: ["TERM=xterm"])
    #expect(always.output.contains(0x1B))
    let forbidden = try Program.run(
      ["check", "a.yaml"], in: folder, environment: ["TERM=xterm", "NO_COLOR=1"])
    #expect(forbidden.output == plain.output)
  }

  @Test func controlCharactersNeverReachTheTerminal() throws {
    let folder = try TemporaryFolder([:])
    let escape = "\u{1B}]0;x\u{7}\u{1B}[31m"
    let name = "a\u{1B}[2J\u{202E}b.yaml"
    try folder.write(
      Configs.loud + "\"\(escape)\": \"\\e[31m\u{9B}31m\"\n# \(escape)\ntrain_iters: \(escape)\n",
      to: name)
    for arguments in [["check", "."], ["check", "--format", "concise", "."], ["plan", name]] {
      let outcome = try Program.run(arguments, in: folder)
      let text = outcome.text + outcome.errorText
      let raw = text.unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}"
      }
      #expect(raw.isEmpty, "\(arguments)")
    }
  }

  @Test func outputThatCannotBeWrittenIsAnError() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "b.yaml": Configs.quiet])
    for arguments in [["check", "a.yaml"], ["check", "b.yaml"], ["plan", "a.yaml"]] {
      let outcome = try Program.run(arguments, in: folder, output: "/dev/full")
      #expect(outcome.code == 2, "\(arguments)")
      #expect(outcome.errorText.hasPrefix("trainlint: standard output: "), "\(arguments)")
    }
  }
}
