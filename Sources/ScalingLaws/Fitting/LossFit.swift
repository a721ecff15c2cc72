#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension LawFit {
  /// Fits one of the forms that say a loss.
  init(lossesOf runs: [FinishedRun], _ request: FitRequest) throws(FitProblem) {
    let input = try FitInput(runs, request)
    let (form, data) = (input.form, input.data)
    let best = HuberFit.fit(form, data, from: form.starts(data))
    guard best.value.isFinite else { throw .noLaw }
    let budgets = Self.budgets(runs, request)
    func numbers(_ place: [Double]) -> [Double] {
      Derived(form.constants(place), request, budgets).all
    }
    let resampled = Bootstrap(
      runs.count, resamples: request.resamples, seed: request.seed
    ) { factors in
      var data = data
      for index in factors.indices { data.weights[index] *= factors[index] }
      return numbers(HuberFit.fit(form, data, from: form.restarts(best.place)).place)
    }
    let values = numbers(best.place)
    let derived = Derived(form.constants(best.place), request, budgets)
    let names = derived.names(form.names)
    let all = values.indices.map {
      Number(
        name: names[$0], value: values[$0],
        interval: resampled.interval($0, level: request.level))
    }
    let parts = derived.parts(all)
    self.init(
      request, runs, objective: best.value, constants: parts.constants,
      exponents: parts.exponents,
      optima: budgets.indices.map {
        Optimum(
          compute: budgets[$0], reach: Self.reach(budgets[$0], runs), numbers: parts.optima[$0])
      },
      residuals: Self.residuals(runs, form, data, best.place),
      groups: Self.groups(runs, input, request, best.place))
  }

  /// The budgets to speak of: that of the largest run, ten times that, and those asked for.
  static func budgets(_ runs: [FinishedRun], _ request: FitRequest) -> [Double] {
    let computes = runs.compactMap(\.compute)
    guard computes.count == runs.count, let most = computes.max(),
      !request.form.hasOneVariable || request.axis == .compute
    else { return [] }
    return ([most, 10 * most] + request.budgets).enumerated().filter { place, value in
      place < 2 || ![most, 10 * most].contains(value)
    }.map(\.element)
  }

  static func reach(_ compute: Double, _ runs: [FinishedRun]) -> Double {
    compute / (runs.compactMap(\.compute).max() ?? compute)
  }

  // MARK: Residuals

  /// A run further off than this many times the spread is an outlier (Iglewicz & Hoaglin 1993).
  private static let farSpreads = 3.5

  static func residuals(
    _ runs: [FinishedRun], _ form: any LossForm, _ data: FitData, _ place: [Double]
  ) -> [Residual] {
    var slopes = place
    let foretold = data.points.map { form.logLoss($0, place, &slopes) }
    return residuals(runs, logLosses: foretold)
  }

  static func residuals(_ runs: [FinishedRun], logLosses foretold: [Double]) -> [Residual] {
    let differences = runs.indices.map { log(runs[$0].loss) - foretold[$0] }
    let middle = differences.map { abs($0) }.sorted()[differences.count / 2]
    // The median of |x| is 0.6745 times the standard deviation of a normal x.
    let bound = max(farSpreads * middle / 0.6745, 1e-6)
    return runs.indices.map {
      Residual(
        run: runs[$0], predicted: exp(foretold[$0]), difference: differences[$0],
        isOutlier: abs(differences[$0]) > bound)
    }
  }

  // MARK: Groups

  private static func groups(
    _ runs: [FinishedRun], _ input: FitInput, _ request: FitRequest, _ best: [Double]
  ) -> [Group] {
    let axis = request.form.hasOneVariable ? request.axis : .compute
    let values = runs.map { $0.value(axis) ?? 0 }
    return RunGroups.split(values).compactMap { group in
      var data = input.data
      for index in group { data.weights[index] = 0 }
      let rest = runs.indices.filter { data.weights[$0] > 0 }
      let kept = rest.map { runs[$0] }
      guard kept.count > best.count, (try? FitInput(kept, request)) != nil else { return nil }
      let others = FitData(
        points: rest.map { data.points[$0] }, weights: rest.map { data.weights[$0] })
      let starts = [best] + input.form.starts(others)
      let place = HuberFit.fit(input.form, others, from: starts).place
      let found = residuals(runs, input.form, input.data, place)
      let error = group.reduce(0) { $0 + abs(found[$1].difference) } / Double(group.count)
      guard let first = group.first, let last = group.last, error.isFinite else { return nil }
      return Group(range: values[first]...values[last], count: group.count, error: error)
    }
  }
}

/// Runs in groups of nearly one scale.
enum RunGroups {
  private static let most = 5
  /// Values this close belong together: one compute budget in many splits.
  private static let closeness = 1.1

  /// At most five groups of about the same count, in rising order; each as places of `values`.
  static func split(_ values: [Double]) -> [[Int]] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let enough = (values.count + most - 1) / most
    var groups: [[Int]] = []
    for place in order {
      if let last = groups.last?.last, let count = groups.last?.count,
        count < enough || values[place] <= values[last] * closeness
      {
        groups[groups.count - 1].append(place)
      } else {
        groups.append([place])
      }
    }
    return groups.count > 1 ? groups : []
  }
}
