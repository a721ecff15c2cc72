import Engine
import SourceText
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct FileWalkTests {
  /// A work tree with an anchored pattern at its root, gone when `body` returns.
  private func inWorkTree(_ body: (String) -> Void) throws {
    let root = "/tmp/trainlint-walk-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let folders = ["", "/.git", "/configs", "/configs/deep", "/configs/out"]
    for folder in folders { try #require(mkdir(root + folder, 0o700) == 0) }
    let files = ["/configs/a.yaml", "/configs/out/b.yaml", "/configs/deep/c.yaml"]
    for file in files { try write("a: 1\n", to: root + file) }
    try write("/configs/out/\n/configs/deep/c.yaml\n", to: root + "/.gitignore")
    defer {
      for file in files + ["/.gitignore"] { unlink(root + file) }
      for folder in folders.reversed() { rmdir(root + folder) }
    }
    body(root)
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
  }

  @Test(arguments: ["/configs", "/configs/", "/configs//", "/./configs", "//configs/."])
  func anchoredPatternsOfTheWorkTreeHold(spelling: String) throws {
    try inWorkTree { root in
      let found = FileWalk.files(in: [root + spelling])
      #expect(found.files.map(\.path) == [root + "/configs/a.yaml"])
      #expect(found.problems.isEmpty)
    }
  }

  /// dstack looks for a hidden file by itself.
  @Test func aLaunchersOwnHiddenFileIsTaken() throws {
    let folder = try TemporaryFolder([
      ".dstack.yml": "a: 1", ".other.yml": "a: 1", "deep/.dstack.yaml": "",
    ])
    let found = FileWalk.files(in: [folder.path]).files.map {
      String($0.path.dropFirst(folder.path.utf8.count))
    }
    #expect(found == ["/.dstack.yml", "/deep/.dstack.yaml"])
  }

  @Test func absentAndUnreadableFoldersAreNamed() throws {
    try inWorkTree { root in
      #expect(
        FileWalk.files(in: [root + "/none"]).problems == [
          "\(root)/none: no such file or folder"
        ])
      chmod(root + "/configs/deep", 0)
      let problems = FileWalk.files(in: [root + "/configs/deep"]).problems
      // The superuser may list every folder.
      #expect(problems.count == (getuid() == 0 ? 0 : 1))
      chmod(root + "/configs/deep", 0o700)
    }
  }

  @Test(.timeLimit(.minutes(10))) func manyDeepStarsEnd() {
    let pattern = String(repeating: "**/", count: 100_000) + "x"
    #expect(!Glob(pattern).matches("a/b/c"))
  }
}
