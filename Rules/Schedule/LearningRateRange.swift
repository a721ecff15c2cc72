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

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "factor", \.factor, in: 1...1e6,
        "How many times off both laws a rate must be, up or down."),
      .number(
        "min_parameters", \.leastParameters, in: 0...1e15,
        "Parameters below which a model is a toy."),
    ]
  }

  package static let info = RuleInfo(
    id: "learning-rate-range",
    summary: "The peak learning rate is far from what two laws advise for this size.",
    why: """
      Two laws give the best peak rate of AdamW from scratch: 1.79 N^-0.713 D^0.307 (Step Law,
      fitted on 60M to 1B parameters and 2B to 100B tokens) and 0.3118 C^-0.125 (DeepSeek, fitted on
      1e17 to 2e19 FLOPs and used up to 3e23). They are a factor of 1.8 apart at 3e23 FLOPs, and the
      valley is flat, so that only a rate five times outside both is worth a word. Neither holds for
      muP, Muon, Shampoo, Adafactor or adapters, and neither knows of stability.
      """,
    severity: .note, regimes: .pretraining,
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
        """)
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
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let judged = JudgedSize(run), !judged.isForeign, run.plan.isTunedForAdam,
      !run.plan.looksLikeSmokeTest, let rate = run.plan[.learningRate], rate.value > 0,
      let span = rate.span
    else { return [] }
    // Toys are far below what either law was fitted on.
    guard judged.size.parameters >= options.leastParameters else { return [] }
    let advised = [
      StepLaw.learningRate(judged.size),
      DeepSeekLaw.learningRate(compute: judged.size.compute),
    ].sorted()
    let isLow = rate.value * options.factor < advised[0]
    guard isLow || rate.value > advised[1] * options.factor else { return [] }
    let words = advised.map(Magnitude.scientific).joined(separator: " to ")
    var finding = Finding(
      "peak learning rate \(Magnitude.scientific(rate.value)), laws advise \(words)", at: span)
    finding.derivation = [
      "for \(judged.parameters.spelled) parameters and \(judged.tokens.spelled) tokens with AdamW"
    ]
    let isFar = StepLaw.validity.extrapolation(judged.size)?.factor ?? 1 > 10
    finding.confidence = isFar ? .low : min(judged.confidence, .medium)
    return [finding]
  }
}
