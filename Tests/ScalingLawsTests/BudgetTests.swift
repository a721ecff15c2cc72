import ReferenceData
import ScalingLaws
import Testing

@Suite struct BudgetTests {
  static func request(_ fill: (inout BudgetRequest) -> Void) -> BudgetRequest {
    var request = BudgetRequest()
    fill(&request)
    return request
  }

  static func near(_ a: Double?, _ b: Double, within share: Double = 0.01) -> Bool {
    a.map { abs($0 - b) <= share * abs(b) } ?? false
  }

  static func row(_ budget: Budget, _ law: String) -> Budget.Allocation? {
    budget.allocations.first { $0.law == law }
  }

  @Test func aBudgetOfFLOPsIsSplitUnderEveryLaw() throws {
    let budget = try Budget(Self.request { $0.compute = 1e23 })
    #expect(
      budget.allocations.map(\.law) == [
        "20:1", "besiroglu-2024", "hoffmann-2022-exact", "muennighoff-2023",
      ])
    let simple = try #require(Self.row(budget, "20:1"))
    #expect(Self.near(simple.size.parameters, 28.9e9) && Self.near(simple.size.tokens, 577e9))
    let refit = try #require(Self.row(budget, "besiroglu-2024"))
    #expect(Self.near(refit.size.parameters, 29.4e9) && Self.near(refit.size.tokens, 566e9))
    #expect(Self.near(refit.interval?.lowerBound, 9) && Self.near(refit.interval?.upperBound, 35))
    #expect(refit.extrapolation?.axis == .compute)
    #expect(budget.allocations.allSatisfy { !$0.citation.text.isEmpty })
  }

  @Test func chinchillasOwnBudgetLiesAmongTheAnswers() throws {
    let sizes = try Budget(Self.request { $0.compute = 5.76e23 }).allocations.map(\.size)
    #expect(sizes.contains { $0.parameters <= 70e9 } && sizes.contains { $0.parameters >= 70e9 })
    #expect(sizes.contains { $0.tokens <= 1.4e12 } && sizes.contains { $0.tokens >= 1.3e12 })
    let names = Budget.nearestModels(to: RunSize(parameters: 69e9, tokens: 2e12)).map(\.hubID)
    #expect(names.first == "meta-llama/Llama-2-70b-hf")
  }

  @Test func littleDataAsksForASmallerModelAndMorePasses() throws {
    let budget = try Budget(
      Self.request {
        $0.compute = 1e22
        $0.uniqueTokens = 25e9
      })
    let data = try #require(budget.dataConstrained)
    #expect(Self.near(data.best?.parameters, 7.03e9))
    #expect(Self.near(data.best.map { $0.tokens / 25e9 }, 9.5))
    #expect(budget.answer == data.best)
    #expect(data.feasible.map(\.epochs) == [1, 2, 4, 8, 16])
    #expect(data.feasible.allSatisfy { Self.near($0.size.compute, 1e22, within: 1e-9) })
    #expect(data.feasible.allSatisfy { $0.excess ?? -1 >= 0 })
  }

  @Test func dataAloneGivesSizesAndNoBest() throws {
    let budget = try Budget(Self.request { $0.uniqueTokens = 25e9 })
    #expect(budget.allocations.isEmpty && budget.answer == nil)
    #expect(budget.dataConstrained?.best == nil)
    #expect(Self.near(budget.dataConstrained?.feasible[0].size.parameters, 25e9 / 19.6))
  }

  @Test func anyTwoOfComputeModelAndDataGiveTheThird() throws {
    for fill: (inout BudgetRequest) -> Void in [
      { ($0.compute, $0.parameters) = (8.4e22, 7e9) },
      { ($0.compute, $0.tokens) = (8.4e22, 2e12) },
      { ($0.parameters, $0.tokens) = (7e9, 2e12) },
      { ($0.compute, $0.parameters, $0.tokens) = (8.4e22, 7e9, 2e12) },
    ] {
      let budget = try Budget(Self.request(fill))
      #expect(Self.near(budget.given?.parameters, 7e9, within: 1e-9))
      #expect(Self.near(budget.given?.tokens, 2e12, within: 1e-9))
      #expect(Self.near(budget.compute, 8.4e22, within: 1e-9))
    }
  }

  @Test func oneOfModelAndDataGivesTheOther() throws {
    let law = ChinchillaLaw.besiroglu2024
    let model = try Budget(Self.request { $0.parameters = 7e9 })
    #expect(Self.row(model, law.id)?.size.tokens == law.optimalTokens(parameters: 7e9))
    #expect(Self.near(Self.row(model, "20:1")?.size.tokens, 140e9, within: 1e-9))
    let data = try Budget(Self.request { $0.tokens = 300e9 })
    let size = try #require(Self.row(data, law.id)?.size)
    #expect(Self.near(law.optimum(compute: size.compute).tokens, 300e9, within: 1e-9))
  }

  @Test func servingAsksForASmallerModel() throws {
    let budget = try Budget(
      Self.request {
        $0.compute = 1e22
        $0.servedTokens = 2e12
      })
    let served = try #require(budget.served)
    #expect(served.best.parameters < served.start.parameters)
    #expect((0.01...0.6).contains(served.saving))
  }

  @Test func wrongRequestsSayWhy() {
    func problem(_ fill: (inout BudgetRequest) -> Void) -> BudgetRequest.Problem? {
      do throws(BudgetRequest.Problem) {
        _ = try Budget(Self.request(fill))
        return nil
      } catch {
        return error
      }
    }
    #expect(problem { _ in } == .nothingGiven)
    #expect(
      problem { ($0.compute, $0.parameters, $0.tokens) = (1e23, 7e9, 1e12) }
        == .disagreement(compute: 4.2e22))
    #expect(problem { $0.targetLoss = 1.5 } == .unreachable(floor: 1.8172))
    #expect(problem { ($0.targetLoss, $0.compute) = (2.5, 1e20) } == .twoGoals)
    if case .unreachableSize? = problem({ ($0.targetLoss, $0.parameters) = (1.9, 1e8) }) {
    } else {
      Issue.record("a small model reaches every loss")
    }
  }
}
