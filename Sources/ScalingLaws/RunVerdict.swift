/// One word for a run's allocation, by tokens per parameter and epochs.
package struct RunVerdict: Hashable, Sendable, CustomStringConvertible {
  /// Where D / N lies among the bands that efficiency sets.
  package enum Allocation: String, Hashable, Sendable, CaseIterable {
    /// Below 5: a sixth of the compute or more is lost, and nothing is gained.
    case severelyUndertrained = "severely-undertrained"
    /// From 5 to 10.
    case undertrained
    /// From 10 to 40: at most 5% is lost.
    case computeOptimal = "compute-optimal-band"
    /// To 200: dearer to train, cheaper to serve.
    case moderatelyOvertrained = "overtrained-moderate"
    /// To 2,000.
    case heavilyOvertrained = "overtrained-heavy"
    /// Beyond.
    case extremelyOvertrained = "overtrained-extreme"

    /// The word for `tokensPerParameter`.
    package init(tokensPerParameter: Double) {
      self =
        switch tokensPerParameter {
        case ..<5: .severelyUndertrained
        case ..<TokensPerParameterBand.standard.range.lowerBound: .undertrained
        case ...TokensPerParameterBand.standard.range.upperBound: .computeOptimal
        case ...200: .moderatelyOvertrained
        case ...2_000: .heavilyOvertrained
        default: .extremelyOvertrained
        }
    }
  }

  /// The epochs beyond which repetition is part of the verdict.
  package static let heavyRepetition = 16.0

  /// The word for D / N.
  package let allocation: Allocation
  /// Whether the data repeats beyond `heavyRepetition`.
  package let repeatsHeavily: Bool

  /// Judges `run`, which has `unique` tokens where that is known.
  package init(_ run: RunSize, unique: Double? = nil) {
    allocation = Allocation(tokensPerParameter: run.tokensPerParameter)
    repeatsHeavily = unique.map { run.tokens / $0 > Self.heavyRepetition } ?? false
  }

  /// The words as `plan` and the vectors write them: `overtrained-extreme+repeat-heavy`.
  package var description: String {
    allocation.rawValue + (repeatsHeavily ? "+repeat-heavy" : "")
  }
}
