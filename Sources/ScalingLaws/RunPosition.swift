#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a run sits under a law: what limits it, and what more of either would buy.
package struct RunPosition: Hashable, Sendable {
  /// The law.
  package let law: ChinchillaLaw
  /// The run.
  package let size: RunSize

  /// Places `size` under `law`.
  package init(_ size: RunSize, under law: ChinchillaLaw) {
    self.size = size
    self.law = law
  }

  /// The share of its compute that the run needs for its loss; 1 on the frontier.
  package var efficiency: Double { law.efficiency(size) }

  /// A / N^alpha, the loss that a larger model would take away, in nats per token.
  package var modelTerm: Double { law.floor(parameters: size.parameters) - law.irreducibleLoss }

  /// B / D^beta, the loss that more data would take away, in nats per token.
  package var dataTerm: Double { law.tokenWeight / pow(size.tokens, law.beta) }

  /// The loss that twice the parameters take away.
  package var gainOfParameters: Double { modelTerm * (1 - pow(2, -law.alpha)) }

  /// The loss that twice the tokens take away.
  package var gainOfTokens: Double { dataTerm * (1 - pow(2, -law.beta)) }

  /// Whether twice the tokens buy more than twice the parameters.
  package var isDataLimited: Bool { gainOfTokens > gainOfParameters }
}
