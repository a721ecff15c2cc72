import ScalingLaws
import Testing

@Suite struct ScheduleChoiceTests {
  /// A log of rates; the losses do not matter here.
  private func log(
    _ schedule: LearningRateSchedule, from start: Double = 10, until step: Double
  ) -> LossCurve {
    LossCurve(
      stride(from: start, through: step, by: 10).map {
        LossPoint(step: $0, loss: 3, learningRate: schedule.rate(at: $0) * 2e-4)
      })
  }

  private func claim(
    _ name: ScheduleClaim.Name? = nil, warmup: Double? = nil, floor: Double? = nil
  ) -> ScheduleClaim {
    var claim = ScheduleClaim()
    claim.end = 10_000
    (claim.name, claim.warmup, claim.floor) = (name, warmup, floor)
    return claim
  }

  private func refusal(_ curve: LossCurve, _ claim: ScheduleClaim) -> ScheduleChoice.Refusal? {
    do {
      _ = try ScheduleChoice(curve, claim)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [LearningRateSchedule.Shape.cosine, .linear])
  func aDecayIsReadOffTheRates(_ shape: LearningRateSchedule.Shape) throws {
    let truth = LearningRateSchedule(shape, warmup: 200, end: 10_000, floor: 0.1)
    let choice = try ScheduleChoice(log(truth, until: 3000), claim())
    let found = try #require(choice.schedules.first)
    #expect(choice.schedules.count == 1)
    #expect(found.shape == shape)
    #expect(abs(found.floor - 0.1) < 0.01)
    #expect(found.warmup == 200)
    for step in stride(from: 0.0, through: 10_000, by: 500) {
      #expect(abs(found.rate(at: step) - truth.rate(at: step)) < 0.01)
    }
  }

  @Test func aRateThatStandsStillSaysNothingOfWhatFollows() {
    let truth = LearningRateSchedule(.constant, warmup: 200, end: 10_000, floor: 1)
    #expect(refusal(log(truth, until: 3000), claim()) == .unknownShape)
    #expect(refusal(log(truth, until: 3000), claim(.wsd)) == nil)
    #expect(refusal(log(truth, until: 3000), claim(.constant)) == nil)
  }

  @Test func theRatesOutrankTheName() throws {
    let truth = LearningRateSchedule(.cosine, warmup: 200, end: 10_000, floor: 0)
    let choice = try ScheduleChoice(log(truth, until: 4000), claim(.linear))
    #expect(choice.schedules.first?.shape == .cosine)
    #expect(choice.remarks.contains(.against(named: .linear, rates: .cosine)))
    let other = LearningRateSchedule(.cosine, warmup: 200, end: 6000, floor: 0)
    #expect(refusal(log(other, until: 4000), claim(.constant)) == .otherRates(named: .constant))
  }

  @Test func anEndThatNothingSaysStaysOpen() throws {
    let truth = LearningRateSchedule(.constant, warmup: 200, end: 10_000, floor: 1)
    let choice = try ScheduleChoice(log(truth, until: 3000), claim(.wsd, warmup: 200))
    #expect(choice.schedules.count == 6)
    #expect(choice.remarks == [.openFloor, .openDecay])
    let known = try ScheduleChoice(log(truth, until: 600), claim(.cosine, warmup: 200, floor: 0))
    #expect(known.schedules.count == 1 && known.remarks.isEmpty)
  }

  @Test func insideWarmupThereIsNoSchedule() {
    let truth = LearningRateSchedule(.cosine, warmup: 2000, end: 10_000, floor: 0)
    #expect(refusal(log(truth, until: 1500), claim()) == .insideWarmup(warmup: nil))
    let blind = LossCurve((1...100).map { LossPoint(step: Double($0) * 10, loss: 3) })
    #expect(
      refusal(blind, claim(.cosine, warmup: 2000, floor: 0)) == .insideWarmup(warmup: 2000))
  }

  @Test func aLogWithoutRatesLeavesTheWarmupOpen() throws {
    let blind = LossCurve((10...100).map { LossPoint(step: Double($0) * 50, loss: 3) })
    let choice = try ScheduleChoice(blind, claim(.constant))
    #expect(choice.schedules.map(\.warmup) == [500, 250, 0])
    #expect(choice.remarks == [.openWarmup(until: 500)])
  }

  @Test func someLinesMayLackTheirRate() throws {
    let truth = LearningRateSchedule(.cosine, warmup: 200, end: 10_000, floor: 0)
    let points = log(truth, until: 3000).points
    func curve(sparse: Int) -> LossCurve {
      LossCurve(
        points.enumerated().map { number, point in
          let rate = number.isMultiple(of: sparse) ? nil : point.learningRate
          return LossPoint(step: point.step, loss: 3, learningRate: rate)
        })
    }
    #expect(try ScheduleChoice(curve(sparse: 4), claim()).schedules.first?.shape == .cosine)
    #expect(refusal(curve(sparse: 2), claim()) == .unknownShape)
  }

  @Test func withoutAnEndNothingIsSaid() {
    #expect(refusal(LossCurve([]), ScheduleClaim()) == .unknownEnd)
  }
}
