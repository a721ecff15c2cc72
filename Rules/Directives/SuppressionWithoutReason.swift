package import Linting
import SourceText

/// Asks for a reason behind every ignore comment, in the strict profile.
package struct SuppressionWithoutReason: Rule {
  package static let info = RuleInfo(
    id: "suppression-without-reason",
    summary: "An ignore comment does not say why (strict profile only).",
    why: """
      The next reader has to know whether the finding was judged or only silenced, and whether the
      reason still holds.
      """,
    severity: .note, scope: .directives,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1e5  # trainlint: ignore[number-as-string]
        #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ why?
        """, under: .strict)
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 1e5  # trainlint: ignore[number-as-string] loaded by our own script
        """, under: .strict)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    guard run.isStrict else { return [] }
    return run.directives.ignores.filter(\.reason.isEmpty).map { ignore in
      let rule = ignore.rules.first.map { "[\($0.value)]" } ?? ""
      var finding = Finding(
        "\(backticked(ignore.word + rule, limit: 44)) gives no reason", at: ignore.span)
      finding.help = "write the reason behind the brackets"
      return finding
    }
  }
}
