package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags models whose size does not fit compute and a limited data set.
package struct DataLimitedAllocation: Rule {
  package struct Options: RuleOptions {
    package var minimumEpochs = 4.0
    package var excess = 0.02

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "min_epochs", \.minimumEpochs, in: 1...1e6, "Epochs above which data counts as limited."),
      .number(
        "max_excess", \.excess, in: 0...10,
        "Predicted loss in nats per token above that of the best size, from which to note."),
    ]
  }

  package static let info = RuleInfo(
    id: "data-limited-allocation",
    summary: "For this compute and this little data another model size is better.",
    why: """
      Where data is limited, compute is best spent on more passes and a model somewhat smaller than
      Chinchilla's rule gives. In L = E + A / N'^0.353 + B / D'^0.353 repeated tokens lose worth by
      e^(-(epoch - 1) / 15.4), and parameters beyond those that the unique tokens feed by e^(-R /
      5.3), R the times that they are exceeded; the best size is the N of least L at D = C / 6 N.
      The law was fitted on C4 with models of 7M to 8.7B parameters; its objective hardly tells 15.4
      from 100, so that beyond about ten passes it is good for orders of magnitude, and it never
      says that repetition hurts.
      """,
    severity: .note, regimes: .pretraining,
    sources: [.muennighoff2023],
    bad: [
      Example(
        """
        # trainlint: fact unique_tokens=2B
        num_layers: 36
        hidden_size: 5120
        #            ^^^^
        num_attention_heads: 40
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 1024
        train_iters: 25000
        """)
    ],
    good: [
      Example(
        """
        # trainlint: fact unique_tokens=25B
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 1024
        train_iters: 115000
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let judged = run.judged, !judged.isForeign, !run.plan.looksLikeSmokeTest,
      let unique = run.plan[.uniqueTokens], unique.value > 0,
      judged.tokens.value > options.minimumEpochs * unique.value,
      let place = run.parametersLabel
    else { return [] }
    let law = run.laws.repetition
    let best = law.optimum(compute: judged.size.compute, unique: unique.value)
    let excess =
      law.loss(judged.size, unique: unique.value) - law.loss(best, unique: unique.value)
    guard excess > options.excess else { return [] }
    let passes = Magnitude.significant(best.tokens / unique.value)
    var finding = Finding(
      "\(judged.parameters.spelled) parameters on \(unique.spelled) unique tokens, "
        + "best is about \(Magnitude.short(best.parameters))", at: place.span, label: place.text)
    finding.consequence =
      "predicted loss \(Magnitude.fixed(excess, decimals: 2)) nats above "
      + "\(Magnitude.short(best.parameters)) parameters at \(passes) passes, for the same FLOPs"
    finding.help = "`trainlint budget` with --unique-tokens and --flops lists the sizes between"
    finding.confidence = min(judged.confidence, .medium)
    return [finding]
  }
}
