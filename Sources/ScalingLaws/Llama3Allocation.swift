package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The compute-optimal tokens printed in the Llama 3 report.
///
/// Grattafiori et al. 2024, section 3.2.1. The printed exponent is rounded: at 3.8e25 FLOPs it
/// gives 1.05e13 tokens, where the report states 16.55T and 402B parameters. For quoting, not for
/// allocation.
package enum Llama3Allocation {
  /// Where the numbers come from.
  package static let citation = Citation.grattafiori2024
  /// What the report states for 3.8e25 FLOPs.
  package static let stated = RunSize(parameters: 402e9, tokens: 16.55e12)

  /// The formula as printed: 0.29 C^0.53.
  package static func printedTokens(compute: Double) -> Double { 0.29 * pow(compute, 0.53) }
}
