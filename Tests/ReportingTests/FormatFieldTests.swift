import JSONText
import Linting
import ReferenceData
import Reporting
import SourceText
import Testing

/// The fields that services read, one by one.
@Suite struct FormatFieldTests {
  private let fix = Fix(
    "Set steps", .unsafe, [Edit(SourceSpan(.main, 17, 19), "20")])
  private let pair = Fix(
    "Move it", .safe,
    [
      Edit(SourceSpan(.main, 10, 17), ""),
      Edit(SourceSpan(.main, 17, 19), "20"),
    ])

  @Test func gitLab() throws {
    let reports = [
      Sample.one(), Sample.one(name: "../b c.yaml", severity: .error),
      Sample.one(name: "c.yaml", suppressed: "why"), Sample.one(name: "d.yaml", severity: .note),
    ]
    let json = try JSONValue(parsing: Sample.text("gitlab", reports))
    #expect(json.array?.count == 3)
    let first = try #require(json[0])
    #expect(first["description"]?.string == "10 steps are few")
    #expect(first["check_name"]?.string == "data-repetition")
    #expect(first["fingerprint"]?.string?.count == 16)
    #expect(first["severity"]?.string == "major")
    #expect(first["location"]?["path"]?.string == "sub/a.yaml")
    #expect(first["location"]?["lines"]?["begin"]?.int == 2)
    #expect(json[1]?["severity"]?.string == "critical")
    #expect(json[1]?["location"]?["path"]?.string == "b c.yaml")
    #expect(json[2]?["severity"]?.string == "info")
    #expect(try JSONValue(parsing: Sample.text("gitlab", [])).array == [])
  }

  @Test func rdjson() throws {
    let report = Sample.one { finding in
      finding.fixes = [fix, pair]
      finding.help = "take more"
    }
    let json = try JSONValue(parsing: Sample.text("rdjson", [report]))
    #expect(json["source"]?["name"]?.string == "trainlint")
    let one = try #require(json["diagnostics"]?[0])
    #expect(one["message"]?.string == "10 steps are few\nhelp: take more\nsource: A source")
    #expect(one["severity"]?.string == "WARNING")
    #expect(one["code"]?["value"]?.string == "data-repetition")
    #expect(one["location"]?["path"]?.string == "a.yaml")
    let range = try #require(one["location"]?["range"])
    #expect(range["start"]?["line"]?.int == 2)
    #expect(range["start"]?["column"]?.int == 8)
    #expect(range["end"]?["line"]?.int == 2)
    #expect(range["end"]?["column"]?.int == 10)
    // Suggestions are alternatives: a fix of two edits cannot be one.
    #expect(one["suggestions"]?.array?.count == 1)
    #expect(one["suggestions"]?[0]?["text"]?.string == "20")
    #expect(one["suggestions"]?[0]?["range"] == range)
    let note = try JSONValue(parsing: Sample.text("rdjson", [Sample.one(severity: .note)]))
    #expect(note["diagnostics"]?[0]?["severity"]?.string == "INFO")
    #expect(note["diagnostics"]?[0]?["suggestions"] == nil)
  }

  /// reviewdog counts bytes, SARIF says that it counts UTF-16, the others count code points.
  @Test func columnsAreThoseOfTheFormat() throws {
    let report = Sample.one { $0.primary = Label(SourceSpan(.main, 2, 9), "") }
    let rdjson = try JSONValue(parsing: Sample.text("rdjson", [report]))
    #expect(rdjson["diagnostics"]?[0]?["location"]?["range"]?["end"]?["column"]?.int == 10)
    let sarif = try JSONValue(parsing: Sample.text("sarif", [report]))
    let region = sarif["runs"]?[0]?["results"]?[0]?["locations"]?[0]?["physicalLocation"]?["region"]
    #expect(region?["startColumn"]?.int == 3)
    #expect(region?["endColumn"]?.int == 6)
    let github = try Sample.text("github", [report])
    #expect(github.hasPrefix("::warning file=sub/a.yaml,line=1,endLine=1,col=3,endColumn=4,"))
  }

  @Test func sourcesAreLinksWhereATerminalShowsThem() throws {
    let report = Sample.one { $0.sources = [Citation("A paper", url: "https://example.org/a")] }
    var settled = report
    settled.findings = report.findings.map { one in
      SettledFinding(
        rule: one.rule, severity: one.severity, finding: one.finding,
        sources: one.sources + one.finding.sources)
    }
    var style = Style(color: true, links: true)
    var reporter = TextFormat(ReportContext(tool: ToolInfo(version: "1"), style: style))
    let text = reporter.report(settled)
    let link = "\u{1B}]8;;https://example.org/a\u{1B}\\A paper\u{1B}]8;;\u{1B}\\"
    #expect(text.contains("source: A source; \(link)\n"))
    style = Style(color: true)
    reporter = TextFormat(ReportContext(tool: ToolInfo(version: "1"), style: style))
    #expect(reporter.report(settled).contains("source: A source; A paper\n"))
  }

