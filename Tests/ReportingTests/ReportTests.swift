import Engine
import JSONText
import Linting
import ReferenceData
import Reporting
import ScalingLaws
import SourceText
import Testing

/// The report: what it draws, what it says it does not draw, and that nothing in it is lost.
@Suite struct ReportTests {
  /// A run of 125M parameters on `steps` × 524,288 tokens.
  static func run(steps: Int = 9_500) -> String {
    """
    # trainlint: fact vocabulary_size=50304
    # trainlint: dialect=gpt-neox
    tokenizer_type: HFTokenizer
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    seq_length: 2048
    max_position_embeddings: 2048
    train_micro_batch_size_per_gpu: 32
    train_batch_size: 256
    train_iters: \(steps)
    lr_decay_iters: \(steps)

    """
  }

  static func report(
    _ format: RunReport.Format, _ files: [(name: String, text: String)], laws: LawSet = .standard
  ) -> String {
    var report = RunReport(format, title: "Ours", tool: ToolInfo(version: "1.2.3"))
    let linter = Linter()
    for file in files {
      var found = linter.report(on: SourceFile(name: file.name, text: file.text))
      found.laws = laws
      report.add(found)
    }
    return String(decoding: report.bytes, as: UTF8.self)
  }

  private func json(
    _ files: [(name: String, text: String)], laws: LawSet = .standard
  ) throws -> JSONValue {
    try JSONValue(parsing: Self.report(.json, files, laws: laws))
  }

  // MARK: The chart

  @Test func theHeightIsWhatTheLawDoesNotNeed() throws {
    let steps = [600, 4_750, 90_000]
    let json = try json(steps.map { ("\($0).yml", Self.run(steps: $0)) })
    #expect(json["chart"]?["law"]?.string == "besiroglu-2024")
    #expect(json["chart"]?["value"]?.string == "wasted_compute")
    let runs = try #require(json["chart"]?["runs"]?.array)
    #expect(runs.count == 3)
    let heights = runs.compactMap { $0["value"]?.double }
    // Too few tokens lie below the frontier, about 20 a parameter on it, too many above.
    #expect(heights[0] < -0.2 && heights[1].magnitude < 0.05 && heights[2] > 0.2)
    for (run, plan) in zip(runs, json["plans"]?.array ?? []) {
      let efficiency = try #require(plan["laws"]?["efficiency"]?.double)
      let value = try #require(run["value"]?.double)
      #expect((value.magnitude - (1 - efficiency)).magnitude < 1e-9)
    }
  }

  @Test func theFrontierAndTheBandsBoundTheRuns() throws {
    let chart = try #require(try json([("a.yml", Self.run())])["chart"])
    let frontier = try #require(chart["frontier"]?.array)
    #expect(frontier.count > 20 && frontier.allSatisfy { $0[1]?.double == 0 })
    let bands = try #require(chart["bands"]?.array)
    let ends = bands.compactMap { $0["curve"]?.array?.last?[1]?.double }
    #expect(ends.count == bands.count && ends == ends.sorted())
    #expect(ends.first.map { $0 < 0 } == true && ends.last.map { $0 > 0 } == true)
    let models = try #require(chart["known_models"]?.array)
    #expect(!models.isEmpty)
    for model in models {
      let size = (model["parameters"]?.double ?? 0) * (model["tokens"]?.double ?? 0)
      #expect(model["flops"]?.double == 6 * size)
    }
  }

  @Test func aLawOfOnesOwnGivesLosses() throws {
    let own = ChinchillaLaw(
      id: "own.json", irreducibleLoss: 1.5, parameterWeight: 400, tokenWeight: 1_200, alpha: 0.34,
      beta: 0.34, citation: Citation("own.json"), validity: LawValidity([:]))
    let files = [("a.yml", Self.run()), ("b.yml", Self.run(steps: 90_000))]
    let chart = try #require(try json(files, laws: LawSet(allocation: own))["chart"])
    #expect(chart["value"]?.string == "loss")
    let losses = (chart["runs"]?.array ?? []).compactMap { $0["value"]?.double }
    #expect(losses.count == 2 && losses.allSatisfy { $0 > 1.5 && $0 < 4 })
    #expect(losses[0] > losses[1])
    let page = Self.report(.html, files, laws: LawSet(allocation: own))
    #expect(page.contains("predicted loss, nats per token"))
    #expect(page.contains("Under own.json"))
  }

