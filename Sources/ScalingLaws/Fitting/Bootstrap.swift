#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How far an answer moves when runs count more or less than they do.
///
/// Each resample weighs every run by a random number with an exponential distribution, the Bayesian
/// bootstrap of Rubin 1981. Drawing runs with repeats leaves a third of them out each time, which
/// makes intervals of few runs too wide; resampling residuals takes their spread to be the same
/// everywhere, and makes them too narrow.
struct Bootstrap {
  /// What each resample came to, number by number; what has no value is left out.
  private var columns: [[Double]] = []
  private let resamples: Int

  /// Asks for the numbers of `resamples` random weightings of `count` runs.
  init(
    _ count: Int, resamples: Int, seed: UInt64, _ answer: (_ factors: [Double]) -> [Double]
  ) {
    self.resamples = resamples
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<resamples {
      let factors = (0..<count).map { _ in -log(generator.share()) }
      let mean = factors.reduce(0, +) / Double(count)
      let numbers = answer(factors.map { $0 / mean })
      if columns.isEmpty { columns = numbers.map { _ in [] } }
      for (index, number) in numbers.enumerated() where !number.isNaN {
        columns[index].append(number)
      }
    }
    for index in columns.indices { columns[index].sort() }
  }

  /// What holds the middle `level` of number `index`; nil where too many resamples have no value.
  func interval(_ index: Int, level: Double) -> ClosedRange<Double>? {
    guard columns.indices.contains(index) else { return nil }
    let values = columns[index]
    let tail = (1 - level) / 2
    guard values.count >= 20, Double(resamples - values.count) <= tail * Double(resamples) else {
      return nil
    }
    let bounds = (quantile(values, tail), quantile(values, 1 - tail))
    return bounds.0.isFinite && bounds.1.isFinite ? bounds.0...bounds.1 : nil
  }

  private func quantile(_ values: [Double], _ share: Double) -> Double {
    let place = share * Double(values.count - 1)
    let low = Int(place)
    guard low + 1 < values.count else { return values[low] }
    return values[low] + (place - Double(low)) * (values[low + 1] - values[low])
  }
}

extension SeededGenerator {
  /// A number above 0 and below 1.
  mutating func share() -> Double { (Double(next() >> 11) + 0.5) / 9_007_199_254_740_992 }
}
