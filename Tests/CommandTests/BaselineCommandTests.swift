import JSONText
import TestSupport
import Testing

/// A gate on a project that has findings already.
@Suite struct BaselineCommandTests {
  private static let gate = ["check", "--baseline", "known.json", "--format", "concise"]

  private func write(_ folder: TemporaryFolder, _ more: [String] = []) throws {
    let outcome = try Program.run(Self.gate + ["--write-baseline", "."] + more, in: folder)
    #expect(outcome.code == 0, "\(outcome.errorText)")
    #expect(outcome.output == [])
  }

  private func text(_ folder: TemporaryFolder, _ name: String = "known.json") -> String {
    String(decoding: SharedFolder.contents(of: "\(folder.path)/\(name)") ?? [], as: UTF8.self)
  }

  @Test func whatIsKnownFailsNothingAndWhatIsNewDoes() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "deep/b.yaml": Configs.loud])
    #expect(try Program.run(Self.gate + ["."], in: folder).code == 2)
    try write(folder)
    #expect(try Program.run(Self.gate + ["."], in: folder).code == 0)
    try folder.write(Configs.loud, to: "c.yaml")
    let outcome = try Program.run(Self.gate + ["."], in: folder)
    #expect(outcome.code == 1)
    #expect(outcome.text.split(separator: "\n").allSatisfy { $0.hasPrefix("c.yaml:") })
  }

  @Test func movedLinesAndChangedNumbersStayKnown() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    try write(folder)
    let before = text(folder)
    let above = String(repeating: "# another line\n", count: 50)
    let other = Configs.loud.replacing("train_iters: 10000", with: "train_iters: 9000")
    try folder.write(above + other, to: "a.yaml")
    let outcome = try Program.run(Self.gate + ["."], in: folder)
    #expect(outcome.code == 0)
    #expect(outcome.complaints == [])
    #expect(text(folder) == before)
  }

  @Test func itIsSortedAndHasOneEntryALine() throws {
    let folder = try TemporaryFolder(["b.yaml": Configs.loud, "a.yaml": Configs.loud])
    try write(folder)
    let entries = text(folder).split(separator: "\n").filter { $0.contains("\"rule\"") }
    #expect(entries.count >= 2)
    #expect(entries.map { String($0) } == entries.map { String($0) }.sorted())
    let json = try JSONValue(parsing: text(folder))
    #expect(json["schema_version"]?.int == 1)
    #expect(json["findings"]?.array?.count == entries.count)
    #expect(json["findings"]?[0]?["key"]?.string == "train_iters")
  }

  @Test func entriesWithoutAFindingAreNamedAndLeave() throws {
    let folder = try TemporaryFolder([
      "a.yaml": Configs.loud, "b.yaml": Configs.loud, "c.yaml": Configs.loud,
    ])
    try write(folder)
    try folder.write(Configs.quiet, to: "a.yaml")
    folder.remove("b.yaml")
    let outcome = try Program.run(Self.gate + ["a.yaml"], in: folder)
    #expect(outcome.code == 0)
    #expect(outcome.errorText.contains("no longer found: a.yaml train_iters"))
    #expect(outcome.errorText.contains("no longer found: b.yaml"))
    #expect(!text(folder).contains("a.yaml"))
    #expect(!text(folder).contains("b.yaml"))
    #expect(text(folder).contains("c.yaml"))
    let again = try Program.run(Self.gate + ["."], in: folder)
    #expect(again.complaints == [])
    // It never grows by itself.
    try folder.write(Configs.loud, to: "a.yaml")
    #expect(try Program.run(Self.gate + ["."], in: folder).code == 1)
    #expect(!text(folder).contains("a.yaml"))
  }

  @Test func aRunWithOtherOptionsTakesNothingOut() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    try write(folder)
    let before = text(folder)
    let outcome = try Program.run(
      Self.gate + ["--ignore", "undertrained-large-model,tokens-per-parameter", "."], in: folder)
    #expect(outcome.code == 0)
    #expect(outcome.errorText.contains("not changed"))
    #expect(text(folder) == before)
  }

  @Test func aFileThatCannotBeReadToItsEndKeepsItsEntries() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    try write(folder)
    let before = text(folder)
    try folder.write("seq_length: [\n" + Configs.loud, to: "a.yaml")
    _ = try Program.run(Self.gate + ["a.yaml"], in: folder)
    #expect(text(folder) == before)
  }

  @Test func pathsCountFromTheFolderOfTheBaseline() throws {
    let folder = try TemporaryFolder(["conf/a.yaml": Configs.loud, "ci/.keep": ""])
    let write = ["check", "--baseline", "ci/known.json", "--write-baseline", "conf"]
    #expect(try Program.run(write, in: folder).code == 0)
    #expect(text(folder, "ci/known.json").contains("\"../conf/a.yaml\""))
    for arguments in [
      ["check", "--baseline", "ci/known.json", "./conf/a.yaml"],
      ["check", "--baseline", "\(folder.path)/ci/known.json", "\(folder.path)/conf"],
    ] { #expect(try Program.run(arguments, in: folder).code == 0) }
  }

  @Test func formatsTellWhatIsKnown() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    try write(folder)
    let arguments = ["check", "--baseline", "known.json", "--format", "json", "."]
    let json = try JSONValue(parsing: Program.run(arguments, in: folder).output)
    #expect(json["files"]?[0]?["findings"]?[0]?["in_baseline"]?.bool == true)
    #expect(json["summary"]?["warning"]?.int == 0)
    #expect(json["summary"]?["in_baseline"]?.int == 1)
  }

  @Test(arguments: [
    "", "{}", "[1]", "{\"schema_version\": 2, \"findings\": []}",
    "{\"schema_version\": 1, \"findings\": [{\"path\": \"a\"}]}", "{\"schema_version\"",
  ])
  func whatIsNoBaselineIsRefused(content: String) throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "known.json": content])
    let outcome = try Program.run(Self.gate + ["a.yaml"], in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.errorText.contains("known.json"))
    #expect(text(folder) == content)
  }

  @Test func optionsThatDoNotGoTogetherAreRefused() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    for arguments in [
      ["check", "--write-baseline", "."], Self.gate + ["--write-baseline", "--fix", "."],
      Self.gate + ["--add-ignore", "why", "."], ["check", "--add-ignore", " ", "."],
      ["check", "--add-ignore", "two\nlines", "."],
    ] { #expect(try Program.run(arguments, in: folder).code == 2, "\(arguments)") }
    #expect(text(folder, "a.yaml") == Configs.loud)
  }
}
