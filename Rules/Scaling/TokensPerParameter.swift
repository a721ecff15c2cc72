package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags runs whose tokens and parameters do not fit each other.
package struct TokensPerParameter: Rule {
  package struct Options: RuleOptions {
    package var low = 5.0
    package var modest = 10.0
    package var high = 200.0
    package var extreme = 2000.0
    package var minimumEfficiency = 0.85
    package var target = 20.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number("warn_below", \.low, in: 0...1e6, "Tokens per parameter below which to warn."),
      .number("note_below", \.modest, in: 0...1e6, "Tokens per parameter below which to note."),
      .number(
        "strict_above", \.high, in: 1...1e9, "Tokens per parameter above which strict speaks up."),
      .number("note_above", \.extreme, in: 1...1e9, "Tokens per parameter above which to note."),
      .number(
        "min_efficiency", \.minimumEfficiency, in: 0...1,
        "Share of the compute that must do its work; above it no warning is given."),
      .number(
        "target_tokens_per_parameter", \.target, in: 1...1e6,
        "Tokens per parameter that the fix aims at."),
    ]
  }

  package static let info = RuleInfo(
    id: "tokens-per-parameter",
    summary: "Tokens and parameters do not fit each other.",
    why: """
      The loss that a compute budget can buy is lowest at about 20 tokens per parameter and hardly
      worse from 10 to 40. Far fewer tokens leave a model that a smaller one would match; far more buy
      cheaper inference at a rising price, and beyond some 2,000 a model that is hard to fine-tune and
      to quantise. A run too short to be meant as training is asked whether it is a smoke test. The
      law is L = 1.8172 + 482.01 / N^0.3478 + 2085.43 / D^0.3658 nats, least at 6 N D FLOPs (Besiroglu
      et al. 2024); it was fitted on dense models of 57M to 16B parameters with 0.5 to 341 tokens for
      each, pins the optimum to 9 to 35 at 1e23 FLOPs, and says nothing of fine-tuning or of scores.
      """,
    severity: .warning, regimes: .pretraining,
    sources: [.besiroglu2024, .hoffmann2022],
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        #            --- 12 layers × 768 → 162M parameters
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 128
        train_iters: 2000
        #            ^^^^ 2,000 steps × 262k tokens = 524M tokens
        """),
      Example(
        """
        # Seven billion parameters and a thousand steps: a smoke test?
        num_layers: 32
        hidden_size: 4096
        #            ---- 32 layers × 4096 → 6.86B parameters
        num_attention_heads: 32
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 1024
        train_iters: 1000
        #            ^^^^ 1,000 steps × 2.10M tokens = 2.10B tokens
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 256
        train_iters: 10000
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let judged = run.judged, let span = run.lengthSpan else { return [] }
    let ratio = judged.size.tokensPerParameter
    // A law of one's own moves the bounds with its optimum.
    let scale = run.laws.band(at: judged.size.compute).scale
    if ratio < options.modest * scale, run.plan.looksLikeSmokeTest {
      return [smokeTest(run, judged, span)]
    }
    if ratio < options.low * scale,
      run.laws.allocation.efficiency(judged.size) < options.minimumEfficiency
    {
      return [tooFew(run, judged, span, .warning)]
    }
    if ratio < options.modest * scale { return [tooFew(run, judged, span, .note)] }
    if ratio > options.extreme, !run.plan.isSparse { return [extreme(run, judged, span)] }
    guard ratio > options.high * scale, run.isStrict, run.plan.value(.inferenceTokens) == nil else {
      return []
    }
    return [manyForInference(run, judged, span)]
  }

  // MARK: Words

  private func base(
    _ run: Run, _ judged: JudgedSize, _ span: SourceSpan, _ severity: Severity, _ yardstick: String
  ) -> Finding {
    let kind = run.plan.isSparse ? "active parameter" : "parameter"
    let ratio = Magnitude.significant(judged.size.tokensPerParameter)
    var finding = Finding(
      "\(ratio) tokens per \(kind), \(yardstick)", at: span, label: run.tokensArithmetic)
    finding.related = [run.parametersLabel].compactMap { $0 }.filter { $0.span != span }
    finding.severity = judged.severity(severity)
    finding.confidence = judged.confidence
    return finding
  }

  private func smokeTest(_ run: Run, _ judged: JudgedSize, _ span: SourceSpan) -> Finding {
    var finding = base(run, judged, span, .note, "is this a smoke test or a benchmark?")
    finding.yieldsTo = "duration-unit"
    finding.help =
      "if it is meant as training: \(run.laws.band(at: judged.size.compute).text) tokens per parameter are compute-optimal; "
      + "if not, say `# trainlint: ignore[tokens-per-parameter] smoke test`"
    return finding
  }

  private func tooFew(
    _ run: Run, _ judged: JudgedSize, _ span: SourceSpan, _ severity: Severity
  ) -> Finding {
    let aim =
      options.target == Options().target
      ? run.laws.band(at: judged.size.compute).typical : options.target
    let target = Magnitude.plain(aim)
    var finding = base(run, judged, span, severity, "compute-optimal is about \(target)")
    // Large models have a rule of their own, whatever its settings call large.
    finding.yieldsTo = "undertrained-large-model"
    let efficiency = run.laws.allocation.efficiency(judged.size)
    if let cheaper = run.laws.allocation.cheapest(matching: judged.size) {
      finding.consequence =
        "\(Magnitude.percent(1 - efficiency)) of \(Magnitude.scientific(judged.size.compute)) FLOPs "
        + "wasted: \(Magnitude.short(cheaper.parameters)) parameters reach the same predicted loss "
        + "for \(Magnitude.scientific(cheaper.compute))"
    }
    let reason = "\(target) tokens per parameter"
    let goal =
      aim * judged.size.parameters
      / (run.plan.value(.parameters) ?? judged.size.parameters)
    if let longer = LengthFix(run, reaching: goal, of: .tokensPerParameter, because: reason) {
      finding.help = "\(longer.words) for \(reason)"
      finding.fixes = [longer.fix]
    }
    return finding
  }

  private func extreme(_ run: Run, _ judged: JudgedSize, _ span: SourceSpan) -> Finding {
    let bound = Magnitude.plain(options.extreme)
    var finding = base(run, judged, span, .note, "more than \(bound)")
    finding.consequence =
      "so heavily trained models are harder to fine-tune and lose more when quantised to 4 bits"
    finding.help = matching(run, judged)
    return finding
  }

  private func manyForInference(_ run: Run, _ judged: JudgedSize, _ span: SourceSpan) -> Finding {
    var finding = base(run, judged, span, .note, "sized for inference")
    finding.help = matching(run, judged)
    finding.unlock = "give inference_tokens to weigh training against serving"
    return finding
  }

  private func matching(_ run: Run, _ judged: JudgedSize) -> String? {
    run.laws.allocation.cheapest(matching: judged.size).map { size in
      "\(Magnitude.short(size.parameters)) parameters on \(Magnitude.short(size.tokens)) tokens reach "
        + "the same predicted loss for \(Magnitude.scientific(size.compute)) instead of "
        + "\(Magnitude.scientific(judged.size.compute)) FLOPs"
    }
  }
}
