import Linting
import ReferenceData
import RuleCatalogue
import RunPlan
import SourceText
import Testing

/// Rules that compare quantities of the plan: what their examples cannot show.
@Suite struct PlanRuleTests {
  // MARK: Demands

  /// A demand that nobody reports would be noted for nothing, one of two rules told twice.
  @Test(arguments: Constraint.Topic.allCases)
  func everyTopicHasOneRule(topic: Constraint.Topic) {
    var run = HandmadeRun()
    let constraint = Constraint(topic, .refused, "`a` needs `b`", label: "", source: "a.py")
    run.reading.remarks = [
      KeyRemark(.constraint(constraint), key: "a", span: SourceSpan(.main, 3, 4))
    ]
    let told = RuleCatalogue.ids.flatMap { run.findings($0) }
    #expect(told.map(\.headline) == ["`a` needs `b`"])
  }

  // MARK: Ranks

  private func ranks(world: Double, tensor: Double, pipeline: Double = 1) -> HandmadeRun {
    var run = HandmadeRun()
    run.write(.worldSize, world)
    run.write(.tensorParallel, tensor)
    run.write(.pipelineParallel, pipeline)
    return run
  }

  @Test func stagesThatNobodyStatesDoNotHideARest() throws {
    // Context parallelism is unknown: whatever it is, 8 does not divide 12.
    let finding = try #require(
      ranks(world: 12, tensor: 4, pipeline: 2).findings("parallelism-world-size").first)
    #expect(finding.headline == "world size 12 is no multiple of tensor × pipeline parallel, 8")
    #expect(finding.severity == .error)
    #expect(ranks(world: 16, tensor: 4, pipeline: 2).findings("parallelism-world-size").isEmpty)
  }

  @Test func oneRankIsAPlaceholder() throws {
    let finding = try #require(
      ranks(world: 1, tensor: 2).findings("parallelism-world-size").first)
    #expect(finding.severity == .warning)
  }

  @Test func ranksAreNoMatterOfDeclarations() {
    var run = ranks(world: 12, tensor: 8)
    run.write(.contextParallel, 1)
    #expect(run.findings("parallelism-world-size").count == 1)
    #expect(run.findings("contradictory-fact").isEmpty)
  }

  @Test func aDeclaredWorldIsHeldAgainstTheSizes() {
    var run = HandmadeRun()
    run.facts = [Claim(.worldSize, 12, .fact(SourceSpan(.main, 0, 1)))]
    run.write(.tensorParallel, 8)
    #expect(run.findings("parallelism-world-size").count == 1)
    #expect(run.findings("contradictory-fact").isEmpty)
  }

  @Test func aDeclaredWorldAgainstAWrittenOneIsAContradictoryFact() {
    var run = ranks(world: 16, tensor: 8)
    run.facts = [Claim(.worldSize, 32, .fact(SourceSpan(.main, 0, 1)))]
    #expect(run.findings("parallelism-world-size").isEmpty)
    #expect(run.findings("contradictory-fact").count == 1)
  }

  @Test func smokeTestsOnFewRanksAreLeftAlone() {
    var run = ranks(world: 12, tensor: 8)
    run.write(.steps, 50)
    #expect(run.findings("parallelism-world-size").isEmpty)
  }

  // MARK: Cadences

  private func saving(every interval: Double, steps: Double, atEnd: Bool) -> HandmadeRun {
    var run = HandmadeRun()
    run.write(.steps, steps)
    var cadence = Cadence()
    cadence.pace = .steps
    cadence.endsRun = atEnd
    cadence.interval = WrittenKey(name: "save", value: interval, span: SourceSpan(.main, 90, 91))
    run.reading.cadences.saving = cadence
    return run
  }

  @Test func aSaveAtTheEndIsASave() {
    let rule = "checkpoint-never-saved"
    #expect(saving(every: 3000, steps: 2000, atEnd: false).findings(rule).count == 1)
    #expect(saving(every: 3000, steps: 2000, atEnd: true).findings(rule).isEmpty)
    #expect(saving(every: 2000, steps: 2000, atEnd: false).findings(rule).isEmpty)
    #expect(saving(every: 0.5, steps: 2000, atEnd: false).findings(rule).isEmpty)
    #expect(saving(every: 300, steps: 100, atEnd: false).findings(rule).isEmpty)
  }

  @Test func anIntervalBeyondAllRunsSwitchesOff() throws {
    let run = saving(every: 100_000, steps: 2000, atEnd: false)
    #expect(try #require(run.findings("checkpoint-never-saved").first).severity == .note)
  }

  // MARK: Vocabulary

  @Test func aTokenizerNeedsARowForEachId() throws {
    var run = HandmadeRun()
    run.write(.vocabularySize, 49_152)
    run.reading.vocabulary.tokenizer = run.written(.vocabularySize, 50_257)
    let finding = try #require(run.findings("vocabulary-shape").first)
    #expect(finding.severity == .warning)
    run.reading.vocabulary.tokenizer = run.written(.vocabularySize, 49_152)
    #expect(run.findings("vocabulary-shape").isEmpty)
  }

  @Test func rowsMatterOnlyWhereTheFrameworkDoesNotPad() {
    var run = HandmadeRun()
    run.write(.vocabularySize, 50_257)
    #expect(run.findings("vocabulary-shape").isEmpty)
    run.reading.vocabulary.multiple = (8, Citation("a guide"))
    #expect(run.findings("vocabulary-shape").count == 1)
    run.reading.regime = .supervisedFinetuning
    #expect(run.findings("vocabulary-shape").isEmpty)
  }
}
