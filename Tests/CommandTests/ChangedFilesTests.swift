import JSONText
import TestSupport
import Testing

/// `--changed`, `--show-files` and the other ways to say which texts are read.
@Suite struct ChangedFilesTests {
  private func git(_ arguments: String, in folder: TemporaryFolder) throws {
    let identity = "-c user.name=a -c user.email=a@example.org -c commit.gpgsign=false"
    let outcome = try Program.shell("git \(identity) \(arguments)", in: folder)
    #expect(outcome.code == 0, "\(outcome.errorText)")
  }

  private func listed(_ arguments: [String], in folder: TemporaryFolder) throws -> [String] {
    let outcome = try Program.run(["check", "--show-files"] + arguments, in: folder)
    #expect(outcome.code == 0, "\(outcome.errorText)")
    return outcome.text.split(separator: "\n").map(String.init)
  }

  private func repository() throws -> TemporaryFolder {
    let folder = try TemporaryFolder([
      "a.yaml": Configs.quiet, "b.yaml": Configs.quiet, "deep/c.yaml": Configs.quiet,
      "gone.yaml": Configs.quiet, ".gitignore": "ignored.yaml\n",
    ])
    try git("init -q -b main .", in: folder)
    try git("add -A", in: folder)
    try git("commit -q -m one", in: folder)
    return folder
  }

  @Test func onlyWhatChangedIsRead() throws {
    let folder = try repository()
    #expect(try listed(["--changed", "."], in: folder) == [])
    try folder.write(Configs.loud, to: "a.yaml")
    try folder.write(Configs.loud, to: "deep/c.yaml")
    try folder.write(Configs.loud, to: "new é.yaml")
    try folder.write(Configs.loud, to: "ignored.yaml")
    folder.remove("gone.yaml")
    try git("add a.yaml", in: folder)
    let changed = ["a.yaml", "deep/c.yaml", "new é.yaml"]
    #expect(try listed(["--changed"], in: folder) == changed)
    #expect(try listed(["--changed", "deep"], in: folder) == ["deep/c.yaml"])
    #expect(try listed(["--changed", "a.yaml", "b.yaml"], in: folder) == ["a.yaml"])
    #expect(try listed(["--changed=HEAD", "."], in: folder) == changed)
    let outcome = try Program.run(["check", "--changed"], in: folder)
    #expect(outcome.code == 1)
  }

  /// What happened on the base since then is no change of this branch.
  @Test func aBaseIsWhereTheBranchLeftIt() throws {
    let folder = try repository()
    try git("checkout -q -b work", in: folder)
    try folder.write(Configs.loud, to: "b.yaml")
    try git("commit -q -am two", in: folder)
    try git("checkout -q main", in: folder)
    try folder.write(Configs.loud, to: "a.yaml")
    try git("commit -q -am three", in: folder)
    try git("checkout -q work", in: folder)
    #expect(try listed(["--changed=main"], in: folder) == ["b.yaml"])
    #expect(try listed(["--changed"], in: folder) == [])
  }

  @Test func whatGitDoesNotKnowIsAnError() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let outside = try Program.run(
      ["check", "--changed"], in: folder, environment: ["GIT_CEILING_DIRECTORIES=/tmp"])
    #expect(outside.code == 2)
    #expect(outside.output.isEmpty || outside.text.hasPrefix("no findings"))
    let repository = try repository()
    for base in ["no-such-branch", "--output=x"] {
      let outcome = try Program.run(["check", "--changed=\(base)"], in: repository)
      #expect(outcome.code == 2, "\(base)")
      #expect(outcome.errorText.contains("trainlint: --changed: "))
    }
    let without = try Program.run(
      ["check", "--changed"], in: repository, environment: ["PATH=/nonexistent"])
    #expect(without.code == 2)
    #expect(without.errorText.contains("git cannot be started"))
  }

  @Test func programsThatARepositoryNamesAreNotRun() throws {
    let folder = try repository()
    try git("config core.fsmonitor ./trap.sh", in: folder)
    try git("config diff.external ./trap.sh", in: folder)
    try folder.write("#!/bin/sh\ntouch trapped\n", to: "trap.sh")
    #expect(try Program.shell("chmod +x trap.sh", in: folder).code == 0)
    try folder.write(Configs.loud, to: "a.yaml")
    #expect(try listed(["--changed"], in: folder) == ["a.yaml"])
    #expect(SharedFolder.contents(of: "\(folder.path)/trapped") == nil)
  }

  @Test func pathsMayComeFromStandardInput() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "b c.yaml": Configs.loud])
    let outcome = try Program.run(
      ["check", "--show-files", "--files-from", "-"], input: Array("b c.yaml\r\n\n".utf8),
      in: folder)
    #expect(outcome.text == "b c.yaml\n")
  }

  // MARK: JSON Lines

  private func line(_ path: String, _ content: String) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("path", path)
      json.member("content", content)
    }
    return json.text + "\n"
  }

  @Test func everyLineHasItsAnswer() throws {
    let folder = try TemporaryFolder([:])
    let input =
      line("a.yaml", Configs.loud) + "{\"path\": \"b\"}\n" + line("c.yaml", Configs.other)
      + "nonsense\n" + line("a.yaml", Configs.quiet)
    let arguments = ["--input-format", "jsonl"]
    let check = try Program.run(["check"] + arguments, input: Array(input.utf8), in: folder)
    #expect(check.code == 2)
    #expect(check.complaints == [])
    let answers = try check.text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    #expect(answers.map { $0["path"]?.string } == ["a.yaml", "b", "c.yaml", nil, "a.yaml"])
    #expect(answers.map { $0["findings"]?.array?.count } == [1, nil, 0, nil, 0])
    #expect(answers.map { $0["error"] != nil } == [false, true, false, true, false])
    #expect(answers[2]["skipped"]?.string == "no training config")
    let plan = try Program.run(["plan"] + arguments, input: Array(input.utf8), in: folder)
    let plans = try plan.text.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
    #expect(plans.map { $0.array?.count } == [1, nil, 0, nil, 1])
    #expect(plans[0][0]?["quantities"]?["layers"]?["value"]?.int == 32)
    let loud = Array(line("a.yaml", Configs.loud).utf8)
    #expect(try Program.run(["check"] + arguments, input: loud, in: folder).code == 1)
    #expect(try Program.run(["plan"] + arguments, input: loud, in: folder).code == 0)
  }

  @Test func aLinesAnswerIsTheObjectOfJSONLines() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let file = try Program.run(["check", "--format", "jsonl", "a.yaml"], in: folder)
    let input = Array(line("a.yaml", Configs.loud).dropLast().utf8)
    let answer = try Program.run(["check", "--input-format", "jsonl"], input: input, in: folder)
    #expect(answer.output == file.output)
  }
}
