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
    run.reading.mockData = run.reading.claims[.steps]?.span
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

  // MARK: Short runs

  /// A model of 1.2B parameters, 500 steps and a warmup of 600.
  private func short(_ regime: Regime) -> HandmadeRun {
    var run = HandmadeRun()
    run.reading.regime = regime
    run.reading.labels[.adapter] = LabelClaim("lora", certainty: .exact)
    run.reading.labels[.optimizer] = LabelClaim("adamw_torch", certainty: .exact)
    run.write(.parameters, 1.2e9)
    run.write(.steps, 500)
    run.write(.warmupSteps, 600)
    return run
  }

  @Test(arguments: Regime.allCases)
  func aWarmupBeyondTheEndIsAnErrorHoweverShortTheRun(_ regime: Regime) {
    var run = short(regime)
    #expect(run.findings("warmup-exceeds-training").map(\.severity) == [.error])
    run.reading.labels[.adapter] = nil
    let isTrial = !regime.isFinetuning
    #expect(
      run.findings("warmup-exceeds-training").map(\.severity) == [isTrial ? .warning : .error])
  }

  @Test func aShortFineTuneIsNoTest() {
    var run = short(.supervisedFinetuning)
    run.write(.learningRate, 5e-3)
    #expect(run.findings("lora-learning-rate").count == 1)
    for regime in Regime.allCases {
      var reading = short(regime).reading
      #expect(!TrainingPlan(reading).looksLikeSmokeTest)
      reading.labels[.adapter] = nil
      #expect(TrainingPlan(reading).looksLikeSmokeTest == !regime.isFinetuning)
    }
  }

  // MARK: Absurd rates

  private func absurd(_ rate: Double, _ optimizer: String?, muP: Bool = false) -> [Severity?] {
    var run = short(.supervisedFinetuning)
    run.reading.labels[.optimizer] = optimizer.map { LabelClaim($0, certainty: .exact) }
    run.reading.usesMuP = muP
    run.write(.learningRate, rate)
    return run.findings("learning-rate-range").map(\.severity)
  }

  @Test func aRateThatNoAdamCanTakeIsAWarning() {
    for name in ["adamw_torch", "Adam", "decoupled_adamw", "torch.optim.AdamW", "paged_adamw_8bit"]
    {
      #expect(absurd(0.2, name) == [.warning], "\(name)")
      #expect(absurd(40_000, name) == [.warning], "\(name)")
      #expect(absurd(0.01, name).isEmpty, "\(name)")
      #expect(absurd(0.2, name, muP: true).isEmpty, "\(name)")
    }
  }

  @Test func othersMayTakeLargeRates() {
    for name in ["SGD", "adafactor", "muon", "schedule_free_adamw", "lion", "prodigy", nil] {
      #expect(absurd(1, name).isEmpty, "\(name ?? "none")")
    }
  }
}
