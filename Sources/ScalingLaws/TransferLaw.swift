package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What pre-training is worth to a fine-tune, in data of the target: D_T = k D_F^alpha N^beta.
///
/// D_T and D_F count characters, N non-embedding parameters; Hernandez et al. 2021, equation 1.1.
/// Fitted on N up to 1B with little data; with much data pre-training can hurt.
package struct TransferLaw: Hashable, Sendable {
  /// k.
  package let weight: Double
  /// The exponent of the fine-tuning data.
  package let dataExponent: Double
  /// The exponent of the model.
  package let parametersExponent: Double
  /// Where the constants come from.
  package let citation: Citation

  /// Makes a law for one pair of source and target.
  package init(
    weight: Double, dataExponent: Double, parametersExponent: Double, citation: Citation
  ) {
    self.weight = weight
    self.dataExponent = dataExponent
    self.parametersExponent = parametersExponent
    self.citation = citation
  }

  /// From text to Python: k 1.9e4, alpha 0.18, beta 0.38.
  package static let textToPython = TransferLaw(
    weight: 1.9e4, dataExponent: 0.18, parametersExponent: 0.38, citation: .hernandez2021)

  /// D_T: the characters of the target that pre-training stands for.
  package func transferredCharacters(fineTuning: Double, parameters: Double) -> Double {
    weight * pow(fineTuning, dataExponent) * pow(parameters, parametersExponent)
  }
}