  @Test func runsThatShareAPlaceAreCountedAndListed() {
    let page = Self.report(.html, (0..<12).map { ("run-\($0).yml", Self.run()) })
    #expect(page.contains("12 runs drawn as 1 mark: 12 of them share 1 mark"))
    #expect(page.contains(">12</text>"))
    let shared = page.components(between: "id=\"c0\"", and: "</section>").first ?? ""
    for index in 0..<12 { #expect(shared.contains("\"#p\(index)\"")) }
  }

  @Test func whatIsNotDrawnIsTold() {
    let tune =
      "base_model: meta-llama/Llama-2-7b-hf\ndatasets: [{path: a, type: alpaca}]\n"
      + "sequence_len: 4096\nmicro_batch_size: 2\ngradient_accumulation_steps: 4\nnum_epochs: 3\n"
    let page = Self.report(
      .html,
      [
        ("a.yml", Self.run()), ("b.yml", tune),
        ("c.yml", Self.run().replacing("# trainlint: fact vocabulary_size=50304\n", with: "")),
      ])
    #expect(page.contains("1 run drawn"))
    #expect(page.contains("1 start from trained weights"))
    #expect(page.contains("1 leave parameters or tokens open"))
  }

  @Test(arguments: ["1e-300", "1e-9", "1e300", "1e308"])
  func noSizeIsTooStrangeToDraw(tokens: String) throws {
    let text =
      "# trainlint: fact tokens=\(tokens)\n" + Self.run().replacing("train_iters", with: "x")
    let page = Self.report(.html, [("a.yml", text), ("b.yml", Self.run())])
    #expect(page.hasSuffix("</html>\n"))
    let drawing = page.components(between: "<svg id=", and: "</svg>").first ?? ""
    for word in ["nan", "inf", "unknown"] { #expect(!drawing.contains("\"\(word)")) }
  }

  // MARK: Facts

  @Test func factsAreCountedWithWhatTheySettle() throws {
    let text = Self.run().replacing("# trainlint: fact vocabulary_size=50304\n", with: "")
    let json = try json([("a.yml", text), ("b.yml", text), ("c.yml", Self.run())])
    let facts = try #require(json["missing_facts"]?.array)
    let rows = facts.first { $0["facts"]?[0]?.string == "vocabulary_size" }
    #expect(rows?["plans"]?.int == 2)
    #expect(rows?["settles"]?["parameters"]?.int == 2)
    #expect(rows?["settles"]?["tokens_per_parameter"]?.int == 2)
  }

  // MARK: The documents

  @Test func everyLinkOfThePageLeadsSomewhere() {
    let page = Self.report(
      .html, [("a.yml", Self.run(steps: 100)), ("b/c.yml", Self.run()), ("d.yml", Self.run())])
    let links = Set(page.components(between: "href=\"#", and: "\""))
    #expect(links.count > 8)
    for link in links where link != "-" { #expect(page.contains("id=\"\(link)\""), "\(link)") }
  }

  @Test func thePageAsksForNothing() {
    let page = Self.report(.html, [("a.yml", Self.run(steps: 100))])
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    for words in ["<script", "<style>", "<title>Ours</title>", "<main>", "</html>"] {
      #expect(page.components(between: words, and: "").count == 1, "\(words)")
    }
    for words in [" src=", "@import", "url(", " style=", "http://", "fetch(", "unsafe-"] {
      #expect(!page.contains(words), "\(words)")
    }
    #expect(page.contains("default-src 'none'; style-src 'sha256-"))
  }

  @Test func findingsStandWithTheirExcerpts() {
    let page = Self.report(.html, [("a.yml", Self.run(steps: 100))])
    #expect(page.contains("tokens-per-parameter") || page.contains("undertrained"))
    #expect(page.contains("train_iters: 100\n"))
    #expect(page.contains("^^^"))
  }

  @Test func theChartIsAVegaLiteSpecification() throws {
    let json = try JSONValue(parsing: Self.report(.vegaLite, [("a.yml", Self.run())]))
    #expect(json["$schema"]?.string?.contains("vega-lite") == true)
    let layers = try #require(json["layer"]?.array)
    #expect(layers.count == 9)
    let runs = layers.last?["data"]?["values"]?.array
    #expect(runs?.count == 1 && runs?[0]["name"]?.string == "a.yml")
    #expect(layers.allSatisfy { $0["mark"] != nil && $0["encoding"]?["x"] != nil })
  }

  @Test(arguments: RunReport.Format.allCases)
  func aReportOfNothingIsWhole(format: RunReport.Format) throws {
    let text = Self.report(format, [])
    if format == .html {
      #expect(text.contains("No training config was found.") && text.hasSuffix("</html>\n"))
    } else {
      #expect(try JSONValue(parsing: text)["title"]?.string == "Ours")
    }
  }
}

extension String {
  /// The texts between each `start` and the next `end`; with an empty end one for every start.
  func components(between start: String, and end: String) -> [String] {
    var rest = self[...]
    var found: [String] = []
    while let range = rest.firstRange(of: start) {
      rest = rest[range.upperBound...]
      let stop = end.isEmpty ? rest.startIndex : rest.firstRange(of: end)?.lowerBound
      found.append(String(rest[..<(stop ?? rest.endIndex)]))
    }
    return found
  }

  /// The text with each `words` written otherwise.
  func replacing(_ words: String, with other: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: words) {
      result += rest[..<range.lowerBound] + other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
