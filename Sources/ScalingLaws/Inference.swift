/// The compute of a model's life: training, then serving.
///
/// 6 N D + 2 w N D_inf FLOPs; Sardana et al. 2024, section 2. Prefill and decoding do not cost the
/// same per FLOP: w weighs the second term.
package struct Lifetime: Hashable, Sendable {
  /// D_inf, the tokens served.
  package let servedTokens: Double
  /// w, the cost of a FLOP at serving in FLOPs of training.
  package let servingCost: Double

  /// Makes a life.
  package init(servedTokens: Double, servingCost: Double = 1) {
    self.servedTokens = servedTokens
    self.servingCost = servingCost
  }

  /// The FLOPs of training and serving `run`.
  package func compute(_ run: RunSize) -> Double {
    run.compute + servingCost
      * TrainingCompute.inference(parameters: run.parameters, tokens: servedTokens)
  }
}

extension ChinchillaLaw {
  /// The size that reaches `loss` with the least compute over `lifetime`; nil at or below E.
  ///
  /// Serving only ever favours models between the smallest that can reach the loss and the one that
  /// is optimal for training alone, so the search needs no other bound.
  package func optimum(forLoss loss: Double, over lifetime: Lifetime) -> RunSize? {
    guard let smallest = smallestModel(forLoss: loss), let trained = optimum(forLoss: loss)
    else { return nil }
    func run(_ parameters: Double) -> RunSize? {
      tokens(forLoss: loss, parameters: parameters).map {
        RunSize(parameters: parameters, tokens: $0)
      }
    }
    let parameters = Search.minimum(in: smallest...trained.parameters) { parameters in
      run(parameters).map(lifetime.compute) ?? .infinity
    }
    return run(parameters)
  }

  /// The share of its lifetime compute that `run` would save at the same loss and the best size.
  package func saving(of run: RunSize, over lifetime: Lifetime) -> Double? {
    optimum(forLoss: loss(run), over: lifetime).map {
      max(0, 1 - lifetime.compute($0) / lifetime.compute(run))
    }
  }
}
