import Composition
import ConfigSyntax
package import Linting
import RunPlan
import SourceText

/// Flags aliases that stand for more values than any config has, or for themselves.
package struct AliasExpansion: Rule {
  package static let info = RuleInfo(
    id: "alias-expansion",
    summary: "Aliases of aliases stand for more values than can be written out.",
    why: """
      Ten aliases of ten aliases, a few levels deep, are billions of values from a few lines.
      PyYAML shares them, but whatever walks the config (OmegaConf, a validator, a dump into the
      log) does not come back, and go-yaml refuses the file. An alias inside its own anchor never
      ends at all. trainlint does not follow the aliases of such a document.
      """,
    severity: .error,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        notes: &notes [*notes]
        #              ^^^^^^ stands for itself
        """),
      Example(
        """
        num_layers: 12
        train_iters: 1000
        a: &a [1, 2, 3, 4, 5, 6, 7, 8, 9]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
        d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
        e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
        f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
        g: *f
        #  ^^ 1,000,000 values
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: &iters 1000
        lr_decay_iters: *iters
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    guard run.configuration.exceedsAliasLimit, let alias = run.configuration.heaviestAlias else {
      return []
    }
    let tree = run.configuration.tree
    let name = backticked("*" + tree.aliasName(of: alias), limit: 20)
    let limit = Magnitude.grouped(Double(maximumExpandedNodes))
    let place = tree.bytes(of: alias).lowerBound
    let isCycle = tree.target(of: alias).map { tree.bytes(of: $0).contains(place) } ?? false
    let headline =
      isCycle
      ? "\(name) stands inside its own anchor and never ends"
      : "\(name) stands for more than \(limit) values"
    var finding = Finding(headline, at: tree.span(of: alias))
    finding.help = "write the values out"
    return [finding]
  }
}
