import ScalingLaws
import TestSupport
import Testing

/// What the forecast is worth on public curves, where the prior has seen neither the curve's model
/// nor, in the second table, its kind of schedule.
@Suite(
  .enabled(
    if: SharedFolder.has("corpus/fits/loss-curves/llama2-25M-constant_72000.csv"),
    "it needs `shared/corpus/fits/loss-curves`"))
struct ForecastTableTests {
  @Test func theBandHoldsWithoutTheCurvesOwnModel() {
    let table = Table("the model's size left out") { $0.size != $1.size }
    table.show()
    #expect(table.coverage >= 0.85)
    #expect(table.medianError(at: 0.2) <= table.plainError(at: 0.2) / 4)
    #expect(table.medianError(at: 0.5) <= table.plainError(at: 0.5) / 4)
  }

  @Test func theBandHoldsWithoutTheKindOfScheduleToo() {
    let table = Table("size and kind of schedule left out") {
      $0.size != $1.size && $0.kind != $1.kind
    }
    table.show()
    #expect(table.coverage >= 0.85)
    #expect(table.medianError(at: 0.2) <= table.plainError(at: 0.2) / 2)
    #expect(table.medianError(at: 0.5) <= table.plainError(at: 0.5) / 2)
  }

  @Test func thePriorInUseIsTheOneOfAllCurves() {
    let fitted = PriorFit.prior(of: PublishedCurve.all)
    let used = ForecastPrior.published
    #expect(abs(fitted.exponent - used.exponent) < 1e-9)
    #expect(fitted.ratePower == used.ratePower)
    #expect(fitted.lag == used.lag)
    #expect(abs(fitted.annealing - used.annealing) < 0.001)
  }
}

/// Forecasts of all curves at all fractions.
private struct Table {
  struct Entry {
    let curve: PublishedCurve
    let fraction: Double
    let band: LossForecast.Band
    let plain: Double?

    var error: Double { band.value / curve.final - 1 }
    var reach: Double { 1.645 * band.deviation / curve.final }
    var holds: Bool { band.interval.contains(curve.final) }
  }

  let title: String
  private(set) var entries: [Entry] = []
  private(set) var refused: [String] = []

  init(_ title: String, keeping keeps: (PublishedCurve, PublishedCurve) -> Bool) {
    self.title = title
    var priors: [[String]: ForecastPrior] = [:]
    for published in PublishedCurve.all {
      let kept = PublishedCurve.all.filter { keeps($0, published) }
      let prior = priors[kept.map(\.name)] ?? PriorFit.prior(of: kept)
      priors[kept.map(\.name)] = prior
      for fraction in PublishedCurve.fractions {
        let seen = published.curve.upTo(fraction * published.end)
        do {
          let forecast = try LossForecast(seen, schedules: [published.schedule], prior: prior)
          let plain = PowerLawFit(seen, warmup: PublishedCurve.warmup)?.loss(at: published.end)
          entries.append(
            Entry(curve: published, fraction: fraction, band: forecast.final, plain: plain))
        } catch {
          refused.append("\(published.name) at \(Int(fraction * 100)) %: \(error)")
        }
      }
    }
  }

  var coverage: Double {
    Double(entries.count { $0.holds }) / Double(max(entries.count, 1))
  }

  func medianError(at fraction: Double) -> Double {
    median(entries.filter { $0.fraction == fraction }.map { abs($0.error) })
  }

  func plainError(at fraction: Double) -> Double {
    median(
      entries.filter { $0.fraction == fraction }.compactMap { entry in
        entry.plain.map { abs($0 / entry.curve.final - 1) }
      })
  }

  private func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .infinity }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  func show() {
    func percent(_ share: Double) -> String {
      let text = "\((share * 10000).rounded() / 100)"
      return String(repeating: " ", count: max(0, 6 - text.count)) + text
    }
    var lines = ["forecast, \(title): error and reach of the 90 % band, % of the end loss"]
    for published in PublishedCurve.all {
      var line = published.name + String(repeating: " ", count: 30 - published.name.count)
      for fraction in PublishedCurve.fractions {
        let entry = entries.first { $0.curve.name == published.name && $0.fraction == fraction }
        line +=
          entry.map { percent($0.error) + " ±" + percent($0.reach) + ($0.holds ? " " : "!") }
          ?? "       none     "
      }
      lines.append(line)
    }
    for fraction in PublishedCurve.fractions {
      lines.append(
        "at \(Int(fraction * 100)) %: median error \(percent(medianError(at: fraction))), "
          + "plain power law \(percent(plainError(at: fraction)))")
    }
    lines.append(
      "the band holds \(entries.count { $0.holds }) of \(entries.count); no number for "
        + "\(refused.count): \(refused.joined(separator: "; "))")
    print(lines.joined(separator: "\n"))
  }
}
