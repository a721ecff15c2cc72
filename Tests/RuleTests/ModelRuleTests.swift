import Linting
import RunPlan
import Testing

@Suite struct ModelRuleTests {
  @Test func stagesNeedToDivideOnlyWhereTheFrameworkDemandsIt() throws {
    var run = HandmadeRun()
    run.write(.layers, 30)
    run.write(.pipelineParallel, 4)
    #expect(run.findings("attention-shape").isEmpty)
    run.reading.shapeDemands = [.layersOverPipeline]
    let finding = try #require(run.findings("attention-shape").first)
    #expect(finding.headline == "30 layers are not divisible by pipeline parallel 4")
    #expect(finding.severity == .error)
  }

  @Test func aHeadWidthOfItsOwnLetsTheModelWidthBe() {
    var run = HandmadeRun()
    run.write(.hiddenSize, 2560)
    run.write(.heads, 48)
    var shape = ModelShape(
      vocabularyRows: 1, hidden: 2560, layers: 2, attention: ModelShape.Attention(heads: 48))
    run.reading.architecture = Architecture(shape: shape, knowsVocabulary: false, inputs: [])
    let found = run.findings("attention-shape")
    #expect(
      found.map(\.help) == [
        "40 or 64 attention heads would divide 2,560; or take hidden size 2,544 or 2,592"
      ])
    shape.attention?.headWidth = 128
    run.reading.architecture = Architecture(shape: shape, knowsVocabulary: false, inputs: [])
    #expect(run.findings("attention-shape").isEmpty)
  }

  @Test func extendedPositionsHaveNoEnd() {
    var run = HandmadeRun()
    run.write(.sequenceLength, 8192)
    run.write(.contextLength, 4096)
    let severities = [ContextLimit.hard, .soft, .extended].map { limit in
      run.reading.contextLimit = limit
      return run.findings("sequence-exceeds-context").map(\.severity)
    }
    #expect(severities == [[.error], [.warning], []])
  }

  @Test func twoSequenceLengthsAreReportedOnce() {
    var run = HandmadeRun()
    run.write(.sequenceLength, 65_536)
    run.write(.sequenceLength, 4096)
    #expect(run.findings("sequence-exceeds-context").count == 1)
    #expect(run.findings("contradictory-fact").isEmpty)
  }
}
