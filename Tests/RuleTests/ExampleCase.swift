import Engine
import Linting
import RuleCatalogue
import ScalingLaws
import SourceText
import Testing

/// One example of one rule, named so that a failing test leads to its line.
struct ExampleCase: Sendable, CustomTestStringConvertible {
  let rule: any Rule.Type
  let example: Example
  let isBad: Bool

  var id: RuleID { rule.info.id }
  var testDescription: String { "\(id.name), example at line \(example.line)" }
  var marked: MarkedExample { MarkedExample(example) }

  static let all: [ExampleCase] = RuleCatalogue.all.flatMap { rule in
    rule.info.bad.map { ExampleCase(rule: rule, example: $0, isBad: true) }
      + rule.info.good.map { ExampleCase(rule: rule, example: $0, isBad: false) }
  }
  static let bad = all.filter(\.isBad)
  static let fixable = bad.filter { example in
    example.findings(in: example.marked.text).contains { !$0.finding.fixes.isEmpty }
  }

  /// The report on `text` under the name and profile of the example.
  func report(_ text: String, as name: String? = nil) -> FileReport {
    report(Array(text.utf8), as: name)
  }

  func report(_ bytes: [UInt8], as name: String? = nil) -> FileReport {
    var options = LintOptions()
    options.profile = example.profile
    options.laws = example.law.map { LawSet(allocation: $0) } ?? options.laws
    options.settings = example.settings.map {
      SettingsStore(.text(SourceFile(name: ".trainlint.yaml", text: $0)))
    }
    return Linter(options).report(on: SourceFile(name: name ?? example.fileName, bytes: bytes))
  }

  /// What this rule finds in `text` and nothing suppresses.
  func findings(in text: String, as name: String? = nil) -> [SettledFinding] {
    report(text, as: name).visible.filter { $0.rule == id }
  }
}

extension SettledFinding {
  var range: ByteRange { finding.primary.span.bytes }
}
