package import Linting
import SourceText

/// Flags ignore comments for rules that do not exist.
package struct UnknownRule: Rule {
  package static let info = RuleInfo(
    id: "unknown-rule",
    summary: "An ignore comment names a rule that does not exist.",
    why: """
      The comment hides nothing: the finding it was written for still shows, or came back when the
      comment was copied with a slip of the pen.
      """,
    severity: .warning, scope: .directives,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000  # trainlint: ignore[undertrained-large-modle] ablation
        #                                      ^^^^^^^^^^^^^^^^^^^^^^^^ no such rule
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
    let names = run.directives.knownRules + run.directives.policies
    let known = Set(names)
    let unknown = run.directives.ignores.flatMap(\.rules).filter { !known.contains($0.value) }
    return unknown.compactMap { rule in
      var finding = Finding("there is no rule \(backticked(rule.value, limit: 40))", at: rule.span)
      guard let near = nearest(rule.value, among: names) else {
        if run.directives.mayHaveOtherPolicies { return nil }
        finding.help = "trainlint rules lists them all"
        return finding
      }
      finding.help = "did you mean \(near)?"
      finding.fixes = [Fix("Write \(near)", .safe, [Edit(rule.span, near)])]
      return finding
    }
  }
}
