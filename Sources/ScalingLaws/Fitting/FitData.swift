#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs as a form of losses takes them: checked, in logarithms, around their middle.
struct FitInput {
  let data: FitData
  let form: any LossForm

  init(_ runs: [FinishedRun], _ request: FitRequest) throws(FitProblem) {
    if request.form.hasOneVariable {
      let values = try Self.values(runs, request.axis)
      try Self.checkSpread(values, request.axis)
      let middle = Self.middle(values)
      data = Self.data(runs) {
        FitPoint(
          size: log(values[$0]) - middle, tokens: 0, unique: 0, loss: log(runs[$0].loss))
      }
      let smooth = PowerLawForm(middle: middle)
      form = request.form == .powerLaw ? smooth : BrokenPowerLawForm(smooth: smooth)
      return
    }
    let sizes = try Self.values(runs, .parameters)
    let tokens = try Self.values(runs, .tokens)
    try Self.checkSpread(sizes, .parameters)
    let ratios = sizes.indices.map { tokens[$0] / sizes[$0] }
    // Sizes of models are round, so that one ratio is never quite one.
    if (ratios.max() ?? 1) < 1.1 * (ratios.min() ?? 1) {
      throw .single(axis: .tokensPerParameter, value: ratios[0])
    }
    try Self.checkSpread(tokens, .tokens)
    let (size, token) = (Self.middle(sizes), Self.middle(tokens))
    let fresh = ChinchillaForm(middleSize: size, middleTokens: token)
    let isRepeated = request.form == .dataConstrained
    if isRepeated, !runs.contains(where: { ($0.uniqueTokens ?? .infinity) < ($0.tokens ?? 0) }) {
      throw .nothingRepeats
    }
    form = isRepeated ? RepetitionForm(fresh: fresh) : fresh
    data = Self.data(runs) {
      FitPoint(
        size: log(sizes[$0]) - size, tokens: log(tokens[$0]) - token,
        unique: log(min(runs[$0].uniqueTokens ?? tokens[$0], tokens[$0])) - token,
        loss: log(runs[$0].loss))
    }
  }

  private static func data(_ runs: [FinishedRun], _ point: (Int) -> FitPoint) -> FitData {
    FitData(points: runs.indices.map(point), weights: runs.map(\.weight))
  }

  static func values(
    _ runs: [FinishedRun], _ axis: LawValidity.Axis
  ) throws(FitProblem) -> [Double] {
    var values: [Double] = []
    for run in runs {
      guard let value = run.value(axis) else { throw .unknown(row: run.row, axis: axis) }
      values.append(value)
    }
    return values
  }

  /// Two values of a measure fix where a term falls from and to, and leave its exponent open.
  private static func checkSpread(
    _ values: [Double], _ axis: LawValidity.Axis
  ) throws(FitProblem) {
    switch distinct(values, apart: 1.01).count {
    case 0, 1: throw .single(axis: axis, value: values.first ?? 0)
    case 2: throw .two(axis: axis)
    default: return
    }
  }

  /// The values in their order, without those that follow the one before by less than a factor.
  static func distinct(_ values: [Double], apart factor: Double) -> [Double] {
    var kept: [Double] = []
    for value in values.sorted() where value > (kept.last ?? 0) * factor { kept.append(value) }
    return kept
  }

  private static func middle(_ values: [Double]) -> Double {
    values.reduce(0) { $0 + log($1) } / Double(max(1, values.count))
  }
}
