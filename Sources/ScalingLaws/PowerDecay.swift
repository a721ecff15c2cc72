#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A power law that decays to a limit: y = limit + weight · x^-exponent.
///
/// The default form of a loss curve over steps, and Luo et al. 2025 at a constant learning rate,
/// where x is the sum of the rates.
package struct PowerDecay: Hashable, Sendable {
  /// What is left at the end.
  package let limit: Double
  /// What is to lose at x = 1.
  package let weight: Double
  /// How fast it goes.
  package let exponent: Double

  /// Makes a curve.
  package init(limit: Double, weight: Double, exponent: Double) {
    self.limit = limit
    self.weight = weight
    self.exponent = exponent
  }

  /// The value at `x`.
  package func value(at x: Double) -> Double { limit + weight * pow(x, -exponent) }
}
