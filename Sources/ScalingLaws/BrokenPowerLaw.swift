#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A power law with breaks: y = a + b x^-c0 Π (1 + (x / d)^(1/f))^(-c f).
///
/// Caballero et al. 2022, equation 1. The form fits curves with bends; its constants belong to one
/// task and none are given here.
package struct BrokenPowerLaw: Hashable, Sendable {
  /// A bend.
  package struct Break: Hashable, Sendable {
    /// d, where it happens.
    package let place: Double
    /// c, by how much the slope changes.
    package let change: Double
    /// f, how gradual it is; small is sharp.
    package let softness: Double

    /// Makes a bend.
    package init(place: Double, change: Double, softness: Double) {
      self.place = place
      self.change = change
      self.softness = softness
    }
  }

  /// The curve before the first bend.
  package let start: PowerDecay
  /// The bends.
  package let breaks: [Break]

  /// Makes a law.
  package init(start: PowerDecay, breaks: [Break]) {
    self.start = start
    self.breaks = breaks
  }

  /// The value at `x`.
  package func value(at x: Double) -> Double {
    breaks.reduce(start.value(at: x) - start.limit) { value, bend in
      // ln (1 + e^t): a sharp break overflows where it is written out.
      let distance = log(x / bend.place) / bend.softness
      let height = max(distance, 0) + log1p(exp(-abs(distance)))
      return value * exp(-bend.change * bend.softness * height)
    } + start.limit
  }
}
