import ReferenceData
import ScalingLaws
import Testing

@Suite struct LawSetTests {
  @Test func theStandardSetSpeaksOfABand() {
    let laws = LawSet.standard
    #expect(laws.allocation.id == "besiroglu-2024")
    #expect(laws.band.text == "about 20, 10–40")
    #expect(laws.citations == [.besiroglu2024, .muennighoff2023])
    #expect(
      laws.compared.map(\.id) == [
        "besiroglu-2024", "hoffmann-2022-exact", "muennighoff-2023",
      ])
  }

  @Test func lawsAreFoundById() {
    #expect(LawSet(allocation: "muennighoff-2023")?.citations == [.muennighoff2023])
    #expect(LawSet(allocation: "hoffmann-2022")?.compared.count == 4)
    #expect(LawSet(allocation: "chinchilla") == nil)
    let ids = ChinchillaLaw.published.map(\.id)
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == ids.count)
    for law in ChinchillaLaw.published { #expect(ChinchillaLaw.named(law.id) == law) }
  }

  @Test func theBandIsWhatEfficiencySays() {
    let law = ChinchillaLaw.besiroglu2024
    for compute in [1e21, 1e22, 1e23] {
      let edges = [10.0, 40].map { RunSize(compute: compute, tokensPerParameter: $0) }
      #expect(edges.allSatisfy { law.efficiency($0) > 0.945 })
      #expect(law.efficiency(RunSize(compute: compute, tokensPerParameter: 5)) < 0.86)
      let optimum = law.optimalTokensPerParameter(compute: compute)
      #expect(TokensPerParameterBand.interval(compute: compute).contains(optimum))
    }
    #expect(TokensPerParameterBand.interval(compute: 1e30) == 6...42)
    #expect(TokensPerParameterBand.interval(compute: 1e18) == 16...29)
  }

  @Test func pointsOutsideTheFitAreExtrapolated() {
    let validity = ChinchillaLaw.besiroglu2024.validity
    #expect(validity.extrapolation(RunSize(parameters: 1e9, tokens: 2e10)) == nil)
    let llama = validity.extrapolation(RunSize(parameters: 8.03e9, tokens: 15e12))
    #expect(llama?.axis == .compute)
    #expect(llama?.isAbove == true)
    #expect(llama.map { $0.factor > 55 && $0.factor < 56 } == true)
    let tiny = validity.extrapolation(.parameters, 5.73e6)
    #expect(tiny?.isAbove == false)
    #expect(tiny.map { abs($0.factor - 10) < 1e-9 } == true)
    #expect(LawValidity.kaplanRuns.extrapolation(.compute, 1e30) == nil)
  }

  @Test func bandsTakeTheirUpperBound() {
    func word(_ ratio: Double) -> RunVerdict.Allocation {
      RunVerdict.Allocation(tokensPerParameter: ratio)
    }
    #expect(word(4.99) == .severelyUndertrained)
    #expect(word(5) == .undertrained)
    #expect(word(10) == .computeOptimal)
    #expect(word(40) == .computeOptimal)
    #expect(word(40.1) == .moderatelyOvertrained)
    #expect(word(200.1) == .heavilyOvertrained)
    #expect(word(2_000) == .heavilyOvertrained)
    #expect(word(2_001) == .extremelyOvertrained)
    let run = RunSize(parameters: 1e9, tokens: 20e9)
    #expect(RunVerdict(run, unique: 1e9).description == "compute-optimal-band+repeat-heavy")
    #expect(RunVerdict(run, unique: 1.25e9).description == "compute-optimal-band")
  }

  @Test func devicesAreSortedAndPlausible() {
    let ids = Device.all.map(\.id)
    #expect(ids.count == 30)
    #expect(ids == ids.sorted())
    #expect(Device.all.allSatisfy { !$0.source.text.isEmpty })
    #expect(Set(ids).count == ids.count)
    #expect(Device.all.allSatisfy { (50...3_000).contains($0.teraflops) })
    #expect(Device.all.allSatisfy { (8...300).contains($0.gigabytes) })
    #expect(Device.named("H100-SXM")?.peak == 989e12)
    #expect(Device.named("abacus") == nil)
  }

  private func own(weight: Double) -> LawSet {
    let known = ChinchillaLaw.besiroglu2024
    return LawSet(
      allocation: ChinchillaLaw(
        id: "own.json", irreducibleLoss: known.irreducibleLoss,
        parameterWeight: known.parameterWeight, tokenWeight: weight * known.tokenWeight,
        alpha: known.alpha, beta: known.beta, citation: Citation("own.json"),
        validity: LawValidity([:])))
  }

  @Test func aLawOfOnesOwnSetsTheYardstick() {
    #expect(LawSet.standard.band(at: 1e21) == .standard)
    #expect(LawSet(allocation: .muennighoff2023).band(at: 1e21) == .standard)
    let same = own(weight: 1).band(at: 1e21)
    #expect(same.typical == 22 && same.range.contains(12) && same.range.contains(35))
    // Data that teaches less asks for more of it.
    let hungry = own(weight: 2)
    #expect(hungry.band(at: 1e21).typical > 40)
    #expect(hungry.band(at: nil) == .standard)
  }

  @Test func onlyALawOfOnesOwnSaysALoss() {
    let size = RunSize(parameters: 1e9, tokens: 2e10)
    #expect(LawSet.standard.loss(size, unique: nil) == nil)
    let laws = own(weight: 1)
    #expect(laws.loss(size, unique: nil) == ChinchillaLaw.besiroglu2024.loss(size))
    // How much repeats are worth the law does not know.
    #expect(laws.loss(size, unique: 1e9) == nil)
    #expect(laws.loss(size, unique: 3e10) != nil)
  }

  @Test func aLawOfOnesOwnIsItsSource() {
    let laws = own(weight: 1)
    let said = laws.citing([.besiroglu2024, .hoffmann2022, .springer2025]).map(\.text)
    #expect(said == ["own.json", Citation.springer2025.text])
    #expect(laws.citing([.muennighoff2023]) == [.muennighoff2023])
    #expect(LawSet.standard.citing([.besiroglu2024]) == [.besiroglu2024])
  }
}
