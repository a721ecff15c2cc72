import JSONText
import TestSupport
import Testing

@Suite struct BudgetCommandTests {
  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["budget"] + arguments, in: try TemporaryFolder([:]))
  }

  @Test func theTableHasEveryLaw() throws {
    let outcome = try run("--flops", "1e23")
    #expect(outcome.code == 0)
    for words in ["28.9B    577B", "29.4B    566B", "9–35", "hoffmann-2022-exact"] {
      #expect(outcome.text.contains(words), "\(words)")
    }
  }

  @Test func jsonHasTheSameNumbers() throws {
    let outcome = try run(
      "--device", "h100:64", "--hours", "240", "--unique-tokens", "25B", "--inference-tokens",
      "1T", "--format", "json")
    let json = try JSONValue(parsing: outcome.output)
    #expect(json["schema_version"]?.int == 1)
    let budget = try #require(json["budget"])
    #expect(budget["device_hours"]?.double.map { ($0 - 15_360).magnitude < 1 } == true)
    #expect(budget["allocations"]?.array?.count == 4)
    #expect(budget["allocations"]?[1]?["interval"]?.array?.count == 2)
    #expect(budget["data_constrained"]?["feasible"]?.array?.count == 5)
    #expect(budget["inference"]?["saving"]?.double != nil)
    #expect(budget["nearest_models"]?.array?.count == 3)
    #expect(budget["given"]?.isNull == true)
  }

  @Test func aLawOfOnesOwnTakesATargetLoss() throws {
    let law = """
      {"schema_version": 1, "fit": {"constants": {"E": {"value": 1.5}, "A": {"value": 400},
        "B": {"value": 1200}, "alpha": {"value": 0.34}, "beta": {"value": 0.34}},
        "range": {"parameters": [1e7, 1e9], "flops": [1e17, 1e20]}}}
      """
    let folder = try TemporaryFolder(["own.json": law, "bad.json": "{}"])
    let good = try Program.run(
      ["budget", "--law", "own.json", "--target-loss", "2.2"], in: folder)
    #expect(good.code == 0)
    #expect(good.text.contains("own.json"))
    for arguments in [["--law", "bad.json"], ["--law", "own.json", "--target-loss", "1.4"]] {
      let outcome = try Program.run(["budget", "--flops", "1e20"] + arguments, in: folder)
      #expect(outcome.code == 2 && !outcome.errorText.isEmpty)
    }
  }

  @Test func theDrawingIsXML() throws {
    let folder = try TemporaryFolder([:])
    let outcome = try Program.run(
      ["budget", "--flops", "1e22", "--unique-tokens", "25B", "--plot", "a.svg"], in: folder)
    #expect(outcome.code == 0)
    let bytes = try #require(SharedFolder.contents(of: folder.path + "/a.svg"))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("<svg ") && text.hasSuffix("</svg>\n"))
    #expect(text.split(separator: "<polyline").count == 6)
    #expect(!text.contains("nan") && !text.contains("inf") && !text.contains("unknown"))
  }

  @Test(arguments: [
    [], ["--flops", "much"], ["--flops", "-1"], ["--flops", "0"], ["--flops", "nan"],
    ["--device", "abacus"], ["--device", "h100:0"], ["--device", "h100:1:2"], ["--hours", "3"],
    ["--mfu", "40", "--flops", "1e20"], ["--law", "chinchila", "--flops", "1e20"],
    ["--target-loss", "2"], ["--flops", "1e20", "--parameters", "1B", "--tokens", "1B"],
    ["--format", "xml", "--flops", "1e20"], ["--unique-tokens", "1B", "--plot", "/"],
    ["--flops", "1e22", "--plot", "/no/such/folder/a.svg"],
  ])
  func wrongInputsGetASentence(arguments: [String]) throws {
    let outcome = try Program.run(["budget"] + arguments, in: try TemporaryFolder([:]))
    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errorText.hasPrefix("Error: "))
  }
}
