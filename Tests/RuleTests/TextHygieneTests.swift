import Composition
import ConfigSyntax
import Engine
import Linting
import RuleCatalogue
import RunPlan
import SourceText
import Testing

/// What is said of texts that cannot be read whole, or are no training config.
@Suite struct TextHygieneTests {
  private func report(
    _ text: String, as name: String = "config.yaml", isNamed: Bool = true
  ) -> FileReport {
    Linter().report(on: SourceFile(name: name, text: text), isNamed: isNamed)
  }

  private func rules(_ report: FileReport) -> [String] { report.visible.map(\.rule.name) }

  private static let broken = "name: notes\nitems: [1, 2\n"

  @Test func aNamedFileThatCannotBeReadSaysWhy() {
    let report = report(Self.broken)
    #expect(rules(report) == ["syntax-error"])
    #expect(report.skipped == .unreadable)
  }

  @Test func aFolderWalkPassesItOver() {
    #expect(rules(report(Self.broken, isNamed: false)) == [])
    #expect(rules(report("a: {{ x }}\n", isNamed: false)) == [])
  }

  /// A hook hands over every file that is called JSON.
  @Test func jsonOfOtherToolsIsNotBroken() {
    let rows = "{\"id\": 1, \"text\": \"a\"}\n{\"id\": 2, \"text\": \"b\"}\n"
    let commented = "{\n  // where from\n  \"a\": \"b: c\",\n  /* and */ \"d\": 1\n}\n"
    #expect(rules(report(rows, as: "data/rows.json")) == [])
    #expect(rules(report(rows, as: "data/rows.yaml")) == ["syntax-error"])
    #expect(rules(report("[1, 2]\n[3]\n", as: "cases.json")) == [])
    #expect(rules(report(commented, as: "web/tsconfig.app.json")) == [])
    #expect(rules(report(commented, as: ".vscode/launch.json")) == [])
    #expect(rules(report(commented, as: "./zero3.json")) == ["syntax-error"])
    #expect(rules(report("{\"a\": 1\n\"b\": 2}\n", as: "zero3.json")) == ["syntax-error"])
  }

  @Test func tabsInOtherFilesAreNobodysBusiness() {
    #expect(rules(report("a:\t1\n")) == [])
    #expect(rules(report("{\n\t\"a\": 1\n}\n", as: "other.json")) == [])
    #expect(rules(report("a: 1\n---\na: 2\n")) == [])
  }

  @Test func aSyntaxErrorKeepsTheOtherDocumentsChecked() {
    let text = "items: [1, 2\n---\nnum_layers: 12\ntrain_iters: 1e5\n"
    let report = report(text)
    #expect(Set(rules(report)).isSuperset(of: ["syntax-error", "number-as-string"]))
    #expect(report.plans.map(\.document) == [1])
  }

  @Test func textBeforeASyntaxErrorIsChecked() {
    let report = report("num_layers: 12\ntrain_iters: 1e5\nitems: [1, 2\n")
    #expect(rules(report) == ["number-as-string", "syntax-error"])
  }

  @Test func noDefaultIsTakenForWhatMayStandBehindAnError() throws {
    let whole = "num_layers: 12\ntrain_iters: 1000\n"
    let plan = try #require(report(whole).plans.first?.plan)
    #expect(plan[.accumulation]?.certainty == .frameworkDefault)
    let cut = try #require(report(whole + "x: [1\nfoo: 2\n").plans.first?.plan)
    #expect(cut[.accumulation] == nil)
    #expect(cut[.steps]?.value == 1000)
    #expect(cut.reading.isPartial)
  }

  @Test func anErrorLeavesUnusedIgnoresAlone() {
    let head = "# trainlint: ignore-file[data-repetition] curriculum\nnum_layers: 12\n"
    #expect(rules(report(head + "train_iters: 10\n")).contains("unused-suppression"))
    #expect(!rules(report(head + "train_iters: 10\nx: [1\n")).contains("unused-suppression"))
  }

