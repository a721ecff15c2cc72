import Composition
import ConfigSyntax
package import Linting
import SourceText

/// Flags aliases to anchors that are not there.
package struct UndefinedAlias: Rule {
  package static let info = RuleInfo(
    id: "undefined-alias",
    summary: "An alias names an anchor that its document does not define before it.",
    why: """
      `*name` stands for the value that `&name` marks further up in the same document. Anchors do
      not reach below their use or across `---`, and every loader stops at an alias without one.
      """,
    severity: .error, scope: .text,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: &iters 1000
        #            ------ nearest anchor
        lr_decay_iters: *itres
        #               ^^^^^^ not defined
        """),
      Example(
        """
        num_layers: 12
        lr_decay_iters: *iters
        #               ^^^^^^ not defined yet
        train_iters: &iters 1000
        #            ------ defined below
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
    let problems = run.configuration.tree.problems
    guard problems.contains(where: { $0.kind.alias != nil }) else { return [] }
    let anchors = run.configuration.tree.anchors
    let first = Dictionary(anchors.map { ($0.value, $0) }, uniquingKeysWith: { a, _ in a })
    let names = anchors.prefix(Self.mostCandidates).map(\.value)
    let aliases = problems.compactMap { problem in
      problem.kind.alias.map { Located($0, at: problem.span) }
    }
    return aliases.enumerated().map { number, alias in
      finding(alias.value, alias.span, first, number < Self.mostSuggestions ? names : [])
    }
  }

  /// So many anchors are compared with an alias, and so many aliases with anchors: every pair costs
  /// time, and a file with more of either was not slipped on but made.
  private static let (mostCandidates, mostSuggestions) = (128, 32)

  private func finding(
    _ name: String, _ span: SourceSpan, _ anchors: [String: Located<String>], _ names: [String]
  ) -> Finding {
    let shown = backticked("*" + name)
    var finding = Finding("\(shown) names an anchor that is not defined here", at: span)
    finding.help = "define it before its use, or write the value"
    if let same = anchors[name] {
      let isBelow = same.span.bytes.lowerBound > span.bytes.lowerBound
      finding.related = [Label(same.span, isBelow ? "defined below its use" : "another document")]
      finding.help =
        isBelow
        ? "move the anchor above the alias" : "anchors do not reach across ---: write the value"
    } else if let near = nearest(name, among: names), let anchor = anchors[near],
      anchor.span.bytes.lowerBound < span.bytes.lowerBound
    {
      finding.related = [Label(anchor.span, "nearest anchor")]
      finding.help = "did you mean *\(near)?"
      finding.fixes = [Fix("Write *\(near)", .unsafe, [Edit(span, "*" + near)])]
    }
    return finding
  }
}

extension SyntaxProblem.Kind {
  /// The name of an alias without anchor.
  fileprivate var alias: String? {
    if case .undefinedAlias(let name) = self { name } else { nil }
  }
}

extension SyntaxTree {
  /// All anchors, in order.
  fileprivate var anchors: [Located<String>] {
    documents.compactMap(\.root).flatMap { subtree(of: $0).compactMap { anchor(of: $0) } }
  }
}
