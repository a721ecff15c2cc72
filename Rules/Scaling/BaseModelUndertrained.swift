package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags fine-tunes of base models that saw far too little, or very much.
package struct BaseModelUndertrained: Rule {
  package struct Options: RuleOptions {
    package var low = 10.0
    package var modest = 40.0
    package var extreme = 2000.0
    package var smallModel = 2e9

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number("warn_below", \.low, in: 0...1e6, "Tokens per parameter below which to warn."),
      .number("note_below", \.modest, in: 0...1e6, "Tokens per parameter below which to note."),
      .number(
        "note_above", \.extreme, in: 1...1e9, "Tokens per parameter above which strict notes."),
      .number(
        "small_model", \.smallModel, in: 0...1e15,
        "Parameters up to which heavy training is worth a note."),
    ]
  }

  package static let info = RuleInfo(
    id: "base-model-undertrained",
    summary: "The base model saw few tokens for its size, or so many that tuning is harder.",
    why: """
      A base model trained far below 20 tokens per parameter is matched by a smaller one that saw
      more, which is cheaper to tune and to serve. In strict: small models beyond some 2,000 tokens
      per parameter tune less well: OLMo-1B came out over 2 % worse from 3T tokens than from 2.3T.
      The tokens are those that the publisher states, or training_tokens of the model in the
      settings. Others are ranked by the loss that the law of tokens-per-parameter predicts, as if
      all had seen its data.
      """,
    severity: .warning,
    regimes: [.supervisedFinetuning, .preferenceTuning, .reinforcementLearning],
    sources: [.besiroglu2024, .springer2025],
    bad: [
      Example(
        """
        base_model: facebook/opt-66b
        #           ^^^^^^^^^^^^^^^^ 180B tokens on 65.7B parameters
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 2
        """)
    ],
    good: [
      Example(
        """
        base_model: meta-llama/Llama-3.1-8B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        micro_batch_size: 2
        num_epochs: 2
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let label = run.plan.labels[.baseModel], let span = label.origin?.place,
      let (size, model) = base(label.value, run)
    else { return [] }
    let ratio = size.tokensPerParameter
    // Nearly every small model of today is one, so that only who asks for everything hears of it.
    let isHeavy =
      run.isStrict && ratio > options.extreme && size.parameters <= options.smallModel
      && model?.isDense != false
    guard ratio < options.modest || isHeavy else { return [] }
    let kind = model?.isDense == false ? "active parameter" : "parameter"
    let yardstick = isHeavy ? "hard to tune" : "others see far more"
    var finding = Finding(
      "the base saw \(Magnitude.significant(ratio)) tokens per \(kind), \(yardstick)", at: span,
      label:
        "\(Magnitude.short(size.tokens)) tokens on \(Magnitude.short(size.parameters)) parameters")
    finding.severity = ratio < options.low && kind == "parameter" ? .warning : .note
    finding.sources = [model?.source].compactMap { $0 }
    if isHeavy {
      finding.consequence = "so heavily trained small models lose more in tuning and at 4 bits"
    } else if let better = better(than: size, of: model, run.laws.allocation) {
      finding.help = better
    }
    return [finding]
  }

  /// What the base model saw: as the settings declare it, else as the catalogue has it.
  private func base(_ name: String, _ run: Run) -> (RunSize, BaseModel?)? {
    let model = BaseModels.named(name)?.model
    let parameters =
      model.map { Double($0.activeParameters) } ?? run.plan.value(.parametersActive)
      ?? run.plan.value(.parameters)
    guard let parameters, parameters > 0,
      let tokens = run.plan.reading.baseTokens ?? model?.trainingTokens.map({ Double($0) })
    else { return nil }
    return (RunSize(parameters: parameters, tokens: tokens), model)
  }

  /// Dense models of at most the size with the lowest predicted loss, two of them.
  private func better(
    than size: RunSize, of model: BaseModel?, _ law: ChinchillaLaw
  ) -> String? {
    let most = model.map { Double($0.parameters) } ?? size.parameters
    let known = BaseModels.all.compactMap { other -> (name: String, loss: Double)? in
      guard let tokens = other.trainingTokens, Double(other.parameters) <= most, other.isDense
      else {
        return nil
      }
      let run = RunSize(parameters: Double(other.parameters), tokens: Double(tokens))
      return (other.hubID, law.loss(run))
    }
    let best = known.filter { $0.loss < law.loss(size) }.sorted { $0.loss < $1.loss }.prefix(2)
    guard !best.isEmpty else { return nil }
    return "models of at most this size that saw more: "
      + best.map(\.name).joined(separator: ", ")
  }
}

extension BaseModel {
  /// Whether every token passes through all of it.
  fileprivate var isDense: Bool { activeParameters == parameters }
}
