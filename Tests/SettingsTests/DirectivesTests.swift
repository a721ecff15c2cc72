import ConfigSyntax
import Linting
import RunPlan
import Settings
import SourceText
import Testing

@Suite struct DirectivesTests {
  private func read(_ text: String) -> Directives {
    let file = SourceFile(name: "a.yaml", text: text)
    return readDirectives(parse(file).comments(), lines: file.lineTable())
  }

  @Test func factsTakeSuffixesUnderscoresAndWords() {
    let facts = read("# trainlint: fact world_size=64 unique_tokens=1.2B device=h100-sxm\na: 1\n")
      .facts
    #expect(facts.claims.map(\.quantity) == [.worldSize, .uniqueTokens])
    #expect(facts.claims.map(\.value) == [64, 1.2e9])
    #expect(facts.labels[.device]?.value == "h100-sxm")
  }

  @Test func aFactInATrailingCommentKnowsItsPlace() throws {
    let text = "a: 1  # trainlint: fact steps=1_000\n"
    let claim = try #require(read(text).facts.claims.first)
    #expect(claim.value == 1000)
    guard case .fact(let span?) = claim.provenance else {
      Issue.record("the fact has no place")
      return
    }
    #expect(SourceFile(name: "", text: text).text(in: span.bytes) == "1_000")
  }

  @Test func unknownNamesAndBadValuesAreKept() {
    let report = read("# trainlint: fact worldsize=4 steps=many alone\n").report
    #expect(report.unknownFacts.map(\.name.value) == ["worldsize", "steps", "alone"])
    #expect(report.unknownFacts[1].badValue?.value == "many")
  }

  @Test func ignoresReachTheirLineTheNextOrTheFile() {
    let text = """
      a: 1 # trainlint: ignore[x-rule, y-rule] because
      # trainlint: ignore-next-line[z-rule]
      b: 2
      # trainlint: ignore-file[w-rule]
      """
    let file = SourceFile(name: "a.yaml", text: text)
    let directives = read(text)
    var suppressions = Suppressions(directives, lines: file.lineTable())
    let a = SourceSpan(.main, 3, 4)
    let start = text.utf8.count - Array("b: 2\n# trainlint: ignore-file[w-rule]".utf8).count
    let b = SourceSpan(.main, start + 3, start + 4)
    #expect(suppressions.silence("x-rule", at: a) == "because")
    #expect(suppressions.silence("x-rule", at: b) == nil)
    #expect(suppressions.silence("z-rule", at: b) == "")
    #expect(suppressions.silence("w-rule", at: a) == "")
    #expect(suppressions.report.ignores[0].used == ["x-rule"])
  }

  @Test func blanksMayStandBeforeTheBracket() {
    let report = read("a: 1 # trainlint: ignore [x-rule] because\n").report
    #expect(report.ignores.map { $0.rules.map(\.value) } == [["x-rule"]])
    #expect(report.ignores.map(\.reason) == ["because"])
  }

  @Test(arguments: ["ignore[x-rule", "ignore[]", "ignore-file [ ] why", "ignore-next-line[,"])
  func halfAListOfRulesIsNoIgnore(directive: String) {
    let directives = read("a: 1 # trainlint: \(directive)\n")
    #expect(directives.ignores.isEmpty)
    #expect(directives.report.unknownDirectives.map(\.value) == [directive])
  }

  @Test func theFirstDialectCounts() {
    let text = "# trainlint: dialect=axolotl\n# trainlint: dialect=olmo\na: 1\n"
    #expect(read(text).dialect?.value == "axolotl")
  }

  @Test func aDialectCanBeNamed() {
    #expect(read("# trainlint: dialect=axolotl\n").dialect?.value == "axolotl")
  }

  @Test func hashSignsInTextAreNoComments() {
    #expect(read("a: \"# trainlint: fact steps=1\"\n").facts.claims.isEmpty)
  }

  @Test func nearNamesAreFoundAndFarOnesAreNot() {
    #expect(nearest("world_sise", among: Facts.names) == "world_size")
    #expect(nearest("banana", among: Facts.names) == nil)
  }
}
