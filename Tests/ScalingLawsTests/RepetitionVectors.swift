import ReferenceData
import ScalingLaws

private let repetition = RepetitionLaw.muennighoff2023

/// The law with the decay that a row names.
private func decaying(_ inputs: TruthInputs) throws -> RepetitionLaw {
  RepetitionLaw(
    fresh: repetition.fresh, tokenDecay: try inputs("R_D"),
    parameterDecay: repetition.parameterDecay, citation: repetition.citation)
}

let repetitionLaws: [String: Evaluation] = [
  "datacons.D_eff": { i, _ in repetition.effectiveTokens(try i("D"), unique: try i("U")) },
  "datacons.D_eff_over_U": { i, _ in try decaying(i).effectivePasses(epochs: i("epochs")) },
  "datacons.L": { i, _ in repetition.loss(try size(i), unique: try i("U")) },
  "datacons.N_base": { i, _ in repetition.baseParameters(unique: try i("U")) },
  "datacons.N_eff": { i, _ in
    repetition.effectiveParameters(try i("N"), unique: try i("U"))
  },
  "datacons.alloc_N": { i, _ in
    repetition.optimum(compute: try i("C"), unique: try i("U")).parameters
  },
  "datacons.alloc_epochs": { i, _ in
    repetition.optimum(compute: try i("C"), unique: try i("U")).tokens / (try i("U"))
  },
  "datacons.token_value": { i, _ in try decaying(i).tokenValue(atStartOf: i("epoch")) },
]
