import ReferenceData
import RunPlan
import ScalingLaws

/// Where runs lie between compute and what they make of it; numbers only, nothing drawn.
///
/// Losses of a published law hold for its own data and tokenizer, so the height is the share of the
/// FLOPs that the same predicted loss does not need: above zero for what went into more tokens than
/// the law advises, below it for what went into more parameters. Under a law of the user's own runs
/// the height is the loss itself.
struct LossChart {
  /// What the height says.
  enum Axis: String {
    case wastedCompute = "wasted_compute"
    case loss
  }

  /// A run, by its number in the report.
  struct Point {
    let run: Int
    let compute: Double
    let value: Double
  }

  /// A published model at its place.
  struct KnownModel {
    let model: BaseModel
    let size: RunSize
    let value: Double
  }

  /// The height's meaning.
  let axis: Axis
  /// The law of the frontier, the bands and the known models: that of most runs.
  let law: ChinchillaLaw
  /// Whether some runs are judged by another law.
  let hasOtherLaws: Bool
  /// The runs that the law speaks of, by compute.
  let points: [Point]
  /// The FLOPs that are shown.
  let computes: ClosedRange<Double>
  /// The heights that are shown.
  let values: ClosedRange<Double>
  /// Published models within sight, by hub id.
  let models: [KnownModel]
  /// How many more lie outside.
  let modelsOutside: Int

  /// Tokens per parameter whose curves are drawn; from 10 to 40 at most 5 % is lost.
  static let ratios: [Double] = [1, 5, 10, 40, 200, 2_000]
  /// The ratios between which a run is near the frontier.
  static let nearRatios = TokensPerParameterBand.standard.range

  private static let steps = 48
  /// FLOPs beyond which a declared number is no run, and a scale no scale.
  private static let drawable = 1.0...1e60

  /// Places the runs of a report; nil where no law speaks of any.
  init?(_ runs: [ReportedRun]) {
    let judged = runs.indices.filter { runs[$0].laws != nil }
    var counts: [(law: ChinchillaLaw, count: Int)] = []
    for run in judged {
      guard let law = runs[run].laws?.position.law else { continue }
      if let place = counts.firstIndex(where: { $0.law == law }) {
        counts[place].count += 1
      } else {
        counts.append((law, 1))
      }
    }
    guard let most = counts.map(\.count).max(),
      let law = counts.first(where: { $0.count == most })?.law
    else { return nil }
    let isOwn = counts.count == 1 && law.isOwn
    let axis = isOwn ? Axis.loss : .wastedCompute
    let points = judged.compactMap { run -> Point? in
      guard let laws = runs[run].laws else { return nil }
      let position = laws.position
      // Of a run that repeats its data the law of others may say no loss.
      let loss = isOwn ? laws.loss : Self.value(position.size, position.law, axis)
      guard let value = loss else { return nil }
      guard value.isFinite, Self.drawable.contains(position.size.compute) else { return nil }
      return Point(run: run, compute: position.size.compute, value: value)
    }
    guard !points.isEmpty else { return nil }
    let computes = Self.range(of: points.map(\.compute))
    let models = Self.knownModels(law, axis)
    (self.axis, self.law, self.computes) = (axis, law, computes)
    hasOtherLaws = counts.count > 1
    self.points = points.sorted { ($0.compute, $0.run) < ($1.compute, $1.run) }
    let inSight = models.filter { computes.contains($0.size.compute) }
    self.models = inSight
    modelsOutside = models.count - inSight.count
    values = Self.values(axis, points, inSight, law, computes)
  }

  // MARK: Curves

  /// The least that the law allows, as (FLOPs, height).
  var frontier: [(compute: Double, value: Double)] {
    curve { axis == .loss ? law.optimalLoss(compute: $0) : 0 }
  }

  /// The runs with `ratio` tokens per parameter, as (FLOPs, height).
  func curve(ratio: Double) -> [(compute: Double, value: Double)] {
    curve { Self.value(RunSize(compute: $0, tokensPerParameter: ratio), law, axis) }
  }

  private func curve(_ height: (Double) -> Double) -> [(compute: Double, value: Double)] {
    let factor = computes.upperBound / computes.lowerBound
    return (0...Self.steps).map { step in
      let compute =
        computes.lowerBound * Magnitude.power(factor, Double(step) / Double(Self.steps))
      return (compute, height(compute))
    }
  }

  /// The height of a run under a law.
  private static func value(_ size: RunSize, _ law: ChinchillaLaw, _ axis: Axis) -> Double {
    guard axis == .wastedCompute else { return law.loss(size) }
    let wasted = max(0, 1 - law.efficiency(size))
    let best = law.optimalTokensPerParameter(compute: size.compute)
    return size.tokensPerParameter < best ? -wasted : wasted
  }

  private static func knownModels(_ law: ChinchillaLaw, _ axis: Axis) -> [KnownModel] {
    BaseModels.all.compactMap { model in
      guard let tokens = model.trainingTokens else { return nil }
      let size = RunSize(parameters: Double(model.activeParameters), tokens: Double(tokens))
      return KnownModel(model: model, size: size, value: value(size, law, axis))
    }
  }

  // MARK: Extent

  /// From half a decade below the least to half a decade above the most, three decades at least.
  private static func range(of computes: [Double]) -> ClosedRange<Double> {
    let low = Magnitude.decades(computes.min() ?? 1) - 0.5
    let high = Magnitude.decades(computes.max() ?? 1) + 0.5
    let more = max(0, 3 - (high - low)) / 2
    return Magnitude.power(10, low - more)...Magnitude.power(10, high + more)
  }

  private static func values(
    _ axis: Axis, _ points: [Point], _ models: [KnownModel], _ law: ChinchillaLaw,
    _ computes: ClosedRange<Double>
  ) -> ClosedRange<Double> {
    guard axis == .loss else { return -1...1 }
    let shown =
      points.map(\.value)
      + [computes.lowerBound, computes.upperBound].map {
        law.optimalLoss(compute: $0)
      }
    let (low, high) = (shown.min() ?? 0, shown.max() ?? 1)
    let margin = max(0.02, (high - low) * 0.05)
    return (low - margin)...(high + margin)
  }
}
