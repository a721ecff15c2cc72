import Linting
import RunPlan
import Testing

@Suite struct ScheduleRuleTests {
  private func decay(_ end: Double, of steps: Double) -> HandmadeRun {
    var run = HandmadeRun()
    run.write(.steps, steps)
    run.reading.schedule.shape = .cosine
    run.reading.schedule.decayEnd = run.written(.decaySteps, end)
    return run
  }

  private func severities(_ run: HandmadeRun) -> [Severity?] {
    run.findings("schedule-length-mismatch").map { $0.severity ?? .warning }
  }

  @Test func aDecayMayMissTheEndByALittle() {
    #expect(severities(decay(9_600, of: 10_000)).isEmpty)
    #expect(severities(decay(9_000, of: 10_000)) == [.warning])
    #expect(severities(decay(10_400, of: 10_000)).isEmpty)
    #expect(severities(decay(12_000, of: 10_000)) == [.note])
    #expect(severities(decay(12_500, of: 10_000)) == [.note])
    #expect(severities(decay(13_000, of: 10_000)) == [.warning])
  }

  @Test func onlyARateThatRisesAgainIsAnError() {
    var run = decay(9_000, of: 10_000)
    run.reading.schedule.afterEnd = .risesAgain
    #expect(severities(run) == [.error])
    run.reading.schedule.decaysToPeak = true
    #expect(severities(run).isEmpty)
  }

  @Test func aTestRunIsLeftAlone() {
    #expect(severities(decay(320_000, of: 100)).isEmpty)
    var run = decay(320_000, of: 100_000)
    run.reading.mockData = run.reading[.steps]?.span
    #expect(severities(run).isEmpty)
  }

  @Test func aWarmupByDefaultIsNoError() {
    var run = HandmadeRun()
    run.write(.steps, 1500)
    run.reading.claims.append(Claim(.warmupSteps, 2000, .frameworkDefault(key: "warmup")))
    #expect(run.findings("warmup-exceeds-training").map(\.severity) == [.warning])
  }

  @Test func aRiseToARateThatStaysMayFillARun() {
    var run = HandmadeRun()
    run.write(.steps, 2000)
    run.write(.warmupSteps, 2000)
    #expect(run.findings("warmup-exceeds-training").map(\.severity) == [.error])
    run.reading.schedule.shape = .constant
    #expect(run.findings("warmup-exceeds-training").map(\.severity) == [.note])
  }

  @Test func aWarmupInTheWrongUnitIsNoLengthToJudge() {
    var run = HandmadeRun()
    run.write(.steps, 1500)
    let warmup = run.write(.warmupSteps, 2000)
    #expect(run.findings("warmup-exceeds-training").count == 1)
    run.reading.schedule.warmup.share = warmup.span.map {
      WrittenKey(name: "warmup", value: 2000, span: $0)
    }
    #expect(run.findings("warmup-exceeds-training").isEmpty)
    #expect(run.findings("warmup-unit").count == 1)
  }

  @Test func onlyAWholeNumberTakesTheNameOfTheOtherKey() {
    func fixes(_ value: Double, _ keys: WarmupKeys = WarmupKeys(stepsName: "steps")) -> [String] {
      var run = HandmadeRun()
      let place = run.write(.warmupSteps, value).span
      run.reading.schedule.warmup = keys
      run.reading.schedule.warmup.share = place.map {
        WrittenKey(name: "schedule.share", value: value, span: $0, nameSpan: $0)
      }
      return run.findings("warmup-unit").flatMap { $0.fixes.map(\.title) }
    }
    #expect(fixes(100) == ["Rename share to steps"])
    #expect(fixes(1.5) == [])
    #expect(fixes(100, WarmupKeys(stepsName: "steps", areInterchangeable: false)) == [])
  }

  @Test func theDeadDurationWarnsOnceItIsFarOff() {
    var run = HandmadeRun()
    run.reading.duration.governing = run.write(.steps, 10_000)
    run.write(.tokensPerStep, 1_000_000)
    run.reading.duration.ignored = [run.written(.tokens, 10.5e9)]
    #expect(run.findings("conflicting-duration").map(\.severity) == [.note])
    run.reading.duration.ignored = [run.written(.tokens, 20e9)]
    #expect(run.findings("conflicting-duration").map(\.severity) == [.warning])
  }

  @Test func adaptersLearnSlowlyFromATeacher() {
    var run = HandmadeRun()
    run.reading.regime = .supervisedFinetuning
    run.reading.labels[.adapter] = LabelClaim("lora", certainty: .exact)
    run.write(.learningRate, 1e-6)
    #expect(run.findings("lora-learning-rate").count == 1)
    run.reading.learnsFromTeacher = true
    #expect(run.findings("lora-learning-rate").isEmpty)
  }
}
