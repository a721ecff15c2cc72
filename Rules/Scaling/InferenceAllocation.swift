package import Linting
import ReferenceData
import RunPlan
import ScalingLaws
import SourceText

/// Flags models that are larger or smaller than their declared use makes cheapest.
package struct InferenceAllocation: Rule {
  package struct Options: RuleOptions {
    package var saving = 0.1

    package init() {}

    package static let settings: [Setting<Self>] = [
      .number(
        "min_saving", \.saving, in: 0...1,
        "Share of the lifetime FLOPs that another size must save to be named.")
    ]
  }

  package static let info = RuleInfo(
    id: "inference-allocation",
    summary: "Another size reaches the same loss for fewer FLOPs of training and serving.",
    why: """
      Over its life a model costs 6 N D FLOPs in training and 2 N for each token served. Among the
      sizes that reach the predicted loss of this run, under the law of tokens-per-parameter and
      with its range, one has the least sum: the more is to be served, the smaller it is; where
      little is served, it lies near 20 tokens per parameter. Asked only where inference_tokens is
      declared. FLOPs of prefill and decoding do not cost the same, and latency and memory are not
      counted.
      """,
    severity: .note, regimes: .pretraining,
    sources: [.sardana2024, .besiroglu2024],
    bad: [
      Example(
        """
        # Chinchilla-optimal, and to serve ten times what it was trained on.
        # trainlint: fact inference_tokens=2.5T
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 1024
        train_iters: 65000
        #            ^^^^^
        """)
    ],
    good: [
      Example(
        """
        # trainlint: fact inference_tokens=10B
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        max_position_embeddings: 2048
        seq_length: 2048
        pos_emb: rotary
        no_weight_tying: true
        train_batch_size: 1024
        train_iters: 65000
        """)
    ])

  private let options: Options
  package init(options: Options) { self.options = options }

  package func check(_ run: Run) -> [Finding] {
    guard let judged = run.judged, !judged.isForeign, !run.plan.looksLikeSmokeTest,
      let served = run.plan.value(.inferenceTokens), served > 0, let span = run.lengthSpan
    else { return [] }
    let law = run.laws.allocation
    let lifetime = Lifetime(servedTokens: served)
    guard let best = law.optimum(forLoss: law.loss(judged.size), over: lifetime) else { return [] }
    let cost = (now: lifetime.compute(judged.size), best: lifetime.compute(best))
    let saving = 1 - cost.best / cost.now
    guard saving > options.saving else { return [] }
    var finding = Finding(
      "\(Magnitude.percent(saving)) of the lifetime FLOPs would be saved by another size", at: span,
      label: run.tokensArithmetic)
    finding.related = [run.parametersLabel].compactMap { $0 }.filter { $0.span != span }
    finding.consequence =
      "\(Magnitude.short(best.parameters)) parameters on \(Magnitude.short(best.tokens)) tokens reach "
      + "the same predicted loss; with \(Magnitude.short(served)) tokens served that is "
      + "\(Magnitude.scientific(cost.best)) instead of \(Magnitude.scientific(cost.now)) FLOPs"
    finding.confidence = judged.confidence
    return [finding]
  }
}
