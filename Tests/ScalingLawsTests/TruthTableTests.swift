import TestSupport
import Testing

/// How a law is asked for the number of a row.
typealias Evaluation = @Sendable (TruthInputs, _ quantity: String) throws -> Double

@Suite(
  .enabled(
    if: SharedFolder.has("design/laws-truth.tsv"), "it needs `shared/design/laws-truth.tsv`"))
struct TruthTableTests {
  static let evaluations: [String: Evaluation] = [
    allocationLaws, kaplanLaws, optimiserLaws, repetitionLaws, runLaws, shapeLaws,
  ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }

  /// Rows of laws that live elsewhere, with the place that owes them a test.
  static let elsewhere: [String: String] = [
    "config.epochs": "reads a config: the plan's identities",
    "config.tokens_per_iter": "reads a config: the plan's identities",
    "config.tokens_total": "reads a config: the plan's identities",
    "curve.extrapolation_error_pct": "the forecast",
    "fit.huber_objective": "the fit",
    "fit.mean_bias": "the fit",
    "fit.refit": "the fit",
    "fit.rows": "the fit",
    "params.gpt2": "the plan counts parameters",
    "params.llama": "the plan counts parameters",
    "params.moe_active": "the plan counts parameters",
    "params.moe_total": "the plan counts parameters",
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
    print("laws-truth.tsv: \(vectors.count - skipped.count) rows tried, \(skipped.count) elsewhere")
    let used = Set(vectors.map(\.law))
    #expect(Set(Self.elsewhere.keys).isSubset(of: used))
    #expect(Set(Self.evaluations.keys).isSubset(of: used))
  }
}
