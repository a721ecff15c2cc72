import ReferenceData

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything that follows from the constants of a fit, in one list of numbers.
struct Derived {
  let constants: [Double]
  let exponents: [Double]
  let optima: [[Double]]

  private static let sizes = ["parameters", "tokens", "tokens_per_parameter", "loss"]

  init(_ constants: [Double], _ request: FitRequest, _ budgets: [Double]) {
    self.constants = constants
    switch request.form {
    case .chinchilla, .dataConstrained:
      let law = LawFit.law(constants)
      exponents = law.map { [$0.parametersExponent, $0.tokensExponent] } ?? [.nan, .nan]
      optima = budgets.map { compute in
        guard let law else { return Self.sizes.map { _ in .nan } }
        let size = law.optimum(compute: compute)
        return [size.parameters, size.tokens, size.tokensPerParameter, law.loss(size)]
      }
    case .powerLaw:
      exponents = []
      let curve = PowerDecay(limit: constants[0], weight: constants[1], exponent: constants[2])
      optima = budgets.map { [curve.value(at: $0)] }
    case .brokenPowerLaw:
      exponents = []
      let curve = LawFit.broken(constants)
      optima = budgets.map { [curve.value(at: $0)] }
    case .isoFLOP:
      exponents = [constants[1], 1 - constants[1]]
      optima = budgets.map { compute in
        let parameters = constants[0] * pow(compute, constants[1])
        let tokens = compute / (TrainingCompute.perParameter * parameters)
        return [parameters, tokens, tokens / parameters]
      }
    }
  }

  /// All numbers.
  var all: [Double] { constants + exponents + optima.flatMap { $0 } }

  /// The names of all numbers.
  func names(_ constants: [String]) -> [String] {
    constants + (exponents.isEmpty ? [] : ["a", "b"])
      + optima.flatMap { $0.count == 1 ? ["loss"] : Array(Self.sizes.prefix($0.count)) }
  }

  /// `all`, cut into its parts again.
  func parts<Element>(
    _ all: [Element]
  ) -> (constants: [Element], exponents: [Element], optima: [[Element]]) {
    let first = constants.count
    let second = first + exponents.count
    let each = optima.first?.count ?? 0
    return (
      Array(all[..<first]), Array(all[first..<second]),
      optima.indices.map { Array(all[(second + $0 * each)..<(second + ($0 + 1) * each)]) }
    )
  }
}

extension LawFit {
  /// The law of fresh data with these constants; nil where more of something does not help.
  static func law(
    _ constants: [Double], id: String = "", citation: Citation = Citation(""),
    validity: LawValidity = LawValidity([:])
  ) -> ChinchillaLaw? {
    guard constants.count >= 5, constants[..<5].allSatisfy({ $0 > 0 && $0.isFinite }) else {
      return nil
    }
    return ChinchillaLaw(
      id: id, irreducibleLoss: constants[0], parameterWeight: constants[1],
      tokenWeight: constants[2], alpha: constants[3], beta: constants[4], citation: citation,
      validity: validity)
  }

  static func broken(_ constants: [Double]) -> BrokenPowerLaw {
    BrokenPowerLaw(
      start: PowerDecay(limit: constants[0], weight: constants[1], exponent: constants[2]),
      breaks: [
        BrokenPowerLaw.Break(
          place: constants[4], change: constants[3], softness: constants[5])
      ])
  }

  /// The law to judge runs by; nil where the form has none.
  package func law(named id: String) -> ChinchillaLaw? {
    guard request.form == .chinchilla || request.form == .dataConstrained else { return nil }
    return Self.law(
      constants.map(\.value), id: id, citation: Citation(id), validity: validity)
  }

  /// The loss by the law at `value` of its variable, where it has one.
  package func loss(at value: Double) -> Double? {
    let numbers = constants.map(\.value)
    switch request.form {
    case .powerLaw:
      return PowerDecay(limit: numbers[0], weight: numbers[1], exponent: numbers[2])
        .value(at: value)
    case .brokenPowerLaw: return Self.broken(numbers).value(at: value)
    case .chinchilla, .dataConstrained: return law(named: "")?.optimalLoss(compute: value)
    case .isoFLOP: return nil
    }
  }
}
