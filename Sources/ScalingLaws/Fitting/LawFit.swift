/// A law fitted to finished runs, with how surely each of its numbers is known.
package struct LawFit: Sendable {
  /// Fewer runs than these give no law.
  package static let leastRuns = 8

  /// A number of the fit.
  package struct Number: Hashable, Sendable {
    /// Its name.
    package let name: String
    /// Its value at the best fit.
    package let value: Double
    /// The middle of the resamples; nil where they leave it open.
    package let interval: ClosedRange<Double>?
  }

  /// What the law says of a compute budget.
  package struct Optimum: Hashable, Sendable {
    /// FLOPs.
    package let compute: Double
    /// How often the largest run goes into it.
    package let reach: Double
    /// Parameters, tokens, tokens per parameter and loss at the best size, as far as the form has
    /// them.
    package let numbers: [Number]
  }

  /// A run and what the law says of it.
  package struct Residual: Hashable, Sendable {
    /// The run.
    package let run: FinishedRun
    /// The loss by the law.
    package let predicted: Double
    /// ln of the loss in that by the law.
    package let difference: Double
    /// Whether it lies further off than the others' spread explains.
    package let isOutlier: Bool
  }

  /// Runs that were held out, and how well the law of the others foretells them.
  package struct Group: Hashable, Sendable {
    /// Their compute, or the variable of the law.
    package let range: ClosedRange<Double>
    /// How many they are.
    package let count: Int
    /// The mean of |ln observed / foretold|.
    package let error: Double
  }

  /// What was asked.
  package let request: FitRequest
  /// The runs.
  package let runs: [FinishedRun]
  /// The objective at the best fit: the sum of Huber's loss; of parabolas that of squares.
  package let objective: Double
  /// The constants.
  package let constants: [Number]
  /// a and b of N ~ C^a, D ~ C^b, where the form has them.
  package let exponents: [Number]
  /// Budgets.
  package let optima: [Optimum]
  /// The runs against the law.
  package let residuals: [Residual]
  /// Groups of runs in the order of their compute, each foretold from the others.
  package let groups: [Group]
  /// The parabolas of an iso-FLOP fit.
  package let parabolas: [Parabola]

  /// Fits the form to the runs.
  package init(_ runs: [FinishedRun], _ request: FitRequest) throws(FitProblem) {
    let needed = request.form.leastRuns
    guard runs.count >= needed else {
      throw .tooFewRuns(count: runs.count, needed: needed)
    }
    let fit =
      request.form == .isoFLOP
      ? try LawFit(parabolasOf: runs, request) : try LawFit(lossesOf: runs, request)
    guard fit.constants.allSatisfy(\.value.isFinite), fit.objective.isFinite else { throw .noLaw }
    self = fit
  }

  init(
    _ request: FitRequest, _ runs: [FinishedRun], objective: Double, constants: [Number],
    exponents: [Number], optima: [Optimum], residuals: [Residual], groups: [Group],
    parabolas: [Parabola] = []
  ) {
    self.request = request
    self.runs = runs
    self.objective = objective
    self.constants = constants
    self.exponents = exponents
    self.optima = optima
    self.residuals = residuals
    self.groups = groups
    self.parabolas = parabolas
  }

  /// The error at the largest runs: whether the law foretells the next scale.
  package var leftOutError: Double? { groups.last?.error }

  /// The runs that lie far off, the worst first.
  package var outliers: [Residual] {
    residuals.filter(\.isOutlier).sorted { abs($0.difference) > abs($1.difference) }
  }

  /// The range of a measure over the runs.
  package func range(_ axis: LawValidity.Axis) -> ClosedRange<Double>? {
    let values = runs.compactMap { $0.value(axis) }
    guard values.count == runs.count, let least = values.min(), let most = values.max() else {
      return nil
    }
    return least...most
  }

  /// The constant called `name`.
  package func constant(_ name: String) -> Double? {
    constants.first { $0.name == name }?.value
  }

  /// The ranges of the runs, as a law carries them.
  package var validity: LawValidity {
    var ranges: [LawValidity.Axis: ClosedRange<Double>] = [:]
    for axis in LawValidity.Axis.allCases { ranges[axis] = range(axis) }
    return LawValidity(ranges)
  }
}
