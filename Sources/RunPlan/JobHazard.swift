package import SourceText

/// What a manifest risks once its run is long; how long it is may be known elsewhere only.
package struct JobHazard: Sendable {
  /// What is risked.
  package enum Kind: Sendable {
    /// The first failure of any of so many machines ends the job.
    case endsWithFirstFailure(nodes: Claim)
    /// The image is not the same one tomorrow.
    case movingImage
  }

  /// What is risked.
  package let kind: Kind
  /// Where it is written.
  package let span: SourceSpan

  /// Makes a hazard.
  package init(_ kind: Kind, at span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