  @Test func gitHubEscapesWhatTheRunnerObeys() throws {
    let report = Sample.one(name: "a,b:c%.yaml") { finding in
      finding.headline = "50 % of\r\nsteps::error ::x"
      finding.primary = Label(SourceSpan(.main, 17, 30), "")
    }
    let text = try Sample.text("github", [report])
    #expect(
      text == """
        ::warning file=sub/a%2Cb%3Ac%25.yaml,line=2,endLine=3,title=data-repetition::\
        50 %25 of%0D%0Asteps::error ::x%0Asource: A source

        """)
    let many = (0..<12).map { number in
      Sample.one(name: "::error ##[error]\u{1B}\(number)") { _ in }
    }
    for line in try Sample.text("github", many).split(separator: "\n").dropFirst(0) {
      #expect(
        line.hasPrefix("- ") || line.hasPrefix("::warning file=") || line.hasPrefix("::notice "))
      #expect(!line.hasPrefix("- ") || (!line.contains("##[") && !line.contains("\u{1B}")))
    }
  }

  @Test func checkstyle() throws {
    let hostile = Sample.one(name: "a&<\"'>\u{1}.yaml") { finding in
      finding.headline = "\u{0}\u{1B}[31m <b> & \"x\"\t\u{FFFF}é🙂"
    }
    let root = try XMLReader.root(
      of: Sample.text("checkstyle", [hostile, Sample.one(severity: .note)]))
    #expect(root.name == "checkstyle")
    let file = try #require(root.all("file").first)
    #expect(file.attributes["name"] == "a&<\"'>\u{FFFD}.yaml")
    let error = try #require(file.all("error").first)
    #expect(error.number("line") == 2)
    #expect(error.number("column") == 8)
    #expect(error.attributes["severity"] == "warning")
    #expect(error.attributes["source"] == "trainlint.data-repetition")
    let message = "\u{FFFD}\u{FFFD}[31m <b> & \"x\"\t\u{FFFD}é🙂\nsource: A source"
    #expect(error.attributes["message"] == message)
    #expect(root.all("file").last?.all("error").first?.attributes["severity"] == "info")
  }

  @Test func junit() throws {
    var skipped = FileReport(SourceFile(name: "s.yaml", text: ""))
    skipped.skipped = .noTrainingConfig
    var named = skipped
    named.isNamed = true
    let clean = FileReport(SourceFile(name: "clean.yaml", text: "a: 1\n"))
    let reports = [
      clean, Sample.one(), Sample.one(name: "n.yaml", severity: .note), skipped, named,
      Sample.one(name: "i.yaml", suppressed: "on <purpose>"),
    ]
    let text = try Sample.text("junit", reports, problems: ["x.yaml: no such file"])
    let root = try XMLReader.root(of: text)
    #expect(root.name == "testsuites")
    #expect(
      ["tests", "failures", "errors", "skipped", "time"].map { root.number($0) } == [6, 1, 1, 2, 0])
    let names = ["clean.yaml", "a.yaml", "n.yaml", "s.yaml", "i.yaml", "trainlint"]
    #expect(root.all("testsuite").map { $0.attributes["name"] } == names)
    let cases = root.all("testsuite").flatMap { $0.all("testcase") }
    #expect(cases.map { $0.attributes["classname"] } == names)
    #expect(cases[0].children.isEmpty)
    #expect(cases[1].attributes["name"] == "data-repetition")
    let failure = try #require(cases[1].all("failure").first)
    #expect(failure.attributes["message"] == "10 steps are few")
    #expect(failure.attributes["type"] == "warning")
    #expect(failure.text == "2:8: warning: 10 steps are few\nsource: A source")
    #expect(cases[2].all("failure").isEmpty)
    #expect(cases[2].all("system-out").first?.text.hasPrefix("2:8: note: 10 steps") == true)
    #expect(cases[3].all("skipped").first?.attributes["message"] == "no training config")
    #expect(cases[4].all("skipped").first?.attributes["message"] == "suppressed: on <purpose>")
    #expect(cases[5].all("error").first?.attributes["message"] == "x.yaml: no such file")
  }
}
