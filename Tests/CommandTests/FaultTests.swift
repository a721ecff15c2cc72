import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files and streams that fail: a line that says which, the exit code that is documented, and never
/// half a file.
@Suite(.timeLimit(.minutes(10))) struct FaultTests {
  /// A file with a safe fix.
  private static let doubled = Configs.quiet + "train_iters: 143000\n"

  private func text(_ name: String, in folder: TemporaryFolder) -> String {
    String(decoding: SharedFolder.contents(of: "\(folder.path)/\(name)") ?? [], as: UTF8.self)
  }

  private func names(in folder: TemporaryFolder) throws -> [String] {
    try Program.shell("ls -A", in: folder).text.split(separator: "\n").map(String.init)
  }

  /// Runs the command as nobody, where these tests run as the superuser, who may read everything.
  private func unprivileged(
    _ arguments: String, in folder: TemporaryFolder
  ) throws -> Program.Outcome {
    let user = getuid() == 0 ? "setpriv --reuid 65534 --regid 65534 --clear-groups " : ""
    return try Program.shell("\(user)\(Program.path) \(arguments)", in: folder)
  }

  private static let canChangeUser =
    getuid() != 0
    || (try? Program.shell(
      "setpriv --reuid 65534 --regid 65534 --clear-groups \(Program.path) --version",
      in: TemporaryFolder()))?.code == 0

  @Test(.enabled(if: canChangeUser)) func unreadableFilesAndFoldersAreNamed() throws {
    let folder = try TemporaryFolder([
      "a.yaml": Configs.loud, "deep/b.yaml": Configs.loud, "shut/c.yaml": Configs.loud,
    ])
    let prepare = "chmod 755 . deep; chmod 644 a.yaml; chmod 0 deep/b.yaml shut"
    #expect(try Program.shell(prepare, in: folder).code == 0)
    let outcome = try unprivileged("check --format concise .", in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.text.hasPrefix("a.yaml:"))
    let lines = outcome.errorText.split(separator: "\n")
    #expect(
      lines == [
        "trainlint: shut: permission denied", "trainlint: deep/b.yaml: permission denied",
      ])
    #expect(try unprivileged("plan deep/b.yaml", in: folder).code == 2)
    _ = try Program.shell("chmod 755 shut", in: folder)
  }

  @Test(.enabled(if: canChangeUser)) func aFolderThatCannotBeWrittenKeepsItsFiles() throws {
    let folder = try TemporaryFolder(["a.yaml": Self.doubled])
    _ = try Program.shell("chmod 555 . && chmod 666 a.yaml", in: folder)
    let outcome = try unprivileged("check --fix a.yaml", in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.errorText == "trainlint: a.yaml: cannot be written: permission denied\n")
    #expect(text("a.yaml", in: folder) == Self.doubled)
    _ = try Program.shell("chmod 755 .", in: folder)
  }

  @Test func aReadOnlyFileIsNotFixed() throws {
    let folder = try TemporaryFolder(["a.yaml": Self.doubled])
    _ = try Program.shell("chmod 444 a.yaml", in: folder)
    let outcome = try Program.run(["check", "--fix", "a.yaml"], in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.errorText == "trainlint: a.yaml: cannot be written: read-only\n")
    #expect(outcome.text.contains("[duplicate-key]"))
    #expect(text("a.yaml", in: folder) == Self.doubled)
    #expect(try names(in: folder) == ["a.yaml"])
  }

  @Test func linksThatLeadNowhereAreNamed() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.quiet])
    folder.link("loop.yaml", to: "loop.yaml")
    folder.link("lost.yaml", to: "nothing")
    for name in ["loop.yaml", "lost.yaml"] {
      let outcome = try Program.run(["check", name], in: folder)
      #expect(outcome.code == 2)
      #expect(outcome.errorText.hasPrefix("trainlint: \(name): "))
    }
    #expect(try Program.run(["check", "."], in: folder).code == 0)
  }

  /// What cannot be written whole is not written at all.
  @Test func aFullDiskLeavesTheOldFile() throws {
    let folder = try TemporaryFolder(["a.yaml": Self.doubled])
    let line = "(trap '' XFSZ; ulimit -f 0; \(Program.path) check --fix a.yaml 2>&1; echo $?) | cat"
    let outcome = try Program.shell(line, in: folder)
    #expect(outcome.text.contains("trainlint: a.yaml: cannot be written: file too large\n"))
    #expect(outcome.text.hasSuffix("\n2\n"))
    #expect(text("a.yaml", in: folder) == Self.doubled)
    #expect(try names(in: folder) == ["a.yaml"])
  }

  @Test func aReaderThatGoesEndsTheRunQuietly() throws {
    let folder = try TemporaryFolder([:])
    for number in 0..<200 { try folder.write(Configs.loud, to: "\(number).yaml") }
    for (prepare, code) in [("", 141), ("trap '' PIPE; ", 2)] {
      let line = "(\(prepare)\(Program.path) check . ; echo $? >code) | head -c 1 >/dev/null"
      let outcome = try Program.shell(line, in: folder)
      #expect(outcome.complaints == [])
      #expect(text("code", in: folder) == "\(code)\n")
    }
  }

  @Test(arguments: ["INT", "TERM", "HUP"]) func aSignalLeavesWholeFiles(signal: String) throws {
    let folder = try TemporaryFolder(["0.yaml": Self.doubled])
    #expect(try Program.run(["check", "--fix", "0.yaml"], in: folder).code == 0)
    let fixed = text("0.yaml", in: folder)
    #expect(fixed != Self.doubled)
    for number in 0..<400 { try folder.write(Self.doubled, to: "\(number).yaml") }
    for delay in ["0.1", "0.3", "0.5"] {
      let line = "timeout --preserve-status -s \(signal) \(delay) \(Program.path) check --fix ."
      let outcome = try Program.shell(line, in: folder)
      if outcome.code > 2 {
        #expect(outcome.code == 128 + ["INT": 2, "TERM": 15, "HUP": 1][signal, default: 0])
        // A slow machine has not come to the first line of the program by then.
        #expect(["", "trainlint: interrupted, "].contains(String(outcome.errorText.prefix(24))))
      }
      let files = try names(in: folder)
      #expect(files.count == 400)
      let whole = files.filter { [Self.doubled, fixed].contains(text($0, in: folder)) }
      #expect(whole.count == 400)
    }
  }

  /// A report of several pieces, which is begun long before the last file is checked.
  @Test func aSignalLeavesNoPartOfAReport() throws {
    let folder = try TemporaryFolder()
    for number in 0..<2_000 { try folder.write(Configs.loud, to: "in/\(number).yaml") }
    var isInterrupted = false
    for delay in ["0.3", "0.6", "1.2", "240"] {
      let line =
        "timeout --preserve-status -s INT \(delay) \(Program.path) check in "
        + "--output json=out --output sarif=other"
      isInterrupted = try Program.shell(line, in: folder).code == 130 || isInterrupted
      let left = try names(in: folder)
      #expect(Set(left).isSubset(of: ["in", "out", "other"]), "\(left)")
      if left.contains("out") { #expect(text("out", in: folder).hasSuffix("}\n")) }
    }
    #expect(isInterrupted)
    #expect(text("out", in: folder).utf8.count > 2 << 20)
  }
}
