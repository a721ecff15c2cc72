/// A form of law that losses are fitted with: ln L as a function of a run and some numbers.
protocol LossForm: Sendable {
  /// The names of the constants, in the order of `constants`.
  var names: [String] { get }
  /// What is predicted for a run, in ln nats; its slopes along the numbers are written to `slopes`.
  func logLoss(_ run: FitPoint, _ numbers: [Double], _ slopes: inout [Double]) -> Double
  /// Places to start the search from, the likely ones first.
  func starts(_ data: FitData) -> [[Double]]
  /// Places to search from when the runs' weights change a little.
  func restarts(_ best: [Double]) -> [[Double]]
  /// The constants as people write them.
  func constants(_ numbers: [Double]) -> [Double]
}

extension LossForm {
  func restarts(_ best: [Double]) -> [[Double]] { [best] }
}

/// A run as a fit sees it: logarithms.
struct FitPoint: Sendable {
  /// ln N, or ln of the one variable; from the middle of the runs.
  let size: Double
  /// ln D, from the middle of the runs.
  let tokens: Double
  /// ln U, from the same middle as `tokens`.
  let unique: Double
  /// ln L.
  let loss: Double
}

/// Runs and how much each counts.
struct FitData: Sendable {
  let points: [FitPoint]
  var weights: [Double]
}
