import ScalingLaws

/// The law that the table calls `fit`.
func law(_ inputs: TruthInputs, under key: String = "fit") throws -> ChinchillaLaw {
  switch try inputs.word(key) {
  case "besiroglu": return .besiroglu2024
  case "epoch-refit": return .epochRefit
  case "hoffmann": return .hoffmann2022
  case "hoffmann-a0336-b0283": return .sardana2024
  case "hoffmann-unrounded": return .hoffmann2022Exact
  case "muennighoff-c4": return .muennighoff2023
  default: throw TruthInputs.Missing(key: key)
  }
}

/// The size that `N` and `D` name.
func size(_ inputs: TruthInputs) throws -> RunSize {
  RunSize(parameters: try inputs("N"), tokens: try inputs("D"))
}

/// The optimal run that the inference rows start from.
private func start(_ inputs: TruthInputs) throws -> RunSize {
  let parameters = try inputs("loss_of_optimal_N")
  return RunSize(
    parameters: parameters, tokens: try law(inputs).optimalTokens(parameters: parameters))
}

private func lifetime(_ inputs: TruthInputs) throws -> Lifetime {
  Lifetime(servedTokens: try inputs("D_inf"))
}

private func lifetimeOptimum(_ inputs: TruthInputs) throws -> RunSize? {
  let law = try law(inputs)
  return law.optimum(forLoss: law.loss(try start(inputs)), over: try lifetime(inputs))
}

let allocationLaws: [String: Evaluation] = [
  "chinchilla.C_for_loss": { i, _ in try solved(law(i).compute(forLoss: i("L"))) },
  "chinchilla.D_for_loss": { i, _ in
    try solved(law(i).tokens(forLoss: i("L"), parameters: i("N")))
  },
  "chinchilla.D_opt": { i, _ in try law(i).optimum(compute: i("C")).tokens },
  "chinchilla.D_opt_for_N": { i, _ in try law(i).optimalTokens(parameters: i("N")) },
  "chinchilla.G": { i, _ in try law(i).balance },
  "chinchilla.L": { i, _ in try law(i).loss(size(i)) },
  "chinchilla.L_opt": { i, _ in try law(i).optimalLoss(compute: i("C")) },
  "chinchilla.N_opt": { i, _ in try law(i).optimum(compute: i("C")).parameters },
  "chinchilla.exponent_a": { i, _ in try law(i).parametersExponent },
  "chinchilla.tokens_per_param_opt": { i, _ in
    try law(i).optimalTokensPerParameter(compute: i("C"))
  },
  "inference.D_opt": { i, _ in try solved(lifetimeOptimum(i)?.tokens) },
  "inference.N_opt": { i, _ in try solved(lifetimeOptimum(i)?.parameters) },
  "inference.saving_fraction": { i, _ in
    try solved(law(i).saving(of: start(i), over: lifetime(i)))
  },
  "llama3.D_opt": { i, _ in Llama3Allocation.printedTokens(compute: try i("C")) },
  "overtrain.compute_overhead": { i, _ in try solved(law(i).overhead(shrink: i("k_N"))) },
  "rule20.D": { i, _ in RunSize(compute: try i("C")).tokens },
  "rule20.N": { i, _ in RunSize(compute: try i("C")).parameters },
]
