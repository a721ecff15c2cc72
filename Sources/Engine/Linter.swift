import Composition
import ConfigSyntax
import Dialects
package import Linting
import RuleCatalogue
import RunPlan
import Settings
package import SourceText

/// Runs the pipeline: bytes in, report out.
///
/// A class, because every file is handed it.
package final class Linter: Sendable {
  /// The choices of the front end.
  package let options: LintOptions
  /// The rules for each kind of training that a document may be, or for none.
  private let runRules: [Regime?: [PreparedRule]]
  /// The rules that are asked once for each text.
  let textRules: [PreparedRule]
  /// The rules that are asked after all others.
  let directiveRules: [PreparedRule]

  /// Makes a linter; rules are made once for all files.
  package init(_ options: LintOptions = LintOptions()) {
    self.options = options
    let prepared = RuleCatalogue.all.filter { options.runs($0.info.id.name) }.map(PreparedRule.init)
    let runRules = prepared.filter { $0.info.scope == .run }
    let regimes: [Regime?] = Regime.allCases + [nil]
    self.runRules = Dictionary(
      uniqueKeysWithValues: regimes.map { regime in
        (regime, runRules.filter { $0.info.holds(in: regime) })
      })
    textRules = prepared.filter { $0.info.scope == .text }
    directiveRules = prepared.filter { $0.info.scope == .directives }
  }

  /// Checks one file.
  ///
  /// - Parameters:
  ///   - file: the text under its name.
  ///   - isNamed: whether the user asked for this very file; what keeps such a file from being read
  ///     is reported, where a file met on a walk is passed over.
  ///   - hint: the dialect to take where no key or directive gives it away, as an editor knows it
  ///     from the text before the last keystroke.
  /// - Returns: the plans and findings, or why there are none.
  package func report(
    on file: SourceFile, isNamed: Bool = true, hint: String? = nil
  ) -> FileReport {
    FileCheck(file, linter: self, hint: hint).report(isNamed: isNamed)
  }

  /// The same linter, which opens linked files by `opener`.
  package func opening(by opener: any FileOpener) -> Linter { Linter(self, opener) }

  private init(_ other: Linter, _ opener: any FileOpener) {
    var options = other.options
    options.opener = opener
    self.options = options
    runRules = other.runRules
    textRules = other.textRules
    directiveRules = other.directiveRules
  }

  /// The rules that may judge a document of this kind.
  func runRules(in regime: Regime?) -> [PreparedRule] { runRules[regime] ?? [] }
}

/// A rule with its options, and its description at hand.
final class PreparedRule: Sendable {
  let info: RuleInfo
  let rule: any Rule

  init(_ type: any Rule.Type) {
    info = type.info
    rule = type.standard()
  }
}

extension Linter {
  /// The names of all dialects.
  package static var dialectNames: [String] { DialectCatalogue.all.map { $0.id.name } }

  /// The ids of all rules, each with a sentence on what it finds.
  package static var ruleNames: [(id: String, summary: String)] {
    RuleCatalogue.all.map { ($0.info.id.name, $0.info.summary) }
  }

  /// Every name that may be declared as a fact.
  package static var factNames: [String] { Facts.names }
}
