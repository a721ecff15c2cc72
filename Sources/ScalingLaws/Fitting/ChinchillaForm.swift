#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// E + A / N^alpha + B / D^beta.
///
/// The numbers are ln of the model term and of the data term in the middle of the runs, ln E, alpha
/// and beta: around the middle, weights and exponents hardly depend on each other.
struct ChinchillaForm: LossForm {
  /// ln N in the middle of the runs.
  let middleSize: Double
  /// ln D there.
  let middleTokens: Double

  let names = ["E", "A", "B", "alpha", "beta"]

  func logLoss(_ run: FitPoint, _ p: [Double], _ slopes: inout [Double]) -> Double {
    let model = exp(p[0] - p[3] * run.size)
    let data = exp(p[1] - p[4] * run.tokens)
    let limit = exp(p[2])
    let sum = model + data + limit
    slopes[0] = model / sum
    slopes[1] = data / sum
    slopes[2] = limit / sum
    slopes[3] = -run.size * slopes[0]
    slopes[4] = -run.tokens * slopes[1]
    return log(sum)
  }

  func constants(_ p: [Double]) -> [Double] {
    [exp(p[2]), exp(p[0] + p[3] * middleSize), exp(p[1] + p[4] * middleTokens), p[3], p[4]]
  }

  private static let exponents = [0.1, 0.2, 0.3, 0.4, 0.55, 0.8]

  /// For given exponents the rest is linear in the loss.
  func starts(_ data: FitData) -> [[Double]] {
    let losses = data.points.map { exp($0.loss) }
    let weights = data.points.indices.map { data.weights[$0] / (losses[$0] * losses[$0]) }
    let ones = [Double](repeating: 1, count: losses.count)
    var found: [(numbers: [Double], value: Double)] = []
    for alpha in Self.exponents {
      let model = data.points.map { exp(-alpha * $0.size) }
      for beta in Self.exponents {
        let tokens = data.points.map { exp(-beta * $0.tokens) }
        guard
          let parts = LinearSystem.leastSquares(
            [model, tokens, ones], to: losses, weights: weights),
          parts.allSatisfy({ $0 > 0 })
        else { continue }
        let numbers = parts.map { log($0) } + [alpha, beta]
        found.append((numbers, HuberFit.objective(self, numbers, data)))
      }
    }
    let least = log(losses.min() ?? 1)
    let plain = [0.3, 0.6].map { [least - 1.5, least - 1.5, least - 0.5, $0, $0] }
    return found.sorted { $0.value < $1.value }.prefix(4).map(\.numbers) + plain
  }
}
