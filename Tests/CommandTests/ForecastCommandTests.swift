import JSONText
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct ForecastCommandTests {
  /// A log of `L = 2.4 + 20 t^-0.46`, with rates that follow a cosine to `end` where one is given.
  private func log(until step: Int, end: Double? = nil, lines: String = "") -> String {
    let rows = stride(from: 50, through: step, by: 50).map { step in
      let loss = 2.4 + 20 * pow(Double(step), -0.46)
      let rate = end.map { ",\(3e-4 * (1 + cos(.pi * Double(step) / $0)) / 2)" } ?? ""
      return "\(step),\(loss)\(rate)\n"
    }
    return "step,loss\(end == nil ? "" : ",lr")\n" + rows.joined() + lines
  }

  private func forecast(_ files: [String: String], _ arguments: String...) throws -> Program.Outcome
  {
    try Program.run(["forecast"] + arguments, in: try TemporaryFolder(files))
  }

  @Test func theTableSaysTheBandAndWhatItCannotKnow() throws {
    let outcome = try forecast(
      ["log.csv": log(until: 4000, end: 10_000)], "log.csv", "--steps", "10k")
    #expect(outcome.code == 0)
    for words in [
      "40 % of 10,000 (--steps)", "in nine of ten cases between", "plain power law",
      "follow a cosine to the planned end", "cannot know",
    ] {
      #expect(outcome.text.contains(words), "\(words)")
    }
    #expect(!outcome.text.contains("░"), "a picture is for terminals")
    #expect(!outcome.text.contains("stop"))
  }

  @Test func jsonHasTheShapeOfTheContract() throws {
    let outcome = try forecast(
      ["log.csv": log(until: 4000), "old.csv": log(until: 8000)], "log.csv", "--steps", "10000",
      "--schedule", "constant", "--reference", "old.csv", "--fact", "target_loss=9",
      "--format", "json")
    #expect(outcome.code == 0)
    let json = try JSONValue(parsing: outcome.output)
    #expect(json["schema_version"]?.int == 1)
    let forecast = try #require(json["forecast"])
    #expect(forecast["fraction"]?.double == 0.4)
    #expect(forecast["end_step"]?.int == 10_000)
    #expect(forecast["form"]?.string?.isEmpty == false)
    let value = try #require(forecast["final_loss"]?["value"]?.double)
    let low = try #require(forecast["final_loss"]?["interval"]?[0]?.double)
    let high = try #require(forecast["final_loss"]?["interval"]?[1]?.double)
    #expect(low < value && value < high)
    #expect(abs(value - (2.4 + 20 * pow(10_000, -0.46))) < 0.05)
    #expect(forecast["final_loss"]?["level"]?.double == 0.9)
    #expect(forecast["reference"]?["loss"]?.double != nil)
    #expect(forecast["target"]?["band"]?.string == "above")
    #expect(forecast["reasons"]?.array?.isEmpty == false)
  }

  @Test func aMissedTargetIsExitCodeOne() throws {
    let files = ["log.csv": log(until: 4000)]
    let arguments = ["log.csv", "--steps", "10k", "--schedule", "constant", "--fact"]
    let folder = try TemporaryFolder(files)
    for (target, code) in [("2.2", 1), ("2.69", 0), ("3", 0)] {
      let outcome = try Program.run(
        ["forecast"] + arguments + ["target_loss=\(target)"], in: folder)
      #expect(outcome.code == Int32(code), "\(target)")
    }
  }

  @Test func theConfigGivesEndScheduleAndTarget() throws {
    let config = """
      # trainlint: fact target_loss=2.2
      model_name_or_path: gpt2
      stage: pt
      do_train: true
      dataset: c4_demo
      cutoff_len: 1024
      packing: true
      per_device_train_batch_size: 8
      gradient_accumulation_steps: 1
      max_steps: 10000
      learning_rate: 3.0e-4
      lr_scheduler_type: cosine
      warmup_steps: 50
      output_dir: out
      """
    let outcome = try forecast(
      ["log.csv": log(until: 4000, end: 10_000), "run.yaml": config], "log.csv", "--config",
      "run.yaml", "--format", "json")
    let json = try JSONValue(parsing: outcome.output)
    #expect(json["forecast"]?["end_step"]?.int == 10_000, "\(outcome.errorText)")
    #expect(json["forecast"]?["final_loss"]?["value"]?.double != nil)
    #expect(json["forecast"]?["target"]?["value"]?.double == 2.2)
    #expect(outcome.code == 1)
  }

  @Test func aLawOfOnesOwnIsSetBesideIt() throws {
    let law = """
      {"schema_version": 1, "fit": {"constants": {"E": {"value": 1.5}, "A": {"value": 400},
        "B": {"value": 1200}, "alpha": {"value": 0.34}, "beta": {"value": 0.34}}}}
      """
    let config = """
      # trainlint: fact parameters=100M tokens=2B
      model_name_or_path: own-model
      stage: pt
      do_train: true
      dataset: c4_demo
      max_steps: 10000
      lr_scheduler_type: constant
      output_dir: out
      """
    let outcome = try forecast(
      [
        "log.csv": log(until: 4000), "run.yaml": config, "own.json": law,
      ], "log.csv", "--config", "run.yaml", "--law", "own.json", "--format", "json")
    let json = try JSONValue(parsing: outcome.output)
    #expect(json["forecast"]?["law"]?["value"]?.double.map { $0 > 2 && $0 < 4 } == true)
    #expect(json["forecast"]?["law"]?["band"]?.string != nil, "\(outcome.text)")
  }

  @Test func whereNoNumberIsHonestThereIsNone() throws {
    let files = ["log.csv": log(until: 4000), "short.csv": log(until: 400)]
    for (arguments, words) in [
      (["log.csv"], "nothing says when the run ends"),
      (["log.csv", "--steps", "10k"], "nothing says how the learning rate goes on"),
      (
        ["short.csv", "--steps", "10k", "--schedule", "constant"],
        "points are logged after warmup; a forecast takes 12"
      ),
    ] {
      let folder = try TemporaryFolder(files)
      let outcome = try Program.run(["forecast"] + arguments, in: folder)
      #expect(outcome.code == 0)
      #expect(outcome.text.contains("no number: ") && outcome.text.contains(words), "\(words)")
      let json = try JSONValue(
        parsing: try Program.run(
          ["forecast"] + arguments + ["--format", "json"], in: folder
        ).output)
      #expect(json["forecast"]?["final_loss"]?.isNull == true)
      #expect(json["forecast"]?["reasons"]?[0]?.string?.contains(words) == true, "\(words)")
    }
  }

  @Test func whatCannotBeReadIsALineAndExitCodeTwo() throws {
    let files = [
      "empty.csv": "", "runs.csv": "run,step,loss\na,1,2\nb,1,2\n", "x.csv": "a,b\n1,2\n",
    ]
    for (arguments, words) in [
      (["empty.csv"], "empty.csv: the file is empty"),
      (["runs.csv"], "runs.csv: more than one run is in it (a, b)"),
      (["x.csv"], "x.csv: no column is known as a loss"),
      (["none.csv"], "none.csv: no such file"),
      (["."], ".: a folder"),
      (["x.csv", "--columns", "loss"], "--columns: write it as step=NAME"),
      (["x.csv", "--schedule", "spiral"], "--schedule spiral: write constant"),
      (["x.csv", "--steps", "-3"], "--steps"),
      (["x.csv", "--config", "none.yaml"], "none.yaml: no such file"),
      (["-", "--watch"], "standard input is read once"),
    ] {
      let outcome = try Program.run(["forecast"] + arguments, in: try TemporaryFolder(files))
      #expect(outcome.code == 2, "\(arguments)")
      #expect(outcome.errorText.contains(words), "\(words): \(outcome.errorText)")
      #expect(outcome.output.isEmpty)
    }
  }

  @Test func faultsOfALogAreSaidBesideTheForecast() throws {
    let faults = "4050,nan\n4000,2.84\n4100,2.83\nhalf\n4150,2.8"
    let outcome = try forecast(
      ["log.csv": log(until: 4000, lines: faults)], "log.csv", "--steps", "10k", "--schedule",
      "constant")
    #expect(outcome.code == 0)
    for words in ["1 loss is no number", "the last line has no end yet", "is left out: 1 value"] {
      #expect(outcome.text.contains(words), "\(words)\n\(outcome.text)")
    }
  }

  @Test func aRunThatBrokeHasNoEnd() throws {
    let outcome = try forecast(
      ["log.csv": log(until: 4000, lines: "4050,nan\n4100,nan\n4150,nan\n")], "log.csv", "--steps",
      "10k", "--schedule", "constant")
    #expect(outcome.code == 0)
    #expect(outcome.text.contains("no number: the last losses in the log are no numbers"))
    #expect(outcome.text.contains("the last number is at step 4000"))
  }

  @Test func watchingEndsWithTheRun() throws {
    let outcome = try forecast(
      ["log.csv": log(until: 10_000)], "log.csv", "--steps", "10k", "--schedule", "constant",
      "--watch", "--format", "json")
    #expect(outcome.code == 0)
    #expect(outcome.text.split(separator: "\n").count == 1)
    #expect(try JSONValue(parsing: outcome.output)["forecast"]?["fraction"]?.double == 1)
  }

  @Test func watchingReadsALogAgainAsItGrows() async throws {
    let folder = try TemporaryFolder(["log.csv": log(until: 4000)])
    let (path, whole) = (folder.path + "/log.csv", log(until: 10_000))
    let writer = Task.detached {
      try await Task.sleep(for: .milliseconds(1500))
      let file = try #require(fopen(path, "w"))
      fputs(whole, file)
      fclose(file)
    }
    let outcome = try Program.run(
      [
        "forecast", "log.csv", "--steps", "10k", "--schedule", "constant", "--watch", "--format",
        "json",
      ], in: folder)
    try await writer.value
    #expect(outcome.code == 0)
    let last = try #require(outcome.text.split(separator: "\n").last)
    #expect(try JSONValue(parsing: String(last))["forecast"]?["fraction"]?.double == 1)
  }
}
