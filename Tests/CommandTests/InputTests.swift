import JSONText
import TestSupport
import Testing

@Suite struct InputTests {
  @Test func standardInputIsReadUnderAName() throws {
    let folder = try TemporaryFolder([:])
    let input = Array(Configs.loud.utf8)
    let plain = try Program.run(["check", "-"], input: input, in: folder)
    #expect(plain.code == 1)
    #expect(plain.text.hasPrefix("<stdin>:"))
    let named = try Program.run(
      ["check", "--stdin-filename", "conf/run.yml", "-"], input: input, in: folder)
    #expect(named.text.hasPrefix("conf/run.yml:"))
  }

  @Test func aWalkHonoursIgnoreFilesAndHiddenNames() throws {
    let folder = try TemporaryFolder([
      ".gitignore": "/out/\n*.generated.yaml\n!kept.generated.yaml\n",
      "a.yaml": Configs.loud, "out/b.yaml": Configs.loud, "deep/out/c.yaml": Configs.loud,
      "d.generated.yaml": Configs.loud, "kept.generated.yaml": Configs.loud,
      ".hidden/e.yaml": Configs.loud, "deep/.gitignore": "f.yaml\n", "deep/f.yaml": Configs.loud,
      "f.yaml": Configs.loud, "notes.txt": Configs.loud,
    ])
    let found = ["a.yaml", "deep/out/c.yaml", "f.yaml", "kept.generated.yaml"]
    #expect(try paths(["check", "."], in: folder) == found)
    #expect(try paths(["check"], in: folder) == found)
    #expect(try paths(["check", "deep", "deep/out/c.yaml"], in: folder) == ["deep/out/c.yaml"])
  }

  @Test func pathsMayComeFromAFile() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "b.yaml": Configs.loud])
    try folder.write("b.yaml\n", to: "list.txt")
    #expect(try paths(["check", "--files-from", "list.txt"], in: folder) == ["b.yaml"])
  }

  @Test func aMissingListIsNamed() throws {
    let folder = try TemporaryFolder([:])
    let outcome = try Program.run(["check", "--files-from", "absent.txt"], in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.errorText.contains("absent.txt"))
  }

  @Test func aPatchLeavesTheExitCodeOfTheFileOnDisk() throws {
    let text = "num_layers: 12\nhidden_size: 768\nseq_length: 64\ntrain_iters: 1e5\n"
    let folder = try TemporaryFolder(["a.yaml": text])
    let plain = try Program.run(["check", "a.yaml"], in: folder)
    let patch = try Program.run(["check", "--diff", "--unsafe-fixes", "a.yaml"], in: folder)
    #expect(plain.code == 1, "\(plain.text)")
    #expect(patch.code == 1)
    #expect(patch.text.hasPrefix("--- a/a.yaml\n"))
  }

  @Test func linksThatLeadInCirclesEnd() throws {
    let folder = try TemporaryFolder(["a/a.yaml": Configs.loud])
    folder.link("a/loop", to: "..")
    #expect(try paths(["check", "."], in: folder) == ["a/a.yaml"])
  }

  private func paths(_ arguments: [String], in folder: TemporaryFolder) throws -> [String] {
    let outcome = try Program.run(arguments + ["--format", "json"], in: folder)
    let json = try JSONValue(parsing: outcome.output)
    return json["files"]?.array?.compactMap { $0["path"]?.string } ?? []
  }
}
