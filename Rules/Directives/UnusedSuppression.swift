package import Linting
import SourceText

/// Flags ignore comments that hide nothing.
package struct UnusedSuppression: Rule {
  package static let info = RuleInfo(
    id: "unused-suppression",
    summary: "An ignore comment hides nothing.",
    why: """
      What it was written for is mended, or never stood there: `ignore` covers the line that it
      ends, and on a line of its own it covers nothing. A comment that outlives its finding hides
      the next one of its kind. Judged only where every rule ran on the whole file.
      """,
    severity: .note, scope: .directives,
    bad: [
      Example(
        """
        num_layers: 12
        train_iters: 1000  # trainlint: ignore[number-as-string] mended since
        #                                      ^^^^^^^^^^^^^^^^ hides nothing
        """),
      Example(
        """
        num_layers: 12
        # trainlint: ignore[number-as-string] loaded by our own script
        #                   ^^^^^^^^^^^^^^^^ the finding is on the line below
        train_iters: 1e5
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        # trainlint: ignore-next-line[number-as-string] loaded by our own script
        train_iters: 1e5
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    guard run.directives.isComplete else { return [] }
    // What is found in comments is found after all else, so their use is not known yet.
    let late = Set(DirectivesRules.all.map { $0.info.id.name })
    let judged = Set(run.directives.knownRules + run.directives.policies).subtracting(late)
      .subtracting(run.directives.rulesOff)
    return run.directives.ignores.flatMap { findings($0, judged, run.file) }
  }

  private func findings(
    _ ignore: DirectiveReport.Ignore, _ judged: Set<String>, _ file: SourceFile
  ) -> [Finding] {
    if ignore.rules.isEmpty {
      guard ignore.used.isEmpty else { return [] }
      return [finding(ignore, nil, file, isAlone: true)]
    }
    let unused = ignore.rules.filter {
      judged.contains($0.value) && !ignore.used.contains($0.value)
    }
    let isAlone = unused.count == ignore.rules.count
    return unused.map { finding(ignore, $0, file, isAlone: isAlone) }
  }

  private func finding(
    _ ignore: DirectiveReport.Ignore, _ rule: Located<String>?, _ file: SourceFile, isAlone: Bool
  ) -> Finding {
    let name = rule?.value ?? ""
    let shown = backticked(rule.map { "\(ignore.word)[\($0.value)]" } ?? ignore.word, limit: 48)
    var finding = Finding("\(shown) hides nothing", at: rule?.span ?? ignore.span)
    if ignore.missed.contains(name) {
      finding.headline = "\(shown) does not reach the next line"
      finding.help = "on a line of its own, write ignore-next-line"
      let edit = Edit(ignore.wordSpan(in: file), "ignore-next-line")
      finding.fixes = [Fix("Write ignore-next-line", .safe, [edit])]
    } else {
      finding.help = "remove it"
      let span = isAlone ? ignore.commentSpan(in: file) : rule.map { ignore.itemSpan(of: $0) }
      finding.fixes = span.map { [Fix("Remove \(shown)", .safe, [Edit($0, "")])] } ?? []
    }
    return finding
  }
}

extension DirectiveReport.Ignore {
  /// The bytes of `ignore`, behind `trainlint:`.
  fileprivate func wordSpan(in file: SourceFile) -> SourceSpan {
    let text = file.text(in: span.bytes)
    let head = text.prefix { $0 != ":" }.utf8.count + 1
    let blanks = text.utf8.dropFirst(head).prefix { $0 == 0x20 || $0 == 0x09 }.count
    let start = span.bytes.lowerBound + head + blanks
    return SourceSpan(span.file, start, start + word.utf8.count)
  }

  /// The bytes of one rule and of the comma that parts it from its neighbour.
  fileprivate func itemSpan(of rule: Located<String>) -> SourceSpan {
    guard let place = rules.firstIndex(of: rule), rules.count > 1 else { return rule.span }
    let bytes = rule.span.bytes
    return place == 0
      ? SourceSpan(span.file, bytes.lowerBound, rules[1].span.bytes.lowerBound)
      : SourceSpan(span.file, rules[place - 1].span.bytes.upperBound, bytes.upperBound)
  }

  /// The bytes of the whole comment and of what would be left of its line without it.
  fileprivate func commentSpan(in file: SourceFile) -> SourceSpan {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    var start = span.bytes.lowerBound
    while start > 0, isBlank(file.bytes[start - 1]) { start -= 1 }
    if start > 0, file.bytes[start - 1] == 0x23 { start -= 1 }
    while start > 0, isBlank(file.bytes[start - 1]) { start -= 1 }
    guard isWholeLine else { return SourceSpan(span.file, start, span.bytes.upperBound) }
    let lines = file.lineTable()
    let line = lines.range(ofLine: lines.line(of: start), includingBreak: true)
    return SourceSpan(span.file, ByteRange(max(start, line.lowerBound), line.upperBound))
  }
}
