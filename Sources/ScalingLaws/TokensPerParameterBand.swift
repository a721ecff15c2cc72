#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The optimum as a finding may state it: a band, since no fit pins it to a number.
package struct TokensPerParameterBand: Hashable, Sendable {
  /// The middle.
  package let typical: Double
  /// What costs at most 5% of the compute.
  package let range: ClosedRange<Double>

  private init(typical: Double, range: ClosedRange<Double>) {
    self.typical = typical
    self.range = range
  }

  /// About 20, from 10 to 40.
  ///
  /// Efficiency under `besiroglu2024` is 0.95 or more there from 1e21 to 1e23 FLOPs, and approaches
  /// 1 and 2 of Hoffmann et al. 2022, Besiroglu et al. 2024 and Muennighoff et al. 2023 all lie
  /// within 17 to 25.
  package static let standard = TokensPerParameterBand(typical: 20, range: 10...40)

  /// What `law` says at `compute` FLOPs: its optimum, and where 95 % of the compute does its work.
  package init(_ law: ChinchillaLaw, compute: Double) {
    let best = law.optimalTokensPerParameter(compute: compute)
    func bound(_ step: Double) -> Double {
      var ratio = best
      for _ in 0..<60 {
        let next = RunSize(compute: compute, tokensPerParameter: ratio * step)
        if law.efficiency(next) < 0.95 { break }
        ratio *= step
      }
      return ratio
    }
    // No fit pins it to more than two figures.
    let typical = best < 10 ? (best * 10).rounded() / 10 : best.rounded()
    self.init(typical: typical > 0 ? typical : best, range: bound(1 / 1.1)...bound(1.1))
  }

  /// How this optimum compares with the usual one, on which the bounds of rules stand.
  package var scale: Double { typical / Self.standard.typical }

  /// The words of a finding: `about 20, 10–40`.
  package var text: String {
    "about \(Self.word(typical)), \(Self.word(range.lowerBound))–\(Self.word(range.upperBound))"
  }

  private static func word(_ ratio: Double) -> String {
    ratio < 10 && ratio != ratio.rounded()
      ? "\((ratio * 10).rounded() / 10)" : ratio < 1e15 ? "\(Int(ratio.rounded()))" : "\(ratio)"
  }

  /// The 95% interval of the optimum at `compute` FLOPs.
  ///
  /// From 400 resamples of Chinchilla's 240 runs: 16 to 29 tokens per parameter at 1e21, 9 to 35 at
  /// 1e23, 6 to 42 at 1e25; between them by logarithms, outside them the nearest.
  package static func interval(compute: Double) -> ClosedRange<Double> {
    let knots: [(exponent: Double, low: Double, high: Double)] = [
      (21, 16, 29), (23, 9, 35), (25, 6, 42),
    ]
    let exponent = min(max(log10(compute), 21), 25)
    let left = exponent < 23 ? knots[0] : knots[1]
    let right = exponent < 23 ? knots[1] : knots[2]
    let share = (exponent - left.exponent) / (right.exponent - left.exponent)
    func between(_ a: Double, _ b: Double) -> Double { a * pow(b / a, share) }
    return between(left.low, right.low)...between(left.high, right.high)
  }
}
