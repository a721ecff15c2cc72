import Engine
import JSONText
import Linting
import Reporting
import RuleCatalogue
import SourceText
import Testing

@Suite struct SARIFTests {
  private func run(
    _ reports: [FileReport], problems: [String] = [], exitCode: Int = 0
  ) throws
    -> JSONValue
  {
    let text = try Sample.text("sarif", reports, problems: problems, exitCode: exitCode)
    let json = try JSONValue(parsing: text)
    #expect(json["version"]?.string == "2.1.0")
    #expect(json["runs"]?.array?.count == 1)
    return try #require(json["runs"]?[0])
  }

  @Test func aCleanRunHasResults() throws {
    let run = try run([])
    #expect(run["results"]?.array == [])
    let invocation = try #require(run["invocations"]?[0])
    #expect(invocation["executionSuccessful"]?.bool == true)
    #expect(invocation["exitCode"]?.int == 0)
    #expect(invocation["toolExecutionNotifications"]?.array == [])
  }

  @Test func everyRuleIsDescribed() throws {
    let driver = try #require(try run([])["tool"]?["driver"])
    #expect(driver["name"]?.string == "trainlint")
    #expect(driver["semanticVersion"]?.string == "1.2.3")
    let rules = try #require(driver["rules"]?.array)
    #expect(rules.compactMap { $0["id"]?.string }.sorted() == RuleCatalogue.ids)
    #expect(Set(rules.compactMap { $0["name"]?.string }).count == rules.count)
    for rule in rules {
      let id = rule["id"]?.string ?? ""
      for member in ["shortDescription", "fullDescription", "help"] {
        #expect(rule[member]?["text"]?.string?.isEmpty == false, "\(id)")
      }
      #expect(rule["help"]?["markdown"]?.string?.hasPrefix("# \(id)\n") == true)
      let level = rule["defaultConfiguration"]?["level"]?.string ?? ""
      #expect(["error", "warning", "note"].contains(level), "\(id)")
      #expect(rule["properties"]?["tags"]?.array?.count == 1)
      #expect(rule["properties"]?["security-severity"] == nil)
    }
  }

