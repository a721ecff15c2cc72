import JSONText
import TestSupport
import Testing

/// What `plan` says of a run under the scaling laws.
@Suite struct PlanLawsTests {
  private func plan(_ text: String, _ arguments: String...) throws -> Program.Outcome {
    try Program.run(["plan"] + arguments + ["a.yaml"], in: TemporaryFolder(["a.yaml": text]))
  }

  @Test func aPretrainingHasAPlaceOnTheFrontier() throws {
    let json = try JSONValue(parsing: plan(Configs.loud, "--format", "json").output)
    let laws = try #require(json["plans"]?[0]?["laws"])
    #expect(laws["law"]?.string == "besiroglu-2024")
    #expect(laws["limited_by"]?.string == "data")
    #expect(laws["verdict"]?.string == "severely-undertrained")
    #expect(laws["efficiency"]?.double.map { (0.70...0.73).contains($0) } == true)
    // 6 N' + 12 L H Q T, without the matrix that looks tokens up.
    let products = 6.0 * (6_856_253_440 - 206_045_184)
    let scores = 12.0 * 32 * 4_096 * 2_048
    let known = 20_971_520_000.0 * (products + scores)
    #expect(laws["flops_with_attention"]?.double.map { ($0 / known - 1).magnitude < 0.01 } == true)
  }

  @Test func repeatedTokensAreWorthLess() throws {
    let text = "# trainlint: fact unique_tokens=2B\n" + Configs.loud
    let json = try JSONValue(parsing: plan(text, "--format", "json").output)
    let worth = json["plans"]?[0]?["laws"]?["effective_tokens"]?.double
    #expect(worth.map { (16e9...16.5e9).contains($0) } == true)
  }

  @Test func aFineTuneHasNone() throws {
    let text = "base_model: NousResearch/Llama-3.2-1B\nmicro_batch_size: 2\nnum_epochs: 2\n"
    let json = try JSONValue(parsing: plan(text, "--format", "json").output)
    #expect(json["plans"]?[0]?["laws"] == nil)
  }

  @Test func thePictureIsForTerminalsOnly() throws {
    #expect(!(try plan(Configs.loud).text.contains("▲")))
  }
}
