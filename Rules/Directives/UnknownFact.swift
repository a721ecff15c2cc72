package import Linting
import SourceText

/// Flags declared facts that nobody can use.
package struct UnknownFact: Rule {
  package static let info = RuleInfo(
    id: "unknown-fact",
    summary: "A declared fact has a name that nobody knows, or a value that cannot be read.",
    why: """
      The fact is not used, so that checks which need it stay silent. Any quantity or label of the
      plan may be declared, `mfu`, `inference_tokens`, `target_loss`, `baseline`, `domain` and
      `regime` too; numbers may be written as 300B, 1.2T, 10k or 1e12.
      """,
    severity: .warning, scope: .directives,
    bad: [
      Example(
        """
        # trainlint: fact unique_token=2B
        #                 ^^^^^^^^^^^^ unknown
        num_layers: 12
        train_iters: 1000
        """),
      Example(
        """
        # trainlint: fact world_size=many
        #                            ^^^^ not a number
        num_layers: 12
        train_iters: 1000
        """),
      Example(
        """
        # trainlint: fact world_size 64
        #                 ^^^^^^^^^^ no value
        #                            ^^ no name
        num_layers: 12
        train_iters: 1000
        """),
    ],
    good: [
      Example(
        """
        # trainlint: fact unique_tokens=2B device=h100-sxm
        num_layers: 12
        train_iters: 1000
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.directives.unknownFacts.map { fact in
      let name = backticked(fact.name.value, limit: 30)
      if let value = fact.badValue {
        var finding = Finding(
          "\(backticked(value.value, limit: 20)) is no value for the fact \(name)", at: value.span)
        finding.help = "numbers are written as 64, 1.2B, 300k or 1e12"
        return finding
      }
      if fact.lacksValue {
        var finding = Finding("the fact \(name) has no value", at: fact.name.span)
        finding.help = "write \(fact.name.value)=value, without blanks around the equals sign"
        return finding
      }
      return unknown(fact, name)
    }
  }

  private func unknown(_ fact: DirectiveReport.UnknownFact, _ name: String) -> Finding {
    var finding = Finding("there is no fact \(name)", at: fact.name.span)
    finding.help = "trainlint plan lists the quantities that may be declared"
    if let near = fact.suggestion {
      finding.help = "did you mean \(near)?"
      finding.fixes = [Fix("Write \(near)", .safe, [Edit(fact.name.span, near)])]
    }
    return finding
  }
}
