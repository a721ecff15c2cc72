/// The forms of law that can be fitted.
package enum FitForm: String, Hashable, Sendable, CaseIterable {
  /// E + A / N^alpha + B / D^beta.
  case chinchilla
  /// The same over what repeated tokens and surplus parameters are worth.
  case dataConstrained = "data-constrained"
  /// E + A / x^alpha.
  case powerLaw = "power-law"
  /// A power law whose slope changes once.
  case brokenPowerLaw = "broken-power-law"
  /// A parabola for each compute budget, and a power law through their minima.
  case isoFLOP = "iso-flop"

  /// The fewest runs that it is fitted to: 8, and two for each number.
  package var leastRuns: Int { self == .brokenPowerLaw ? 12 : LawFit.leastRuns }

  /// Whether it is a law of one measure of the runs.
  package var hasOneVariable: Bool { self == .powerLaw || self == .brokenPowerLaw }
}

/// What is to be fitted, and how surely it is to be known.
package struct FitRequest: Sendable {
  /// The form.
  package var form: FitForm
  /// The measure that a law of one variable is over.
  package var axis = LawValidity.Axis.compute
  /// FLOPs for which the best size is asked, besides those of the largest run and ten times that.
  package var budgets: [Double] = []
  /// How often the runs are weighed anew for the intervals.
  package var resamples = 500
  /// The share of the resamples that an interval holds.
  package var level = 0.9
  /// What the random weights start from.
  package var seed: UInt64 = 0

  /// Makes a request with the usual numbers.
  package init(_ form: FitForm) { self.form = form }
}

/// Why runs give no law.
package enum FitProblem: Error, Hashable {
  /// There are too few of them.
  case tooFewRuns(count: Int, needed: Int)
  /// A measure that the form needs is not known of a run.
  case unknown(row: Int, axis: LawValidity.Axis)
  /// All runs have the same value of a measure.
  case single(axis: LawValidity.Axis, value: Double)
  /// The runs have only two values of a measure, which leave an exponent open.
  case two(axis: LawValidity.Axis)
  /// No run says how many of its tokens are unique, or none repeats them.
  case nothingRepeats
  /// Fewer than two compute budgets have a model size of least loss among their runs.
  case tooFewMinima(found: Int, budgets: Int)
  /// The search came to no end.
  case noLaw
}
