package import ReferenceData

/// The laws a run is judged by.
package final class LawSet: Hashable, Sendable {
  /// The law that splits compute between model and data.
  package let allocation: ChinchillaLaw
  /// The law that values repeated data.
  package let repetition: RepetitionLaw
  /// The optimum in the words of a finding.
  package let band: TokensPerParameterBand

  /// Makes a set, by default of the two laws that hold up best.
  package init(
    allocation: ChinchillaLaw = .besiroglu2024, repetition: RepetitionLaw = .muennighoff2023,
    band: TokensPerParameterBand = .standard
  ) {
    self.allocation = allocation
    self.repetition = repetition
    self.band = band
  }

  /// The set with the allocation law called `id` in the settings; nil where there is none.
  package convenience init?(allocation id: String) {
    guard let law = ChinchillaLaw.named(id) else { return nil }
    self.init(allocation: law)
  }

  package static func == (a: LawSet, b: LawSet) -> Bool {
    a === b || a.allocation == b.allocation && a.repetition == b.repetition && a.band == b.band
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(allocation)
    hasher.combine(repetition)
    hasher.combine(band)
  }

  /// What a run is judged by unless the settings say otherwise.
  package static let standard = LawSet()

  /// The laws that a budget is split under for comparison, the set's own first.
  ///
  /// Rounded constants stay out: they contradict the paper they come from.
  package var compared: [ChinchillaLaw] {
    [allocation]
      + [.besiroglu2024, .hoffmann2022Exact, .muennighoff2023].filter { $0.id != allocation.id }
  }

  /// The optimum at `compute` FLOPs in the words of a finding: about 20 under a published law, for
  /// no fit pins it down, and under one of the user's own runs what that says.
  package func band(at compute: Double?) -> TokensPerParameterBand {
    guard allocation.isOwn, let compute, compute > 0 else { return band }
    return TokensPerParameterBand(allocation, compute: compute)
  }

  /// The loss of `size` on `unique` tokens in nats per token; nil where no law of the user's own
  /// runs says it, for losses of a published one hold for its own data and tokenizer.
  package func loss(_ size: RunSize, unique: Double?) -> Double? {
    guard allocation.isOwn else { return nil }
    guard let unique, unique < size.tokens else { return allocation.loss(size) }
    return repetition.fresh == allocation ? repetition.loss(size, unique: unique) : nil
  }

  /// `sources`, with the user's own law in place of the published ones that it stands for.
  package func citing(_ sources: [Citation]) -> [Citation] {
    guard allocation.isOwn, sources.contains(.besiroglu2024) else { return sources }
    return [allocation.citation] + sources.filter { ![.besiroglu2024, .hoffmann2022].contains($0) }
  }

  /// The sources of the laws, each once.
  package var citations: [Citation] {
    allocation.citation == repetition.citation
      ? [allocation.citation] : [allocation.citation, repetition.citation]
  }
}
