import ReferenceData
import ScalingLaws
import Testing

@Suite struct LawPropertyTests {
  static let budgets = [1e18, 1e21, 5.88e23, 3.8e25]

  static func near(_ a: Double?, _ b: Double, within share: Double = 1e-9) -> Bool {
    guard let a else { return false }
    return abs(a - b) <= share * abs(b)
  }

  @Test(arguments: ChinchillaLaw.published, budgets)
  func theOptimumIsAMinimum(_ law: ChinchillaLaw, compute: Double) {
    let best = law.optimum(compute: compute)
    #expect(Self.near(best.compute, compute))
    for factor in [0.5, 0.9, 0.99, 1.01, 1.1, 2] {
      let other = RunSize(parameters: best.parameters * factor, tokens: best.tokens / factor)
      #expect(law.loss(other) > law.loss(best))
      #expect(law.efficiency(other) < 1)
    }
    #expect(Self.near(law.efficiency(best), 1))
    #expect(Self.near(law.shrink(of: best), 1))
    #expect(Self.near(law.optimalTokens(parameters: best.parameters), best.tokens))
  }

  @Test(arguments: ChinchillaLaw.published, budgets)
  func inversesRoundTrip(_ law: ChinchillaLaw, compute: Double) {
    let loss = law.optimalLoss(compute: compute)
    let run = law.optimum(compute: compute)
    // Near E a loss keeps few digits of its terms, and the inverse can have no more.
    let share = 1e-7
    #expect(Self.near(law.compute(forLoss: loss), compute, within: share))
    #expect(
      Self.near(law.tokens(forLoss: loss, parameters: run.parameters), run.tokens, within: share))
    #expect(
      Self.near(law.parameters(forLoss: loss, tokens: run.tokens), run.parameters, within: share))
  }

  @Test func unreachableLossesHaveNoAnswer() {
    let law = ChinchillaLaw.besiroglu2024
    #expect(law.compute(forLoss: 1.8) == nil)
    #expect(law.tokens(forLoss: law.floor(parameters: 1e9), parameters: 1e9) == nil)
    #expect(law.parameters(forLoss: 1.9, tokens: 1e9) == nil)
    #expect(law.smallestModel(forLoss: law.irreducibleLoss) == nil)
    #expect(law.overhead(shrink: law.leastShrink * 0.999) == nil)
    #expect(law.overhead(shrink: law.leastShrink * 1.001) != nil)
    #expect(law.optimum(forLoss: 1.8, over: Lifetime(servedTokens: 1e12)) == nil)
  }

  @Test func overheadAgreesWithTheLaw() throws {
    let law = ChinchillaLaw.besiroglu2024
    let best = law.optimum(compute: 1e22)
    let small = best.parameters * 0.4
    let tokens = try #require(law.tokens(forLoss: law.loss(best), parameters: small))
    let run = RunSize(parameters: small, tokens: tokens)
    #expect(Self.near(law.overhead(shrink: 0.4), run.compute / best.compute - 1, within: 1e-6))
    #expect(Self.near(law.shrink(of: run), 0.4, within: 1e-6))
  }

  @Test(arguments: [0, 1e11, 2e12, 1e14])
  func servingAsksForSmallerModels(_ served: Double) throws {
    let law = ChinchillaLaw.besiroglu2024
    let start = law.optimum(compute: 1e22)
    let lifetime = Lifetime(servedTokens: served)
    let best = try #require(law.optimum(forLoss: law.loss(start), over: lifetime))
    #expect(Self.near(law.loss(best), law.loss(start), within: 1e-6))
    #expect(best.parameters <= start.parameters * 1.000_001)
    for factor in [0.97, 1.03] {
      let parameters = best.parameters * factor
      guard let tokens = law.tokens(forLoss: law.loss(start), parameters: parameters) else {
        continue
      }
      let other = RunSize(parameters: parameters, tokens: tokens)
      #expect(lifetime.compute(other) > lifetime.compute(best))
    }
  }

  @Test func kaplanInversesRoundTrip() {
    let tokens = Kaplan.leastTokens(parameters: 7e9)
    #expect(Self.near(Kaplan.mostParameters(datasetTokens: tokens), 7e9))
    let excess = Kaplan.overfitting(parameters: 3e8, datasetTokens: 1e9)
    #expect(
      Self.near(Kaplan.mostParameters(datasetTokens: 1e9, excess: excess), 3e8, within: 1e-7))
    #expect(Self.near(Kaplan.leastTokens(parameters: 3e8, excess: excess), 1e9, within: 1e-7))
  }

  @Test func repetitionOnlyEverCosts() {
    let law = RepetitionLaw.muennighoff2023
    let run = RunSize(parameters: 7e9, tokens: 140e9)
    #expect(law.cost(run, unique: 140e9) == 0)
    #expect(law.cost(run, unique: 1e15) == 0)
    var last = 0.0
    for epochs in [2.0, 4, 8, 16, 40] {
      let cost = law.cost(run, unique: run.tokens / epochs)
      #expect(cost > last)
      last = cost
    }
  }

  @Test func repeatedDataAsksForMoreEpochsAndFewerParameters() {
    let law = RepetitionLaw.muennighoff2023
    let best = law.optimum(compute: 1e22, unique: 25e9)
    #expect(best.parameters < law.fresh.optimum(compute: 1e22).parameters)
    let loss = law.loss(best, unique: 25e9)
    for factor in [0.9, 1.1] {
      let other = RunSize(parameters: best.parameters * factor, tokens: best.tokens / factor)
      #expect(law.loss(other, unique: 25e9) > loss)
    }
    let fresh = law.optimum(compute: 1e22, unique: 1e15)
    #expect(Self.near(fresh.parameters, law.fresh.optimum(compute: 1e22).parameters, within: 0.01))
  }
}
