import ConfigSyntax
import Engine
import Linting
import SourceText
import Testing

/// The laws that every example of every rule obeys.
@Suite struct ExampleTests {
  @Test(arguments: ExampleCase.bad)
  func aBadExampleIsFoundAtItsMarks(_ example: ExampleCase) {
    let marked = example.marked
    let found = example.findings(in: marked.text)
    #expect(!marked.primary.isEmpty)
    #expect(marked.places(found.map(\.range)) == marked.places(marked.primary))
    let related = found.flatMap { $0.finding.related.map(\.span.bytes) }
    let missing = marked.related.filter { !related.contains($0) }
    #expect(missing.isEmpty, "\(marked.places(missing)) not in \(marked.places(related))")
  }

  @Test(arguments: ExampleCase.all.filter { !$0.isBad })
  func aGoodExampleIsSilent(_ example: ExampleCase) {
    #expect(example.findings(in: example.marked.text).map(\.finding.headline) == [])
  }

  @Test(arguments: ExampleCase.all)
  func aFirstLineMovesSpansByItsBytesOnly(_ example: ExampleCase) {
    let text = example.marked.text
    let line = "# é漢🙂\n"
    let before = Snapshot(example.report(text)) { $0 + line.utf8.count }
    #expect(Snapshot(example.report(line + text)) == before)
  }

  @Test(arguments: ExampleCase.all)
  func otherLineBreaksChangeNothing(_ example: ExampleCase) {
    let text = example.marked.text
    let bytes = Array(text.utf8)
    let before = Snapshot(example.report(text)) { offset in
      offset + bytes[..<offset].count { $0 == 0x0A }
    }
    let other = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    #expect(Snapshot(example.report(other)) == before)
  }

  @Test(arguments: ExampleCase.bad)
  func anIgnoreCommentSilences(_ example: ExampleCase) throws {
    let text = example.marked.text
    let found = example.findings(in: text)
    let first = try #require(found.first)
    let reports = IgnoreForms(text, at: first.range.lowerBound, rule: example.id).texts
      .map { example.report($0) }
    // A comment behind a syntax error is not read, and none can stand in another: then another form
    // has to do.
    let silenced = reports.filter { report in
      report.findings.contains { $0.rule == example.id && $0.suppressed == "a reason" }
    }
    let report = try #require(silenced.first)
    #expect(report.visible.count { $0.rule == example.id } < found.count)
    #expect(
      !report.visible.contains { settled in
        settled.rule == "unused-suppression"
          && settled.finding.headline.contains("[\(example.id.name)]")
      })
  }

  @Test(arguments: ExampleCase.bad)
  func aHeadlineIsShortAndSpecific(_ example: ExampleCase) {
    let text = example.marked.text
    for settled in example.findings(in: text) {
      let headline = settled.finding.headline
      #expect(headline.count <= 80, "\(headline)")
      #expect(!headline.hasSuffix("."))
      let isSpecific = headline.contains(where: { $0.isNumber || $0 == "`" })
      let words = headline.split { !($0.isLetter || $0 == "_") }
      let hasKey = words.contains { $0.contains("_") && text.contains($0) }
      #expect(isSpecific || hasKey, "no number and no key: \(headline)")
    }
  }

  @Test(.timeLimit(.minutes(10)), arguments: ExampleCase.all)
  func noTruncationTraps(_ example: ExampleCase) {
    let bytes = Array(example.marked.text.utf8)
    var plans = 0
    for end in 0...bytes.count { plans += example.report(Array(bytes[..<end])).plans.count }
    #expect(plans <= 4 * bytes.count)
  }
}

/// What a report says, with its places moved.
struct Snapshot: Equatable {
  private struct Entry: Equatable {
    let rule: String
    let severity: Severity
    let headline: String
    let ranges: [ByteRange]
  }

  private let entries: [Entry]

  init(_ report: FileReport, move: (Int) -> Int = { $0 }) {
    entries = report.visible.map { settled in
      let spans = [settled.finding.primary.span] + settled.finding.related.map(\.span)
      return Entry(
        rule: settled.rule.name, severity: settled.severity, headline: settled.finding.headline,
        ranges: spans.map { ByteRange(move($0.bytes.lowerBound), move($0.bytes.upperBound)) })
    }
  }
}

/// A text with an ignore comment in each of the forms that may silence a finding.
private struct IgnoreForms {
  let texts: [String]

  init(_ text: String, at offset: Int, rule: RuleID) {
    let lines = LineTable(Array(text.utf8))
    let line = lines.range(ofLine: lines.line(of: offset))
    let end = "  # trainlint: ignore[\(rule.name)] a reason"
    let above = "# trainlint: ignore-next-line[\(rule.name)] a reason\n"
    let top = "# trainlint: ignore-file[\(rule.name)] a reason\n"
    texts = [(line.upperBound, end), (line.lowerBound, above), (0, top)].map { place, comment in
      let edit = Edit(SourceSpan(.main, place, place), comment)
      return String(decoding: applying([edit], to: Array(text.utf8)).bytes, as: UTF8.self)
    }
  }
}
