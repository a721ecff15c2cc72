package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags models too large for the data that they see again and again.
package struct OverfittingThreshold: Rule {
  package struct Options: RuleOptions {
    package var warnAbove = 0.05

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "warn_above", \.warnAbove, in: 0...10,
        "Predicted excess loss (as a share) above which the note becomes a warning.")
    ]
  }

  package static let info = RuleInfo(
    id: "overfitting-threshold",
    summary: "The data set is too small for the model once it is repeated.",
    why: """
      When a data set is seen more than once, the loss on new text stays above what endless data
      would give, by a share of [1 + (N / 6.4e13)^0.738 · 1.8e13 / U]^0.103 - 1 (N without
      embeddings, U unique tokens): the more so the larger the model. Below about 5,000 · N^0.74
      tokens it passes 2 %. The law was fitted on models up to 1.5B parameters and 21M to 22B tokens
      of WebText2, trained from scratch with dropout and early stopping. It says nothing about
      fine-tuning, and strong weight decay may do better.
      """,
    severity: .note, regimes: .pretraining,
    sources: [.kaplan2020],
    bad: [
      Example(
        """
        # trainlint: fact unique_tokens=1B
        num_layers: 24
        hidden_size: 2048
        #            ---- 1.21B parameters outside the embeddings
        num_attention_heads: 16
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 512
        train_iters: 2500
        #            ^^^^ 2.62 passes over 1.00B unique tokens
        """)
    ],
    good: [
      Example(
        """
        # trainlint: fact unique_tokens=30B
        num_layers: 24
        hidden_size: 2048
        num_attention_heads: 16
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 512
        train_iters: 60000
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    let plan = run.plan
    guard let unique = plan[.uniqueTokens], let epochs = plan[.epochs], epochs.value > 1,
      let size = plan[.parametersNonEmbedding], plan.reading.resumesFrom == nil,
      let span = run.lengthSpan
    else { return [] }
    let needed = Kaplan.leastTokens(parameters: size.value)
    guard unique.value < needed else { return [] }
    let excess = Kaplan.overfitting(parameters: size.value, datasetTokens: unique.value)
    var finding = words(run, unique, epochs, size, needed: needed, excess: excess, at: span)
    let isForeign = plan.isSparse || plan.hasOtherMixers || plan.labels[.domain] != nil
    finding.severity = excess > options.warnAbove && !isForeign ? .warning : .note
    let isFar =
      Kaplan.validity.extrapolation(.parameters, size.value).map { $0.factor > 10 } ?? false
    finding.confidence = isFar ? .low : Confidence(of: unique, size)
    return [finding]
  }

  private func words(
    _ run: Run, _ unique: Claim, _ epochs: Claim, _ size: Claim, needed: Double, excess: Double,
    at span: SourceSpan
  ) -> Finding {
    var finding = Finding(
      "\(unique.spelled) unique tokens for \(size.spelled) parameters, \(Magnitude.short(needed)) are needed",
      at: span,
      label: "\(Magnitude.significant(epochs.value)) passes over \(unique.spelled) unique tokens")
    if let place = run.plan.reading.claims[.hiddenSize]?.span, place != span {
      finding.related = [Label(place, "\(size.spelled) parameters outside the embeddings")]
    }
    finding.derivation = ["5000 × \(size.spelled)^0.74 = \(Magnitude.short(needed)) tokens"]
    finding.consequence =
      "predicted loss \(Magnitude.percent(excess)) above that of endless data"
    let supported = Kaplan.mostParameters(datasetTokens: unique.value)
    finding.help =
      "this data supports about \(Magnitude.short(supported)) parameters outside the embeddings"
    return finding
  }
}
