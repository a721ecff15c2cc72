import Linting
import Reporting
import RuleCatalogue
import TestSupport
import Testing

/// What the list of rules promises.
@Suite struct CatalogueTests {
  @Test func idsAreSortedAndUnique() {
    #expect(RuleCatalogue.ids == Set(RuleCatalogue.ids).sorted())
  }

  @Test(arguments: RuleCatalogue.all.map { RuleCase(rule: $0) })
  func aRuleIsWellDescribed(_ rule: RuleCase) {
    let info = rule.rule.info
    let words = info.id.name.split(separator: "-", omittingEmptySubsequences: false)
    #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase && $0.isASCII } })
    #expect(!["no", "check", "avoid", "disallow", "require"].contains(words[0]))
    #expect(info.id.name == Self.id(ofType: String(describing: rule.rule)))
    #expect(info.summary.hasSuffix(".") && info.summary.count <= 120)
    #expect(info.why.count > 80 && info.why.hasSuffix("."))
    #expect(!info.regimes.isEmpty)
    #expect(!info.bad.isEmpty && !info.good.isEmpty)
    let lines = (info.bad + info.good).map(\.line)
    #expect(Set(lines).count == lines.count)
  }

  @Test(arguments: RuleCatalogue.all.map { RuleCase(rule: $0) })
  func optionsAreWithinTheirRange(_ rule: RuleCase) {
    for setting in rule.rule.settings {
      #expect(setting.range.contains(setting.defaultValue), "\(setting.name)")
      #expect(setting.help.hasSuffix("."), "\(setting.name)")
      #expect(setting.name.allSatisfy { $0 == "_" || $0.isNumber || $0.isLowercase })
    }
  }

  @Test func theCataloguePageIsFresh() throws {
    let page = try #require(
      PagePart(
        of: "Rules/README.md", from: "<!-- catalogue -->\n", to: "<!-- end of catalogue -->"),
      "Rules/README.md lacks the marks around its catalogue")
    let isFresh = page.isFresh(RuleList(RuleCatalogue.families).markdown)
    #expect(isFresh, "UPDATE_GOLDEN=1 swift test --filter CatalogueTests writes it anew")
  }

  @Test func theSchemaOfTheSettingsIsFresh() {
    let path = "Rules/trainlint.schema.json"
    let fresh = SettingsSchema(RuleCatalogue.all).text
    if Repository.updatesGoldens { Repository.write(path, fresh) }
    #expect(
      Repository.read(path) == fresh,
      "UPDATE_GOLDEN=1 swift test --filter CatalogueTests writes it anew")
  }

  /// `DataRepetition` as `data-repetition`, runs of capitals as one word.
  private static func id(ofType name: String) -> String {
    var id = ""
    let characters = Array(name)
    for (place, character) in characters.enumerated() {
      // The last capital of an acronym starts the next word: `GRPODivisibility`.
      let startsWord = place + 1 < characters.count && characters[place + 1].isLowercase
      if place > 0, character.isUppercase, startsWord || characters[place - 1].isLowercase {
        id.append("-")
      }
      id += character.lowercased()
    }
    return id
  }
}

/// A rule, named by its id.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let rule: any Rule.Type
  var testDescription: String { rule.info.id.name }
}
