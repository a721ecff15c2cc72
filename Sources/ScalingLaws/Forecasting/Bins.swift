#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The points of a curve, gathered in bins of equal width in the root of S, so that a log of a
/// million lines weighs as much as one of a hundred, and no stretch of the run outweighs the rest.
struct Bins {
  /// What one bin holds.
  struct Bin {
    /// The middle of its moments: S by its geometric mean, as the form has a power of it.
    let moment: AnnealedProgress.Moment
    /// The mean of its losses.
    let loss: Double
    /// One over the variance of that mean around the form.
    let weight: Double
  }

  private static let count = 40
  /// What a run learns in the first hundredth of what is seen follows no power of S.
  private static let skipped = 0.01

  /// The bins that hold points.
  let all: [Bin]
  /// The loss lately, by which losses are measured.
  let level: Double
  /// S at the last bin, by which sums are measured.
  private let reach: Double

  init(
    _ points: [LossPoint], _ progress: AnnealedProgress, noise: Double, prior: ForecastPrior
  ) {
    let moments = points.map { progress.moment(at: $0.step) }
    let last = moments.last?.sum ?? 0
    let first = max(moments.first?.sum ?? 0, Self.skipped * last).squareRoot()
    let width = max(last.squareRoot() - first, 1e-300)
    var gathered: [(sum: Double, heat: Double, loss: Double, count: Double)] =
      Array(repeating: (0, 0, 0, 0), count: Self.count)
    for (point, moment) in zip(points, moments) where moment.sum > 0 {
      let place = Double(Self.count) * (moment.sum.squareRoot() - first) / width
      guard place >= 0 else { continue }
      let index = min(Int(place), Self.count - 1)
      gathered[index].sum += log(moment.sum)
      gathered[index].heat += moment.heat
      gathered[index].loss += point.loss
      gathered[index].count += 1
    }
    let filled = gathered.filter { $0.count > 0 }
    let recent = filled.suffix(max(1, filled.count / 5))
    let level = recent.reduce(0) { $0 + $1.loss / $1.count } / Double(max(recent.count, 1))
    let reach = filled.last.map { exp($0.sum / $0.count) } ?? 1
    self.level = level
    self.reach = reach
    all = filled.map { bin in
      let sum = exp(bin.sum / bin.count)
      // Early points stray furthest.
      let straying = prior.misfit * level * (reach / sum).squareRoot()
      let variance = 1.5 * noise * noise / bin.count + straying * straying
      return Bin(
        moment: AnnealedProgress.Moment(sum: sum, heat: bin.heat / bin.count),
        loss: bin.loss / bin.count, weight: 1 / max(variance, 1e-300))
    }
  }

  /// The form at a moment, as factors of L0 + B, A and B.
  func row(_ moment: AnnealedProgress.Moment, exponent: Double) -> SmallSystem.Row {
    SmallSystem.Row(1, pow(max(moment.sum / reach, 1e-9), -exponent), moment.heat - 1)
  }

  /// The constants for one exponent; L0 and A are as good as free.
  func fit(exponent: Double, prior: ForecastPrior) -> SmallSystem.Solution? {
    func precision(_ spread: Double) -> Double { 1 / max(spread * spread, 1e-300) }
    var system = SmallSystem(
      center: SmallSystem.Row(level, 0, prior.annealing * level),
      precision: SmallSystem.Row(
        precision(10 * level), precision(level), precision(prior.annealingSpread * level)))
    for bin in all {
      system.observe(row(bin.moment, exponent: exponent), bin.loss, weight: bin.weight)
    }
    return system.solved()
  }
}
