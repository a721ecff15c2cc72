import Composition
import ConfigSyntax
package import Linting
import RunPlan

/// Says where trainlint stopped reading a file that is larger or deeper than any config.
package struct InputLimit: Rule {
  package static let info = RuleInfo(
    id: "input-limit",
    summary: "The file is larger, deeper or more broken than what trainlint reads.",
    why: """
      Limits on size, depth and number of values keep a hostile or generated file from costing
      minutes or gigabytes. What stands before the limit is checked, what follows is not.
      """,
    severity: .warning, scope: .text,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        nested: \(String(repeating: "[", count: 256))
        #\(String(repeating: " ", count: 262))^ level 257
        """)
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        nested: [[[[[[[[1]]]]]]]]
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.configuration.tree.problems.compactMap { problem in
      guard let words = wording(problem.kind) else { return nil }
      var finding = Finding(words, at: problem.span)
      finding.consequence = "nothing behind this place is checked"
      return finding
    }
  }

  private func wording(_ kind: SyntaxProblem.Kind) -> String? {
    let limits = ParseLimits()
    return switch kind {
    case .depthLimit: "collections nest deeper than \(limits.depth) levels"
    case .sizeLimit: "the file is larger than \(limits.fileSize >> 20) MiB"
    case .nodeLimit: "the file holds more than \(Magnitude.grouped(Double(limits.nodes))) values"
    case .errorLimit: "more than \(limits.errors) syntax errors"
    default: nil
    }
  }
}
