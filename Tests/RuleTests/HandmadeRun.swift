import Composition
import ConfigSyntax
import Engine
import Linting
import RuleCatalogue
import RunPlan
import SourceText

/// A run that no dialect read: for what an example cannot show.
struct HandmadeRun {
  var reading = Reading(dialect: DialectID("none"))
  var facts: [Claim] = []
  private var next = 0

  /// Claims `quantity` at a key of that name, somewhere of its own.
  @discardableResult
  mutating func write(_ quantity: Quantity, _ value: Double) -> Claim {
    let claim = written(quantity, value)
    reading.claims.append(claim)
    return claim
  }

  /// A written claim that is not part of the reading yet.
  mutating func written(_ quantity: Quantity, _ value: Double) -> Claim {
    defer { next += 10 }
    let span = SourceSpan(.main, next, next + 1)
    let source = KeySource(key: quantity.name, origin: .written(span))
    return Claim(
      quantity, value, .written(source), slot: Slot(key: quantity.name, span: span))
  }

  /// What the rule called `id` says.
  func findings(_ id: String) -> [Finding] {
    let file = SourceFile(name: "a.yaml", text: String(repeating: " ", count: 1000))
    let run = Run(
      file: file, configuration: Configuration(parse(file)),
      plan: TrainingPlan(reading, facts: facts), laws: LintOptions().laws, profile: .recommended)
    return RuleCatalogue.rule(id)?.made().check(run) ?? []
  }
}
