import Linting
import RunPlan
import SourceText
import Testing

@Suite struct BatchRuleTests {
  /// 1,000 sequences over 16 ranks in micro-batches of 4.
  private func uneven(_ division: BatchDivision, micro: BatchDivision? = nil) -> HandmadeRun {
    var run = HandmadeRun()
    run.reading.batchDivision = division
    run.reading.microBatchDivision = micro
    run.write(.globalBatch, 1000)
    run.write(.dataParallel, 8)
    run.write(.microBatch, 4)
    return run
  }

  @Test func aRestIsAnErrorOnlyWhereTheFrameworkRefusesIt() throws {
    let refused = try #require(uneven(.refused).findings("batch-arithmetic").first)
    #expect(refused.severity == .error)
    let rounded = try #require(uneven(.roundedDown).findings("batch-arithmetic").first)
    #expect(rounded.severity == .warning)
    #expect(rounded.consequence?.contains("a step takes 992 sequences, not 1,000") == true)
    #expect(uneven(.uneven).findings("batch-arithmetic").isEmpty)
    #expect(uneven(.refused, micro: .uneven).findings("batch-arithmetic").isEmpty)
  }

  @Test func aBatchOfLessThanOneMicroBatchIsAnErrorEvenWhereItIsRounded() throws {
    var run = HandmadeRun()
    run.reading.batchDivision = .roundedDown
    run.write(.globalBatch, 16)
    run.write(.dataParallel, 8)
    run.write(.microBatch, 4)
    let finding = try #require(run.findings("batch-arithmetic").first)
    #expect(finding.severity == .error)
    #expect(finding.headline == "global batch 16 is less than micro-batch × ranks = 32")
  }

  @Test func whatIsRoundedTwiceIsSaidOnce() throws {
    var run = HandmadeRun()
    run.reading.batchDivision = .roundedDown
    run.write(.globalBatch, 30)
    run.write(.dataParallel, 4)
    run.write(.microBatch, 4)
    let finding = try #require(run.findings("batch-arithmetic").first)
    #expect(finding.consequence?.contains("takes 16 sequences, not 30") == true)
  }

  @Test func defaultsMakeAWarningOfMediumConfidence() throws {
    var run = HandmadeRun()
    run.write(.globalBatch, 512)
    run.write(.microBatch, 4)
    run.reading.claims.append(
      Claim(.accumulation, 1, .frameworkDefault(key: "gradient_accumulation_steps")))
    run.write(.dataParallel, 8)
    let finding = try #require(run.findings("batch-arithmetic").first)
    #expect(finding.severity == .warning)
    #expect(finding.confidence == .medium)
    #expect(finding.fixes.first?.edits.first?.replacement == "32")
  }

  @Test func aDeclaredBatchIsAMatterOfFacts() {
    var run = HandmadeRun()
    run.write(.globalBatch, 512)
    run.facts = [Claim(.globalBatch, 1024, .fact(nil))]
    #expect(run.findings("batch-arithmetic").isEmpty)
    #expect(run.findings("contradictory-fact").count == 1)
  }

  @Test func aDeclaredTotalMayBeRounded() {
    var run = HandmadeRun()
    run.write(.steps, 143_000)
    run.write(.globalBatch, 1024)
    run.write(.sequenceLength, 2048)
    run.facts = [Claim(.tokens, 300e9, .fact(nil))]
    #expect(run.findings("contradictory-fact").isEmpty)
    run.facts = [Claim(.tokens, 400e9, .fact(nil))]
    #expect(run.findings("contradictory-fact").count == 1)
  }
}
