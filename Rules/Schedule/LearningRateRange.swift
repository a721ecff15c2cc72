package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags peak learning rates far from what both laws advise.
package struct LearningRateRange: Rule {
  package struct Options: RuleOptions {
    package var factor = 5.0
    package var leastParameters = 5e7
    package var absurd = 0.1

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "factor", \.factor, in: 1...1e6,
        "How many times off both laws a rate must be, up or down."),
      .number(
        "min_parameters", \.leastParameters, in: 0...1e15,
        "Parameters below which a model is a toy."),
      .number(
        "absurd_above", \.absurd, in: 0...1e6,
        "Rate above which nothing is learned with Adam, whatever the run."),
    ]
  }

  package static let info = RuleInfo(
    id: "learning-rate-range",
    summary: "The peak learning rate is far from what laws advise, or absurd.",
    why: """
      Two laws give the best peak rate of AdamW from scratch: 1.79 N^-0.713 D^0.307 (Step Law,
      fitted on 60M to 1B parameters and 2B to 100B tokens) and 0.3118 C^-0.125 (DeepSeek, fitted on
      1e17 to 2e19 FLOPs and used up to 3e23). They are a factor of 1.8 apart at 3e23 FLOPs, and the
      valley is flat, so that only a rate five times outside both is worth a word. Neither holds for
      muP, Muon, Shampoo, Adafactor or adapters, and neither knows of stability. A rate above 0.1 is a
      slip of the pen under Adam in any kind of training: every step moves every weight by about the
      rate, which is more than the weights themselves.
      """,
    severity: .note,
    sources: [.li2025, .deepSeek2024],
    bad: [
      Example(
        """
        num_layers: 24
        hidden_size: 2048
        num_attention_heads: 16
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 512
        train_iters: 60000
        optimizer:
          type: Adam
          params:
            lr: 1.0e-5
            #   ^^^^^^
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: teknium/GPT4-LLM-Cleaned
            type: alpaca
        adapter: lora
        lora_r: 16
        lora_alpha: 32
        lora_target_linear: true
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 2
        optimizer: adamw_torch
        learning_rate: 0.2
        #              ^^^
        """),
    ],
    good: [
      Example(
        """
        num_layers: 24
        hidden_size: 2048
        num_attention_heads: 16
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 512
        train_iters: 60000
        optimizer:
          type: Adam
          params:
            lr: 2.0e-4
        """),
      Example(
        """
        # Without momentum and scale of its own, SGD takes large rates.
        num_layers: 24
        hidden_size: 2048
        num_attention_heads: 16
        max_position_embeddings: 2048
        seq_length: 2048
        train_batch_size: 512
        train_iters: 60000
        optimizer:
          type: SGD
          params:
            lr: 0.2
        """),
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let rate = run.plan[.learningRate], rate.value > 0, let span = rate.span else {
      return []
    }
    if rate.value > options.absurd {
      return run.plan.movesByItsRate && !run.plan.isDeclaredTest ? [absurd(run, rate, span)] : []
    }
    guard run.plan.regime == .pretraining, let judged = run.judged, !judged.isForeign,
      !run.plan.looksLikeSmokeTest
    else { return [] }
    // Toys are far below what either law was fitted on.
    guard judged.size.parameters >= options.leastParameters else { return [] }
    let advised = advice(for: judged)
    let isLow = rate.value * options.factor < advised[0]
    guard isLow || rate.value > advised[1] * options.factor, run.plan.isTunedForAdam else {
      return []
    }
    return [farOff(rate, judged, advised, span)]
  }

  /// What the two laws give, the lower first.
  private func advice(for judged: JudgedSize) -> [Double] {
    [
      StepLaw.learningRate(judged.size),
      DeepSeekLaw.learningRate(compute: judged.size.compute),
    ].sorted()
  }

  // MARK: Words

  private func farOff(
    _ rate: Claim, _ judged: JudgedSize, _ advised: [Double], _ span: SourceSpan
  ) -> Finding {
    let words = advised.map(Magnitude.scientific).joined(separator: " to ")
    var finding = Finding(
      "peak learning rate \(Magnitude.scientific(rate.value)), laws advise \(words)", at: span)
    finding.derivation = [
      "for \(judged.parameters.spelled) parameters and \(judged.tokens.spelled) tokens with AdamW"
    ]
    let isFar = StepLaw.validity.extrapolation(judged.size)?.factor ?? 1 > 10
    finding.confidence = isFar ? .low : min(judged.confidence, .medium)
    return finding
  }

  private func absurd(_ run: Run, _ rate: Claim, _ span: SourceSpan) -> Finding {
    let bound = Magnitude.plain(options.absurd)
    var finding = Finding(
      "peak learning rate \(Magnitude.plain(rate.value)), above \(bound) Adam learns nothing",
      at: span)
    finding.severity = .warning
    finding.consequence = "every step moves every weight by about the rate, and the run diverges"
    let certainty = run.plan.labels[.optimizer]?.certainty ?? .exact
    finding.confidence = max(certainty, rate.certainty) <= .fact ? .high : .medium
    let adapter = run.plan.labels[.adapter]?.value ?? "none"
    finding.citesItselfOnly = true
    if run.plan.regime == .pretraining, let judged = run.judged {
      let words = advice(for: judged).map(Magnitude.scientific).joined(separator: " to ")
      finding.help = "take a rate near what laws advise for this size, \(words)"
      finding.citesItselfOnly = false
    } else if adapter != "none" {
      finding.help = "take 1e-4 to 5e-4, which is usual for adapters"
      finding.sources = [.schulman2025]
    } else {
      finding.help = "take at most 1e-3; 1e-6 to 5e-5 is usual where trained weights are tuned"
    }
    return finding
  }
}

extension TrainingPlan {
  /// Whether a step moves each weight by about the learning rate: Adam in the file's own words or
  /// its framework's, and no form of it that scales the rate itself.
  fileprivate var movesByItsRate: Bool {
    guard let name = labels[.optimizer]?.value.lowercased(), name.contains("adam"),
      !reading.usesMuP, reading.schedule.shape != .endless
    else { return false }
    // Noam's schedule multiplies the rate by a power of the width.
    let scaled = ["free", "muadam", "dadapt", "galore", "apollo", "adamax"]
    return !scaled.contains(where: name.contains)
  }
}
