import JSONText
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tables of runs that a known law made up.
enum FitTables {
  /// The loss of 1.8 + 400 / N^0.34 + 1200 / D^0.36.
  static func loss(_ parameters: Double, _ tokens: Double) -> Double {
    1.8 + 400 / pow(parameters, 0.34) + 1_200 / pow(tokens, 0.36)
  }

  static let sizes: [(parameters: Double, tokens: Double)] = (0..<24).map { place in
    let parameters = 1e7 * pow(4, Double(place % 6))
    return (parameters, parameters * 2 * pow(5, Double(place / 6)))
  }

  /// The rows, with a little scatter that is the same each time.
  static let rows = sizes.enumerated().map { place, size in
    let scatter = 1 + 0.002 * sin(Double(place * place) * 1.7)
    return (size.parameters, size.tokens, loss(size.parameters, size.tokens) * scatter)
  }

  static let csv =
    "params,tokens,loss\n" + rows.map { "\($0.0),\($0.1),\($0.2)\n" }.joined()
}

@Suite struct FitCommandTests {
  private func fit(
    _ table: String, _ arguments: String..., named name: String = "runs.csv"
  ) throws -> Program.Outcome {
    try Program.run(["fit", name] + arguments, in: try TemporaryFolder([name: table]))
  }

  private func json(_ outcome: Program.Outcome) throws -> JSONValue {
    try #require(try JSONValue(parsing: outcome.output)["fit"])
  }

  @Test func theTableGivesTheLaw() throws {
    let outcome = try fit(FitTables.csv, "--format", "json", "--flops", "1e21")
    #expect(outcome.code == 0)
    let fit = try json(outcome)
    #expect(fit["form"]?.string == "chinchilla")
    #expect(fit["runs"]?.int == 24)
    #expect(fit["dropped"]?.array?.isEmpty == true)
    #expect(fit["level"]?.double == 0.9)
    for (name, truth) in [("E", 1.8), ("alpha", 0.34), ("beta", 0.36)] {
      let number = try #require(fit["constants"]?[name])
      let low = try #require(number["interval"]?[0]?.double)
      let high = try #require(number["interval"]?[1]?.double)
      #expect(low < high && low < truth * 1.1 && high > truth * 0.9, "\(name)")
    }
    #expect(fit["exponents"]?["a"]?["value"]?.double.map { abs($0 - 0.514) < 0.03 } == true)
    #expect(fit["range"]?["parameters"]?[0]?.double == 1e7)
    #expect(fit["left_out_error"]?.double.map { $0 < 0.02 } == true)
    #expect(fit["residuals"]?.array?.count == 24)
    #expect(fit["optima"]?.array?.count == 3)
    #expect(fit["optima"]?[2]?["tokens_per_parameter"]?["interval"]?.array?.count == 2)
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    let one = try fit(FitTables.csv, "--format", "json", "--seed", "7")
    let two = try fit(FitTables.csv, "--format", "json", "--seed", "7")
    #expect(one.output == two.output && one.code == 0)
    #expect(try fit(FitTables.csv, "--format", "json").output != one.output)
  }

  @Test func otherShapesOfTheSameTableSayTheSame() throws {
    let tabs = FitTables.csv.split(separator: "\n").map { line in
      line.split(separator: ",").joined(separator: "\t")
    }.joined(separator: "\r\n")
    let lines = FitTables.rows.map { row in
      "{\"n_params\": \(row.0), \"D\": \(row.1), \"val_loss\": \(row.2)}\n"
    }.joined()
    let flops =
      "C,N,final\n" + FitTables.rows.map { "\(6 * $0.0 * $0.1),\($0.0),\($0.2)\n" }.joined()
    let plain = try json(try fit(FitTables.csv, "--format", "json"))
    for (name, table, columns) in [
      ("runs.tsv", "\u{FEFF}" + tabs + "\r\n", ""), ("runs.jsonl", lines, ""),
      ("runs.csv", flops, "loss=final"),
    ] {
      let arguments = ["--format", "json"] + (columns.isEmpty ? [] : ["--columns", columns])
      let folder = try TemporaryFolder([name: table])
      let outcome = try Program.run(["fit", name] + arguments, in: folder)
      let alpha = try json(outcome)["constants"]?["alpha"]?["value"]?.double ?? 0
      let expected = plain["constants"]?["alpha"]?["value"]?.double ?? 1
      #expect(abs(alpha - expected) < 1e-4, "\(name)")
    }
  }

