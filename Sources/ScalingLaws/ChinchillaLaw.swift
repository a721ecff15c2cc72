package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Loss by parameters and tokens: L(N, D) = E + A / N^alpha + B / D^beta.
///
/// N are all parameters, D the tokens processed, L nats per token. Hoffmann et al. 2022, equation 2
/// and approach 3; minimised at C = 6 N D, equation 4. A law's constants hold for its tokenizer and
/// data: differences of two plans under one law transfer, absolute losses do not.
package struct ChinchillaLaw: Hashable, Sendable, Identifiable {
  /// The name in settings: `besiroglu-2024`.
  package let id: String
  /// E, the loss that neither size nor data removes, in nats per token.
  package let irreducibleLoss: Double
  /// A, the weight of the model term.
  package let parameterWeight: Double
  /// B, the weight of the data term.
  package let tokenWeight: Double
  /// The exponent of the model term.
  package let alpha: Double
  /// The exponent of the data term.
  package let beta: Double
  /// Where the constants come from.
  package let citation: Citation
  /// The runs they were fitted on.
  package let validity: LawValidity

  /// Makes a law from constants as printed, or from a fit of the user's own runs.
  package init(
    id: String, irreducibleLoss: Double, parameterWeight: Double, tokenWeight: Double,
    alpha: Double, beta: Double, citation: Citation, validity: LawValidity
  ) {
    self.id = id
    self.irreducibleLoss = irreducibleLoss
    self.parameterWeight = parameterWeight
    self.tokenWeight = tokenWeight
    self.alpha = alpha
    self.beta = beta
    self.citation = citation
    self.validity = validity
  }

  /// The loss at `run`, in nats per token.
  package func loss(_ run: RunSize) -> Double {
    loss(parameters: run.parameters, tokens: run.tokens)
  }

  /// The loss of `parameters` trained on `tokens`, in nats per token.
  package func loss(parameters: Double, tokens: Double) -> Double {
    floor(parameters: parameters) + tokenWeight / pow(tokens, beta)
  }

  /// The loss of `parameters` with endless data: E + A / N^alpha.
  package func floor(parameters: Double) -> Double {
    irreducibleLoss + parameterWeight / pow(parameters, alpha)
  }

  /// The exponent of N in C: beta / (alpha + beta).
  package var parametersExponent: Double { beta / (alpha + beta) }

  /// The exponent of D in C: alpha / (alpha + beta).
  package var tokensExponent: Double { alpha / (alpha + beta) }

  /// G = (alpha A / (beta B))^(1 / (alpha + beta)), the prefactor of the optimum.
  package var balance: Double {
    pow(alpha * parameterWeight / (beta * tokenWeight), 1 / (alpha + beta))
  }

  /// The size with the least loss for `compute` FLOPs.
  ///
  /// N = G (C/6)^(beta/(alpha+beta)), D = (C/6)^(alpha/(alpha+beta)) / G.
  package func optimum(compute: Double) -> RunSize {
    let product = compute / TrainingCompute.perParameter
    return RunSize(
      parameters: balance * pow(product, parametersExponent),
      tokens: pow(product, tokensExponent) / balance)
  }

  /// The least loss that `compute` FLOPs can reach, in nats per token.
  package func optimalLoss(compute: Double) -> Double { loss(optimum(compute: compute)) }

  /// D / N of the optimum at `compute` FLOPs.
  package func optimalTokensPerParameter(compute: Double) -> Double {
    optimum(compute: compute).tokensPerParameter
  }

  /// The tokens for which `parameters` is the optimal size.
  ///
  /// At the optimum alpha A N^-alpha = beta B D^-beta.
  package func optimalTokens(parameters: Double) -> Double {
    let modelTerm = alpha * parameterWeight / pow(parameters, alpha)
    return pow(beta * tokenWeight / modelTerm, 1 / beta)
  }

  /// The optimal size that takes `tokens`: D = (C/6)^(alpha/(alpha+beta)) / G, solved for C.
  package func optimum(tokens: Double) -> RunSize {
    let product = pow(tokens * balance, 1 / tokensExponent)
    return RunSize(parameters: product / tokens, tokens: tokens)
  }
}
