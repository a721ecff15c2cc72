#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Overfitting by size of model and data set, from Kaplan's joint law.
///
/// N are non-embedding parameters, D the tokens of the **data set**, not those processed. Holds for
/// training from scratch over many epochs with early stopping and 10% dropout; it says nothing
/// about fine-tuning. The joint law has constants of its own, table 2.
extension Kaplan {
  private static let parameterScale = 6.4e13
  private static let tokenScale = 1.8e13
  private static let tokenExponent = 0.103
  private static let exponentRatio = 0.076 / 0.103
  /// D_min = 5e3 N^0.74: the contour of 2% excess loss, the spread between seeds.
  private static let thresholdScale = 5e3
  private static let thresholdExponent = 0.74

  /// Loss on a data set: [(6.4e13 / N)^(0.076/0.103) + 1.8e13 / D]^0.103; equation 1.5.
  package static func loss(parameters: Double, datasetTokens: Double) -> Double {
    let model = pow(parameterScale / parameters, exponentRatio)
    return pow(model + tokenScale / datasetTokens, tokenExponent)
  }

  /// Loss beyond that of endless data, as a share of it; equation 4.3.
  ///
  /// [1 + (N / 6.4e13)^(0.076/0.103) · 1.8e13 / D]^0.103 - 1.
  package static func overfitting(parameters: Double, datasetTokens: Double) -> Double {
    let model = pow(parameters / parameterScale, exponentRatio)
    return pow(1 + model * tokenScale / datasetTokens, tokenExponent) - 1
  }

  /// The data set that keeps the excess loss near 2%: 5e3 N^0.74 tokens; equation 4.4.
  package static func leastTokens(parameters: Double) -> Double {
    thresholdScale * pow(parameters, thresholdExponent)
  }

  /// The data set that keeps the excess loss of `parameters` at `excess`.
  package static func leastTokens(parameters: Double, excess: Double) -> Double {
    pow(parameters / parameterScale, exponentRatio) * tokenScale / allowance(excess)
  }

  /// The parameters that a data set supports near 2% excess loss: (U / 5e3)^(1/0.74).
  package static func mostParameters(datasetTokens: Double) -> Double {
    pow(datasetTokens / thresholdScale, 1 / thresholdExponent)
  }

  /// The parameters that a data set supports at `excess`.
  package static func mostParameters(datasetTokens: Double, excess: Double) -> Double {
    let model = allowance(excess) * datasetTokens / tokenScale
    return parameterScale * pow(model, 1 / exponentRatio)
  }

  /// How many times more data a model that is `growth` times larger asks for: growth^0.74.
  package static func dataGrowth(modelGrowth growth: Double) -> Double {
    pow(growth, thresholdExponent)
  }

  private static func allowance(_ excess: Double) -> Double {
    pow(1 + excess, 1 / tokenExponent) - 1
  }
}
