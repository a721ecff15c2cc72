import TestSupport
import Testing

/// How a law is asked for the number of a row.
typealias Evaluation = @Sendable (TruthInputs, _ quantity: String) throws -> Double

@Suite(
  .enabled(
    if: SharedFolder.has("design/laws-truth.tsv"), "it needs `shared/design/laws-truth.tsv`"))
struct TruthTableTests {
  static let evaluations: [String: Evaluation] = [
    allocationLaws, countLaws, curveLaws, fits, kaplanLaws, optimiserLaws, repetitionLaws, runLaws,
    shapeLaws,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  @Test(arguments: TruthVector.all) func lawSaysWhatTheTableSays(_ vector: TruthVector) throws {
    let answer: TruthAnswer
    if vector.law == "run.verdict" {
      answer = .word(try verdict(vector.inputs))
    } else {
      let evaluate = try #require(Self.evaluations[vector.law], "unknown law")
      answer = .number(try evaluate(vector.inputs, vector.quantity))
    }
    #expect(vector.accepts(answer), "\(vector.expected) expected, got \(answer)")
  }

  @Test func theTableIsWholeWhereItIsPresent() {
    let vectors = TruthVector.all
    #expect(vectors.count >= 429)
    let used = Set(vectors.map(\.law))
    #expect(Set(Self.evaluations.keys).isSubset(of: used))
  }
}
