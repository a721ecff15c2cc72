package import ReferenceData

/// Steps against tokens around the critical batch.
///
/// S / S_min = 1 + B_crit / B and E / E_min = 1 + B / B_crit, so that at B = B_crit both double;
/// McCandlish et al. 2018; Kaplan et al. 2020, equations 5.4 and 5.5.
package struct BatchTrade: Hashable, Sendable {
  /// B / B_crit.
  package let ratio: Double

  /// Makes the trade at a batch of `ratio` times the critical one.
  package init(ratio: Double) { self.ratio = ratio }

  /// Where the law comes from.
  package static let citation = Citation.mcCandlish2018

  /// Steps, in those of an endless batch.
  package var stepsFactor: Double { 1 + 1 / ratio }

  /// Tokens, in those of the smallest batch.
  package var tokensFactor: Double { 1 + ratio }
}
