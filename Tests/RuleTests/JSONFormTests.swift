import Linting
import RuleCatalogue
import SourceText
import Testing

/// The same config as JSON gives the same findings, save for what is about YAML or comments.
@Suite struct JSONFormTests {
  private static let cases = ExampleCase.all.filter { example in
    let family = RuleCatalogue.family(of: example.id)
    return family != .yaml && family != .directives && example.example.fileName.hasSuffix("yaml")
      && example.json != nil
  }

  @Test(arguments: cases)
  func jsonGivesTheSameHeadlines(_ example: ExampleCase) throws {
    let json = try #require(example.json)
    let headlines = example.findings(in: example.marked.text).map(\.finding.headline)
    let found = example.findings(in: json, as: "config.json").map(\.finding.headline)
    #expect(found.sorted() == headlines.sorted())
  }

  @Test func someExamplesHaveAJSONForm() { #expect(!Self.cases.isEmpty) }
}

extension ExampleCase {
  fileprivate var json: String? {
    JSONForm(SourceFile(name: example.fileName, text: marked.text)).text
  }
}
