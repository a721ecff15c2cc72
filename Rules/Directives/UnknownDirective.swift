package import Linting
import SourceText

/// Flags comments to trainlint that it does not understand.
package struct UnknownDirective: Rule {
  package static let info = RuleInfo(
    id: "unknown-directive",
    summary: "A comment speaks to trainlint in words that it does not know.",
    why: """
      The comment does nothing. trainlint knows `ignore[…]`, `ignore-next-line[…]`,
      `ignore-file[…]`, `fact name=value` and `dialect=name`.
      """,
    severity: .warning, scope: .directives,
    bad: [
      Example(
        """
        # trainlint: ignore-files[data-repetition] curriculum
        #            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unknown
        num_layers: 12
        train_iters: 1000
        """),
      Example(
        """
        # trainlint: dialect=gpt-neo
        #                    ^^^^^^^ unknown
        num_layers: 12
        train_iters: 1000
        """),
    ],
    good: [
      Example(
        """
        # trainlint: dialect=gpt-neox
        num_layers: 12
        train_iters: 1000
        """)
    ])

  private static let words = ["ignore", "ignore-next-line", "ignore-file", "fact", "dialect="]

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let directives = run.directives.unknownDirectives.map { directive in
      let start = directive.value.prefix { $0 != "[" && $0 != " " }
      if Self.ignores.contains(String(start)) { return emptyIgnore(directive, String(start)) }
      let spelled = start.isEmpty ? "an empty directive" : backticked(start, limit: 40)
      return finding(
        "\(spelled) is nothing that trainlint knows", String(start), directive.span, Self.words)
    }
    let dialects = [run.directives.unknownDialect].compactMap { $0 }.map { name in
      finding(
        "there is no dialect \(backticked(name.value, limit: 40))", name.value, name.span,
        run.directives.knownDialects)
    }
    return directives + dialects
  }

  private static let ignores = words.prefix(3)

  /// An ignore comment whose brackets are empty or not closed.
  private func emptyIgnore(_ directive: Located<String>, _ word: String) -> Finding {
    var finding = Finding(
      "the brackets of \(backticked(word)) hold no list of rules; it hides nothing",
      at: directive.span)
    finding.help = "name the rules and close the bracket: \(word)[rule-name] reason"
    return finding
  }

  private func finding(
    _ headline: String, _ word: String, _ span: SourceSpan, _ known: [String]
  ) -> Finding {
    var finding = Finding(headline, at: span)
    guard let near = nearest(word, among: known) else {
      finding.help = "known are " + known.joined(separator: ", ")
      return finding
    }
    let start = span.bytes.lowerBound
    let edit = Edit(SourceSpan(span.file, start, start + word.utf8.count), near)
    finding.help = "did you mean \(near)?"
    finding.fixes = [Fix("Write \(near)", .safe, [edit])]
    return finding
  }
}
