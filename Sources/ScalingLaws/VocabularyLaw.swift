package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Vocabulary parameters that suit a model.
///
/// Tao et al. 2024, approaches 1 and 2. N_nv are the parameters outside embedding and output head,
/// N_v those of the vocabulary; vocabulary = N_v / d. Fitted on N_nv 33M to 1.13B. Most models have
/// too few: worth a word from a factor of three.
package enum VocabularyLaw {
  /// Where the law comes from.
  package static let citation = Citation.tao2024
  /// The runs it was fitted on; parameters are those outside the vocabulary.
  package static let validity = LawValidity([.parameters: 3.3e7...1.13e9])

  /// By equal compute (approach 1): e^-1.589031 C^0.4163623, C = (N_nv e^2.484651)².
  ///
  /// With the digits of the authors' code.
  package static func parametersByCompute(nonVocabulary: Double) -> Double {
    exp(
      -1.589031299255507
        + 0.4163622634135234 * 2 * (log(nonVocabulary) + 2.4846510161625193))
  }

  /// By derivatives (approach 2): 3145728 (N_nv / 33e6)^0.8353974.
  package static func parametersByDerivative(nonVocabulary: Double) -> Double {
    3_145_728 * pow(nonVocabulary / 33e6, 0.8353974035228025)
  }

  /// The range of vocabularies between the two approaches for a model of `width`.
  package static func vocabulary(nonVocabulary: Double, width: Double) -> ClosedRange<Double> {
    let a = parametersByCompute(nonVocabulary: nonVocabulary) / width
    let b = parametersByDerivative(nonVocabulary: nonVocabulary) / width
    return min(a, b)...max(a, b)
  }
}
