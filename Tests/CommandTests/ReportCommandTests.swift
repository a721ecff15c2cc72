import JSONText
import TestSupport
import Testing

/// `trainlint report` as it is called: what it reads, where it writes, how it ends.
@Suite struct ReportCommandTests {
  private func folder() throws -> TemporaryFolder {
    try TemporaryFolder([
      "a/loud.yml": Configs.loud, "a/quiet.yml": Configs.quiet, "a/other.yml": Configs.other,
    ])
  }

  private func text(_ name: String, in folder: TemporaryFolder) -> String? {
    SharedFolder.contents(of: "\(folder.path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func onePageOfAFolder() throws {
    let folder = try folder()
    let outcome = try Program.run(
      ["report", "a", "-o", "out.html", "--title", "Our <runs>"], in: folder)
    // What is found is for check to fail on.
    #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.complaints.isEmpty)
    let page = try #require(text("out.html", in: folder))
    #expect(page.contains("<title>Our &lt;runs&gt;</title>"))
    #expect(page.contains("1 warning in 2 training configs (1 other file skipped)"))
    #expect(page.contains("undertrained-large-model"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(try Program.shell("ls", in: folder).text == "a\nout.html\n")
  }

  @Test(arguments: ["html", "json", "vega-lite"])
  func theSameBytesForEveryNumberOfThreads(format: String) throws {
    let files = (0..<70).map { ("run-\($0).yml", Configs.loud) }
    let folder = try TemporaryFolder(Dictionary(uniqueKeysWithValues: files))
    let outputs = try ["1", "3"].map {
      try Program.run(["report", "--format", format, "--jobs", $0], in: folder).output
    }
    #expect(outputs[0] == outputs[1] && outputs[0].count > 1_000)
  }

  @Test func inputIsThatOfPlan() throws {
    let folder = try folder()
    try folder.write("a/quiet.yml\n", to: "list")
    let arguments = [
      "report", "-", "--stdin-filename", "in.yml", "--files-from", "list", "--fact",
      "vocabulary_size=50304", "--format", "json", "--no-config",
    ]
    let outcome = try Program.run(arguments, input: Array(Configs.loud.utf8), in: folder)
    #expect(outcome.code == 0)
    let json = try JSONValue(parsing: outcome.output)
    #expect(json["plans"]?.array?.compactMap { $0["path"]?.string } == ["in.yml", "a/quiet.yml"])
    // The other says nothing of its batch.
    #expect(json["chart"]?["runs"]?.array?.count == 1)
    let rows = json["plans"]?.array?.map { $0["quantities"]?["vocabulary_size"]?["value"]?.int }
    #expect(rows == [50_304, 50_304])
    #expect(json["summary"]?["files"]?.int == 2)
  }

  @Test func whatCannotBeReadIsToldAndTheRestWritten() throws {
    let folder = try folder()
    let outcome = try Program.run(["report", "a", "gone.yml", "-o", "out.html"], in: folder)
    #expect(outcome.code == 2 && outcome.errorText.contains("gone.yml"))
    let page = try #require(text("out.html", in: folder))
    #expect(page.contains("Not read") && page.contains("gone.yml"))
    #expect(page.contains("loud.yml"))
  }

  @Test(arguments: [
    ["-o", "none/out.html"], ["-o", "a"], ["-o", ""], ["--format", "pdf"],
    ["--input-format", "jsonl"], ["--fact", "x=1"],
  ])
  func whatCannotBeDoneIsToldFirst(arguments: [String]) throws {
    let folder = try folder()
    let outcome = try Program.run(["report", "a"] + arguments, in: folder)
    #expect(outcome.code == 2 && outcome.output.isEmpty && !outcome.errorText.isEmpty)
    #expect(try Program.shell("ls", in: folder).text == "a\n")
  }

  @Test func aFullDiskIsTold() throws {
    let outcome = try Program.run(["report", "a"], in: try folder(), output: "/dev/full")
    #expect(outcome.code == 2 && outcome.errorText.contains("no space left"))
  }
}
