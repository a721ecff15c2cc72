#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Minimum of a function of one positive quantity that spans orders of magnitude.
enum Search {
  /// The point of `range` where `cost` is least, searched over the logarithm.
  ///
  /// A coarse sweep finds the valley, for a cost need not have only one; thirds narrow it down. An
  /// infinite or undefined cost is a wall.
  static func minimum(
    in range: ClosedRange<Double>, of cost: (Double) -> Double
  ) -> Double {
    let sweep = 200
    let width = (log(range.upperBound) - log(range.lowerBound)) / Double(sweep)
    let start = log(range.lowerBound)
    func value(_ point: Double) -> Double {
      let value = cost(exp(point))
      return value.isNaN ? .infinity : value
    }
    var best = 0
    var least = Double.infinity
    for step in 0...sweep {
      let value = value(start + Double(step) * width)
      if value < least { (best, least) = (step, value) }
    }
    var low = start + Double(max(best - 1, 0)) * width
    var high = start + Double(min(best + 1, sweep)) * width
    for _ in 0..<80 {
      let third = (high - low) / 3
      if value(low + third) <= value(high - third) { high -= third } else { low += third }
    }
    return exp((low + high) / 2)
  }
}
