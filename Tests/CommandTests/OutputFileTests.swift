import JSONText
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `--output`: several formats in one run, each in a file of its own.
@Suite struct OutputFileTests {
  private func text(_ name: String, in folder: TemporaryFolder) -> String? {
    SharedFolder.contents(of: "\(folder.path)/\(name)").map { String(decoding: $0, as: UTF8.self) }
  }

  private func names(in folder: TemporaryFolder) -> [String] {
    guard let handle = opendir(folder.path) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { raw in
          String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { $0 != "." && $0 != ".." }.sorted()
  }

  @Test func eachFileHoldsWhatItsFormatPrints() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "b.yaml": Configs.quiet])
    let outputs = Program.formats.flatMap { ["--output", "\($0)=\($0).out"] }
    let outcome = try Program.run(["check", "."] + outputs, in: folder)
    #expect(outcome.code == 1, "\(outcome.errorText)")
    #expect(outcome.output == [])
    // Nobody reads a file at once, so that a line says what was done.
    #expect(outcome.errorText == "1 warning in 2 training configs\n")
    for format in Program.formats {
      let printed = try Program.run(["check", "a.yaml", "b.yaml", "--format", format], in: folder)
      #expect(text("\(format).out", in: folder) == printed.text, "\(format)")
    }
    #expect(names(in: folder).count == Program.formats.count + 2)
  }

  @Test func oneGoesToStandardOutput() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let outcome = try Program.run(
      ["check", "a.yaml", "--output", "sarif=out.sarif", "--output", "text"], in: folder)
    #expect(outcome.text.hasPrefix("a.yaml:"))
    #expect(outcome.complaints == [])
    #expect(try JSONValue(parsing: text("out.sarif", in: folder) ?? "")["runs"] != nil)
    let both = try Program.run(
      ["check", "a.yaml", "--format", "json", "--output", "gitlab=g.json"], in: folder)
    #expect(try JSONValue(parsing: both.output)["schema_version"]?.int == 1)
    #expect(both.complaints == [])
  }

  @Test func aFileKeepsItsModeAndALinkItsTarget() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "real.json": "old"])
    chmod(folder.path + "/real.json", 0o640)
    folder.link("link.json", to: "real.json")
    let outcome = try Program.run(["check", "a.yaml", "--output", "json=link.json"], in: folder)
    #expect(outcome.code == 1)
    #expect(text("real.json", in: folder)?.hasPrefix("{") == true)
    var status = stat()
    #expect(lstat(folder.path + "/link.json", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(folder.path + "/real.json", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test func aFullDiskIsToldAndLeavesNothing() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let outcome = try Program.run(
      ["check", "a.yaml", "--output", "text", "--output", "sarif=/dev/full"], in: folder)
    #expect(outcome.code == 2)
    #expect(
      outcome.errorText == "trainlint: /dev/full: cannot be written: no space left on device\n")
    #expect(outcome.text.hasPrefix("a.yaml:"))
  }

  @Test func theFileIsWrittenThoughStandardOutputIsFull() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let outcome = try Program.run(
      ["check", "a.yaml", "--output", "text", "--output", "json=x.json"], in: folder,
      output: "/dev/full")
    #expect(outcome.code == 2)
    #expect(outcome.errorText == "trainlint: standard output: no space left on device\n")
    #expect(try JSONValue(parsing: text("x.json", in: folder) ?? "")["summary"] != nil)
  }

  @Test func theOldFileStaysWhereTheNewOneCannotBeWritten() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "locked/x.json": "old"])
    chmod(folder.path + "/locked/x.json", 0o400)
    chmod(folder.path + "/locked", 0o500)
    defer { chmod(folder.path + "/locked", 0o700) }
    // Who may do everything writes it all the same.
    guard geteuid() != 0 else { return }
    let outcome = try Program.run(
      ["check", "a.yaml", "--output", "json=locked/x.json"], in: folder)
    #expect(outcome.code == 2)
    #expect(text("locked/x.json", in: folder) == "old")
  }

  @Test func aJobSummaryIsAdded() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "summary.md": "before\n"])
    let outcome = try Program.run(
      ["check", "a.yaml", "--format", "github"], in: folder,
      environment: ["GITHUB_STEP_SUMMARY=\(folder.path)/summary.md"])
    #expect(outcome.code == 1)
    #expect(outcome.text.hasPrefix("::warning file=a.yaml,line=10,"))
    let summary = try #require(text("summary.md", in: folder))
    #expect(summary.hasPrefix("before\n### trainlint\n\n1 warning in 1 training config\n"))
    #expect(summary.contains("| warning | a.yaml:10 | "))
    let other = try Program.run(
      ["check", "a.yaml"], in: folder,
      environment: ["GITHUB_STEP_SUMMARY=\(folder.path)/summary.md"])
    #expect(other.code == 1)
    #expect(text("summary.md", in: folder) == summary)
  }

  @Test func statisticsAndTimingsGoToStandardError() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "b.yaml": Configs.loud])
    let plain = try Program.run(["check", "."], in: folder)
    let outcome = try Program.run(["check", ".", "--statistics", "--timings"], in: folder)
    #expect(outcome.output == plain.output)
    let lines = outcome.errorText.split(separator: "\n")
    #expect(lines.first == "     2  undertrained-large-model, 2 with a fix")
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(" ms") })
    #expect(lines.count == 4)
  }

  @Test func quietLeavesOnlyFindings() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.quiet])
    let outcome = try Program.run(["check", ".", "--quiet"], in: folder)
    #expect(outcome.output == [])
    #expect(outcome.complaints == [])
    let file = try Program.run(["check", ".", "--quiet", "--output", "text=x"], in: folder)
    #expect(file.complaints == [])
    #expect(text("x", in: folder) == "no findings in 1 training config\n")
  }
}
