#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The law of repeated data, all of its constants fitted at once.
///
/// The numbers are those of `ChinchillaForm` with ln alpha and ln beta, then ln R*_D and ln R*_N;
/// Muennighoff et al. 2023, equations 5 and 6.
struct RepetitionForm: LossForm {
  /// The law of fresh data around the same middle.
  let fresh: ChinchillaForm

  let names = ["E", "A", "B", "alpha", "beta", "R_D", "R_N"]

  /// Where parameters and data balance: ln (U G)^(beta/alpha) G and its slopes along the first five
  /// numbers.
  private func base(_ unique: Double, _ p: [Double]) -> (value: Double, slopes: [Double]) {
    let (alpha, beta) = (exp(p[3]), exp(p[4]))
    let sum = alpha + beta
    let model = p[0] + alpha * fresh.middleSize
    let data = p[1] + beta * fresh.middleTokens
    let balance = (p[3] + model - p[4] - data) / sum
    let ratio = beta / alpha
    let share = ratio + 1
    let reach = unique + balance
    let ofAlpha = alpha * ((1 / alpha + fresh.middleSize) / sum - balance / sum)
    let ofBeta = beta * ((-1 / beta - fresh.middleTokens) / sum - balance / sum)
    let slopes = [
      share / sum, -share / sum, 0, share * ofAlpha - reach * ratio,
      share * ofBeta + reach * ratio,
    ]
    return (ratio * reach + balance, slopes)
  }

  /// ln of what `repeats` beyond the first pass are worth in passes, 1 + R* (1 - e^(-r / R*)), and
  /// its slopes along r and ln R*.
  private func worth(
    _ repeats: Double, _ decay: Double
  ) -> (value: Double, ofRepeats: Double, ofDecay: Double) {
    let left = exp(-repeats / decay)
    let gained = -decay * expm1(-repeats / decay)
    let all = 1 + gained
    return (log(all), left / all, (gained - repeats * left) / all)
  }

  func logLoss(_ run: FitPoint, _ p: [Double], _ slopes: inout [Double]) -> Double {
    let (alpha, beta) = (exp(p[3]), exp(p[4]))
    let unique = min(run.unique, run.tokens) + fresh.middleTokens
    let passes = max(0, exp(run.tokens + fresh.middleTokens - unique) - 1)
    let tokens = worth(passes, exp(p[5]))
    let data = exp(p[1] - beta * (unique - fresh.middleTokens + tokens.value))
    // Parameters beyond what the unique data feeds count less.
    let balance = base(unique, p)
    let size = run.size + fresh.middleSize
    var counted = size
    var ofBase = 0.0
    var ofDecay = 0.0
    if size > balance.value {
      let surplus = exp(size - balance.value) - 1
      let worth = worth(surplus, exp(p[6]))
      counted = balance.value + worth.value
      ofBase = 1 - worth.ofRepeats * (surplus + 1)
      ofDecay = worth.ofDecay
    }
    let place = counted - fresh.middleSize
    let model = exp(p[0] - alpha * place)
    let limit = exp(p[2])
    let sum = model + data + limit
    let (modelShare, dataShare) = (model / sum, data / sum)
    for index in 0..<5 {
      slopes[index] = -modelShare * alpha * ofBase * balance.slopes[index]
    }
    slopes[0] += modelShare
    slopes[1] += dataShare
    slopes[2] = limit / sum
    slopes[3] -= modelShare * alpha * place
    slopes[4] -= dataShare * beta * (unique - fresh.middleTokens + tokens.value)
    slopes[5] = -dataShare * beta * tokens.ofDecay
    slopes[6] = -modelShare * alpha * ofDecay
    return log(sum)
  }

  func constants(_ p: [Double]) -> [Double] {
    fresh.constants([p[0], p[1], p[2], exp(p[3]), exp(p[4])])
      + [min(exp(p[5]), Self.endless), min(exp(p[6]), Self.endless)]
  }

  /// A decay over so many repeats is none: what runs leave open ends here.
  private static let endless = 1e6

  /// Where nothing decays the search sees no slope, so that it also starts from usual decays.
  func restarts(_ best: [Double]) -> [[Double]] {
    [best, Array(best[..<5]) + [log(15), log(6)]]
  }

  /// Starts from the law of the runs that hardly repeat, with decays around the published ones.
  func starts(_ data: FitData) -> [[Double]] {
    let single = data.points.indices.filter {
      data.points[$0].tokens <= data.points[$0].unique + 0.05
    }
    let part = FitData(
      points: single.map { data.points[$0] }, weights: single.map { data.weights[$0] })
    let used = single.count >= LawFit.leastRuns ? part : data
    let best = HuberFit.fit(fresh, used, from: fresh.starts(used)).place
    let laws = [best, fresh.starts(data)[0]].filter { $0[3] > 0 && $0[4] > 0 }
    return laws.flatMap { law in
      [[5.0, 2], [15, 6], [40, 30]].map { decays in
        [law[0], law[1], law[2], log(law[3]), log(law[4]), log(decays[0]), log(decays[1])]
      }
    }
  }
}
