import Dialects
import RunPlan
import TestSupport
import Testing

/// The README names every framework.
@Suite struct FrameworkListTests {
  @Test func everyDialectIsInTheReadme() throws {
    let list = try #require(
      PagePart(of: "README.md", from: "## Frameworks\n", to: "\n## "),
      "README.md lacks its section on frameworks")
    let missing = DialectCatalogue.all.map { $0.id.name }.filter { !list.text.contains("`\($0)`") }
    #expect(missing == [], "the section on frameworks lacks them")
  }
}
