import ScalingLaws
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct LossForecastTests {
  /// A run of the form itself, with noise that comes and goes like a wave of no simple period.
  private func run(
    _ schedule: LearningRateSchedule, every interval: Double, until step: Double,
    scale: Double = 1, annealing: Double = 0.054, noise: Double = 0
  ) -> LossCurve {
    let progress = AnnealedProgress(schedule, curve: LossCurve([]), prior: .published)
    let unit = progress.moment(at: schedule.end).sum
    let steps = stride(from: interval, through: step, by: interval)
    return LossCurve(
      steps.map { step in
        let moment = progress.moment(at: step)
        let loss = 2.5 + 0.4 * pow(moment.sum / unit, -0.46) + 2.9 * annealing * (moment.heat - 1)
        let shake = 1 + noise * (sin(step * 12.9898) + sin(step * 78.233))
        return LossPoint(
          step: step, loss: scale * loss * shake, learningRate: schedule.rate(at: step) * 6e-4)
      })
  }

  private static let shapes: [LearningRateSchedule.Shape] = [
    .constant, .linear, .cosine, .stableThenDecay(decay: 2000),
  ]

  @Test(arguments: shapes) func aRunOfTheFormIsMet(_ shape: LearningRateSchedule.Shape) throws {
    let schedule = LearningRateSchedule(shape, warmup: 100, end: 10_000, floor: 0)
    let whole = run(schedule, every: 20, until: 10_000)
    let end = try #require(whole.points.last?.loss)
    let forecast = try LossForecast(whole.upTo(3000), schedules: [schedule])
    #expect(forecast.fraction == 0.3)
    #expect(forecast.used == 146)
    #expect(abs(forecast.final.value / end - 1) < 0.01)
    #expect(forecast.final.interval.contains(end))
    let late = try LossForecast(whole.upTo(9000), schedules: [schedule])
    #expect(late.final.deviation < forecast.final.deviation)
    #expect(forecast.path.first?.step == 3000 && forecast.path.last?.step == 10_000)
  }

  @Test func stepsAndLossesHaveNoUnit() throws {
    let small = LearningRateSchedule(.cosine, warmup: 100, end: 10_000, floor: 0.1)
    let large = LearningRateSchedule(.cosine, warmup: 10_000, end: 1_000_000, floor: 0.1)
    let one = try LossForecast(run(small, every: 20, until: 4000), schedules: [small])
    let other = try LossForecast(
      run(large, every: 2000, until: 400_000, scale: 1.44), schedules: [large])
    #expect(abs(other.final.value / one.final.value / 1.44 - 1) < 1e-9)
    #expect(abs(other.final.deviation / one.final.deviation / 1.44 - 1) < 1e-6)
  }

  @Test func noiseWidensTheBand() throws {
    let schedule = LearningRateSchedule(.cosine, warmup: 100, end: 10_000, floor: 0.1)
    let clean = run(schedule, every: 20, until: 5000)
    let noisy = run(schedule, every: 20, until: 5000, noise: 0.02)
    #expect(clean.noise / 3 < 0.002)
    #expect((0.01...0.04).contains(noisy.noise / 3))
    let narrow = try LossForecast(clean, schedules: [schedule]).final.deviation
    let wide = try LossForecast(noisy, schedules: [schedule]).final.deviation
    #expect(wide > 2 * narrow)
  }

  @Test func whatIsStillOpenOfTheScheduleWidensTheBand() throws {
    let schedule = LearningRateSchedule(
      .stableThenDecay(decay: 2000), warmup: 100, end: 10_000, floor: 0)
    let held = LearningRateSchedule(.constant, warmup: 100, end: 10_000, floor: 1)
    let seen = run(schedule, every: 20, until: 5000)
    let sure = try LossForecast(seen, schedules: [schedule]).final
    let open = try LossForecast(seen, schedules: [schedule, held]).final
    #expect(open.deviation > sure.deviation)
    #expect(open.value > sure.value)
  }

  @Test func tooLittleIsSaidAndNotForecast() {
    let schedule = LearningRateSchedule(.constant, warmup: 1000, end: 10_000, floor: 1)
    func refusal(_ curve: LossCurve) -> LossForecast.Refusal? {
      do {
        _ = try LossForecast(curve, schedules: [schedule])
        return nil
      } catch {
        return error
      }
    }
    let whole = run(schedule, every: 20, until: 10_000)
    #expect(refusal(LossCurve([])) == .noPoints)
    #expect(refusal(whole.upTo(900)) == .insideWarmup(warmup: 1000))
    #expect(refusal(whole.upTo(1060)) == .fewPoints(4, of: 12))
    guard case .shortRange = refusal(whole.upTo(1400)) else {
      Issue.record("a range of less than 2 was taken")
      return
    }
    #expect(refusal(whole.upTo(3000)) == nil)
  }

  @Test func aMillionPointsWeighAsMuchAsThousands() throws {
    let schedule = LearningRateSchedule(.cosine, warmup: 0, end: 200_000, floor: 0)
    let many = run(schedule, every: 1, until: 100_000)
    let few = run(schedule, every: 100, until: 100_000)
    let one = try LossForecast(many, schedules: [schedule]).final
    let other = try LossForecast(few, schedules: [schedule]).final
    #expect(abs(one.value / other.value - 1) < 0.005)
    #expect(abs(one.deviation / other.deviation - 1) < 0.3)
  }

  @Test func thePowerLawFindsItself() throws {
    let points = (1...200).map { number in
      let step = Double(number) * 50
      return LossPoint(step: step, loss: 2 + 30 * pow(step, -0.4))
    }
    let fit = try #require(PowerLawFit(LossCurve(points), warmup: 0))
    #expect(abs(fit.limit - 2) < 0.01)
    #expect(abs(fit.exponent - 0.4) < 0.01)
    #expect(abs(fit.loss(at: 20_000) - (2 + 30 * pow(20_000, -0.4))) < 0.002)
  }
}
