#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// E + b x^-c0 (1 + (x / d)^(1/f))^(-c1 f): a power law whose slope changes once.
///
/// The numbers are ln of the falling term in the middle of the runs, ln E, c0, c1, ln d from the
/// middle, and ln f; Caballero et al. 2022, equation 1.
struct BrokenPowerLawForm: LossForm {
  /// The law without the break.
  let smooth: PowerLawForm

  let names = ["E", "b", "c0", "c1", "d1", "f1"]

  func logLoss(_ run: FitPoint, _ p: [Double], _ slopes: inout [Double]) -> Double {
    let softness = exp(p[5])
    let distance = (run.size - p[4]) / softness
    // ln (1 + e^t), without overflow.
    let bend = max(distance, 0) + log1p(exp(-abs(distance)))
    let share = 1 / (1 + exp(-distance))
    let falling = exp(p[0] - p[2] * run.size - p[3] * softness * bend)
    let limit = exp(p[1])
    let sum = falling + limit
    slopes[0] = falling / sum
    slopes[1] = limit / sum
    slopes[2] = -run.size * slopes[0]
    slopes[3] = -softness * bend * slopes[0]
    slopes[4] = p[3] * share * slopes[0]
    slopes[5] = -p[3] * softness * (bend - distance * share) * slopes[0]
    return log(sum)
  }

  func constants(_ p: [Double]) -> [Double] {
    [exp(p[1]), exp(p[0] + p[2] * smooth.middle), p[2], p[3], exp(p[4] + smooth.middle), exp(p[5])]
  }

  /// Starts from lines through what is above a limit, the slope changed somewhere.
  ///
  /// From a law without a break that has no limit the search finds none either: the slope along its
  /// logarithm is nothing there.
  func starts(_ data: FitData) -> [[Double]] {
    let places = data.points.map(\.size)
    let sorted = places.sorted()
    let ones = [Double](repeating: 1, count: places.count)
    let least = data.points.map(\.loss).min() ?? 0
    let found = [0.02, 0.5, 0.8, 0.95].flatMap { share -> [[Double]] in
      let limit = share * exp(least)
      let heights = data.points.map { log(exp($0.loss) - limit) }
      guard
        let line = LinearSystem.leastSquares([ones, places], to: heights, weights: data.weights)
      else { return [] }
      return [0.25, 0.5, 0.75].flatMap { part in
        let place = sorted[Int(part * Double(sorted.count - 1))]
        return [-0.5, 1].map { change in
          [line[0], log(limit), -line[1], -change * line[1], place, log(0.3)]
        }
      }
    }
    let ranked = found.map { ($0, HuberFit.objective(self, $0, data)) }.sorted { $0.1 < $1.1 }
    return ranked.map(\.0)
  }
}
