import RunPlan
import SourceText
import Testing

@Suite struct SolverTests {
  private func written(_ quantity: Quantity, _ value: Double, at offset: Int = 0) -> Claim {
    let span = SourceSpan(.main, offset, offset + 1)
    let source = KeySource(key: quantity.name, origin: .written(span))
    return Claim(
      quantity, value, .written(source), slot: Slot(key: quantity.name, span: span))
  }

  private func plan(_ claims: [Claim], facts: [Claim] = []) -> TrainingPlan {
    var reading = Reading(dialect: DialectID("test"))
    reading.claims = claims
    return TrainingPlan(reading, facts: facts)
  }

  @Test func derivesForwardThroughTheBatchToTokens() {
    let plan = plan([
      written(.microBatch, 4), written(.accumulation, 8), written(.dataParallel, 16),
      written(.sequenceLength, 2048), written(.steps, 1000),
    ])
    #expect(plan.value(.globalBatch) == 512)
    #expect(plan.value(.tokensPerStep) == 1_048_576)
    #expect(plan.value(.tokens) == 1_048_576_000)
    #expect(plan.conflicts.isEmpty)
  }

  @Test func derivesBackwardsToTheLastUnknown() {
    let plan = plan([
      written(.globalBatch, 512), written(.microBatch, 4), written(.dataParallel, 16),
    ])
    #expect(plan.value(.accumulation) == 8)
    #expect(plan[.accumulation]?.certainty == .exact)
  }

  @Test func stepsOfATokenBudgetAreWholeAndRoundedDown() {
    let plan = plan([
      written(.tokens, 1_000_000), written(.globalBatch, 3), written(.sequenceLength, 1000),
    ])
    #expect(plan.value(.steps) == 333)
    #expect(plan.value(.tokens) == 1_000_000)
    #expect(plan.conflicts.isEmpty)
  }

  @Test func statedValuesThatDisagreeAreAConflictWithEveryKey() throws {
    let plan = plan([
      written(.globalBatch, 512, at: 1), written(.microBatch, 4, at: 2),
      written(.accumulation, 8, at: 3), written(.dataParallel, 8, at: 4),
    ])
    let conflict = try #require(plan.conflicts.first)
    #expect(plan.conflicts.count == 1)
    #expect(conflict.stated.value == 512)
    #expect(conflict.implied.value == 256)
    #expect(conflict.implied.sources.map(\.origin.place.bytes.lowerBound).sorted() == [2, 3, 4])
  }

  @Test func aBatchThatDoesNotDivideIsAConflictNotANumber() throws {
    let plan = plan([
      written(.globalBatch, 100), written(.microBatch, 8), written(.dataParallel, 4),
    ])
    #expect(plan[.accumulation] == nil)
    let conflict = try #require(plan.conflicts.first)
    guard case .indivisible = conflict.kind else {
      Issue.record("expected an indivisible batch")
      return
    }
  }

  @Test func whatNoFileDeterminesStaysUnknownAndSaysWhatWouldSettleIt() {
    let plan = plan([
      written(.microBatch, 4), written(.accumulation, 1), written(.tensorParallel, 1),
      written(.pipelineParallel, 1), written(.contextParallel, 1), written(.sequenceLength, 2048),
      written(.steps, 10),
    ])
    #expect(plan[.tokens] == nil)
    #expect(plan.missing(for: .tokens) == [.worldSize])
    #expect(plan.value(.tokensPerRank) == 81_920)
  }

  @Test func certaintyIsTheWeakestOfTheInputs() {
    let fact = Claim(.worldSize, 8, .fact(nil))
    let fallback = Claim(.accumulation, 1, .frameworkDefault(key: "accumulation"))
    let plan = plan(
      [
        written(.microBatch, 4), fallback, written(.tensorParallel, 1),
        written(.pipelineParallel, 1), written(.contextParallel, 1),
      ], facts: [fact])
    #expect(plan[.dataParallel]?.certainty == .fact)
    #expect(plan[.globalBatch]?.certainty == .frameworkDefault)
  }

  @Test func aFactOutranksADefaultInSilenceAndContradictsAKeyAloud() {
    let fallback = Claim(.sequenceLength, 512, .frameworkDefault(key: "sequence_len"))
    let silent = plan([fallback], facts: [Claim(.sequenceLength, 4096, .fact(nil))])
    #expect(silent.value(.sequenceLength) == 4096)
    #expect(silent.conflicts.isEmpty)
    let loud = plan(
      [written(.sequenceLength, 2048)], facts: [Claim(.sequenceLength, 4096, .fact(nil))])
    #expect(loud.value(.sequenceLength) == 2048)
    #expect(loud.conflicts.count == 1)
  }

  @Test func absurdValuesNeitherTrapNorSpread() {
    for value in [0, 1e300, .greatestFiniteMagnitude, Double.leastNonzeroMagnitude] {
      let plan = plan([
        written(.microBatch, value), written(.accumulation, value), written(.dataParallel, value),
        written(.sequenceLength, value), written(.steps, value),
      ])
      for quantity in Quantity.allCases {
        if let claim = plan[quantity] { #expect(claim.value.isFinite) }
      }
    }
  }

  @Test func aRoundedFactLeavesNoRestToComplainOf() {
    let plan = plan(
      [written(.steps, 143_000), written(.sequenceLength, 2048)],
      facts: [Claim(.tokens, 300e9, .fact(nil))])
    #expect(plan.conflicts.isEmpty)
    #expect(plan[.globalBatch] == nil)
  }

  @Test func aDeclaredWordOutranksADefaultAndNotAKey() {
    var reading = Reading(dialect: DialectID("test"))
    reading.labels = [
      .precision: LabelClaim("fp32", certainty: .frameworkDefault),
      .optimizer: LabelClaim("Adam"),
    ]
    let declared = LabelClaim("declared", certainty: .fact)
    let plan = TrainingPlan(reading, labels: [.precision: declared, .optimizer: declared])
    #expect(plan.labels[.precision]?.value == "declared")
    #expect(plan.labels[.optimizer]?.value == "Adam")
  }

  @Test func quantitiesFitIntoTheBitsOfASet() { #expect(Quantity.allCases.count <= 64) }

  @Test func everyQuantityHasANameOfItsOwn() {
    let names = Quantity.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { !$0.isEmpty })
    #expect(Quantity.allCases.allSatisfy { !$0.words.isEmpty && Quantity(name: $0.name) == $0 })
  }
}
