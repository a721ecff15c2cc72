#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The runs of one compute budget, and the parabola of their losses over ln N.
package struct Parabola: Hashable, Sendable {
  /// FLOPs, the geometric mean of the runs.
  package let compute: Double
  /// How many runs it has.
  package let count: Int
  /// The loss at the middle, and the slopes: L = c0 + c1 t + c2 t², t = ln N - middle.
  package let curve: [Double]
  /// ln N in the middle of the runs.
  package let middle: Double
  /// N where the loss is least; nil where the parabola has no low point among the runs.
  package let optimum: Double?
  /// The range of N.
  package let sizes: ClosedRange<Double>

  /// The loss at `parameters`.
  package func loss(parameters: Double) -> Double {
    let place = log(parameters) - middle
    return curve[0] + place * (curve[1] + place * curve[2])
  }
}

extension LawFit {
  /// Budgets count as one where they lie within a fifth of each other.
  private static let closeness = 1.2

  /// Fits a parabola to each budget and a power law N = G C^a to their minima.
  ///
  /// Hoffmann et al. 2022, approach 2; tokens follow from D = C / 6 N.
  init(parabolasOf runs: [FinishedRun], _ request: FitRequest) throws(FitProblem) {
    let computes = try FitInput.values(runs, .compute)
    let sizes = try FitInput.values(runs, .parameters)
    if FitInput.distinct(sizes, apart: 1.01).count < 2 {
      throw .single(axis: .parameters, value: sizes[0])
    }
    let groups = Self.budgetGroups(computes)
    let weights = runs.map(\.weight)
    let curves = groups.map { Self.parabola($0, runs, weights) }
    let parabolas = curves.compactMap(\.self)
    let minima = parabolas.filter { $0.optimum != nil }
    guard minima.count >= 2, let line = Self.line(minima) else {
      throw .tooFewMinima(found: minima.count, budgets: groups.count)
    }
    let budgets = Self.budgets(runs, request)
    let derived = Derived(line, request, budgets)
    let resampled = Bootstrap(
      runs.count, resamples: request.resamples, seed: request.seed
    ) { factors in
      let weights = runs.indices.map { weights[$0] * factors[$0] }
      let minima = groups.compactMap { Self.parabola($0, runs, weights) }
        .filter { $0.optimum != nil }
      let line = minima.count >= 2 ? Self.line(minima) : nil
      return Derived(line ?? [.nan, .nan], request, budgets).all
    }
    let names = derived.names(["G", "a"])
    let all = derived.all.enumerated().map { place, value in
      Number(
        name: names[place], value: value,
        interval: resampled.interval(place, level: request.level))
    }
    let parts = derived.parts(all)
    // A run whose budget has no curve is foretold by nobody, and counts as well met.
    var foretold = runs.map { log($0.loss) }
    for (group, parabola) in zip(groups, curves) {
      for place in group where parabola != nil {
        foretold[place] = log(parabola?.loss(parameters: sizes[place]) ?? runs[place].loss)
      }
    }
    let residuals = Self.residuals(runs, logLosses: foretold)
    self.init(
      request, runs,
      objective: residuals.indices.reduce(0) {
        $0 + weights[$1] * residuals[$1].difference * residuals[$1].difference
      },
      constants: parts.constants, exponents: parts.exponents,
      optima: budgets.indices.map {
        Optimum(
          compute: budgets[$0], reach: Self.reach(budgets[$0], runs), numbers: parts.optima[$0])
      },
      residuals: residuals, groups: Self.held(minima), parabolas: parabolas)
  }

  /// The places of the runs of each budget, in rising order.
  private static func budgetGroups(_ computes: [Double]) -> [[Int]] {
    let order = computes.indices.sorted { (computes[$0], $0) < (computes[$1], $1) }
    var groups: [[Int]] = []
    for place in order {
      if let first = groups.last?.first, computes[place] <= computes[first] * closeness {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    return groups
  }

  /// The parabola of one budget; of three runs it would fit any losses.
  private static func parabola(
    _ group: [Int], _ runs: [FinishedRun], _ weights: [Double]
  ) -> Parabola? {
    let sizes = group.map { log(runs[$0].parameters ?? 1) }
    guard group.count >= 4, let least = sizes.min(), let most = sizes.max() else { return nil }
    let middle = sizes.reduce(0, +) / Double(sizes.count)
    let places = sizes.map { $0 - middle }
    guard
      let curve = LinearSystem.leastSquares(
        [places.map { _ in 1 }, places, places.map { $0 * $0 }], to: group.map { runs[$0].loss },
        weights: group.map { weights[$0] })
    else { return nil }
    let lowest = middle - curve[1] / (2 * curve[2])
    let isInside = curve[2] > 0 && lowest >= least && lowest <= most
    let compute = exp(group.reduce(0) { $0 + log(runs[$1].compute ?? 1) } / Double(group.count))
    return Parabola(
      compute: compute, count: group.count, curve: curve, middle: middle,
      optimum: isInside ? exp(lowest) : nil, sizes: exp(least)...exp(most))
  }

  /// G and a of N = G C^a through the minima.
  private static func line(_ minima: [Parabola]) -> [Double]? {
    let middle = minima.reduce(0) { $0 + log($1.compute) } / Double(minima.count)
    let places = minima.map { log($0.compute) - middle }
    let heights = minima.map { log($0.optimum ?? 1) }
    let ones = [Double](repeating: 1, count: minima.count)
    guard let line = LinearSystem.leastSquares([ones, places], to: heights, weights: ones) else {
      return nil
    }
    return [exp(line[0] - line[1] * middle), line[1]]
  }

  /// Each minimum against the line through the others.
  private static func held(_ minima: [Parabola]) -> [Group] {
    guard minima.count >= 4 else { return [] }
    return minima.indices.compactMap { place in
      var others = minima
      let one = others.remove(at: place)
      guard let line = line(others), let optimum = one.optimum else { return nil }
      let error = abs(log(optimum / (line[0] * pow(one.compute, line[1]))))
      return Group(range: one.compute...one.compute, count: one.count, error: error)
    }
  }
}
