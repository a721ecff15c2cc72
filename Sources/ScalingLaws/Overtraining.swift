#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ChinchillaLaw {
  /// How much more data a model shrunk to `shrink` of the optimal size needs for the same loss.
  ///
  /// k_D = [1 - (k_N^-alpha - 1) beta / alpha]^(-1/beta), whatever the budget; de Vries 2023. Nil
  /// where no amount of data makes up for the missing parameters.
  package func dataGrowth(shrink: Double) -> Double? {
    let rest = 1 - (pow(shrink, -alpha) - 1) * beta / alpha
    return rest > 0 && shrink > 0 ? pow(rest, -1 / beta) : nil
  }

  /// The compute that such a model costs beyond the optimum, as a share of it: k_N k_D - 1.
  package func overhead(shrink: Double) -> Double? {
    dataGrowth(shrink: shrink).map { shrink * $0 - 1 }
  }

  /// The shrink below which the loss is out of reach: (1 + alpha / beta)^(-1/alpha).
  package var leastShrink: Double { pow(1 + alpha / beta, -1 / alpha) }

  /// The size of `run` as a share of the size that reaches its loss with the least compute.
  package func shrink(of run: RunSize) -> Double? {
    cheapest(matching: run).map { run.parameters / $0.parameters }
  }
}
