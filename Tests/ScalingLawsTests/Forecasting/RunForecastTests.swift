import ScalingLaws
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct RunForecastTests {
  private func curve(until step: Double, offset: Double = 0) -> LossCurve {
    LossCurve(
      stride(from: 100, through: step, by: 100).map { step in
        LossPoint(
          step: step, loss: 2.4 + offset + 12 * pow(step, -0.46), learningRate: step < 300 ? 1 : 2)
      })
  }

  private var constant: ScheduleClaim {
    var claim = ScheduleClaim()
    (claim.name, claim.end) = (.constant, 20_000)
    return claim
  }

  @Test func aTargetIsMissedOnlyBelowTheBand() throws {
    var request = RunForecast.Request(curve(until: 10_000), constant)
    let band = try #require(RunForecast(request).forecast?.final)
    for (target, misses) in [
      (band.value, false), (band.interval.lowerBound + 0.001, false),
      (band.interval.lowerBound - 0.001, true),
    ] {
      request.target = target
      #expect(RunForecast(request).missesTarget == misses)
    }
    request = RunForecast.Request(curve(until: 200), constant)
    request.target = 0.1
    #expect(!RunForecast(request).missesTarget)
  }

  @Test func aLaterPassOverTheDataIsNotGuessed() {
    var request = RunForecast.Request(curve(until: 8000), constant)
    request.passes = 2
    #expect(RunForecast(request).refusal == .laterPass(step: 10_000))
    request.repeatsAreFresh = true
    #expect(RunForecast(request).forecast != nil)
    request = RunForecast.Request(curve(until: 15_000), constant)
    request.passes = 2
    let last = RunForecast(request)
    #expect(last.passStart == 10_000)
    #expect(last.forecast?.used == 50)
  }

  @Test func aLossOfPreferencesHasNoSuchForm() {
    var request = RunForecast.Request(curve(until: 10_000), constant)
    request.isCrossEntropy = false
    #expect(RunForecast(request).refusal == .otherObjective)
  }

  @Test func aReferenceIsComparedAtTheSameShare() throws {
    var request = RunForecast.Request(curve(until: 10_000), constant)
    request.reference = curve(until: 20_000, offset: 0.1)
    let comparison = try #require(RunForecast(request).comparison)
    #expect(abs(comparison.own - comparison.other + 0.1) < 1e-9)
    #expect(comparison.hasSameRates == true)
    #expect(comparison.otherFinal != nil)
    request.referenceEnd = 40_000
    #expect(RunForecast(request).comparison?.otherFinal == nil)
  }

  @Test func theEndIsTheEnd() {
    let run = RunForecast(RunForecast.Request(curve(until: 20_000), constant))
    #expect(run.isOver)
    #expect(run.fraction == 1)
    #expect(abs((run.forecast?.final.value ?? 0) - (run.curve.points.last?.loss ?? 1)) < 0.01)
    var open = constant
    open.end = nil
    let unknown = RunForecast(RunForecast.Request(curve(until: 20_000), open))
    #expect(unknown.fraction == nil && !unknown.isOver)
    #expect(unknown.refusal == .schedule(.unknownEnd))
  }
}
