#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ChinchillaLaw {
  /// The least compute in FLOPs that reaches `loss`; nil at or below E.
  ///
  /// C = 6 [(L - E) / (A G^-alpha + B G^beta)]^(-(alpha+beta)/(alpha beta)).
  package func compute(forLoss loss: Double) -> Double? {
    guard loss > irreducibleLoss else { return nil }
    let weight = parameterWeight / pow(balance, alpha) + tokenWeight * pow(balance, beta)
    let exponent = -(alpha + beta) / (alpha * beta)
    return TrainingCompute.perParameter * pow((loss - irreducibleLoss) / weight, exponent)
  }

  /// The size that reaches `loss` with the least compute; nil at or below E.
  package func optimum(forLoss loss: Double) -> RunSize? {
    compute(forLoss: loss).map { optimum(compute: $0) }
  }

  /// The size that reaches the loss of `run` with the least compute.
  package func cheapest(matching run: RunSize) -> RunSize? { optimum(forLoss: loss(run)) }

  /// The tokens that take `parameters` to `loss`; nil where no amount of data does.
  ///
  /// D = [B / (L - E - A / N^alpha)]^(1/beta).
  package func tokens(forLoss loss: Double, parameters: Double) -> Double? {
    let rest = loss - floor(parameters: parameters)
    return rest > 0 ? pow(tokenWeight / rest, 1 / beta) : nil
  }

  /// The parameters that reach `loss` on `tokens`; nil where no size does.
  ///
  /// N = [A / (L - E - B / D^beta)]^(1/alpha).
  package func parameters(forLoss loss: Double, tokens: Double) -> Double? {
    let rest = loss - irreducibleLoss - tokenWeight / pow(tokens, beta)
    return rest > 0 ? pow(parameterWeight / rest, 1 / alpha) : nil
  }

  /// The smallest model, in parameters, that endless data takes to `loss`; nil at or below E.
  package func smallestModel(forLoss loss: Double) -> Double? {
    guard loss > irreducibleLoss else { return nil }
    return pow(parameterWeight / (loss - irreducibleLoss), 1 / alpha)
  }

  /// The share of its compute that `run` needed: C(L(N, D)) / 6 N D, 1 on the frontier.
  ///
  /// This one number ranks runs. Under `besiroglu2024` it is 0.95 or more from 10 to 40 tokens per
  /// parameter and below 0.85 under 5 and above about 80.
  package func efficiency(_ run: RunSize) -> Double {
    // Rounding can take a loss to E only where both terms vanish: nothing is left to gain there.
    (compute(forLoss: loss(run)) ?? run.compute) / run.compute
  }
}
