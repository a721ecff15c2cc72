import JSONText
import RunPlan
import ScalingLaws

/// What scaling laws say of a planned run; only of dense or sparse training from random weights.
struct PlanLaws {
  let position: RunPosition
  let verdict: RunVerdict
  /// D', the fresh tokens that the repeated ones are worth; nil where the data set is not known.
  let effectiveTokens: Double?
  /// Training FLOPs with those of attention; nil where the shape is not known.
  let attentiveFLOPs: Double?
  let extrapolation: LawValidity.Extrapolation?
  /// The law that values repeated tokens.
  let repetition: String
  /// The loss at the end, in nats per token; nil under a published law.
  let loss: Double?

  init?(_ plan: TrainingPlan, laws: LawSet) {
    guard plan.regime == .pretraining, plan.reading.resumesFrom == nil,
      let parameters = plan.value(.parametersActive) ?? plan.value(.parameters),
      let tokens = plan.value(.tokens), parameters > 0, tokens > 0
    else { return nil }
    let size = RunSize(parameters: parameters, tokens: tokens)
    let unique = plan.value(.uniqueTokens).flatMap { $0 > 0 ? $0 : nil }
    position = RunPosition(size, under: laws.allocation)
    verdict = RunVerdict(size, unique: unique)
    effectiveTokens = unique.map { laws.repetition.effectiveTokens(tokens, unique: $0) }
    attentiveFLOPs = Self.attentiveFLOPs(plan, size)
    extrapolation = laws.allocation.validity.extrapolation(size)
    loss = laws.loss(size, unique: unique)
    repetition = laws.repetition.fresh.id
  }

  private static func attentiveFLOPs(_ plan: TrainingPlan, _ size: RunSize) -> Double? {
    guard let architecture = plan.reading.architecture, architecture.knowsVocabulary,
      let count = ParameterCount(architecture.shape), let attention = architecture.shape.attention,
      let width = architecture.shape.headWidth, let context = plan.value(.sequenceLength),
      architecture.shape.mixing == .uniform(.attention), attention.latent == nil
    else { return nil }
    let shape = AttentionShape(
      layers: Double(architecture.shape.layers), heads: Double(attention.heads),
      headWidth: Double(width), context: context)
    // A tied matrix looks tokens up and leads out: the second use is a product.
    let looked = architecture.shape.embedding.isTied ? 0 : count.inputEmbedding
    return size.tokens
      * shape.trainingFLOPsPerToken(parameters: size.parameters - Double(looked))
  }

  // MARK: Text

  /// Rows of what is said, its value, and how to read it.
  var rows: [(name: String, value: String, note: String)] {
    let law = position.law.id
    let far = extrapolation.map { "; extrapolated, \($0.words)" } ?? ""
    let data = position.dataTerm / (position.dataTerm + position.modelTerm)
    var rows = [
      (
        "efficiency", Magnitude.percent(position.efficiency),
        "of its FLOPs reach the same predicted loss at the best split, \(law)\(far)"
      ),
      (
        "reducible loss",
        "\(Magnitude.percent(data)) data, \(Magnitude.percent(1 - data)) model",
        (position.isDataLimited ? "data-limited" : "model-limited")
          + ": twice the tokens take \(nats(position.gainOfTokens)) away, "
          + "twice the parameters \(nats(position.gainOfParameters))"
      ),
    ]
    if let loss {
      rows.insert(("predicted loss", nats(loss), "per token, under \(law)\(far)"), at: 0)
    }
    if let effectiveTokens {
      rows.append(
        (
          "effective tokens", Magnitude.short(effectiveTokens),
          "fresh tokens that these are worth, \(repetition)"
        ))
    }
    if let attentiveFLOPs {
      rows.append(
        (
          "training FLOPs with attention", Magnitude.scientific(attentiveFLOPs),
          "(6 N' + 12 L H Q T) × tokens, Chowdhery et al. 2022"
        ))
    }
    rows.append(("verdict", verdict.description, "by tokens per parameter and passes"))
    return rows
  }

  private func nats(_ value: Double) -> String { "\(Magnitude.fixed(value, decimals: 3)) nats" }

  // MARK: JSON

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("law", position.law.id)
      if let loss { json.member("predicted_loss", loss) }
      json.member("efficiency", position.efficiency)
      json.member("reducible_loss_parameters", position.modelTerm)
      json.member("reducible_loss_tokens", position.dataTerm)
      json.member("limited_by", position.isDataLimited ? "data" : "model")
      json.member("effective_tokens", effectiveTokens)
      json.member("flops_with_attention", attentiveFLOPs)
      json.member("verdict", verdict.description)
    }
  }

  // MARK: Picture

  private static let columns = 64
  private static let height = 4
  private static let ratios = 0.5...5_000.0
  private static let blocks = Array(" ▁▂▃▄▅▆▇█")

  /// Efficiency over tokens per parameter at the run's compute, and where the run stands.
  var picture: String {
    let compute = position.size.compute
    let shares = (0..<Self.columns).map { column in
      let size = RunSize(compute: compute, tokensPerParameter: Self.ratio(at: column))
      return position.law.efficiency(size)
    }
    var text = ""
    for row in (0..<Self.height).reversed() {
      let label = row == Self.height - 1 ? "100 %" : row == 0 ? "  0 %" : "     "
      let bars = shares.map { share in
        let eighths = Int((share * Double(Self.height) - Double(row)) * 8)
        return Self.blocks[min(max(eighths, 0), 8)]
      }
      text += "  \(label) \(String(bars))\n"
    }
    let place = min(max(Self.column(of: position.size.tokensPerParameter), 0), Self.columns - 1)
    text += "        " + String(repeating: " ", count: place) + "▲\n        "
    var scale = ""
    for ratio in [1.0, 10, 100, 1_000] {
      scale += String(repeating: " ", count: max(0, Self.column(of: ratio) - scale.count))
      scale += Magnitude.plain(ratio)
    }
    return text + scale + " tokens per parameter\n"
  }

  private static func ratio(at column: Int) -> Double {
    ratios.lowerBound
      * Magnitude.power(
        ratios.upperBound / ratios.lowerBound, Double(column) / Double(columns - 1))
  }

  private static func column(of ratio: Double) -> Int {
    let share =
      Magnitude.decades(ratio / ratios.lowerBound)
      / Magnitude.decades(ratios.upperBound / ratios.lowerBound)
    return Int((share * Double(columns - 1)).rounded())
  }
}
