package import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The sizes that laws advise for what is known of a run, side by side.
package struct Budget: Sendable {
  /// What one law advises.
  package struct Allocation: Sendable {
    /// The law's id, or `20:1`.
    package let law: String
    /// The size.
    package let size: RunSize
    /// The 95% interval of tokens per parameter, where the fit was resampled.
    package let interval: ClosedRange<Double>?
    /// How far the size lies outside the runs of the fit; nil inside them and for a rule of thumb.
    package let extrapolation: LawValidity.Extrapolation?
    /// Where the law comes from.
    package let citation: Citation
  }

  /// A size that a fixed data set feeds for a number of passes.
  package struct Feasible: Sendable {
    /// Parameters and tokens, repeats included.
    package let size: RunSize
    /// Passes over the data.
    package let epochs: Double
    /// Predicted loss beyond that of the best size for the same compute, in nats per token; nil
    /// where the compute is not given, so that sizes differ in it.
    package let excess: Double?
  }

  /// What a run on limited data should look like.
  package struct DataConstrained: Sendable {
    /// U.
    package let unique: Double
    /// The best size for the compute; nil where that is not given.
    package let best: RunSize?
    /// Sizes by the number of passes.
    package let feasible: [Feasible]
  }

  /// The size with the least compute over training and serving, and what it is compared with.
  package struct Served: Sendable {
    /// D_inf and its cost.
    package let lifetime: Lifetime
    /// The run whose loss is kept.
    package let start: RunSize
    /// The best size at that loss.
    package let best: RunSize
    /// The share of the lifetime compute that it saves.
    package let saving: Double
  }

  /// Training FLOPs; nil where each law has its own.
  package let compute: Double?
  /// The size that is given; nil where it is asked for.
  package let given: RunSize?
  /// What each law advises, the rule of thumb first.
  package let allocations: [Allocation]
  /// What limited data advises; nil where it is not limited.
  package let dataConstrained: DataConstrained?
  /// What serving advises; nil where nothing is said of it.
  package let served: Served?
  /// The laws asked.
  package let laws: LawSet

  /// Answers a request.
  package init(
    _ request: BudgetRequest, laws: LawSet = .standard
  ) throws(BudgetRequest.Problem) {
    let (compute, given) = try request.resolved(under: laws.allocation)
    self.compute = compute
    self.given = given
    self.laws = laws
    allocations = Self.allocations(request, compute, laws)
    dataConstrained = request.uniqueTokens.map {
      Self.constrained($0, request, compute, laws.repetition)
    }
    let start = given ?? allocations.first { $0.law == laws.allocation.id }?.size
    served = request.servedTokens.flatMap { tokens in
      let lifetime = Lifetime(servedTokens: tokens, servingCost: request.servingCost)
      return start.flatMap { Self.served($0, lifetime, laws.allocation) }
    }
  }

  /// The size to start from: the given one, or that of the law that runs are judged by.
  package var answer: RunSize? {
    given ?? dataConstrained?.best ?? allocations.first { $0.law == laws.allocation.id }?.size
  }

  // MARK: Laws

  private static func allocations(
    _ request: BudgetRequest, _ compute: Double?, _ laws: LawSet
  ) -> [Allocation] {
    func size(_ law: ChinchillaLaw) -> RunSize? {
      if let compute { return law.optimum(compute: compute) }
      if let parameters = request.parameters {
        return RunSize(
          parameters: parameters, tokens: law.optimalTokens(parameters: parameters))
      }
      return request.tokens.map { law.optimum(tokens: $0) }
    }
    let ratio = laws.band.typical
    let simple =
      compute.map { RunSize(compute: $0, tokensPerParameter: ratio) }
      ?? request.parameters.map { RunSize(parameters: $0, tokens: ratio * $0) }
      ?? request.tokens.map { RunSize(parameters: $0 / ratio, tokens: $0) }
    guard let simple else { return [] }
    let rule = Allocation(
      law: "20:1", size: simple, interval: nil, extrapolation: nil, citation: .hoffmann2022)
    return [rule]
      + laws.compared.compactMap { law in
        guard let size = size(law) else { return nil }
        let isResampled = law.citation == .besiroglu2024
        return Allocation(
          law: law.id, size: size,
          interval: isResampled ? TokensPerParameterBand.interval(compute: size.compute) : nil,
          extrapolation: law.validity.extrapolation(size), citation: law.citation)
      }
  }

  // MARK: Data

  /// Passes for which sizes are listed: nearly free up to 4, of little use beyond 16.
  private static let passes = [1.0, 2, 4, 8, 16]

  private static func constrained(
    _ unique: Double, _ request: BudgetRequest, _ compute: Double?, _ law: RepetitionLaw
  ) -> DataConstrained {
    guard let compute else {
      let sizes = passes.map { epochs in
        let tokens = epochs * unique
        let parameters = request.parameters ?? law.fresh.optimum(tokens: tokens).parameters
        return Feasible(
          size: RunSize(parameters: parameters, tokens: tokens), epochs: epochs, excess: nil)
      }
      return DataConstrained(unique: unique, best: nil, feasible: sizes)
    }
    let best = law.optimum(compute: compute, unique: unique)
    let least = law.loss(best, unique: unique)
    let sizes = passes.map { epochs in
      let tokens = epochs * unique
      let size = RunSize(
        parameters: compute / (TrainingCompute.perParameter * tokens), tokens: tokens)
      return Feasible(
        size: size, epochs: epochs, excess: max(0, law.loss(size, unique: unique) - least))
    }
    return DataConstrained(unique: unique, best: best, feasible: sizes)
  }

  // MARK: Serving

  private static func served(
    _ start: RunSize, _ lifetime: Lifetime, _ law: ChinchillaLaw
  ) -> Served? {
    guard let best = law.optimum(forLoss: law.loss(start), over: lifetime),
      let saving = law.saving(of: start, over: lifetime)
    else { return nil }
    return Served(lifetime: lifetime, start: start, best: best, saving: saving)
  }
}

extension Budget {
  /// The published models nearest to `size` in parameters and tokens, by the sum of both ratios.
  ///
  /// Mixtures of experts stay out: their parameters are of two kinds.
  package static func nearestModels(to size: RunSize, count: Int = 3) -> [BaseModel] {
    let known = BaseModels.all.compactMap { model -> (model: BaseModel, distance: Double)? in
      guard let tokens = model.trainingTokens, model.activeParameters == model.parameters else {
        return nil
      }
      let distance =
        abs(log(Double(model.parameters) / size.parameters))
        + abs(log(Double(tokens) / size.tokens))
      return (model, distance)
    }
    return known.sorted { $0.distance < $1.distance }.prefix(count).map(\.model)
  }
}
