package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags heads, widths and layers that do not divide.
package struct AttentionShape: Rule {
  package static let info = RuleInfo(
    id: "attention-shape",
    summary: "Heads, width or layers do not divide as attention and parallelism need it.",
    why: """
      The width is shared out among the heads, the query heads among the key-value heads, and under
      tensor parallelism the heads among the ranks. A rest stops the run while the model is built,
      on some frameworks only after the queue, the download and the start of every rank. A list with
      one item a layer that is longer or shorter than the model stops it as well.
      """,
    severity: .error,
    sources: [
      Citation(
        "megatron/neox_arguments/arguments.py, validate_values and calculate_derived",
        of: ["gpt-neox"])
    ],
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 1000
        #            ^^^^ 1,000 / 12 = 83.3
        num_attention_heads: 12
        #                    -- 12 attention heads
        max_position_embeddings: 2048
        pipe_parallel_size: 1
        pos_emb: rotary
        """),
      Example(
        """
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        #                    -- 32 attention heads
        num_kv_heads: 12
        #             ^^ 32 / 12 = 2.67
        pipe_parallel_size: 1
        """),
      Example(
        """
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        num_kv_heads: 4
        #             ^ 4 / 8 = 0.500
        model_parallel_size: 8
        #                    - tensor parallel 8
        """),
      Example(
        """
        num_layers: 6
        #           - 6 layers
        hidden_size: 512
        num_attention_heads: 8
        attention_config: [[["flash"], 12]]
        #                 ^^^^^^^^^^^^^^^^^ one item a layer
        """),
    ],
    good: [
      Example(
        """
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        num_kv_heads: 8
        model_parallel_size: 8
        attention_config: [[["flash"], 32]]
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    let plan = run.plan
    let demands = plan.reading.shapeDemands
    var found: [Finding] = []
    func add(_ finding: Finding?) {
      if let finding { found.append(finding) }
    }
    if plan.sharesWidthAmongHeads { add(rest(plan[.hiddenSize], over: plan[.heads])) }
    add(rest(plan[.heads], over: plan[.kvHeads], at: plan[.kvHeads]))
    if demands.contains(.headsOverTensor) { add(rest(plan[.heads], over: plan[.tensorParallel])) }
    if demands.contains(.kvHeadsOverTensor), plan.value(.kvHeads) != plan.value(.heads) {
      add(rest(plan[.kvHeads], over: plan[.tensorParallel]))
    }
    if demands.contains(.layersOverPipeline) {
      add(rest(plan[.layers], over: plan[.pipelineParallel], at: plan[.pipelineParallel]))
    }
    for list in plan.reading.layerLists { add(wrongLength(list, plan[.layers])) }
    return found
  }

  // MARK: Words

  /// The finding that `parts` do not divide `whole`; nil where they do or one is not known.
  private func rest(_ whole: Claim?, over parts: Claim?, at place: Claim? = nil) -> Finding? {
    guard let whole, let parts, let count = whole.integer, let divisor = parts.integer, count > 0,
      divisor > 0, !count.isMultiple(of: divisor),
      max(whole.certainty, parts.certainty) < .estimate,
      let span = (place ?? whole).place ?? parts.place
    else { return nil }
    let share = Magnitude.significant(whole.value / parts.value)
    var finding = Finding(
      "\(whole.phrase) \(whole.quantity.isCounted ? "are" : "is") not divisible by \(parts.phrase)",
      at: span,
      label: "\(Magnitude.grouped(whole.value)) / \(divisor) = \(share)")
    finding.related = [whole, parts].labels(besides: span)
    finding.severity = max(whole.certainty, parts.certainty) <= .fact ? .error : .warning
    finding.confidence = Confidence(of: whole, parts)
    finding.help = advice(count, divisor, whole.quantity, parts.quantity)
    return finding
  }

  /// `10 or 20 attention heads would divide 1,000; or take hidden size 996 or 1,008`.
  private func advice(_ count: Int, _ divisor: Int, _ whole: Quantity, _ parts: Quantity) -> String
  {
    let reach = 1_000
    let fewer = (max(1, divisor - reach)..<divisor).last { count.isMultiple(of: $0) }
    let more =
      divisor < count
      ? (divisor...min(count, divisor + reach)).first { count.isMultiple(of: $0) } : nil
    let number = Magnitude.grouped(Double(count))
    let below = count / divisor * divisor
    let divide = Self.amount([fewer, more].compactMap { $0 }, parts) + " would divide \(number)"
    if below == 0 { return divide }
    return divide + "; or take " + Self.amount([below, below + divisor], whole)
  }

  /// `10 or 20 attention heads`, `hidden size 996 or 1,008`.
  private static func amount(_ numbers: [Int], _ quantity: Quantity) -> String {
    let words = numbers.map { Magnitude.grouped(Double($0)) }.joined(separator: " or ")
    return quantity.isCounted ? "\(words) \(quantity.words)" : "\(quantity.words) \(words)"
  }

  private func wrongLength(_ list: LayerList, _ layers: Claim?) -> Finding? {
    guard let layers, let count = layers.integer, count != list.count, layers.certainty <= .fact
    else { return nil }
    var finding = Finding(
      "`\(list.key)` describes \(list.count) layers, the model has \(count)", at: list.span,
      label: "one item a layer")
    finding.related = [layers].labels(besides: list.span)
    finding.confidence = Confidence(of: layers)
    return finding
  }
}

extension TrainingPlan {
  /// Whether a head's width is the model's width shared out, in every layer.
  fileprivate var sharesWidthAmongHeads: Bool {
    guard let shape = reading.architecture?.shape, let attention = shape.attention,
      attention.latent == nil, attention.headWidth == nil, !hasOtherMixers
    else { return false }
    // A width that was computed from the heads is no width of its own.
    return self[.headDim].map { !$0.inputs.isEmpty } ?? true
  }
}