  @Test func aBlanketIgnoreDoesNotHideItself() {
    let text = "# trainlint: ignore-file\nnum_layers: 12\ntrain_iters: 1e5\n"
    #expect(rules(report(text)) == ["blanket-suppression"])
  }

  @Test func aMisspelledIgnoreHidesNothing() {
    let text = "num_layers: 12\ntrain_iters: 1e5  # trainlint: ignored[number-as-string] x\n"
    #expect(rules(report(text)) == ["number-as-string", "unknown-directive"])
  }

  // MARK: Other loaders

  private func findings(
    _ rule: String, in text: String, loader: Loader, _ change: (inout Reading) -> Void = { _ in }
  ) -> [Finding] {
    let file = SourceFile(name: "config.yaml", text: text)
    var reading = Reading(dialect: DialectID("test"))
    change(&reading)
    let run = Run(
      file: file, configuration: Configuration(parse(file)).read(by: loader),
      plan: TrainingPlan(reading), laws: LintOptions().laws, profile: .recommended)
    return RuleCatalogue.rule(rule)?.made().check(run) ?? []
  }

  @Test func duplicateKeysDependOnTheLoader() {
    let equal = "a: 1\na: 0x1\n"
    #expect(findings("duplicate-key", in: equal, loader: .pyYAML).map(\.severity) == [.warning])
    let refused = findings("duplicate-key", in: equal, loader: .omegaConf)
    #expect(refused.map(\.severity) == [nil])
    #expect(refused.allSatisfy { $0.headline.contains("refuses") })
    #expect(findings("duplicate-key", in: "1: a\n\"1\": b\n", loader: .pyYAML).isEmpty)
    let merges = "a: &a {x: 1}\nb:\n  <<: *a\n  <<: *a\n"
    #expect(findings("duplicate-key", in: merges, loader: .pyYAML).isEmpty)
  }

  @Test func aMergeBelowItsKeyWinsInGoOnly() {
    let text = "base: &b {x: 1}\njob:\n  x: 9\n  <<: *b\n"
    #expect(findings("loader-mismatch", in: text, loader: .goYAML).map(\.severity) == [.warning])
    #expect(findings("loader-mismatch", in: text, loader: .pyYAML).isEmpty)
    let first = "base: &b {x: 1}\njob:\n  <<: *b\n  x: 9\n"
    #expect(findings("loader-mismatch", in: first, loader: .goYAML).isEmpty)
  }

  @Test func tabsAndDocumentsDependOnTheLoader() {
    let tab = "a:\t1\n"
    #expect(findings("loader-mismatch", in: tab, loader: .omegaConf).count == 1)
    #expect(findings("loader-mismatch", in: tab, loader: .goYAML).isEmpty)
    let libyaml = findings("loader-mismatch", in: tab, loader: .pyYAML) {
      $0.loaderTraits = LoaderTraits(scanner: .libyaml)
    }
    #expect(libyaml.isEmpty)
    let two = "a: 1\n---\nb: 2\n"
    let read = findings("loader-mismatch", in: two, loader: .pyYAML) {
      $0.loaderTraits = LoaderTraits(furtherDocuments: .read)
    }
    #expect(read.isEmpty)
    let ignored = findings("loader-mismatch", in: two, loader: .pyYAML) {
      $0.loaderTraits = LoaderTraits(furtherDocuments: .ignored)
    }
    #expect(ignored.map(\.severity) == [.warning])
  }

  @Test func plainPythonDataPassesOnlyWhereItIsBuilt() {
    let tuple = "betas: !!python/tuple [0.9, 0.95]\n"
    #expect(findings("unsafe-tag", in: tuple, loader: .pyYAML).count == 1)
    let built = findings("unsafe-tag", in: tuple, loader: .pyYAML) {
      $0.loaderTraits = LoaderTraits(buildsPythonData: true)
    }
    #expect(built.isEmpty)
  }
}
