import JSONText
import Linting
import Reporting
import Testing

/// Every format on nothing, one finding, and ten thousand.
@Suite struct FormatSizeTests {
  private static let sizes = [0, 1, 10_000]

  private func visible(_ reports: [FileReport]) -> Int {
    reports.reduce(0) { $0 + $1.visible.count }
  }

  private func reports(_ size: Int) -> [FileReport] {
    // A hundred files of a hundred findings, so that no single file hides what adds up.
    size > 100
      ? (0..<size / 100).map { Sample.report(100, name: "a/\($0).yaml") } : [Sample.report(size)]
  }

  @Test(arguments: sizes) func jsonHoldsAll(size: Int) throws {
    let text = try Sample.text("json", reports(size))
    let json = try JSONValue(parsing: text)
    let findings = json["files"]?.array?.compactMap { $0["findings"]?.array?.count } ?? []
    #expect(findings.reduce(0, +) == size)
    let summary = ["error", "warning", "note"].compactMap { json["summary"]?[$0]?.int }
    #expect(summary.reduce(0, +) == size)
  }

  @Test(arguments: sizes) func jsonLinesHoldAll(size: Int) throws {
    let lines = try Sample.text("jsonl", reports(size)).split(separator: "\n")
    let findings = try lines.compactMap {
      try JSONValue(parsing: String($0))["findings"]?.array?.count
    }
    #expect(findings.reduce(0, +) == size)
  }

  @Test(arguments: sizes) func textAndConciseHoldAll(size: Int) throws {
    let concise = try Sample.text("concise", reports(size)).split(separator: "\n")
    #expect(concise.count == size)
    let text = try Sample.text("text", reports(size)).split(separator: "\n")
    #expect(text.filter { $0.hasSuffix("[data-repetition]") }.count == size)
  }

  @Test(arguments: sizes) func sarifHoldsAll(size: Int) throws {
    let json = try JSONValue(parsing: Sample.text("sarif", reports(size)))
    let run = try #require(json["runs"]?[0])
    let results = try #require(run["results"]?.array)
    #expect(results.count == size)
    let levels = results.compactMap { $0["level"]?.string }
    let order = ["error": 0, "warning": 1, "note": 2]
    let ranks = levels.compactMap { order[$0] }
    #expect(ranks == ranks.sorted())
    let prints = results.compactMap { result in
      (result["locations"]?[0]?["physicalLocation"]?["artifactLocation"]?["uri"]?.string ?? "")
        + (result["partialFingerprints"]?["primaryLocationLineHash"]?.string ?? "")
    }
    #expect(Set(prints).count == size)
  }

  @Test func sarifKeepsTheGravestOfTooMany() throws {
    let many = (0..<300).map { Sample.report(100, name: "\($0).yaml") }
    let json = try JSONValue(parsing: Sample.text("sarif", many))
    let run = try #require(json["runs"]?[0])
    let levels = run["results"]?.array?.compactMap { $0["level"]?.string } ?? []
    #expect(levels.count == 25_000)
    #expect(levels.filter { $0 == "error" }.count == 300 * 34)
    let notes = run["invocations"]?[0]?["toolExecutionNotifications"]?.array ?? []
    #expect(notes.count == 1)
    #expect(notes.first?["message"]?["text"]?.string?.hasPrefix("5000 more results") == true)
  }

  @Test(arguments: sizes) func gitLabHoldsAll(size: Int) throws {
    let json = try JSONValue(parsing: Sample.text("gitlab", reports(size)))
    let entries = try #require(json.array)
    #expect(entries.count == size)
    #expect(Set(entries.compactMap { $0["fingerprint"]?.string }).count == size)
  }

  @Test(arguments: sizes) func rdjsonHoldsAll(size: Int) throws {
    let json = try JSONValue(parsing: Sample.text("rdjson", reports(size)))
    #expect(json["diagnostics"]?.array?.count == size)
  }

  @Test(arguments: sizes) func checkstyleHoldsAll(size: Int) throws {
    let root = try XMLReader.root(of: Sample.text("checkstyle", reports(size)))
    #expect(root.all("file").flatMap { $0.all("error") }.count == size)
  }

  @Test(arguments: sizes) func junitCountsAll(size: Int) throws {
    let reports = reports(size)
    let root = try XMLReader.root(of: Sample.text("junit", reports))
    let suites = root.all("testsuite")
    #expect(suites.count == reports.count)
    #expect(root.number("tests") == reports.count)
    #expect(root.number("failures") == (size == 0 ? 0 : reports.count))
    #expect(suites.flatMap { $0.all("testcase") }.count == root.number("tests"))
  }

  @Test(arguments: sizes) func gitHubShowsTenOfEachKind(size: Int) throws {
    let lines = try Sample.text("github", reports(size)).split(separator: "\n")
    for kind in ["error", "warning", "notice"] {
      #expect(lines.filter { $0.hasPrefix("::\(kind) ") }.count <= 10)
    }
    let commands = lines.filter { $0.hasPrefix("::") }
    #expect(commands.count == min(size, 30))
    if size > 30 {
      // Every finding is in the log, as a command or as a line.
      #expect(lines.count == size + 1)
      #expect(lines.last == "::notice title=trainlint::\(size - 29) more findings, see the log")
      #expect(commands.first?.hasPrefix("::error ") == true)
    }
  }
}