  @Test func aResultPointsAtItsPlaceAndItsRule() throws {
    let report = Sample.one(name: "x/../a b:é.yaml") { finding in
      finding.related = [Label(SourceSpan(.main, 36, 37), "1 of [2]")]
      finding.derivation = ["a[0](http://b)"]
    }
    let run = try run([report])
    let result = try #require(run["results"]?[0])
    let id = try #require(result["ruleId"]?.string)
    let index = try #require(result["ruleIndex"]?.int)
    #expect(run["tool"]?["driver"]?["rules"]?[index]?["id"]?.string == id)
    #expect(result["level"]?.string == "warning")
    #expect(
      result["message"]?["text"]?.string == """
        10 steps are few.
        [1 of \\[2\\]](1)
        a[0] (http://b)
        source: A source
        """)
    let place = try #require(result["locations"]?[0]?["physicalLocation"])
    #expect(place["artifactLocation"]?["uri"]?.string == "sub/a%20b%3A%C3%A9.yaml")
    #expect(place["artifactLocation"]?["uriBaseId"]?.string == "%SRCROOT%")
    #expect(run["originalUriBaseIds"]?["%SRCROOT%"] != nil)
    #expect(place["region"]?["startLine"]?.int == 2)
    #expect(place["region"]?["startColumn"]?.int == 8)
    #expect(place["region"]?["endColumn"]?.int == 10)
    #expect(run["columnKind"]?.string == "utf16CodeUnits")
    let related = try #require(result["relatedLocations"]?[0])
    #expect(related["id"]?.int == 1)
    #expect(related["message"]?["text"]?.string == "1 of [2]")
    #expect(result["suppressions"] == nil)
    #expect(result["fixes"] == nil)
  }

  @Test func suppressionsHaveTheirReason() throws {
    let run = try run([
      Sample.one(suppressed: "on purpose"), Sample.one(name: "b.yaml", suppressed: ""),
      Sample.one(name: "c.yaml", severity: .note),
    ])
    let results = try #require(run["results"]?.array)
    #expect(results.count == 3)
    // What nobody has to look at comes last.
    #expect(results[0]["suppressions"] == nil)
    #expect(results[1]["suppressions"]?[0]?["kind"]?.string == "inSource")
    #expect(results[1]["suppressions"]?[0]?["justification"]?.string == "on purpose")
    #expect(results[2]["suppressions"]?[0]?["justification"] == nil)
  }

  @Test func fixesAreReplacements() throws {
    let report = Sample.one { finding in
      finding.fixes = [
        Fix("Set it", .unsafe, [Edit(SourceSpan(.main, 17, 19), "20")])
      ]
    }
    let fix = try #require(try run([report])["results"]?[0]?["fixes"]?[0])
    #expect(fix["description"]?["text"]?.string == "Set it (unsafe)")
    let change = try #require(fix["artifactChanges"]?[0])
    #expect(change["artifactLocation"]?["uri"]?.string == "sub/a.yaml")
    let replacement = try #require(change["replacements"]?[0])
    #expect(replacement["deletedRegion"]?["startColumn"]?.int == 8)
    #expect(replacement["insertedContent"]?["text"]?.string == "20")
  }

  @Test func whatWasNotCheckedIsSaid() throws {
    var skipped = FileReport(SourceFile(name: "s.yaml", text: ""))
    skipped.skipped = .noTrainingConfig
    skipped.isNamed = true
    let run = try run([skipped], problems: ["x.yaml: no such file"], exitCode: 2)
    let invocation = try #require(run["invocations"]?[0])
    #expect(invocation["executionSuccessful"]?.bool == false)
    #expect(invocation["exitCode"]?.int == 2)
    let notes = try #require(invocation["toolExecutionNotifications"]?.array)
    #expect(notes.map { $0["level"]?.string } == ["error", "note"])
    #expect(notes[0]["message"]?["text"]?.string == "x.yaml: no such file")
    #expect(notes[1]["message"]?["text"]?.string == "skipped: no training config")
  }

  /// Lines above and other numbers leave the fingerprint alone; another key does not.
  @Test func fingerprintsOutliveMovedLines() throws {
    let text = """
      num_layers: 32
      hidden_size: 4096
      num_attention_heads: 32
      max_position_embeddings: 2048
      seq_length: 2048
      pos_emb: rotary
      no_weight_tying: true
      train_batch_size: 1024
      train_iters: 10000
      """
    func prints(_ text: String) throws -> [String] {
      let report = Linter().report(on: SourceFile(name: "a.yml", text: text))
      let results = try run([report])["results"]?.array ?? []
      return results.compactMap { $0["partialFingerprints"]?["primaryLocationLineHash"]?.string }
    }
    let before = try prints(text)
    #expect(before.count == 1)
    #expect(try prints(String(repeating: "# moved\n", count: 50) + text) == before)
    #expect(try prints(text.replacing("10000", with: "9000")) == before)
  }

  @Test(arguments: [
    ("a.yaml", "sub/a.yaml"), ("./a//b.yaml", "sub/a/b.yaml"), ("../a.yaml", "a.yaml"),
    ("../../x/a.yaml", "../x/a.yaml"), ("/repository/b.yaml", "b.yaml"), ("/b.yaml", "../b.yaml"),
    ("<stdin>", "%3Cstdin%3E"), ("50%.yaml", "sub/50%25.yaml"), ("..a.yaml", "sub/..a.yaml"),
  ])
  func pathsStartFromTheRoot(given: String, told: String) {
    let frame = PathFrame(working: "/repository/sub", root: "/repository")
    #expect(frame.uri(given) == told)
  }
}
