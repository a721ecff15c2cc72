import Linting
import RunPlan
import SourceText

/// How many tokens a full fine-tune sees, against the weights that it trains.
struct SeenTokens {
  /// The weights that are trained.
  let parameters: Claim
  /// Tokens seen, repeats included, at most.
  let tokens: Double
  /// What bounds them, the deciding claim first.
  let inputs: [Claim]

  /// Trained parameters for each token that is seen.
  var parametersPerToken: Double { parameters.value / tokens }

  /// Takes them from a run; nil where it trains adapters, or where rows, epochs or size are open.
  ///
  /// Rows are cut at the sequence length, so that rows times length bound what is not known.
  init?(_ run: Run) {
    let plan = run.plan
    guard plan.labels[.adapter]?.value == "full",
      let parameters = plan[.parametersTrainable] ?? plan[.parameters], parameters.value > 0,
      let epochs = plan[.epochs], epochs.value > 0
    else { return nil }
    self.parameters = parameters
    if let tokens = plan[.tokens], tokens.value > 0 {
      self.tokens = tokens.value
      inputs = [tokens]
    } else if let rows = plan[.examples] ?? plan.reading.rowLimit, rows.value > 0,
      let length = plan[.sequenceLength], length.value > 0
    {
      tokens = epochs.value * rows.value * length.value
      inputs = [rows, length]
    } else {
      return nil
    }
  }

  /// `at most 3 epochs × 200 rows × 2,048 tokens = 1.23M tokens`.
  func arithmetic(epochs: Claim) -> String {
    guard inputs.count == 2 else { return "\(Magnitude.short(tokens)) tokens" }
    return
      "at most \(Magnitude.plain(epochs.value)) epochs × "
      + "\(Magnitude.grouped(inputs[0].value)) rows × \(Magnitude.grouped(inputs[1].value)) tokens = \(Magnitude.short(tokens))"
  }
}
