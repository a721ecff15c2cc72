package import ScalingLaws

/// A forecast under the names that it is reported by.
package struct ForecastReport: Sendable {
  /// What a law fitted on the user's own runs expects of the planned run.
  package struct OwnLaw: Sendable {
    /// The law's name.
    package let name: String
    /// The loss that it expects at the end.
    package let loss: Double

    /// Makes an expectation.
    package init(name: String, loss: Double) {
      self.name = name
      self.loss = loss
    }
  }

  /// The forecast.
  package let run: RunForecast
  /// The log.
  package let name: String
  /// The column or tag of the loss.
  package let lossName: String
  /// Where the planned end is from: `--steps`, a config, the log.
  package var endSource = ""
  /// The log that it is compared with.
  package var referenceName = ""
  /// What a law of the user's own expects.
  package var law: OwnLaw?
  /// What was found in reading the log.
  package var remarks: [String] = []
  /// Whether it is known how often the data is passed.
  package var knowsPasses = true

  /// Makes a report without remarks.
  package init(_ run: RunForecast, name: String, lossName: String) {
    self.run = run
    self.name = name
    self.lossName = lossName
  }

  /// The form, as it stands in JSON and in text.
  package static let form = "L0 + A S^-a + B r^q"
}

/// How a value lies to the band.
enum BandSide: String {
  case below, inside, above

  init(_ value: Double, _ band: LossForecast.Band) {
    self =
      band.interval.contains(value) ? .inside : value < band.interval.lowerBound ? .below : .above
  }
}
