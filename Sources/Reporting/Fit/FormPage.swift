import ReferenceData
import RunPlan
package import ScalingLaws

/// The page of a form of law, as `explain` prints it.
package struct FormPage: Sendable {
  private let form: FitForm

  /// Makes the page of `form`.
  package init(_ form: FitForm) { self.form = form }

  /// The page in Markdown that reads well as plain text.
  package var text: String {
    var page = "# \(form.rawValue)\n\n\(formula)\n\n\(meaning)\n"
    page += "\n## How it is fitted\n\n\(method)\n"
    page += "\n## What it takes\n\n\(needs)\n"
    page += "\n## What it does not say\n\n\(limits)\n\n## Sources\n\n"
    for source in sources {
      page += "- \(source.text)" + (source.url.map { " <\($0)>" } ?? "") + "\n"
    }
    return page
  }

  private var formula: String {
    switch form {
    case .chinchilla: "L(N, D) = E + A / N^alpha + B / D^beta, in nats per token."
    case .dataConstrained:
      """
      L(N, D, U) = E + A / N'^alpha + B / D'^beta, with
      D' = U (1 + R_D (1 - e^(-(D/U - 1) / R_D))) and N' likewise over the parameters that U feeds.
      """
    case .powerLaw: "L(x) = E + A / x^alpha, where x is parameters, tokens or FLOPs."
    case .brokenPowerLaw: "L(x) = E + b x^-c0 (1 + (x / d1)^(1 / f1))^-(c1 f1)."
    case .isoFLOP: "N(C) = G C^a through the minima of one parabola for each compute budget C."
    }
  }

  private var meaning: String {
    switch form {
    case .chinchilla:
      """
      N are all parameters, D the tokens processed, E what neither takes away. For C = 6 N D FLOPs the
      loss is least at N ~ C^a and D ~ C^b, with a = beta / (alpha + beta) and b = 1 - a.
      """
    case .dataConstrained:
      """
      U are the unique tokens. R_D repeats are where a token has lost most of its worth, R_N the same
      for parameters beyond those that U feeds. With all data fresh it is the form `chinchilla`.
      """
    case .powerLaw: "For runs along one line, such as one ratio of tokens to parameters."
    case .brokenPowerLaw:
      "The slope changes from c0 to c0 + c1 around d1; f1 says how gradually, small is sharp."
    case .isoFLOP:
      """
      Of runs that spend the same compute on models of several sizes, the parabola of the loss over
      ln N has its low point at the best size; tokens follow from D = C / 6 N, so that b = 1 - a.
      """
    }
  }

  private var method: String {
    let intervals = """
      Intervals: every run is weighed by a random number with an exponential distribution and the law \
      fitted again (the Bayesian bootstrap, Rubin 1981), 500 times; an interval is the middle 90 % of \
      the answers. `open` is a number that the resamples leave without one.
      """
    guard form != .isoFLOP else {
      return
        "Least squares of the loss within each budget, of ln N over ln C through the minima.\n\n"
        + intervals
    }
    return """
      The sum over the runs of Huber's loss (delta 0.001) of ln L observed / foretold is made least by
      L-BFGS from several starts. The sum and not the mean: with the mean a search stops early.

      Error held out: the runs are put into up to five groups by compute, and each group is foretold
      by the law of the others; that of the largest says whether the law reaches the next scale.

      """ + intervals
  }

  private var needs: String {
    switch form {
    case .chinchilla, .dataConstrained:
      "At least \(form.leastRuns) runs with three sizes and three counts of tokens; at one ratio of "
        + "tokens to parameters alpha and beta cannot be told apart."
        + (form == .dataConstrained ? " Some runs must have more tokens than unique_tokens." : "")
    case .powerLaw, .brokenPowerLaw:
      "At least \(form.leastRuns) runs with three values of the variable."
    case .isoFLOP:
      "At least \(form.leastRuns) runs, four or more for a budget (budgets within a fifth count as "
        + "one), and two budgets whose best size lies among their runs."
    }
  }

  private var limits: String {
    let own =
      "It holds for its own data, tokenizer and recipe, and beyond ten times the compute of "
      + "its largest run it is a guess with digits."
    switch form {
    case .dataConstrained:
      return own + " It never says that repetition hurts, which real runs do when they overfit."
    case .brokenPowerLaw: return own + " A second break beyond the runs is not foretold."
    case .isoFLOP: return own + " It says sizes and no losses, so that runs cannot be judged by it."
    case .chinchilla, .powerLaw:
      return own + " Runs whose schedule did not end, or whose settings were not tuned, bend it."
    }
  }

  private var sources: [Citation] {
    switch form {
    case .chinchilla: [.hoffmann2022, .besiroglu2024]
    case .dataConstrained: [.muennighoff2023, .hoffmann2022]
    case .powerLaw: [.kaplan2020, .hoffmann2022]
    case .brokenPowerLaw: [.caballero2022]
    case .isoFLOP: [.hoffmann2022]
    }
  }
}

/// The page of a published law, as `explain` prints it.
package struct LawPage: Sendable {
  private let law: ChinchillaLaw

  /// Makes the page of `law`.
  package init(_ law: ChinchillaLaw) { self.law = law }

  /// The page in Markdown that reads well as plain text.
  package var text: String {
    func figure(_ value: Double) -> String { Magnitude.significant(value) }
    var page = "# \(law.id)\n\nL(N, D) = \(law.irreducibleLoss) + \(law.parameterWeight) "
    page += "/ N^\(law.alpha) + \(law.tokenWeight) / D^\(law.beta), in nats per token.\n\n"
    page += "Compute-optimal are N ~ C^\(figure(law.parametersExponent)) and "
    page += "D ~ C^\(figure(law.tokensExponent)): "
    page += [1e19, 1e21, 1e23, 1e25].map { compute in
      "\(figure(law.optimalTokensPerParameter(compute: compute))) tokens per parameter at "
        + "\(Magnitude.scientific(compute)) FLOPs"
    }.joined(separator: ", ")
    page += ". Its losses hold for its own data and tokenizer; differences of two plans transfer.\n"
    page += "\n## Fitted on\n\n"
    for axis in LawValidity.Axis.allCases {
      guard let range = law.validity.ranges[axis] else { continue }
      page +=
        "- \(axis.column): \(Magnitude.scientific(range.lowerBound)) to "
        + "\(Magnitude.scientific(range.upperBound))\n"
    }
    return page + "\n## Sources\n\n- \(law.citation.text)"
      + (law.citation.url.map { " <\($0)>" } ?? "") + "\n"
  }
}
