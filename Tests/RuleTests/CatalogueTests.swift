import Linting
import Reporting
import RuleCatalogue
import SourceText
import TestSupport
import Testing

/// What the list of rules promises.
@Suite struct CatalogueTests {
  @Test(arguments: RuleCatalogue.families.map(\.family))
  func everyRuleFileIsListed(_ family: RuleFamily) throws {
    let files = try #require(Repository.swiftFiles(in: "Rules/\(family.rawValue)"))
    let declared = files.flatMap { Self.ruleTypes(in: $0.text) }.sorted()
    let rules = RuleCatalogue.families.first { $0.family == family }?.rules ?? []
    let listed = rules.map { String(describing: $0) }
    #expect(listed == declared, "the list of \(family.rawValue)Rules.swift, sorted by type name")
    #expect(Set(files.map(\.name)).isSuperset(of: listed.map { "\($0).swift" }))
  }

  @Test func everyFolderIsAFamily() throws {
    let folders = try #require(Repository.folders(in: "Rules")).filter { $0 != "Catalogue" }
    #expect(folders.sorted() == RuleCatalogue.families.map(\.family.rawValue))
  }

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
    let begin = "<!-- catalogue -->\n"
    let end = "<!-- end of catalogue -->"
    guard let page = Repository.read("Rules/README.md"),
      let low = page.range(of: begin)?.upperBound, let high = page.range(of: end)?.lowerBound
    else { return }
    let fresh = RuleList(RuleCatalogue.families).markdown
    if Repository.updatesGoldens {
      Repository.write("Rules/README.md", page[..<low] + fresh + page[high...])
    } else {
      #expect(page[low..<high] == fresh, "UPDATE_GOLDEN=1 swift test refreshes it")
    }
  }

  /// The names of the types that conform to `Rule` in a source file.
  private static func ruleTypes(in text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      guard line.hasPrefix("package struct "), line.hasSuffix(": Rule {") else { return nil }
      return String(line.dropFirst("package struct ".count).dropLast(": Rule {".count))
    }
  }

  /// `DataRepetition` as `data-repetition`, runs of capitals as one word.
  private static func id(ofType name: String) -> String {
    var id = ""
    var previous: Character = "-"
    for character in name {
      if character.isUppercase, previous.isLowercase { id.append("-") }
      id += character.lowercased()
      previous = character
    }
    return id
  }
}

/// A rule, named by its id.
struct RuleCase: Sendable, CustomTestStringConvertible {
  let rule: any Rule.Type
  var testDescription: String { rule.info.id.name }
}

extension String {
  /// The first place of `part`.
  fileprivate func range(of part: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
