import ReferenceData
import RunPlan

/// The accelerators that a budget is spent on.
package struct BudgetMachine: Sendable {
  /// The accelerator.
  let device: Device
  /// How many.
  package let count: Double
  /// The share of the peak that is used.
  package let utilisation: Double
  /// Whether that share is assumed, because nobody gave one.
  package let isAssumed: Bool

  /// The names of all accelerators.
  package static var names: [String] { Device.all.map(\.id) }

  /// Makes a machine of the accelerator called `name`, or of the fastest whose name begins so.
  ///
  /// What was taken stands in the answer. Without a utilisation that of `TrainingTime` is assumed.
  package init?(_ name: String, count: Double, utilisation: Double?) {
    let kin = Device.kin(of: name)
    guard let device = Device.named(name) ?? kin.max(by: { $0.teraflops < $1.teraflops }) else {
      return nil
    }
    self.device = device
    self.count = count
    self.utilisation = utilisation ?? TrainingTime.assumedUtilisation
    isAssumed = utilisation == nil
  }

  /// The FLOPs of `hours` on all of them.
  package func compute(hours: Double) -> Double {
    count * device.peak * utilisation * hours * 3_600
  }

  /// The hours that `compute` FLOPs take.
  package func hours(compute: Double) -> Double {
    TrainingTime.hours(
      compute: compute, devices: count, peak: device.peak, utilisation: utilisation)
  }

  /// `64 × H100 SXM (989 TFLOP/s dense) at 40 % utilisation (assumed)`.
  var words: String {
    "\(Magnitude.plain(count)) × \(device.name) (\(Magnitude.plain(device.teraflops)) TFLOP/s dense) "
      + "at \(Magnitude.percent(utilisation)) utilisation" + (isAssumed ? " (assumed)" : "")
  }
}
