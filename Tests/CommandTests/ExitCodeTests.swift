import TestSupport
import Testing

@Suite struct ExitCodeTests {
  @Test func nothingToSayIsZero() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.other])
    let outcome = try Program.run(["check", "."], in: folder)
    #expect(outcome.code == 0, "\(outcome.errorText)")
    #expect(outcome.complaints == [])
  }

  @Test func findingsAreOneUnlessNothingFails() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let outcome = try Program.run(["check", "a.yaml"], in: folder)
    #expect(outcome.code == 1, "\(outcome.text)\(outcome.errorText)")
    #expect(outcome.text.hasPrefix("a.yaml:"))
    let never = try Program.run(["check", "--fail-on", "never", "a.yaml"], in: folder)
    #expect(never.code == 0)
    #expect(never.output == outcome.output)
  }

  @Test func theFormatChangesNoExitCode() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    for format in Program.formats {
      let outcome = try Program.run(["check", "--format", format, "a.yaml"], in: folder)
      #expect(outcome.code == 1, "\(format)")
    }
  }

  @Test(arguments: [
    ["check", "--no-such-option"], ["check", "--format", "no-such-format"],
    ["check", "--output", "no-such-format=x"], ["check", "--output", "sarif="],
    ["check", "--output", "sarif=absent/x"], ["check", "--output", "sarif=."],
    ["check", "--output", "json=x", "--output", "sarif=x"],
    ["check", "--output", "json", "--output", "text"],
    ["check", "--format", "json", "--output", "sarif"], ["check", "--diff", "--output", "sarif=x"],
    ["check", "--select", "no-such-rule"], ["check", "--fact", "world_size"],
    ["check", "--fact", "no_such_fact=1"], ["check", "--fact", "world_size=many"],
    ["check", "--dialect", "no-such-framework"], ["check", "--jobs", "many"],
    ["explain", "no-such-rule"], ["plan", "--format", "no-such-format"], ["check", "absent.yaml"],
    ["plan", "absent.yaml"], ["check", "--files-from", "absent.txt"],
  ])
  func whatCannotBeUsedIsTwo(arguments: [String]) throws {
    let folder = try TemporaryFolder([:])
    let outcome = try Program.run(arguments, in: folder)
    #expect(outcome.code == 2, "\(outcome.errorText)")
    #expect(!outcome.complaints.isEmpty)
  }

  @Test func aMissingFileDoesNotHideTheFindingsOfOthers() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud])
    let outcome = try Program.run(["check", "absent.yaml", "a.yaml"], in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.text.contains("a.yaml:"))
    #expect(outcome.errorText.contains("absent.yaml"))
  }

  @Test(arguments: [["--version"], ["--help"], ["rules"], ["check", "--help"], ["help", "plan"]])
  func askingForHelpIsZero(arguments: [String]) throws {
    let outcome = try Program.run(arguments, in: TemporaryFolder([:]))
    #expect(outcome.code == 0, "\(outcome.errorText)")
    #expect(!outcome.output.isEmpty)
    #expect(outcome.complaints == [])
  }
}
