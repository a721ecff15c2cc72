/// A model's parameters and the tokens it processes: what every allocation law speaks of.
package struct RunSize: Hashable, Sendable {
  /// Parameters, the input embedding counted once.
  package let parameters: Double
  /// Tokens processed, repeats included.
  package let tokens: Double

  /// Makes a size.
  package init(parameters: Double, tokens: Double) {
    self.parameters = parameters
    self.tokens = tokens
  }

  /// Training FLOPs by the simple rule, 6 N D.
  package var compute: Double {
    TrainingCompute.simple(parameters: parameters, tokens: tokens)
  }

  /// D / N.
  package var tokensPerParameter: Double { tokens / parameters }

  /// The split of `compute` FLOPs at a fixed number of tokens per parameter.
  ///
  /// N = √(C / 6r), D = r N. At r = 20 this is the rule of thumb read from Hoffmann et al. 2022,
  /// approaches 1 and 2: N = √(C / 120).
  package init(compute: Double, tokensPerParameter ratio: Double = 20) {
    let parameters = (compute / (TrainingCompute.perParameter * ratio)).squareRoot()
    self.init(parameters: parameters, tokens: ratio * parameters)
  }
}
