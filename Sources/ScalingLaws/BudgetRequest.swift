/// What is known of a run before there is a config.
package struct BudgetRequest: Sendable {
  /// Training FLOPs.
  package var compute: Double?
  /// N.
  package var parameters: Double?
  /// D, tokens to be processed.
  package var tokens: Double?
  /// U, tokens that there are.
  package var uniqueTokens: Double?
  /// D_inf, tokens to be served.
  package var servedTokens: Double?
  /// The cost of a FLOP at serving in FLOPs of training.
  package var servingCost = 1.0
  /// The loss to reach, in nats per token.
  package var targetLoss: Double?

  /// Makes a request of which nothing is known.
  package init() {}

  /// Why a request has no answer.
  package enum Problem: Error, Equatable {
    /// Nothing says how large the run is.
    case nothingGiven
    /// Compute, parameters and tokens are all given, and 6 N D is another number.
    case disagreement(compute: Double)
    /// No compute reaches the loss; the least that the law ever comes to.
    case unreachable(floor: Double)
    /// No amount of data takes the size to the loss; the least that it comes to.
    case unreachableSize(floor: Double)
    /// The loss is given, and compute or tokens besides.
    case twoGoals
  }

  /// Compute, or a size, or both, as `law` completes what is given.
  func resolved(under law: ChinchillaLaw) throws(Problem) -> (compute: Double?, given: RunSize?) {
    if let targetLoss { return try reaching(targetLoss, law) }
    switch (compute, parameters, tokens) {
    case (let compute?, let parameters?, let tokens?):
      let run = RunSize(parameters: parameters, tokens: tokens)
      guard abs(run.compute / compute - 1) < 0.05 else {
        throw .disagreement(compute: run.compute)
      }
      return (run.compute, run)
    case (nil, let parameters?, let tokens?):
      let run = RunSize(parameters: parameters, tokens: tokens)
      return (run.compute, run)
    case (let compute?, let parameters?, nil):
      let tokens = compute / (TrainingCompute.perParameter * parameters)
      return (compute, RunSize(parameters: parameters, tokens: tokens))
    case (let compute?, nil, let tokens?):
      let parameters = compute / (TrainingCompute.perParameter * tokens)
      return (compute, RunSize(parameters: parameters, tokens: tokens))
    case (let compute?, nil, nil): return (compute, nil)
    case (nil, nil, nil):
      guard uniqueTokens != nil else { throw .nothingGiven }
      return (nil, nil)
    default: return (nil, nil)
    }
  }

  private func reaching(
    _ loss: Double, _ law: ChinchillaLaw
  ) throws(Problem) -> (compute: Double?, given: RunSize?) {
    guard compute == nil, tokens == nil else { throw .twoGoals }
    guard let least = law.compute(forLoss: loss) else {
      throw .unreachable(floor: law.irreducibleLoss)
    }
    guard let parameters else { return (least, nil) }
    guard let tokens = law.tokens(forLoss: loss, parameters: parameters) else {
      throw .unreachableSize(floor: law.floor(parameters: parameters))
    }
    let run = RunSize(parameters: parameters, tokens: tokens)
    return (run.compute, run)
  }
}
