import ReferenceData
package import RunPlan
package import ScalingLaws

/// The size of a run as the laws of dense transformers take it, and what it is held against.
package struct JudgedSize: Sendable {
  /// Parameters (active ones of a mixture of experts) and tokens.
  package let size: RunSize
  /// The claim about the parameters.
  package let parameters: Claim
  /// The claim about the tokens.
  package let tokens: Claim
  /// Whether the laws are used on a kind of model or data that they were not fitted on.
  package let isForeign: Bool
  /// How sure a statement about it can be.
  package let confidence: Confidence

  /// Takes the size from a plan, to be judged by `laws`; nil where parameters or tokens are not
  /// known.
  ///
  /// A run that goes on from a checkpoint has no size of its own: its tokens are not the model's.
  init?(_ plan: TrainingPlan, _ laws: LawSet) {
    guard let parameters = plan[.parametersActive] ?? plan[.parameters],
      let tokens = plan[.tokens], parameters.value > 0, tokens.value > 0,
      plan.reading.resumesFrom == nil
    else { return nil }
    self.parameters = parameters
    self.tokens = tokens
    size = RunSize(parameters: parameters.value, tokens: tokens.value)
    isForeign = plan.isSparse || plan.hasOtherMixers || plan.labels[.domain] != nil
    let isFar = (laws.allocation.validity.extrapolation(size)?.factor ?? 1) > 10
    confidence = isFar ? .low : Confidence(of: parameters, tokens)
  }

  /// `severity`, lowered where the laws are used outside their kind.
  package func severity(_ severity: Severity) -> Severity {
    isForeign ? severity.lowered : severity
  }
}

extension TrainingPlan {
  /// Whether the laws of learning rate and batch speak of its optimizer: Adam, and not under muP.
  package var isTunedForAdam: Bool {
    guard !reading.usesMuP, let name = labels[.optimizer]?.value else { return false }
    return [.adam, .adamw].contains(OptimizerMethod(named: name))
  }

  /// Whether a token passes through some of the parameters only.
  package var isSparse: Bool { reading.architecture?.shape.experts != nil }

  /// Whether some layers mix tokens by something else than attention.
  package var hasOtherMixers: Bool {
    switch reading.architecture?.shape.mixing {
    case .uniform(let kind)?: kind != .attention
    case .each(let kinds)?: kinds.contains { $0 != .attention }
    case nil: false
    }
  }
}
