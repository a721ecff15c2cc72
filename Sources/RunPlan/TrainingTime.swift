/// Time and model FLOPs utilisation (MFU): C = devices · peak · MFU · seconds.
package enum TrainingTime {
  /// The utilisation to assume where none is given.
  package static let assumedUtilisation = 0.40
  /// What dense 16-bit runs with a thousand tokens or more per device and step reach.
  package static let usualUtilisation = 0.25...0.55
  /// Outside this a declared figure is more likely a slip than a fact.
  package static let plausibleUtilisation = 0.15...0.65

  /// Hours for `compute` FLOPs on `devices` of `peak` FLOP/s.
  package static func hours(
    compute: Double, devices: Double, peak: Double, utilisation: Double = assumedUtilisation
  ) -> Double {
    compute / (devices * peak * utilisation * 3_600)
  }

  /// The utilisation of a run that took `deviceHours` for `compute` FLOPs.
  package static func utilisation(compute: Double, deviceHours: Double, peak: Double) -> Double {
    compute / (deviceHours * 3_600 * peak)
  }

  /// The utilisation that `tokensPerSecond` over all `devices` implies.
  package static func utilisation(
    tokensPerSecond: Double, flopsPerToken: Double, devices: Double, peak: Double
  ) -> Double {
    tokensPerSecond * flopsPerToken / (devices * peak)
  }
}
