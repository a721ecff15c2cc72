#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The plain power law over steps, L = L∞ + A t^-p, by the Huber loss on the logarithm.
///
/// It knows nothing of the learning rate: what a decay still brings it cannot see, so that on a
/// decaying schedule its end is too high.
package struct PowerLawFit: Hashable, Sendable {
  /// L∞, A in the unit of the last step, p.
  package let limit: Double, amplitude: Double, exponent: Double
  private let unit: Double

  /// Where the Huber loss turns from squares to distances, in relative loss.
  private static let threshold = 1e-3

  /// Fits the points of a curve after `warmup`; nil where there are fewer than a forecast needs.
  package init?(_ curve: LossCurve, warmup: Double) {
    let points = curve.after(max(warmup - 0.5, 0)).points
    guard points.count >= LossForecast.leastPoints, let last = points.last else { return nil }
    let unit = last.step
    func fit(_ exponent: Double) -> (limit: Double, amplitude: Double, cost: Double) {
      let powers = points.map { pow($0.step / unit, -exponent) }
      var weights = points.map { 1 / ($0.loss * $0.loss) }
      var (limit, amplitude, cost) = (0.0, 0.0, Double.infinity)
      for _ in 0..<12 {
        (limit, amplitude) = Self.line(powers, points, weights)
        cost = 0
        for (i, point) in points.enumerated() {
          let miss = abs((limit + amplitude * powers[i]) / point.loss - 1)
          cost +=
            miss <= Self.threshold
            ? 0.5 * miss * miss : Self.threshold * (miss - 0.5 * Self.threshold)
          weights[i] = min(1, Self.threshold / max(miss, 1e-12)) / (point.loss * point.loss)
        }
      }
      // A curve that ends below nothing is none.
      return (limit, amplitude, limit > 0 && amplitude >= 0 ? cost : .infinity)
    }
    let exponent = Search.minimum(in: 0.01...3) { fit($0).cost }
    let best = fit(exponent)
    guard best.cost.isFinite else { return nil }
    (limit, amplitude, self.exponent, self.unit) = (best.limit, best.amplitude, exponent, unit)
  }

  /// The loss at `step`.
  package func loss(at step: Double) -> Double { limit + amplitude * pow(step / unit, -exponent) }

  /// The straight line of losses over powers, by weighted least squares.
  private static func line(
    _ powers: [Double], _ points: [LossPoint], _ weights: [Double]
  ) -> (limit: Double, slope: Double) {
    var (count, x, y, xx, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for (i, point) in points.enumerated() {
      let weight = weights[i]
      count += weight
      x += weight * powers[i]
      y += weight * point.loss
      xx += weight * powers[i] * powers[i]
      xy += weight * powers[i] * point.loss
    }
    let spread = count * xx - x * x
    guard spread > 0 else { return (y / count, 0) }
    let slope = (count * xy - x * y) / spread
    return ((y - slope * x) / count, slope)
  }
}
