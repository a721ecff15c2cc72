import TestSupport
import Testing

/// The README shows what the program prints.
@Suite struct ReadmeTests {
  @Test func theSampleIsTheRealOutput() throws {
    let call = "$ trainlint check Tests/Configs\n"
    let sample = try #require(
      PagePart(of: "README.md", from: "```\n" + call, to: "```\n"), "README.md lacks the sample")
    let folder = try TemporaryFolder()
    folder.link("Tests", to: Repository.root + "/Tests")
    let outcome = try Program.run(
      ["check", "Tests/Configs"], in: folder, environment: ["NO_COLOR=1"])
    #expect(outcome.code == 1)
    let isFresh = sample.isFresh(outcome.text)
    #expect(isFresh, "UPDATE_GOLDEN=1 swift test --filter ReadmeTests writes it anew")
  }
}
