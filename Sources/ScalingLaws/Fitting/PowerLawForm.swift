#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// E + A / x^alpha in one variable, which stands where runs have their size.
///
/// The numbers are ln of the falling term in the middle of the runs, ln E and alpha.
struct PowerLawForm: LossForm {
  /// ln x in the middle of the runs.
  let middle: Double

  let names = ["E", "A", "alpha"]

  func logLoss(_ run: FitPoint, _ p: [Double], _ slopes: inout [Double]) -> Double {
    let falling = exp(p[0] - p[2] * run.size)
    let limit = exp(p[1])
    let sum = falling + limit
    slopes[0] = falling / sum
    slopes[1] = limit / sum
    slopes[2] = -run.size * slopes[0]
    return log(sum)
  }

  func constants(_ p: [Double]) -> [Double] { [exp(p[1]), exp(p[0] + p[2] * middle), p[2]] }

  func starts(_ data: FitData) -> [[Double]] {
    let losses = data.points.map { exp($0.loss) }
    let weights = data.points.indices.map { data.weights[$0] / (losses[$0] * losses[$0]) }
    let ones = [Double](repeating: 1, count: losses.count)
    let found = [0.05, 0.1, 0.2, 0.3, 0.5, 0.8].compactMap { exponent -> [Double]? in
      let falling = data.points.map { exp(-exponent * $0.size) }
      guard
        let parts = LinearSystem.leastSquares([falling, ones], to: losses, weights: weights),
        parts.allSatisfy({ $0 > 0 })
      else { return nil }
      return parts.map { log($0) } + [exponent]
    }
    let least = log(losses.min() ?? 1)
    // A line in logarithms has no limit.
    return found + [[least, least - 3, 0.05], [least - 1, least - 0.5, 0.3]]
  }
}
