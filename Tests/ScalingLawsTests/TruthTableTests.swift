import TestSupport
import Testing

/// How a law is asked for the number of a row.
typealias Evaluation = @Sendable (TruthInputs, _ quantity: String) throws -> Double

@Suite(
  .enabled(
    if: SharedFolder.has("design/laws-truth.tsv"), "it needs `shared/design/laws-truth.tsv`"))
struct TruthTableTests {
  static let evaluations: [String: Evaluation] = [
    allocationLaws, countLaws, curveLaws, kaplanLaws, optimiserLaws, repetitionLaws, runLaws,
    shapeLaws,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  /// Rows that wait for what reads the loss data.
  static let elsewhere: [String: String] = [
    "fit.huber_objective": "the fit",
    "fit.mean_bias": "the fit",
    "fit.refit": "the fit",
    "fit.rows": "the fit",
  ]

  @Test(arguments: TruthVector.all) func lawSaysWhatTheTableSays(_ vector: TruthVector) throws {
    guard Self.elsewhere[vector.law] == nil else { return }
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
    let skipped = vectors.filter { Self.elsewhere[$0.law] != nil }
    let names = Set(skipped.map(\.law)).sorted().joined(separator: ", ")
    print(
      "laws-truth.tsv: \(vectors.count - skipped.count) rows tried, \(skipped.count) not: \(names)")
    let used = Set(vectors.map(\.law))
    #expect(Set(Self.elsewhere.keys).isSubset(of: used))
    #expect(Set(Self.evaluations.keys).isSubset(of: used))
  }
}
