import RunPlan
import SourceText

extension Claim {
  /// The claims at the root of this one that are written, published or declared where `isMeant`
  /// says.
  func roots(where isMeant: (SourceSpan) -> Bool) -> [Claim] {
    switch provenance {
    case .written(let source): source.origin.stands(where: isMeant) ? [self] : []
    case .published(_, let source?): source.origin.stands(where: isMeant) ? [self] : []
    case .fact(let span?): isMeant(span) ? [self] : []
    case .derived(_, let inputs): inputs.flatMap { $0.roots(where: isMeant) }
    case .published(_, nil), .fact(nil), .frameworkDefault: []
    }
  }

  /// The places of everything at the root of the claim.
  var places: [SourceSpan] {
    var places: [SourceSpan] = []
    _ = roots { span in
      if !places.contains(span) { places.append(span) }
      return false
    }
    return places
  }
}

extension Origin {
  /// Whether the value is used or written where `isMeant` says.
  fileprivate func stands(where isMeant: (SourceSpan) -> Bool) -> Bool {
    isMeant(place) || (!isWrittenHere && isMeant(literal))
  }
}

extension TrainingPlan {
  /// Every claim of the plan, what the model's shape rests on included.
  var claims: [Claim] {
    Quantity.allCases.compactMap { self[$0] } + reading.claims + facts
      + (reading.architecture?.inputs ?? [])
  }
}
