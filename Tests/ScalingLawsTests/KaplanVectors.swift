import ScalingLaws

let kaplanLaws: [String: Evaluation] = [
  "kaplan.B_crit": { i, _ in Kaplan.criticalBatch(loss: try i("L")) },
  "kaplan.D_min": { i, _ in Kaplan.leastTokens(parameters: try i("N")) },
  "kaplan.D_opt": { i, _ in Kaplan.optimalTokens(petaflopDays: try i("C_pfdays")) },
  "kaplan.L_C_naive": { i, _ in Kaplan.naiveLoss(petaflopDays: try i("C_pfdays")) },
  "kaplan.L_Cmin": { i, _ in Kaplan.loss(petaflopDays: try i("C_pfdays")) },
  "kaplan.L_D": { i, _ in Kaplan.loss(datasetTokens: try i("D")) },
  "kaplan.L_N": { i, _ in Kaplan.loss(parameters: try i("N")) },
  "kaplan.L_ND": { i, _ in Kaplan.loss(parameters: try i("N"), datasetTokens: try i("D")) },
  "kaplan.L_NS": { i, _ in Kaplan.loss(parameters: try i("N"), leastSteps: try i("S_min")) },
  "kaplan.N_opt": { i, _ in Kaplan.optimalParameters(petaflopDays: try i("C_pfdays")) },
  "kaplan.overfit_deltaL": { i, _ in
    Kaplan.overfitting(parameters: try i("N"), datasetTokens: try i("D"))
  },
  "kaplan.scale10x": { i, quantity in
    let grown = try i("C_ratio")
    return quantity == "N_ratio"
      ? Kaplan.optimalParameters(petaflopDays: grown) / Kaplan.optimalParameters(petaflopDays: 1)
      : Kaplan.optimalTokens(petaflopDays: grown) / Kaplan.optimalTokens(petaflopDays: 1)
  },
  "kaplan.scale8x_data": { i, _ in Kaplan.dataGrowth(modelGrowth: try i("N_ratio")) },
  "kaplan.stop_margin": { i, _ in
    Kaplan.stoppingExcess(parameterExponent: try i("alpha_N"), stepExponent: try i("alpha_S"))
  },
  "params.kaplan_nonembedding": { i, _ in
    Kaplan.parameters(layers: try i("n_layer"), width: try i("d_model"))
  },
]
