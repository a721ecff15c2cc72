import ReferenceData
package import RunPlan
package import SourceText

extension Run {
  /// The findings about the demands of the framework on one subject that the file does not meet.
  package func findings(about topic: Constraint.Topic) -> [Finding] {
    guard hasDemands(about: topic) else { return [] }
    var found: [Finding] = []
    for remark in plan.reading.remarks {
      guard case .constraint(let constraint) = remark.kind, constraint.topic == topic else {
        continue
      }
      found.append(Finding(constraint, at: remark.span))
    }
    return found
  }
}

extension Finding {
  /// Says what a framework demands, in the words that its dialect has for it.
  package init(_ constraint: Constraint, at span: SourceSpan) {
    self.init(constraint.headline, at: span, label: constraint.label)
    related = constraint.related.map { Label($0.span, $0.text) }
    consequence = constraint.consequence
    help = constraint.help
    sources = [Citation(constraint.source)]
    citesItselfOnly = true
    switch constraint.outcome {
    case .refused:
      severity = .error
      if consequence == nil { consequence = "the framework stops before the first step" }
    case .harmful: severity = .warning
    case .remarkable: severity = .note
    }
  }
}
