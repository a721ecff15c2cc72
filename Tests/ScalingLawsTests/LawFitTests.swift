import ScalingLaws
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs that a law made up, so that the truth is known.
enum MadeRuns {
  /// Sizes from 10M to 1B and 2 to 200 tokens per parameter, 48 runs.
  static let sizes: [RunSize] = (0..<48).map { place in
    let parameters = 1e7 * pow(100, Double(place % 8) / 7)
    return RunSize(
      parameters: parameters, tokens: 2 * parameters * pow(100, Double(place / 8) / 5))
  }

  /// Differences of ln L that look random and are the same each time, 0.5 % at most.
  static func wobble(_ place: Int) -> Double { 0.005 * sin(Double(place * place) * 2.7 + 1) }

  static func runs(noisy: Bool = false, _ loss: (RunSize) -> Double) -> [FinishedRun] {
    sizes.enumerated().map { place, size in
      FinishedRun(
        row: place + 2, parameters: size.parameters, tokens: size.tokens,
        loss: loss(size) * (noisy ? exp(wobble(place)) : 1))
    }
  }

  static let chinchilla = runs { ChinchillaLaw.besiroglu2024.loss($0) }
}

@Suite struct LawFitTests {
  private func request(_ form: FitForm, resamples: Int = 0) -> FitRequest {
    var request = FitRequest(form)
    request.resamples = resamples
    return request
  }

  private func isNear(_ a: Double?, _ b: Double, _ share: Double) -> Bool {
    a.map { abs($0 / b - 1) <= share } ?? false
  }

  @Test func lossesOfALawGiveItBack() throws {
    let fit = try LawFit(MadeRuns.chinchilla, request(.chinchilla))
    let law = ChinchillaLaw.besiroglu2024
    #expect(isNear(fit.constant("E"), law.irreducibleLoss, 1e-4))
    #expect(isNear(fit.constant("alpha"), law.alpha, 1e-4))
    #expect(isNear(fit.constant("beta"), law.beta, 1e-4))
    #expect(fit.objective < 1e-10)
    #expect(fit.outliers.isEmpty)
    #expect(fit.leftOutError.map { $0 < 1e-4 } == true)
    #expect(fit.groups.map(\.count).reduce(0, +) == 48)
    let largest = try #require(fit.optima.first)
    #expect(largest.reach == 1)
    #expect(
      isNear(
        largest.numbers.first { $0.name == "tokens_per_parameter" }?.value,
        law.optimalTokensPerParameter(compute: largest.compute), 1e-3))
  }

  @Test func intervalsHoldTheTruthAndNothingElseMovesThem() throws {
    let runs = MadeRuns.runs(noisy: true) { ChinchillaLaw.besiroglu2024.loss($0) }
    let fit = try LawFit(runs, request(.chinchilla, resamples: 200))
    let exponent = try #require(fit.exponents.first { $0.name == "a" }?.interval)
    #expect(exponent.contains(ChinchillaLaw.besiroglu2024.parametersExponent))
    #expect(exponent.upperBound - exponent.lowerBound < 0.15)
    let again = try LawFit(runs, request(.chinchilla, resamples: 200))
    #expect(fit.constants == again.constants && fit.optima == again.optima)
    var other = request(.chinchilla, resamples: 200)
    other.seed = 1
    #expect(try LawFit(runs, other).constants != fit.constants)
  }

  @Test func aRunFarOffIsNamedAndMovesLittle() throws {
    var runs = MadeRuns.runs(noisy: true) { ChinchillaLaw.besiroglu2024.loss($0) }
    let bad = runs[20]
    runs[20] = FinishedRun(
      row: bad.row, parameters: bad.parameters, tokens: bad.tokens, loss: bad.loss * 1.2)
    let fit = try LawFit(runs, request(.chinchilla))
    #expect(fit.outliers.map(\.run.row) == [bad.row])
    #expect(isNear(fit.constant("alpha"), 0.3478, 0.1))
  }

  @Test func aWeightCountsAsThatManyRuns() throws {
    let runs = MadeRuns.runs(noisy: true) { ChinchillaLaw.besiroglu2024.loss($0) }
    let double = runs.map { run in
      FinishedRun(
        row: run.row, parameters: run.parameters, tokens: run.tokens, loss: run.loss,
        weight: run.row % 2 == 0 ? 2 : 1)
    }
    let one = try LawFit(double, request(.chinchilla))
    let two = try LawFit(runs + runs.filter { $0.row % 2 == 0 }, request(.chinchilla))
    #expect(isNear(one.constant("alpha"), two.constant("alpha") ?? 0, 1e-5))
    #expect(isNear(one.objective, two.objective, 1e-7))
  }

  @Test func repeatedDataGivesItsLawBack() throws {
    let law = RepetitionLaw.muennighoff2023
    let runs = MadeRuns.sizes.enumerated().flatMap { place, size in
      [1.0, 4, 20].map { passes in
        let unique = size.tokens / passes
        return FinishedRun(
          row: place, parameters: size.parameters, tokens: size.tokens, uniqueTokens: unique,
          loss: law.loss(size, unique: unique))
      }
    }
    let fit = try LawFit(runs, request(.dataConstrained))
    #expect(isNear(fit.constant("R_D"), law.tokenDecay, 0.01))
    #expect(isNear(fit.constant("R_N"), law.parameterDecay, 0.02))
    #expect(isNear(fit.constant("alpha"), law.fresh.alpha, 0.001))
  }

  @Test func oneVariableGivesPowerLaws() throws {
    let curve = PowerDecay(limit: 1.7, weight: 40, exponent: 0.08)
    let runs = (0..<20).map { place in
      let compute = 1e17 * pow(10, Double(place) / 4)
      return FinishedRun(
        row: place, parameters: nil, tokens: nil, compute: compute,
        loss: curve.value(at: compute))
    }
    let fit = try LawFit(runs, request(.powerLaw))
    #expect(isNear(fit.constant("alpha"), 0.08, 0.001))
    #expect(isNear(fit.constant("E"), 1.7, 0.001))
    #expect(isNear(fit.loss(at: 1e24), curve.value(at: 1e24), 0.001))
  }

  @Test func aBreakIsFound() throws {
    let law = BrokenPowerLaw(
      start: PowerDecay(limit: 1.5, weight: 30, exponent: 0.05),
      breaks: [BrokenPowerLaw.Break(place: 1e19, change: 0.2, softness: 0.3)])
    let runs = (0..<40).map { place in
      let compute = 1e16 * pow(10, Double(place) * 0.15)
      return FinishedRun(
        row: place, parameters: nil, tokens: nil, compute: compute, loss: law.value(at: compute))
    }
    let fit = try LawFit(runs, request(.brokenPowerLaw))
    #expect(isNear(fit.constant("d1"), 1e19, 0.1))
    #expect(isNear(fit.constant("c1"), 0.2, 0.05))
    #expect(isNear(fit.loss(at: 1e22), law.value(at: 1e22), 0.01))
  }

  @Test func aSharpBreakOverflowsNowhere() {
    let law = BrokenPowerLaw(
      start: PowerDecay(limit: 1, weight: 10, exponent: 0.1),
      breaks: [BrokenPowerLaw.Break(place: 1e3, change: 0.2, softness: 1e-4)])
    #expect(isNear(law.value(at: 1e6), 1 + 10 * pow(1e6, -0.1) * pow(1e3, -0.2), 1e-9))
    #expect(isNear(law.value(at: 1e-300), 1 + 10 * pow(1e-300, -0.1), 1e-9))
  }

  @Test func parabolasGiveTheExponentOfTheirMinima() throws {
    let law = ChinchillaLaw.besiroglu2024
    let runs = [1e18, 1e19, 1e20, 1e21].flatMap { compute in
      (-3...3).map { step in
        let parameters =
          law.optimum(compute: compute).parameters * pow(1.4, Double(step) + 0.3)
        let size = RunSize(parameters: parameters, tokens: compute / (6 * parameters))
        return FinishedRun(
          row: step, parameters: size.parameters, tokens: size.tokens, loss: law.loss(size))
      }
    }
    let fit = try LawFit(runs, request(.isoFLOP, resamples: 50))
    #expect(fit.parabolas.count == 4)
    #expect(isNear(fit.constant("a"), law.parametersExponent, 0.02))
    #expect(fit.law(named: "own") == nil)
  }

  @Test func theLawCarriesTheRangeOfItsRuns() throws {
    let fit = try LawFit(MadeRuns.chinchilla, request(.chinchilla))
    let law = try #require(fit.law(named: "own.json"))
    #expect(law.isOwn && !ChinchillaLaw.besiroglu2024.isOwn)
    #expect(law.validity.ranges[.parameters] == fit.range(.parameters))
    #expect(isNear(law.validity.ranges[.parameters]?.upperBound, 1e9, 1e-9))
  }
}

