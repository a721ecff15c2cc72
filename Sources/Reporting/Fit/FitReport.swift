package import ScalingLaws

/// A fit with where it comes from: what the formats of `fit` write.
package struct FitReport: Sendable {
  /// The fit.
  package let fit: LawFit
  /// The file or folder of the runs, as the user named it.
  package let source: String
  /// The runs that were left out.
  package let dropped: [DroppedRun]
  /// What each column was taken for.
  package let columns: [String]
  /// What was met on the way.
  package let remarks: [String]

  /// Makes a report.
  package init(
    _ fit: LawFit, source: String, dropped: [DroppedRun], columns: [String], remarks: [String]
  ) {
    self.fit = fit
    self.source = source
    self.dropped = dropped
    self.columns = columns
    self.remarks = remarks
  }
}

extension LawValidity.Axis {
  /// The name of the measure in columns and in JSON.
  var column: String { self == .tokensPerParameter ? "tokens_per_parameter" : columnOfOne }

  private var columnOfOne: String { self == .compute ? "flops" : rawValue }
}
