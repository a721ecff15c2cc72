import ReferenceData
import ScalingLaws

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

private func broken(
  _ start: PowerDecay, place: Double, change: Double, softness: Double
) -> BrokenPowerLaw {
  BrokenPowerLaw(
    start: start,
    breaks: [BrokenPowerLaw.Break(place: place, change: change, softness: softness)])
}

/// The same law as its users write it: slopes before and after, and the height at the bend.
private func seedForm(_ i: TruthInputs) throws -> BrokenPowerLaw {
  let slope = try i("alpha")
  let weight = try i("A") * pow(i("x_b"), slope)
  return broken(
    PowerDecay(limit: 0, weight: weight, exponent: slope), place: try i("x_b"),
    change: try i("eta") - slope, softness: try i("Delta"))
}

let optimiserLaws: [String: Evaluation] = [
  "batch.steps_factor": { i, _ in BatchTrade(ratio: try i("B_over_Bcrit")).stepsFactor },
  "batch.tokens_factor": { i, _ in BatchTrade(ratio: try i("B_over_Bcrit")).tokensFactor },
  "bnsl.one_break": { i, _ in
    let start = PowerDecay(limit: try i("a"), weight: try i("b"), exponent: try i("c0"))
    return broken(start, place: try i("d1"), change: try i("c1"), softness: try i("f1"))
      .value(at: try i("x"))
  },
  "bnsl.seed_form": { i, _ in try seedForm(i).value(at: i("x")) },
  "deepseek.D_opt": { i, _ in DeepSeekLaw.optimalTokens(compute: try i("C")) },
  "deepseek.M_opt": { i, _ in DeepSeekLaw.optimalFLOPsPerToken(compute: try i("C")) },
  "deepseek.batch": { i, _ in DeepSeekLaw.batch(compute: try i("C")) },
  "deepseek.lr": { i, _ in DeepSeekLaw.learningRate(compute: try i("C")) },
  "mpl.constant_lr": { i, _ in
    PowerDecay(limit: try i("L0"), weight: try i("A"), exponent: try i("alpha"))
      .value(at: try i("S1_plus_SW"))
  },
  "steplaw.batch": { i, _ in StepLaw.batch(tokens: try i("D")) },
  "steplaw.lr": { i, _ in StepLaw.learningRate(try size(i)) },
  "transfer.D_T": { i, _ in
    TransferLaw(
      weight: try i("k"), dataExponent: try i("alpha"), parametersExponent: try i("beta"),
      citation: .hernandez2021
    ).transferredCharacters(fineTuning: try i("D_F"), parameters: try i("N"))
  },
  "vocab.N_v_approach1": { i, _ in
    VocabularyLaw.parametersByCompute(nonVocabulary: try i("N_nv"))
  },
  "vocab.N_v_approach2": { i, _ in
    VocabularyLaw.parametersByDerivative(nonVocabulary: try i("N_nv"))
  },
]