  @Test func nothingIsLeftOutUnlessAskedAndListed() throws {
    let bad = FitTables.csv + "1e8,2e9,nan\n1e8,-1,3\n1e8,1e9,12\n"
    let refused = try fit(bad)
    #expect(refused.code == 2 && refused.output.isEmpty)
    #expect(
      refused.errorText
        == "trainlint: runs.csv:26: loss is nan, and 1 more such lines; "
        + "--drop-invalid leaves them out\n")
    let kept = try json(
      try fit(bad, "--drop-invalid", "--drop-highest-loss", "1", "--format", "json"))
    #expect(kept["dropped"]?.array?.map { $0["row"]?.int } == [26, 27, 28])
    #expect(kept["runs"]?.int == 24)
    let outliers = try json(
      try fit(bad, "--drop-invalid", "--drop-outliers", "--format", "json"))
    #expect(outliers["dropped"]?.array?.compactMap { $0["row"]?.int }.contains(28) == true)
    let ratio = try json(
      try fit(FitTables.csv, "--min-tokens-per-parameter", "5", "--format", "json"))
    #expect(ratio["dropped"]?.array?.count == 6)
  }

  @Test func aLawFileJudgesRunsAndBudgets() throws {
    let folder = try TemporaryFolder(["runs.csv": FitTables.csv, "a.yaml": Configs.loud])
    let written = try Program.run(
      ["fit", "runs.csv", "--write-law", "own.json", "--plot", "own.svg"], in: folder)
    #expect(written.code == 0)
    let law = try #require(SharedFolder.contents(of: folder.path + "/own.json"))
    #expect(try JSONValue(parsing: law)["fit"]?["residuals"] == nil)
    let drawing = try #require(SharedFolder.contents(of: folder.path + "/own.svg"))
    let svg = String(decoding: drawing, as: UTF8.self)
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
    let budget = try Program.run(
      ["budget", "--law", "own.json", "--target-loss", "2.6"], in: folder)
    #expect(budget.code == 0 && budget.text.contains("own.json"))

    try folder.write("law: own.json\n", to: ".trainlint.yaml")
    let plan = try Program.run(["plan", "--format", "json", "a.yaml"], in: folder)
    let laws = try JSONValue(parsing: plan.output)["plans"]?[0]?["laws"]
    #expect(laws?["law"]?.string == "own.json")
    #expect(laws?["predicted_loss"]?.double.map { $0 > 1.8 && $0 < 4 } == true)
    let check = try Program.run(["check", "a.yaml"], in: folder)
    #expect(check.text.contains("source: own.json"))
    #expect(!check.text.contains("Besiroglu"))
  }

  @Test func aLawFileThatIsNoneIsAnErrorWithItsPlace() throws {
    let folder = try TemporaryFolder(["a.yaml": Configs.loud, "b.json": "{}"])
    for (law, words) in [
      ("no.json", "no law and no file no.json"), ("b.json", "holds no law"),
      ("/b.json", "no relative path"), ("https://a.b/c.json", "no network"),
      ("besiroglu-2025", "did you mean besiroglu-2024"),
    ] {
      try folder.write("extends: [strict]\nlaw: \(law)\n", to: ".trainlint.yaml")
      let outcome = try Program.run(["check", "a.yaml"], in: folder)
      #expect(outcome.code == 2, "\(law)")
      #expect(outcome.errorText.contains(words), "\(law): \(outcome.errorText)")
      #expect(outcome.errorText.contains(".trainlint.yaml:2:6"))
    }
  }

  @Test func whatGivesNoLawGetsASentence() throws {
    func table(_ sizes: [(Double, Double)]) -> String {
      "N,D,loss\n" + sizes.map { "\($0.0),\($0.1),\(FitTables.loss($0.0, $0.1))\n" }.joined()
    }
    let few = table(FitTables.sizes.prefix(7).map { ($0.parameters, $0.tokens) })
    let ratio = table((1...9).map { (1e7 * Double($0), 2e8 * Double($0)) })
    let size = table((1...9).map { (1e8, 1e9 * Double($0)) })
    for (text, words) in [
      (few, "7 runs; a chinchilla fit takes 8"), (ratio, "all runs have 20.0 tokens per parameter"),
      (size, "all runs have 100M parameters"), ("", "it is empty"), ("a\u{0}b", "it is no text"),
      ("N,D,loss\n", "0 runs"), ("N,D,loss,Loss\n1,2,3,4\n", "two columns are called loss"),
      ("N,loss,x\n1,2\n", "runs.csv:2: 2 values"), ("x,y\n1,2\n", "no column is called loss"),
      ("loss,x\n1,2\n", "parameters, tokens or flops"),
      ("N,D,val_loss,train_loss\n1,1,1,1\n", "which column is loss, val_loss, train_loss?"),
      ("N,D,loss\n1e8,,3\n", "runs.csv:2: D is missing"),
      ("N,D,loss\n1e8,many,3\n", "runs.csv:2: D is `many`, which is no number"),
    ] {
      let outcome = try fit(text)
      #expect(outcome.code == 2 && outcome.output.isEmpty)
      #expect(outcome.errorText.contains(words), "\(words): \(outcome.errorText)")
      #expect(outcome.errorText.split(separator: "\n").count == 1)
    }
  }

  @Test(arguments: [
    ["--form", "chinchila"], ["--format", "xml"], ["--resamples", "3"], ["--level", "1"],
    ["--flops", "much"], ["--variable", "N"], ["--columns", "loss"], ["--columns", "los=a"],
    ["--columns", "loss=a"], ["--plot", "/"], ["--write-law", "/no/such/folder/a.json"],
    ["--form", "power-law", "--write-law", "a.json"], ["--drop-highest-loss", "-1"],
  ])
  func wrongOptionsGetASentence(arguments: [String]) throws {
    let folder = try TemporaryFolder(["runs.csv": FitTables.csv])
    let outcome = try Program.run(["fit", "runs.csv"] + arguments, in: folder)
    #expect(outcome.code == 2 && outcome.output.isEmpty && !outcome.errorText.isEmpty)
    #expect(SharedFolder.contents(of: folder.path + "/a.json") == nil)
  }

  @Test(arguments: ["power-law", "broken-power-law"])
  func aFormThatJudgesNoRunIsNoLaw(form: String) throws {
    let folder = try TemporaryFolder(["runs.csv": FitTables.csv])
    let outcome = try Program.run(
      ["fit", "runs.csv", "--form", form, "--variable", "flops", "--resamples", "0"]
        + ["--write-law", "a.json"], in: folder)
    #expect(outcome.code == 2)
    #expect(outcome.errorText.contains("\(form) says no loss of a size with its tokens"))
    #expect(SharedFolder.contents(of: folder.path + "/a.json") == nil)
  }

  @Test func whatCannotBeReadOrWrittenIsSaid() throws {
    let folder = try TemporaryFolder(["runs.csv": FitTables.csv])
    for path in ["none.csv", "/dev/null"] {
      let outcome = try Program.run(["fit", path], in: folder)
      #expect(outcome.code == 2 && outcome.errorText.hasPrefix("trainlint: \(path)"), "\(path)")
    }
    #if os(Linux)
      let full = try Program.run(["fit", "runs.csv"], in: folder, output: "/dev/full")
      #expect(full.code == 2)
      #expect(full.errorText == "trainlint: standard output: no space left on device\n")
      let law = try Program.run(["fit", "runs.csv", "--write-law", "/dev/full"], in: folder)
      #expect(law.code == 2 && law.errorText.contains("no space left"))
    #endif
  }

  @Test func aReaderThatGoesAndASignalLeaveNoHalfFile() throws {
    let folder = try TemporaryFolder(["runs.csv": FitTables.csv])
    let line = "(\(Program.path) fit runs.csv --format json ; echo $? >code) | head -c 1 >/dev/null"
    #expect(try Program.shell(line, in: folder).complaints == [])
    let slow =
      "timeout --preserve-status -s INT 0.2 \(Program.path) fit runs.csv --resamples 100000 "
      + "--write-law law.json --plot law.svg"
    let outcome = try Program.shell(slow, in: folder)
    #expect(outcome.code == 130)
    for name in ["law.json", "law.svg"] {
      #expect(SharedFolder.contents(of: "\(folder.path)/\(name)") == nil)
    }
  }

  @Test(arguments: [
    "chinchilla", "data-constrained", "power-law", "broken-power-law", "iso-flop",
    "besiroglu-2024",
  ])
  func everyFormHasAPage(name: String) throws {
    let outcome = try Program.run(["explain", name], in: try TemporaryFolder())
    #expect(outcome.code == 0)
    #expect(outcome.text.hasPrefix("# \(name)\n\nL(") || name == "iso-flop")
    #expect(outcome.text.contains("## Sources\n\n- "))
  }

  @Test func aRunMayLieInThePresentFolder() throws {
    let folder = try TemporaryFolder([
      "config.yml": Configs.quiet, "trainer_state.json": #"{"log_history": []}"#,
    ])
    let outcome = try Program.run(["fit", "."], in: folder)
    let said = outcome.text + outcome.errorText
    #expect(outcome.code == 2)
    #expect(!said.contains("no log lies beside"), "\(said)")
  }

  @Test func aFolderOfRunsTakesSizesFromTheirPlans() throws {
    let folder = try TemporaryFolder()
    for (place, size) in [(4, 256), (6, 384), (8, 512), (12, 768)].enumerated() {
      for steps in [2_000, 6_000, 20_000] {
        let name = "runs/\(place)-\(steps)"
        let config = Configs.neox(layers: size.0, width: size.1, steps: steps)
        try folder.write(config, to: "\(name)/config.yml")
        let parameters = Double(12 * size.0 * size.1 * size.1 + 2 * 50_304 * size.1)
        let loss = FitTables.loss(parameters, Double(steps) * 262_144)
        let end = place == 1 && steps == 6_000 ? 3_000 : steps
        let rows = stride(from: 100, through: end, by: 100).map { "\($0),\(loss)\n" }.joined()
        try folder.write("step,loss\n" + rows, to: "\(name)/log.csv")
      }
    }
    try folder.write(Configs.neox(layers: 4, width: 256, steps: 10), to: "runs/x/config.yml")
    let fit = try json(
      try Program.run(["fit", "runs", "--format", "json", "--resamples", "0"], in: folder))
    #expect(fit["runs"]?.int == 11)
    #expect(
      fit["dropped"]?.array?.map { $0["reason"]?.string } == [
        "its log ends at step 3,000 of 6,000", "no log lies beside its config",
      ])
    #expect(fit["range"]?["tokens"]?[0]?.double == 524_288_000.0)
  }
}
