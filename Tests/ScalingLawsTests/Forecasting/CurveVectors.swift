import ScalingLaws

/// The rows on loss curves: how far the plain power law over steps ends above the curve.
let curveLaws: [String: Evaluation] = [
  "curve.extrapolation_error_pct": { inputs, _ in
    let file = try inputs.word("file")
    let curve = PublishedCurve.all.first { file == "loss-curves/\($0.name).csv" }
    guard let curve else { throw TruthInputs.Missing(key: file) }
    let seen = curve.curve.upTo(try inputs("fraction") * curve.end)
    let fit = try solved(PowerLawFit(seen, warmup: PublishedCurve.warmup)?.loss(at: curve.end))
    return (fit / curve.final - 1) * 100
  }
]
