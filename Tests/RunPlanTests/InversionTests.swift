import RunPlan
import SourceText
import Testing

@Suite struct InversionTests {
  private func written(_ quantity: Quantity, _ value: Double) -> Claim {
    let span = SourceSpan(.main, 0, 1)
    return Claim(
      quantity, value, .written(KeySource(key: quantity.name, origin: .written(span))),
      slot: Slot(key: quantity.name, span: span))
  }

  private var plan: TrainingPlan {
    var reading = Reading(dialect: DialectID("test"))
    reading.claims = [
      written(.steps, 10_000), written(.globalBatch, 1024), written(.sequenceLength, 2048),
      written(.parameters, 6_738_415_616),
    ]
    return TrainingPlan(reading)
  }

  @Test func solvesForTheStepsThatReachARatio() throws {
    let steps = try #require(plan.value(of: .steps, giving: .tokensPerParameter, equalTo: 20))
    #expect(steps == 64_263)
    let reached = try #require(
      plan.replacing(.steps, by: steps).value(.tokensPerParameter))
    #expect(reached >= 20)
    #expect(reached < 20.001)
  }

  @Test func solvesAgainstADivision() throws {
    let parameters = try #require(
      plan.value(of: .parameters, giving: .tokensPerParameter, equalTo: 20))
    #expect(abs(parameters - 1_048_576_000) <= 1)
  }

  @Test func hasNoAnswerWhereTheKeyDecidesNothing() {
    #expect(plan.value(of: .microBatch, giving: .tokensPerParameter, equalTo: 20) == nil)
    #expect(plan.value(of: .steps, giving: .epochs, equalTo: 4) == nil)
  }

  @Test func listsTheKeysThatDecideTheTargetTheRunLengthFirst() {
    #expect(plan.editableKeys(for: .tokens).map(\.quantity).first == .steps)
    #expect(!plan.editableKeys(for: .tokens).map(\.quantity).contains(.parameters))
  }

  // MARK: Facts that are missing

  private func missing(_ quantity: Quantity, from known: [Quantity]) -> [Quantity] {
    var reading = Reading(dialect: DialectID("test"))
    reading.claims = known.map { written($0, 1_024) }
    return TrainingPlan(reading).missing(for: quantity)
  }

  @Test func theFewestFactsThatSettleAQuantityAreNamed() {
    #expect(missing(.tokens, from: [.steps, .globalBatch]) == [.sequenceLength])
    #expect(missing(.tokens, from: [.steps]) == [.sequenceLength, .globalBatch])
    #expect(missing(.tokensPerParameter, from: [.parameters]) == [.tokens])
    #expect(missing(.tokens, from: [.tokens]) == [])
  }

  @Test func whatNoFactSettlesIsWantedItself() {
    #expect(missing(.weightDecay, from: []) == [.weightDecay])
    #expect(missing(.tokens, from: []) == [.tokens])
  }
}
