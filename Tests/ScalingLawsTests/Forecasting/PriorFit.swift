import ScalingLaws

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Fits the prior of a forecast to whole curves: least squares over a grid of α, q and lag, where
/// all curves of one model share L0, A and B.
enum PriorFit {
  /// A point of the grid.
  private struct Candidate {
    let exponent: Double
    let power: Double
    let lag: Double
    /// For each published curve the sums of products of 1 / L, S^-α / L, r^q / L and 1.
    let products: [String: [[Double]]]
  }

  /// The prior of `curves`.
  static func prior(of curves: [PublishedCurve]) -> ForecastPrior {
    var best = (cost: Double.infinity, prior: ForecastPrior.published)
    let sizes = Set(curves.map(\.size)).sorted()
    for candidate in candidates {
      var cost = 0.0
      var annealing = 0.0
      for size in sizes {
        let model = fit(curves.filter { $0.size == size }, candidate)
        cost += model.cost
        annealing += model.annealing / Double(sizes.count)
      }
      if cost < best.cost {
        let prior = ForecastPrior(
          exponent: candidate.exponent, ratePower: candidate.power, lag: candidate.lag,
          annealing: annealing)
        best = (cost, prior)
      }
    }
    return best.prior
  }

  private static let candidates: [Candidate] = [0.5, 0.75, 1].flatMap { power in
    [0, 0.005, 0.01, 0.02].flatMap { lag -> [Candidate] in
      let seen = PublishedCurve.all.map { Seen($0, power: power, lag: lag) }
      return (0...8).map { number in
        let exponent = 0.38 + 0.02 * Double(number)
        let products = seen.map { ($0.name, $0.products(exponent)) }
        return Candidate(
          exponent: exponent, power: power, lag: lag,
          products: Dictionary(uniqueKeysWithValues: products))
      }
    }
  }

  /// A curve under one q and lag, thinned to about 60 points.
  private struct Seen {
    let name: String
    let moments: [AnnealedProgress.Moment]
    let losses: [Double]

    init(_ published: PublishedCurve, power: Double, lag: Double) {
      var prior = ForecastPrior.published
      (prior.ratePower, prior.lag) = (power, lag)
      let progress = AnnealedProgress(published.schedule, curve: published.curve, prior: prior)
      let points = published.curve.points
      let stride = max(points.count / 60, 1)
      let kept = points.indices.filter { $0.isMultiple(of: stride) }.map { points[$0] }
      name = published.name
      moments = kept.map { progress.moment(at: $0.step) }
      losses = kept.map(\.loss)
    }

    func products(_ exponent: Double) -> [[Double]] {
      var sums = [[Double]](repeating: [0, 0, 0, 0], count: 4)
      for (moment, loss) in zip(moments, losses) {
        let row = [1 / loss, pow(moment.sum, -exponent) / loss, moment.heat / loss, 1]
        for i in 0..<4 {
          for j in 0..<4 { sums[i][j] += row[i] * row[j] * 100 / Double(losses.count) }
        }
      }
      return sums
    }
  }

  /// The squares that remain of one model's curves, and its B over the least of their last losses.
  private static func fit(
    _ curves: [PublishedCurve], _ candidate: Candidate
  ) -> (cost: Double, annealing: Double) {
    var sums = [[Double]](repeating: [0, 0, 0, 0], count: 4)
    for curve in curves {
      guard let products = candidate.products[curve.name] else { continue }
      for i in 0..<4 { for j in 0..<4 { sums[i][j] += products[i][j] } }
    }
    // Of models that were run at a constant rate only, B is open and taken as nothing.
    sums[2][2] += 1e-9
    // Gauss and Jordan; what is left in the corner are the squares that remain.
    for i in 0..<3 {
      for j in 0..<4 where j != i {
        let share = sums[j][i] / sums[i][i]
        for k in 0..<4 { sums[j][k] -= share * sums[i][k] }
      }
    }
    let final = curves.map(\.final).min() ?? 1
    return (sums[3][3], sums[2][3] / sums[2][2] / final)
  }
}
