package import ReferenceData
package import RunPlan
package import SourceText

/// One thing that a rule says about a run; terminal, editor and every format show the same finding.
package struct Finding: Sendable {
  /// The quantity in words, the deciding number, the yardstick: at most 80 characters, no full
  /// stop.
  package var headline: String
  /// The cheapest place to mend it.
  package var primary: Label
  /// The other terms of the equation.
  package var related: [Label] = []
  /// The arithmetic, one step a line.
  package var derivation: [String] = []
  /// What it costs, under a named law.
  package var consequence: String?
  /// The edit in words.
  package var help: String?
  /// Which declared fact would let trainlint say more.
  package var unlock: String?
  /// Sources for this case beyond those of the rule.
  package var sources: [Citation] = []
  /// Whether the case has sources of its own only, as where one framework demands what the rule
  /// finds in several.
  package var citesItselfOnly = false
  /// The rule that says the same more exactly: where it speaks at the same place, this is dropped.
  package var yieldsTo: RuleID?
  /// Edits that mend it, the preferred one first.
  package var fixes: [Fix] = []
  /// How sure it is.
  package var confidence: Confidence = .high
  /// The severity of this case, where it is not the rule's own.
  package var severity: Severity?
  /// The policy that is broken, where one is.
  package var policy: String?

  /// Makes a finding at `span`, underlined with `label`.
  package init(_ headline: String, at span: SourceSpan, label: String = "") {
    self.headline = headline
    self.primary = Label(span, label)
  }
}

extension Finding {
  /// Those of its rule's sources that hold for a file of `dialect`, and those of the case.
  package func sources(beside general: [Citation], of dialect: String?) -> [Citation] {
    if citesItselfOnly { return sources }
    let fitting = general.filter { $0.holds(for: dialect) }
    return fitting + sources.filter { !fitting.contains($0) }
  }
}

/// Marked bytes and what is said beside them.
package struct Label: Hashable, Sendable {
  /// The bytes.
  package let span: SourceSpan
  /// The words; may be empty for the primary label.
  package let text: String

  /// Makes a label.
  package init(_ span: SourceSpan, _ text: String) {
    self.span = span
    self.text = text
  }
}

/// Edits that mend a finding.
package struct Fix: Hashable, Sendable {
  /// Whether a fix may be applied without asking.
  package enum Safety: String, Sendable {
    /// It keeps the meaning, or the framework demands it.
    case safe
    /// It changes cost, batch, length, schedule or learning rate.
    case unsafe
  }

  /// What it does, as the text of a menu entry.
  package let title: String
  /// Whether it may be applied without asking.
  package let safety: Safety
  /// The edits, none overlapping another.
  package let edits: [Edit]

  /// Makes a fix.
  package init(_ title: String, _ safety: Safety, _ edits: [Edit]) {
    self.title = title
    self.safety = safety
    self.edits = edits
  }
}

extension Confidence {
  /// The confidence that the certainty of the claims behind a finding allows.
  package init(of claims: Claim?...) {
    let worst = claims.reduce(Certainty.exact) { max($0, $1?.certainty ?? .exact) }
    self = worst >= .frameworkDefault ? .medium : .high
  }
}
