package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags runs that the user's own law does not bring to the loss that they are to reach.
package struct LossTargetUnreachable: Rule {
  package struct Options: RuleOptions {
    package var margin = 0.01

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "margin", \.margin, in: 0...1,
        "Share by which the predicted loss must be above the target, for the error of the fit.")
    ]
  }

  package static let info = RuleInfo(
    id: "loss-target-unreachable",
    summary: "The law of your own runs predicts a loss above the declared target or baseline.",
    why: """
      A law L = E + A / N^alpha + B / D^beta that `trainlint fit` drew from runs of your own data
      and tokenizer says what a plan will come to before it is run, in nats per token. Where that is
      above target_loss or baseline, no tuning of the schedule is likely to close the gap: the plan
      needs more tokens, or where endless data would not do either (E + A / N^alpha), more
      parameters. Asked only under a law of your own: a published one holds for the data and the
      tokenizer that it was fitted on, and says nothing of absolute losses elsewhere. Data that
      repeats ends higher than the law says.
      """,
    severity: .warning, regimes: .pretraining,
    sources: [.hoffmann2022],
    bad: [
      Example(
        """
        # More tokens of the same kind would do.
        # trainlint: fact target_loss=3.3
        num_layers: 12
        hidden_size: 768
        #            --- 12 layers × 768 → 162M parameters
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 256
        train_iters: 10000
        #            ^^^^^ 10,000 steps × 524k tokens = 5.24B tokens
        """, law: .example),
      Example(
        """
        # No amount of data takes so small a model there.
        # trainlint: fact baseline=2.2
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 256
        train_iters: 200000
        #            ^^^^^^
        """, law: .example),
    ],
    good: [
      Example(
        """
        # trainlint: fact target_loss=3.8
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 256
        train_iters: 10000
        """, law: .example),
      Example(
        """
        # Under a published law alone no absolute loss is predicted.
        # trainlint: fact target_loss=2.5
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 256
        train_iters: 10000
        """),
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    let law = run.laws.allocation
    guard law.isOwn, let judged = run.judged, !run.plan.looksLikeSmokeTest,
      let span = run.lengthSpan
    else { return [] }
    let goals = [run.plan[.targetLoss], run.plan[.baseline]].compactMap { $0 }
    // Of two goals the lower one is the harder.
    guard let goal = goals.min(by: { $0.value < $1.value }), goal.value > 0,
      law.loss(judged.size) > goal.value * (1 + options.margin)
    else { return [] }
    return [finding(run, judged, law, goal, at: span)]
  }

  // MARK: Words

  private func finding(
    _ run: Run, _ judged: JudgedSize, _ law: ChinchillaLaw, _ goal: Claim, at span: SourceSpan
  ) -> Finding {
    func nats(_ loss: Double) -> String { Magnitude.fixed(loss, decimals: 3) }
    let predicted = law.loss(judged.size)
    let floor = law.floor(parameters: judged.size.parameters)
    var finding = Finding(
      "predicted loss \(nats(predicted)), the \(goal.quantity.words) is \(nats(goal.value))",
      at: span, label: run.tokensArithmetic)
    finding.related = [run.parametersLabel].compactMap { $0 }.filter { $0.span != span }
    finding.derivation = [
      "\(nats(law.irreducibleLoss)) + \(nats(floor - law.irreducibleLoss)) of the model"
        + " + \(nats(predicted - floor)) of the data = \(nats(predicted)) nats per token"
    ]
    finding.severity = judged.severity(.warning)
    finding.confidence = judged.confidence
    finding.sources = [law.citation]
    let size = "\(Magnitude.short(judged.size.parameters)) parameters"
    guard let tokens = law.tokens(forLoss: goal.value, parameters: judged.size.parameters) else {
      finding.consequence = "endless data takes \(size) to \(nats(floor))"
      finding.help = cheapest(law, goal.value).map { "take \($0)" }
      return finding
    }
    let reason = "a predicted loss of \(nats(goal.value))"
    finding.help = "\(size) need \(Magnitude.short(tokens)) tokens for it"
    if let best = cheapest(law, goal.value) { finding.help? += "; cheapest are \(best)" }
    if let longer = LengthFix(run, reaching: tokens, of: .tokens, because: reason) {
      finding.help = "\(longer.words), or take \(cheapest(law, goal.value) ?? "more parameters")"
      finding.fixes = [longer.fix]
    }
    return finding
  }

  /// The size that reaches `loss` with the least compute, in words.
  private func cheapest(_ law: ChinchillaLaw, _ loss: Double) -> String? {
    law.optimum(forLoss: loss).map { size in
      "\(Magnitude.short(size.parameters)) parameters on \(Magnitude.short(size.tokens)) tokens"
    }
  }
}
