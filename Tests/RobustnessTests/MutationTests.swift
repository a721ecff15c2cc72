import Engine
import Linting
import Reporting
import SourceText
import TestSupport
import Testing

/// Published configs with bytes changed: whatever comes out, nothing traps.
@Suite(.timeLimit(.minutes(10))) struct MutationTests {
  /// Enough for each kind of change to meet each kind of file; bounded by the clock besides.
  private static let count = 10_000
  private static let limit = Duration.seconds(60)

  @Test(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
  func changedBytesNeverTrap() throws {
    let corpus = try #require(SharedFolder.path) + "/corpus"
    let paths = FileWalk.files(in: [corpus]).files.map(\.path)
    try #require(!paths.isEmpty)
    let linter = Linter()
    let clock = ContinuousClock()
    let start = clock.now
    var random = SeededGenerator(seed: 20_251)
    var done = 0
    var findings = 0
    while done < Self.count, clock.now - start < Self.limit {
      let path = paths[Int.random(in: paths.indices, using: &random)]
      guard var bytes = try? Disk.read(path), bytes.count < 20_000 else { continue }
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        Mutation.apply(to: &bytes, using: &random)
      }
      let name = path.hasSuffix(".json") ? "a.json" : "a.yaml"
      let report = linter.report(on: SourceFile(name: name, bytes: bytes))
      findings += report.findings.count
      expectWholeSpans(report)
      if done % 50 == 0 { write(report) }
      done += 1
    }
    print("\(done) changed files, \(findings) findings, \(clock.now - start)")
    #expect(done >= Self.count / 10)
  }

  /// Spans lie within the text, whatever the text is.
  private func expectWholeSpans(_ report: FileReport) {
    let size = report.file.bytes.count
    for settled in report.findings {
      let labels = [settled.finding.primary] + settled.finding.related
      let edits = settled.finding.fixes.flatMap(\.edits)
      for span in labels.map(\.span) + edits.map(\.span) where span.file == report.file.id {
        let isWhole = 0 <= span.bytes.lowerBound && span.bytes.upperBound <= size
        #expect(isWhole, "\(settled.rule.name): \(span.bytes) of \(size)")
      }
    }
  }

  private func write(_ report: FileReport) {
    for format in ReporterCatalogue.all {
      let tool = ToolInfo(version: "1.2.3")
      var reporter = format.init(ReportContext(tool: tool, style: Style(color: true)))
      #expect(reporter.report(report).utf8.allSatisfy { $0 != 0 })
    }
  }
}
