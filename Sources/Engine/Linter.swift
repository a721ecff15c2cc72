import Composition
import ConfigSyntax
import Dialects
package import Linting
import RuleCatalogue
import RunPlan
import Settings
package import SourceText

/// Runs the pipeline: bytes in, report out.
package struct Linter: Sendable {
  /// The choices of the front end.
  package private(set) var options: LintOptions
  private let rules: [RuleScope: [PreparedRule]]

  /// Makes a linter; rules are made once for all files.
  package init(_ options: LintOptions = LintOptions()) {
    self.options = options
    let prepared = RuleCatalogue.all.filter { options.runs($0.info.id.name) }.map(PreparedRule.init)
    rules = Dictionary(grouping: prepared) { $0.info.scope }
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
    var check = FileCheck(file, linter: self, hint: hint)
    return check.report(isNamed: isNamed)
  }

  /// The same linter, which opens linked files by `opener`.
  package func opening(by opener: any FileOpener) -> Linter {
    var copy = self
    copy.options.opener = opener
    return copy
  }

  /// The rules of one scope.
  func rules(_ scope: RuleScope) -> [PreparedRule] { rules[scope] ?? [] }
}

/// A rule with its options, and its description at hand.
struct PreparedRule: Sendable {
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
}
