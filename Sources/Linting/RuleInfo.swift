package import ReferenceData
package import RunPlan

/// The name of a rule: words, stable for ever.
package struct RuleID: Hashable, Sendable, Comparable, ExpressibleByStringLiteral {
  /// The id as users write it: `data-repetition`.
  package let name: String

  /// Makes the id called `name`.
  package init(_ name: String) { self.name = name }

  package init(stringLiteral value: String) { name = value }

  package static func < (a: RuleID, b: RuleID) -> Bool { a.name < b.name }
}

/// The subject of a rule: its folder below `Rules`.
package enum RuleFamily: String, CaseIterable, Sendable {
  case batch = "Batch"
  case data = "Data"
  case directives = "Directives"
  case hardware = "Hardware"
  case keys = "Keys"
  case manifests = "Manifests"
  case model = "Model"
  case scaling = "Scaling"
  case schedule = "Schedule"
  case yaml = "YAML"
}

/// When a rule is asked.
package enum RuleScope: Sendable {
  /// Once for each run: it needs a recognised framework.
  case run
  /// Once for each text, whether or not a framework is recognised.
  case text
  /// After all others, with what the ignore comments did.
  case directives
}

/// Everything about a rule but its check; documentation, schema and tests come from here.
package struct RuleInfo: Sendable {
  /// The id.
  package let id: RuleID
  /// One sentence on what is wrong.
  package let summary: String
  /// Why it matters, a short paragraph.
  package let why: String
  /// The severity unless a finding names another.
  package let severity: Severity
  /// When the rule is asked.
  package let scope: RuleScope
  /// The kinds of training in which it holds.
  package let regimes: Set<Regime>
  /// Papers and framework files.
  package let sources: [Citation]
  /// Texts in which it fires at the marked ranges.
  package let bad: [Example]
  /// Texts in which it is silent.
  package let good: [Example]

  /// Makes the description of a rule.
  package init(
    id: RuleID, summary: String, why: String, severity: Severity, scope: RuleScope = .run,
    regimes: Set<Regime> = .all, sources: [Citation] = [], bad: [Example], good: [Example]
  ) {
    self.id = id
    self.summary = summary
    self.why = why
    self.severity = severity
    self.scope = scope
    self.regimes = regimes
    self.sources = sources
    self.bad = bad
    self.good = good
  }
}

extension RuleInfo {
  /// Whether the rule may judge a run of this kind; what is no run is left to rules for all kinds.
  package func holds(in regime: Regime?) -> Bool {
    if regimes.count == Regime.allCases.count { return true }
    return regime.map(regimes.contains) ?? false
  }
}

extension Set<Regime> {
  /// Every kind of training.
  package static var all: Set<Regime> { Set(Regime.allCases) }
  /// Training from random weights only.
  package static var pretraining: Set<Regime> { [.pretraining] }
}
