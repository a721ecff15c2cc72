import ScalingLaws

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Fits the prior of a forecast to whole curves: least squares over a grid of α, q and lag, where
/// all curves of one model share L0, A and B.
enum PriorFit {
  /// The prior of `curves`.
  static func prior(of curves: [PublishedCurve]) -> ForecastPrior {
    var best = (cost: Double.infinity, prior: ForecastPrior.published)
    let sizes = Set(curves.map(\.size)).sorted()
    for power in [0.5, 0.75, 1] {
      for lag in [0, 0.005, 0.01, 0.02] {
        let seen = curves.map { Seen($0, power: power, lag: lag) }
        for step in 0...8 {
          let exponent = 0.38 + 0.02 * Double(step)
          var cost = 0.0
          var annealing = 0.0
          for size in sizes {
            let model = fit(seen.filter { $0.size == size }, exponent)
            cost += model.cost
            annealing += model.annealing / Double(sizes.count)
          }
          if cost < best.cost {
            let prior = ForecastPrior(
              exponent: exponent, ratePower: power, lag: lag, annealing: annealing)
            best = (cost, prior)
          }
        }
      }
    }
    return best.prior
  }

  /// A curve under one q and lag, thinned to about 60 points.
  private struct Seen {
    let size: String
    let final: Double
    let moments: [AnnealedProgress.Moment]
    let losses: [Double]

    init(_ published: PublishedCurve, power: Double, lag: Double) {
      var prior = ForecastPrior.published
      (prior.ratePower, prior.lag) = (power, lag)
      let progress = AnnealedProgress(published.schedule, curve: published.curve, prior: prior)
      let points = published.curve.points
      let stride = max(points.count / 60, 1)
      let kept = points.indices.filter { $0.isMultiple(of: stride) }.map { points[$0] }
      size = published.size
      final = published.final
      moments = kept.map { progress.moment(at: $0.step) }
      losses = kept.map(\.loss)
    }
  }

  /// The squares that remain of one model's curves, and its B over the least of their last losses.
  private static func fit(_ seen: [Seen], _ exponent: Double) -> (cost: Double, annealing: Double) {
    var system = [[Double]](repeating: [0, 0, 0, 0], count: 3)
    var rows: [(row: [Double], weight: Double)] = []
    for curve in seen {
      for (moment, loss) in zip(curve.moments, curve.losses) {
        let row = [1, pow(moment.sum, -exponent), moment.heat].map { $0 / loss }
        rows.append((row, 100 / Double(curve.losses.count)))
      }
    }
    for (row, weight) in rows {
      for i in 0..<3 {
        for j in 0..<3 { system[i][j] += weight * row[i] * row[j] }
        system[i][3] += weight * row[i]
      }
    }
    // Of models that were run at a constant rate only, B is open and taken as nothing.
    system[2][2] += 1e-9
    for i in 0..<3 {
      for j in 0..<3 where j != i {
        let share = system[j][i] / system[i][i]
        for k in 0..<4 { system[j][k] -= share * system[i][k] }
      }
    }
    let constants = (0..<3).map { system[$0][3] / system[$0][$0] }
    let cost = rows.reduce(0) { sum, entry in
      let miss = zip(entry.row, constants).reduce(-1) { $0 + $1.0 * $1.1 }
      return sum + entry.weight * miss * miss
    }
    let final = seen.map(\.final).min() ?? 1
    return (cost, constants[2] / final)
  }
}
