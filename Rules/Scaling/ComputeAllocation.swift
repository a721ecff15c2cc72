package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags runs whose compute would go further in another split, where no other rule says so.
package struct ComputeAllocation: Rule {
  package struct Options: RuleOptions {
    package var minimumEfficiency = 0.7
    package var low = 10.0
    package var high = 200.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "min_efficiency", \.minimumEfficiency, in: 0...1,
        "Share of the compute that must do its work; above it the rule is silent."),
      .number(
        "silent_below", \.low, in: 0...1e6,
        "Tokens per parameter below which tokens-per-parameter speaks instead."),
      .number(
        "silent_above", \.high, in: 1...1e9,
        "Tokens per parameter above which it does so in strict."),
    ]
  }

  package static let info = RuleInfo(
    id: "compute-allocation",
    summary: "The law by which runs are judged asks for another split of the compute.",
    why: """
      What a run wastes is 1 - C(L(N, D)) / 6 N D, with C(L) the least FLOPs that reach a loss. The
      bands of tokens-per-parameter are those of published fits; under a law of your own the optimum
      may lie elsewhere, and a run in their midst may still lose a third of its compute. Below the
      optimum of the law this is said always, above it in strict only: heavier training buys cheaper
      serving. The advice is a range over laws, each at the compute of the run; resampled, the
      default law's optimum moves between 9 and 35 tokens per parameter at 1e23 FLOPs. Nothing is
      said of mixtures of experts, other mixers than attention, or a declared domain.
      """,
    severity: .note, regimes: .pretraining,
    sources: [.besiroglu2024, .hoffmann2022, .muennighoff2023],
    bad: [
      Example(
        """
        # The law of these runs asks for far more data.
        num_layers: 12
        hidden_size: 768
        #            ^^^ 12 layers × 768 → 162M parameters
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 256
        train_iters: 5000
        """, law: .example),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        #            ^^^ 12 layers × 768 → 162M parameters
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 256
        train_iters: 58000
        #            -----
        """, under: .strict),
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 256
        train_iters: 58000
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 256
        train_iters: 5000
        """, under: .strict),
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let judged = run.judged, !judged.isForeign, !run.plan.looksLikeSmokeTest
    else { return [] }
    let ratio = judged.size.tokensPerParameter
    let law = run.laws.allocation
    let efficiency = law.efficiency(judged.size)
    guard efficiency < options.minimumEfficiency, ratio >= options.low else { return [] }
    // More training than the optimum is what cheap serving takes: only who asks for all hears of
    // it, and who declares what is served hears of that instead.
    let isShort = ratio < law.optimalTokensPerParameter(compute: judged.size.compute)
    let isWanted =
      run.isStrict && ratio <= options.high && run.plan.value(.inferenceTokens) == nil
    guard isShort || isWanted, let place = run.parametersLabel else { return [] }
    return [finding(run, judged, efficiency, isShort: isShort, at: place)]
  }

  // MARK: Words

  private func finding(
    _ run: Run, _ judged: JudgedSize, _ efficiency: Double, isShort: Bool, at place: Label
  ) -> Finding {
    let law = run.laws.allocation
    let best = law.optimum(compute: judged.size.compute)
    let lost = Magnitude.percent(1 - efficiency)
    var finding = Finding(
      "\(lost) of the compute \(isShort ? "is lost" : "buys a smaller model"), "
        + "\(Magnitude.short(best.parameters)) parameters would be best",
      at: place.span, label: place.text)
    if let span = run.lengthSpan, span != place.span {
      finding.related = [Label(span, run.tokensArithmetic)]
    }
    finding.derivation = [
      "\(law.id): \(Magnitude.scientific(judged.size.compute)) FLOPs go furthest at "
        + "\(Magnitude.significant(best.tokensPerParameter)) tokens per parameter, not "
        + Magnitude.significant(judged.size.tokensPerParameter)
    ]
    finding.consequence = law.cheapest(matching: judged.size).map { size in
      "\(Magnitude.short(size.parameters)) parameters on \(Magnitude.short(size.tokens)) tokens "
        + "reach the same predicted loss for \(Magnitude.scientific(size.compute)) FLOPs"
    }
    let sizes = advised(run.laws, judged.size.compute)
    func range(_ values: [Double]) -> String {
      let texts = [values.min(), values.max()].compactMap { $0 }.map(Magnitude.short)
      return texts.first == texts.last ? texts.first ?? "" : texts.joined(separator: " to ")
    }
    finding.help =
      "for the same FLOPs: \(range(sizes.map(\.parameters))) parameters on "
      + "\(range(sizes.map(\.tokens))) tokens" + (sizes.count > 1 ? ", by the law" : "")
    finding.confidence = judged.confidence
    finding.sources = [law.citation]
    return finding
  }

  /// What each law and the rule of thumb make of the compute; beside one's
  /// own law nothing else counts.
  private func advised(_ laws: LawSet, _ compute: Double) -> [RunSize] {
    if laws.allocation.isOwn { return [laws.allocation.optimum(compute: compute)] }
    return laws.compared.map { $0.optimum(compute: compute) }
      + [RunSize(compute: compute, tokensPerParameter: laws.band.typical)]
  }
}
