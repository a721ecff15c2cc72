/// The runs a law was fitted on; outside them its numbers are extrapolated.
package struct LawValidity: Hashable, Sendable {
  /// A measure of a run that a fit is bounded in.
  package enum Axis: String, Hashable, Sendable, CaseIterable {
    /// N.
    case parameters
    /// D.
    case tokens
    /// C, in FLOPs.
    case compute
    /// D / N.
    case tokensPerParameter
  }

  /// How far outside the fitted runs a point lies.
  package struct Extrapolation: Hashable, Sendable {
    /// The measure that is furthest outside.
    package let axis: Axis
    /// How often the nearest bound goes into the value, or the value into the bound; above 1.
    package let factor: Double
    /// Whether the value lies above the fitted range rather than below it.
    package let isAbove: Bool
  }

  /// The fitted range of each measure; a measure that is absent bounds nothing.
  package let ranges: [Axis: ClosedRange<Double>]

  /// Makes a validity from the ranges of a fit.
  package init(_ ranges: [Axis: ClosedRange<Double>]) { self.ranges = ranges }

  /// How far `value` lies outside the fitted range of `axis`; nil inside it.
  package func extrapolation(_ axis: Axis, _ value: Double) -> Extrapolation? {
    guard let range = ranges[axis], value > 0 else { return nil }
    if value > range.upperBound {
      return Extrapolation(axis: axis, factor: value / range.upperBound, isAbove: true)
    }
    if value < range.lowerBound {
      return Extrapolation(axis: axis, factor: range.lowerBound / value, isAbove: false)
    }
    return nil
  }

  /// How far `run` lies outside the fitted runs, by its worst measure; nil inside them.
  package func extrapolation(_ run: RunSize) -> Extrapolation? {
    var worst: Extrapolation?
    func take(_ axis: Axis, _ value: Double) {
      guard let found = extrapolation(axis, value), found.factor > worst?.factor ?? 0 else {
        return
      }
      worst = found
    }
    take(.parameters, run.parameters)
    take(.tokens, run.tokens)
    take(.compute, run.compute)
    take(.tokensPerParameter, run.tokensPerParameter)
    return worst
  }

  /// The runs recovered from Chinchilla's figure 4, less the five with the highest loss.
  package static let chinchillaRuns = LawValidity([
    .parameters: 5.73e7...1.62e10, .tokens: 8.19e8...3.18e11, .compute: 1.4e18...1.3e22,
    .tokensPerParameter: 0.456...341,
  ])

  /// The 182 runs on C4 behind the repetition law.
  ///
  /// Their ratios D / N reach 64,000 by repetition of tiny data sets and bound nothing.
  package static let repeatedRuns = LawValidity([
    .parameters: 7.1e6...8.67e9, .tokens: 1e8...9e11, .compute: 4.26e15...9.26e21,
  ])

  /// Kaplan's runs on WebText2; parameters are non-embedding.
  package static let kaplanRuns = LawValidity([
    .parameters: 768...1.5e9, .tokens: 2.1e7...2.2e10,
  ])
}
