package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What repeated data is worth: repeats and surplus parameters decay exponentially.
///
/// L(N, D, U) = E + A / N'^alpha + B / D'^beta with D' = U + U R*_D (1 - e^(-R_D / R*_D)),
/// R_D = D / U - 1, and N' likewise over U_N; Muennighoff et al. 2023, equations 5 and 6. U are the
/// unique tokens. "Four epochs are nearly free" is solid; beyond ten the numbers are orders of
/// magnitude, and the law never says that an epoch hurts.
package struct RepetitionLaw: Hashable, Sendable {
  /// The law of fresh data below it.
  package let fresh: ChinchillaLaw
  /// R*_D, the repeats over which a token loses its value.
  package let tokenDecay: Double
  /// R*_N, the same for parameters beyond what the unique data asks for.
  package let parameterDecay: Double
  /// Where the constants come from.
  package let citation: Citation

  /// Makes a law from the constants of a fit.
  package init(
    fresh: ChinchillaLaw, tokenDecay: Double, parameterDecay: Double, citation: Citation
  ) {
    self.fresh = fresh
    self.tokenDecay = tokenDecay
    self.parameterDecay = parameterDecay
    self.citation = citation
  }

  /// R*_D 15.387756 and R*_N 5.309743 over the law of fresh C4.
  ///
  /// Fitted on 182 runs, N 7M to 8.7B, D 0.1B to 900B. With the rest frozen the fit is flat in R*_D
  /// from 13 to beyond 100: a soft curve.
  package static let muennighoff2023 = RepetitionLaw(
    fresh: .muennighoff2023, tokenDecay: 15.387756, parameterDecay: 5.309743,
    citation: .muennighoff2023)

  /// D' / U: what `epochs` passes are worth, in passes over fresh data.
  package func effectivePasses(epochs: Double) -> Double {
    epochs <= 1 ? epochs : 1 + decayed(epochs - 1, tokenDecay)
  }

  /// The passes that endless repetition is worth: 1 + R*_D.
  package var mostPasses: Double { 1 + tokenDecay }

  /// D' / D: the share of the tokens' value that is left, as if all were fresh.
  package func freshShare(epochs: Double) -> Double {
    epochs <= 1 ? 1 : effectivePasses(epochs: epochs) / epochs
  }

  /// The value of a token at the start of `epoch` (from 1), in fresh tokens: e^(-(epoch - 1) /
  /// R*_D).
  package func tokenValue(atStartOf epoch: Double) -> Double {
    exp(-max(0, epoch - 1) / tokenDecay)
  }

  /// D': the fresh tokens that `tokens` out of `unique` are worth.
  package func effectiveTokens(_ tokens: Double, unique: Double) -> Double {
    unique * effectivePasses(epochs: tokens / unique)
  }

  /// The parameters that are optimal for one pass over `unique`: (U G)^(beta/alpha) G.
  package func baseParameters(unique: Double) -> Double {
    let balance = fresh.balance
    return pow(unique * balance, fresh.beta / fresh.alpha) * balance
  }

  /// N': the parameters that count with `unique` tokens of data.
  package func effectiveParameters(_ parameters: Double, unique: Double) -> Double {
    let base = min(parameters, baseParameters(unique: unique))
    return base + base * decayed(parameters / base - 1, parameterDecay)
  }

  /// The loss of `run` on `unique` tokens, in nats per token.
  package func loss(_ run: RunSize, unique: Double) -> Double {
    // Data that one pass does not use up cannot limit the model.
    let unique = min(unique, run.tokens)
    return fresh.loss(
      parameters: effectiveParameters(run.parameters, unique: unique),
      tokens: effectiveTokens(run.tokens, unique: unique))
  }

  /// The loss that `run` gives away because its data repeats, in nats per token.
  package func cost(_ run: RunSize, unique: Double) -> Double {
    loss(run, unique: unique) - loss(run, unique: run.tokens)
  }

  /// The size with the least loss for `compute` FLOPs and `unique` tokens.
  ///
  /// More epochs and a smaller model than the law of fresh data would choose.
  package func optimum(compute: Double, unique: Double) -> RunSize {
    func run(_ parameters: Double) -> RunSize {
      RunSize(
        parameters: parameters, tokens: compute / (TrainingCompute.perParameter * parameters))
    }
    let middle = fresh.optimum(compute: compute).parameters
    return run(
      Search.minimum(in: middle / 1e3...middle * 1e3) { loss(run($0), unique: unique) })
  }

  private func decayed(_ repeats: Double, _ decay: Double) -> Double {
    decay * (1 - exp(-repeats / decay))
  }
}