@Suite struct FitProblemTests {
  private func problem(_ runs: [FinishedRun], _ form: FitForm = .chinchilla) -> FitProblem? {
    var request = FitRequest(form)
    request.resamples = 0
    do {
      _ = try LawFit(runs, request)
      return nil
    } catch { return error }
  }

  private func runs(_ sizes: [(Double, Double)]) -> [FinishedRun] {
    sizes.enumerated().map { place, size in
      FinishedRun(
        row: place + 2, parameters: size.0, tokens: size.1,
        loss: ChinchillaLaw.besiroglu2024.loss(parameters: size.0, tokens: size.1))
    }
  }

  @Test func sevenRunsAreTooFew() {
    #expect(
      problem(Array(MadeRuns.chinchilla.prefix(7))) == .tooFewRuns(count: 7, needed: 8))
  }

  @Test func oneRatioLeavesTheSplitOpen() {
    let ratio = 20.0
    let one = runs((1...10).map { (1e7 * Double($0), 1e7 * Double($0) * ratio) })
    guard case .single(axis: .tokensPerParameter, let value)? = problem(one) else {
      Issue.record("not refused")
      return
    }
    #expect(abs(value - ratio) < 1e-9)
    #expect(problem(one, .powerLaw) == nil)
  }

  @Test func oneSizeAndTwoAreTooFew() {
    let one = runs((1...10).map { (1e8, 1e9 * Double($0)) })
    #expect(problem(one) == .single(axis: .parameters, value: 1e8))
    let two = runs((1...10).map { ($0.isMultiple(of: 2) ? 1e8 : 3e8, 1e9 * Double($0)) })
    #expect(problem(two) == .two(axis: .parameters))
  }

  @Test func whatAFormNeedsMustBeKnown() {
    let runs = (1...10).map {
      FinishedRun(row: $0, parameters: nil, tokens: 1e9 * Double($0), loss: 3)
    }
    #expect(problem(runs) == .unknown(row: 1, axis: .parameters))
    #expect(problem(MadeRuns.chinchilla, .dataConstrained) == .nothingRepeats)
    // Eight sizes at ratios of their own share no budget.
    #expect(problem(self.runs((1...8).map { (1e7 * pow(2, Double($0)), 1e9) }), .isoFLOP) != nil)
  }
}
