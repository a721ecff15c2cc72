import Composition
import ConfigSyntax
import Dialects
import RunPlan
import SourceText
import Testing

/// A demand of a framework, lines that break it and the same lines mended.
struct BrokenDemand: Sendable, CustomTestStringConvertible {
  let topic: Constraint.Topic
  let words: String
  let broken: String
  let mended: String
  let outcome: Constraint.Outcome

  init(
    _ words: String, _ broken: String, _ mended: String, _ topic: Constraint.Topic = .other,
    _ outcome: Constraint.Outcome = .refused
  ) {
    self.topic = topic
    self.words = words
    self.broken = broken
    self.mended = mended
    self.outcome = outcome
  }

  var testDescription: String { words }

  /// Expects the demand to be the only one that is noticed, and none where it is met.
  func check<Tested: Dialect>(
    _ dialect: Tested.Type, below base: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let found = Self.constraints(dialect, base + "\n" + broken)
    let headlines = found.map(\.headline)
    try #require(found.count == 1, "\(headlines)", sourceLocation: sourceLocation)
    #expect(headlines[0].contains(words), "\(headlines)", sourceLocation: sourceLocation)
    #expect(headlines[0].count <= 80, "\(headlines)", sourceLocation: sourceLocation)
    #expect(found[0].topic == topic, sourceLocation: sourceLocation)
    #expect(found[0].outcome == outcome, sourceLocation: sourceLocation)
    let rest = Self.constraints(dialect, base + "\n" + mended).map(\.headline)
    #expect(rest == [], sourceLocation: sourceLocation)
  }

  private static func constraints<Tested: Dialect>(
    _ dialect: Tested.Type, _ text: String
  ) -> [Constraint] {
    let file = SourceFile(name: "run.yaml", text: text + "\n")
    return dialect.read(Configuration(parse(file)), file: file).remarks.compactMap {
      if case .constraint(let constraint) = $0.kind { constraint } else { nil }
    }
  }
}
