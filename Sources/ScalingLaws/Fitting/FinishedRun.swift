/// A run that is over: what laws are fitted to.
package struct FinishedRun: Hashable, Sendable {
  /// Where it is written: the line of its table, or its place in a list, from one.
  package let row: Int
  /// The file it comes from, where each run has its own.
  package let name: String?
  /// N.
  package let parameters: Double?
  /// D, repeats included.
  package let tokens: Double?
  /// Training FLOPs.
  package let compute: Double?
  /// U.
  package let uniqueTokens: Double?
  /// The loss at its end, in nats per token.
  package let loss: Double
  /// How much it counts.
  package let weight: Double

  /// Makes a run; of parameters, tokens and FLOPs the third follows from two, C = 6 N D.
  package init(
    row: Int, name: String? = nil, parameters: Double?, tokens: Double?, compute: Double? = nil,
    uniqueTokens: Double? = nil, loss: Double, weight: Double = 1
  ) {
    let perParameter = TrainingCompute.perParameter
    func third(_ other: Double?) -> Double? {
      guard let compute, let other else { return nil }
      return compute / (perParameter * other)
    }
    let parameters = parameters ?? third(tokens)
    let tokens = tokens ?? third(parameters)
    self.row = row
    self.name = name
    self.parameters = parameters
    self.tokens = tokens
    self.compute =
      compute ?? parameters.flatMap { size in tokens.map { perParameter * size * $0 } }
    self.uniqueTokens = uniqueTokens
    self.loss = loss
    self.weight = weight
  }

  /// Parameters and tokens, where both are known.
  package var size: RunSize? {
    parameters.flatMap { size in tokens.map { RunSize(parameters: size, tokens: $0) } }
  }

  /// The measure that `axis` names.
  package func value(_ axis: LawValidity.Axis) -> Double? {
    switch axis {
    case .parameters: parameters
    case .tokens: tokens
    case .compute: compute
    case .tokensPerParameter: size?.tokensPerParameter
    }
  }
}

/// A run that no law is fitted to.
package struct DroppedRun: Hashable, Sendable {
  /// Its line, or its place in a list.
  package let row: Int
  /// Its file, where each run has its own.
  package let name: String?
  /// Why, in words.
  package let reason: String

  /// Makes an entry.
  package init(row: Int, name: String? = nil, reason: String) {
    self.row = row
    self.name = name
    self.reason = reason
  }
}
