package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Says where a law is used far from the runs that it was fitted on (strict).
package struct LawOutOfRange: Rule {
  package struct Options: RuleOptions {
    package var factor = 10.0

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "factor", \.factor, in: 1...1e9,
        "How many times beyond the fitted range a run lies before this is said.")
    ]
  }

  package static let info = RuleInfo(
    id: "law-out-of-range",
    summary: "The run lies far outside those that the scaling law was fitted on (strict only).",
    why: """
      Chinchilla's runs reach from 57M to 16B parameters, 1.4e18 to 1.3e22 FLOPs and 0.5 to 341 tokens
      per parameter, on dense transformers and web text. Beyond ten times that a statement about the
      best split is an extrapolation, and one about state-space models or another domain a transfer of
      the form alone.
      """,
    severity: .note, regimes: .pretraining,
    sources: [.besiroglu2024, .hoffmann2022],
    bad: [
      Example(
        """
        num_layers: 32
        hidden_size: 4096
        #            ^^^^ 32 layers × 4096 → 6.86B parameters
        num_attention_heads: 32
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 1024
        train_iters: 2000000
        """, under: .strict)
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
    guard run.isStrict, let judged = run.judged, !run.plan.looksLikeSmokeTest,
      let place = run.parametersLabel
    else { return [] }
    let law = run.laws.allocation
    let far = law.validity.extrapolation(judged.size).flatMap {
      $0.factor > options.factor ? $0 : nil
    }
    var finding: Finding
    if let far {
      let measure =
        switch far.axis {
        case .parameters: "parameters"
        case .tokens: "tokens"
        case .compute: "FLOPs"
        case .tokensPerParameter: "tokens per parameter"
        }
      finding = Finding(
        "\(Magnitude.significant(far.factor)) × \(far.isAbove ? "above" : "below") the law's runs in "
          + measure, at: place.span, label: place.text)
    } else if run.plan.hasOtherMixers {
      finding = Finding(
        "the law was fitted on transformers, this model mixes otherwise", at: place.span,
        label: place.text)
    } else if let domain = run.plan.labels[.domain] {
      finding = Finding(
        "the law was fitted on web text, the data is declared as \(domain.value)", at: place.span,
        label: place.text)
    } else {
      return []
    }
    finding.confidence = .medium
    finding.help = "fit a law on runs of your own before you spend by it"
    return [finding]
  }
}
