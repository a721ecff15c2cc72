package import Linting
import SourceText

/// Flags ignore comments that name no rule.
package struct BlanketSuppression: Rule {
  package static let info = RuleInfo(
    id: "blanket-suppression",
    summary: "An ignore comment names no rule, so it hides whatever will ever be found there.",
    why: """
      A comment written for one finding goes on hiding every other one, errors included, long
      after the first is gone. Named rules keep it to what was meant.
      """,
    severity: .warning, scope: .directives,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1e5  # trainlint: ignore
        #                   ^^^^^^^^^^^^^^^^^ hides everything
        """)
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 1e5  # trainlint: ignore[number-as-string] loaded by our own script
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.directives.ignores.filter(\.rules.isEmpty).map { ignore in
      var finding = Finding(
        "\(backticked(ignore.word)) names no rule and hides all findings", at: ignore.span)
      finding.help = "name the rules: \(ignore.word)[rule-name] reason"
      return finding
    }
  }
}

extension DirectiveReport.Ignore {
  /// The word that starts it.
  var word: String {
    switch reach {
    case .line: "ignore"
    case .nextLine: "ignore-next-line"
    case .file: "ignore-file"
    }
  }
}
