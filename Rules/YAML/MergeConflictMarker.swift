import Composition
import ConfigSyntax
package import Linting
import SourceText

/// Flags the marks that an unsettled merge leaves in a file.
package struct MergeConflictMarker: Rule {
  package static let info = RuleInfo(
    id: "merge-conflict-marker",
    summary: "The file holds both sides of a merge that nobody settled.",
    why: """
      A line of seven <, = or > signs is what git leaves where two branches changed the same
      lines. No loader reads it, and both sides cannot be meant.
      """,
    severity: .error, scope: .text,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        <<<<<<< HEAD
        #^^^^^^ ours
        seq_length: 2048
        =======
        seq_length: 4096
        >>>>>>> longer-context
        """)
    ],
    good: [
      Example(
        """
        # <<<<<<< not a marker, a comment
        num_layers: 12
        train_iters: 1000
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.configuration.tree.problems.filter { $0.kind == .mergeConflictMarker }.map { problem in
      let marker = backticked(run.file.text(in: problem.span.bytes))
      var finding = Finding("\(marker) is left over from a merge", at: problem.span)
      finding.help = "keep one side and remove the three marker lines"
      return finding
    }
  }
}
