import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ChinchillaLaw {
  /// The refit of Chinchilla's runs, and the default: 17 to 24 tokens per parameter.
  ///
  /// E 1.8172, A 482.01, B 2085.43, alpha 0.3478, beta 0.3658; Besiroglu et al. 2024, table 1.
  /// Fitted on N 57M to 16B, C 1.4e18 to 1.3e22 FLOPs, 0.46 to 341 tokens per parameter, with a
  /// median error of 0.33% and 1.25% at the 95th percentile.
  package static let besiroglu2024 = ChinchillaLaw(
    id: "besiroglu-2024", irreducibleLoss: 1.8172, parameterWeight: 482.01,
    tokenWeight: 2085.43, alpha: 0.3478, beta: 0.3658, citation: .besiroglu2024,
    validity: .chinchillaRuns)

  /// Our own refit of the same 240 runs, which agrees.
  ///
  /// E 1.817218, A 477.826, B 2143.417, alpha 0.347310, beta 0.367172; same range.
  package static let epochRefit = ChinchillaLaw(
    id: "epoch-refit", irreducibleLoss: 1.8172180988, parameterWeight: 477.8258673,
    tokenWeight: 2143.4173619, alpha: 0.3473104988, beta: 0.3671724326, citation: .epochRefit,
    validity: .chinchillaRuns)

  /// Chinchilla's third approach as printed.
  ///
  /// E 1.69, A 406.4, B 410.7, alpha 0.34, beta 0.28; Hoffmann et al. 2022, equation 10. The
  /// rounding moves the optimum to 93 tokens per parameter at Chinchilla's own budget and the
  /// losses up by 0.045 nats: fit for quoting, not for allocation.
  package static let hoffmann2022 = ChinchillaLaw(
    id: "hoffmann-2022", irreducibleLoss: 1.69, parameterWeight: 406.4, tokenWeight: 410.7,
    alpha: 0.34, beta: 0.28, citation: .hoffmann2022, validity: .chinchillaRuns)

  /// Chinchilla's third approach before rounding.
  ///
  /// Recovered by Besiroglu et al. 2024: ln E 0.5267228, ln A 6.0073404, ln B 6.0179186, alpha
  /// 0.33917084, beta 0.2849083; same range.
  package static let hoffmann2022Exact = ChinchillaLaw(
    id: "hoffmann-2022-exact", irreducibleLoss: exp(0.5267228), parameterWeight: exp(6.0073404),
    tokenWeight: exp(6.0179186), alpha: 0.33917084, beta: 0.2849083, citation: .hoffmann2022,
    validity: .chinchillaRuns)

  /// The law of fresh data under the repetition law: 19.6 tokens per parameter at every budget.
  ///
  /// ln E 0.6254804, ln A 6.255414, ln B 7.3049974, alpha = beta = 0.3526596; Muennighoff et al.
  /// 2023, appendix A and the authors' code. Fitted on C4, N 7M to 8.7B, D 0.1B to 900B.
  package static let muennighoff2023 = ChinchillaLaw(
    id: "muennighoff-2023", irreducibleLoss: exp(0.6254804), parameterWeight: exp(6.255414),
    tokenWeight: exp(7.3049974), alpha: 0.3526596, beta: 0.3526596, citation: .muennighoff2023,
    validity: .repeatedRuns)

  /// Chinchilla's printed constants with less rounded exponents.
  ///
  /// They reproduce figure 1 of Sardana et al. 2024: E 1.69, A 406.4, B 410.7, alpha 0.336, beta
  /// 0.283.
  package static let sardana2024 = ChinchillaLaw(
    id: "sardana-2024", irreducibleLoss: 1.69, parameterWeight: 406.4, tokenWeight: 410.7,
    alpha: 0.336, beta: 0.283, citation: .sardana2024, validity: .chinchillaRuns)

  /// Every published law, sorted by id.
  package static let published: [ChinchillaLaw] = [
    besiroglu2024, epochRefit, hoffmann2022, hoffmann2022Exact, muennighoff2023, sardana2024,
  ]

  /// The published law called `id`.
  package static func named(_ id: String) -> ChinchillaLaw? { published.first { $0.id == id } }

  /// Whether it is a fit of the user's own runs, so that its losses mean something by themselves.
  package var isOwn: Bool { !Self.published.contains(self) }
}
