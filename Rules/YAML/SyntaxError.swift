import Composition
import ConfigSyntax
package import Linting
import SourceText

/// Flags text that is no YAML, in plain words and with what most likely caused it.
package struct SyntaxError: Rule {
  package static let info = RuleInfo(
    id: "syntax-error",
    summary: "The text cannot be read as YAML or JSON from here on.",
    why: """
      A loader stops at the first thing that it cannot read, and the run does not start. Its own
      words name the place where it gave up, which is often behind the cause: a missing comma
      shows at the next key, a colon in a value as a mapping. trainlint checks what stands before
      the place, and the documents behind it.
      """,
    severity: .error, scope: .text,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        data_path: path: with a colon
        #              ^ second colon
        """),
      Example(
        """
        {
          "num_layers": 12,
          "train_iters": 1000
          "lr_decay_iters": 1000
        # ^^^^^^^^^^^^^^^^ no comma before it
        }
        """),
      Example(
        """
        num_layers: 12
        train_iters: 1000
        optimizer:
          type: Adam
           params: {}
        #        ^ deeper than type
        """),
      Example(
        """
        num_layers: 12
        train_iters: 1000
        vocab_file: "tokens.json
        #           ^ never closed
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        train_iters: 1000
        data_path: "path: with a colon"
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.configuration.tree.problems.compactMap { problem in
      guard let words = SyntaxWording(problem, in: run.file) else { return nil }
      var finding = Finding(words.headline, at: problem.span)
      finding.help = words.help
      if let related = problem.related { finding.related = [Label(related, "opened here")] }
      finding.fixes = commaFix(for: problem, in: run.file)
      if problem.kind.isReadSomewhere(in: run.file) {
        finding.severity = .warning
        finding.consequence = "some loaders read on here; trainlint does not"
      }
      return finding
    }
  }

  /// A comma behind the line above, where the value that lacks it starts its own line.
  private func commaFix(for problem: SyntaxProblem, in file: SourceFile) -> [Fix] {
    guard problem.kind == .missingComma else { return [] }
    let place = SyntaxPlace(problem.span, in: file)
    guard place.startsLine, let end = place.endOfTokenBefore else { return [] }
    let edit = Edit(SourceSpan(problem.span.file, end, end), ",")
    return [Fix("Insert a comma before \(backticked(place.text))", .unsafe, [edit])]
  }
}

extension SyntaxProblem.Kind {
  /// Whether a loader other than libyaml reads such a text.
  fileprivate func isReadSomewhere(in file: SourceFile) -> Bool {
    switch self {
    case .unsupportedVersion, .encoding, .badEscape: true
    case .keyTooLong: file.hasExtension(".json")
    default: false
    }
  }
}
