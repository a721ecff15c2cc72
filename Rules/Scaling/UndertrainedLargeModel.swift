package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags large models that see far fewer tokens than their compute calls for.
package struct UndertrainedLargeModel: Rule {
  package struct Options: RuleOptions {
    package var minimumParameters = 1e9
    package var minimumRatio = 5.0
    package var minimumEfficiency = 0.85
    package var target = 20.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "min_parameters", \.minimumParameters, in: 0...1e15,
        "Parameters from which a model counts as large."),
      .number(
        "min_tokens_per_parameter", \.minimumRatio, in: 0...1e6,
        "Tokens per parameter below which a model is undertrained."),
      .number(
        "min_efficiency", \.minimumEfficiency, in: 0...1,
        "Share of the compute that must do its work; above it the rule is silent."),
      .number(
        "target_tokens_per_parameter", \.target, in: 1...1e6,
        "Tokens per parameter that the fix aims at."),
    ]
  }

  package static let info = RuleInfo(
    id: "undertrained-large-model",
    summary:
      "A large model sees so few tokens that a smaller one would reach the same loss for less.",
    why: """
      For every compute budget there is a best split between model and data, at about 20 tokens per
      parameter. Below 5 more than 15 % of the compute is lost: a smaller model on more tokens reaches
      the same predicted loss with fewer FLOPs, and is cheaper to serve ever after. The usual causes
      are a step count copied from a smaller model, or a batch that shrank with the cluster. What is
      wasted is 1 - C(L(N, D)) / 6 N D, with C(L) the least FLOPs that reach a loss under the law of
      tokens-per-parameter; that law reaches to 16B parameters, so that larger models have it with low
      confidence. Mixtures of experts count by the parameters that work, one level lower.
      """,
    severity: .warning, regimes: .pretraining,
    sources: [.besiroglu2024, .hoffmann2022],
    bad: [
      Example(
        """
        num_layers: 32
        hidden_size: 4096
        #            ---- 32 layers × 4096 → 6.86B parameters
        num_attention_heads: 32
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 1024
        train_iters: 10000
        #            ^^^^^ 10,000 steps × 2.10M tokens = 21.0B tokens
        """)
    ],
    good: [
      Example(
        """
        # Pythia 12B: 143,000 steps of 2.1M tokens are 300B tokens.
        num_layers: 36
        hidden_size: 5120
        num_attention_heads: 40
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 1024
        train_iters: 143000
        """),
      Example(
        """
        # A smoke test: 200 steps of a 7B model.
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 1024
        train_iters: 200
        """),
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let judged = run.judged, judged.size.parameters >= options.minimumParameters,
      judged.size.tokensPerParameter
        < options.minimumRatio * run.laws.band(at: judged.size.compute).scale,
      !run.plan.looksLikeSmokeTest, let span = run.lengthSpan
    else { return [] }
    let efficiency = run.laws.allocation.efficiency(judged.size)
    guard efficiency < options.minimumEfficiency else { return [] }
    return [finding(run, judged, efficiency, at: span)]
  }

  private func finding(
    _ run: Run, _ judged: JudgedSize, _ efficiency: Double, at span: SourceSpan
  ) -> Finding {
    let law = run.laws.allocation
    let ratio = Magnitude.significant(judged.size.tokensPerParameter)
    let kind = run.plan.isSparse ? "active parameter" : "parameter"
    let target =
      options.target == Options().target
      ? run.laws.band(at: judged.size.compute).typical : options.target
    var finding = Finding(
      "\(ratio) tokens per \(kind), compute-optimal is about \(Magnitude.plain(target))",
      at: span, label: run.tokensArithmetic)
    finding.related = [run.parametersLabel].compactMap { $0 }.filter { $0.span != span }
    finding.severity = judged.severity(.warning)
    finding.confidence = judged.confidence
    let spent = Magnitude.scientific(judged.size.compute)
    if let cheaper = law.cheapest(matching: judged.size) {
      finding.consequence =
        "\(spent) FLOPs, \(Magnitude.percent(1 - efficiency)) of them wasted: "
        + "\(Magnitude.short(cheaper.parameters)) parameters on \(Magnitude.short(cheaper.tokens)) "
        + "tokens reach the same predicted loss for \(Magnitude.scientific(cheaper.compute))"
    }
    let best = law.optimum(compute: judged.size.compute)
    let smaller = "spend the same FLOPs on about \(Magnitude.short(best.parameters)) parameters"
    let reason = "\(Magnitude.plain(target)) tokens per parameter"
    // The plan's ratio counts all parameters, the rule's only those that work.
    let goal =
      target * judged.size.parameters
      / (run.plan.value(.parameters) ?? judged.size.parameters)
    if let longer = LengthFix(run, reaching: goal, of: .tokensPerParameter, because: reason) {
      finding.help = "\(longer.words) for \(reason), or \(smaller)"
      finding.fixes = [longer.fix]
    } else {
      finding.help = smaller
    }
    return finding
  }
}
