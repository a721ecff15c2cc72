package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags parallel sizes whose product is not the world size.
package struct ParallelismWorldSize: Rule {
  package static let info = RuleInfo(
    id: "parallelism-world-size",
    summary: "The parallel sizes do not multiply to the world size, or do not divide it.",
    why: """
      Tensor, pipeline and context parallelism share out one copy of the model, and data parallelism
      counts the copies: the product is the number of ranks. Where it is another number, no set of
      process groups fits, and the job stops once all of its nodes are up. It happens when a config
      moves to another number of devices.
      """,
    severity: .error,
    sources: [
      Citation(
        "megatron/core/parallel_state.py, initialize_model_parallel",
        of: ["megatron-lm", "megatron-bridge", "nemo", "nemo-launcher"]),
      Citation("nanotron/parallel/context.py, ParallelContext", of: ["nanotron"]),
    ],
    bad: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 2
        #                   - pipeline parallel 2
        model_parallel_size: 4
        #                    - tensor parallel 4
        global_num_gpus: 12
        #                ^^ 12 / 8 = 1.50
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 1
        global_num_gpus: 32
        #                ^^ its parts multiply to 16
        num_nodes: 2
        #          - nodes 2
        num_gpus: 8
        #         - devices per node 8
        """),
    ],
    good: [
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        pipe_parallel_size: 2
        model_parallel_size: 4
        global_num_gpus: 64
        num_nodes: 8
        num_gpus: 8
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    guard let conflict = run.plan.rankConflict, !run.plan.isDeclaredTest,
      let span = run.plan.reading.claims[.worldSize]?.place ?? run.plan[.worldSize]?.place
        ?? conflict.stated.place ?? conflict.implied.place
    else { return [] }
    var finding: Finding
    switch conflict.kind {
    case .differs: finding = mismatch(conflict, at: span)
    case .indivisible: finding = rest(conflict, at: span)
    }
    finding.related = conflict.terms.filter { $0.value != 1 }.labels(besides: span)
    finding.confidence = Confidence(of: conflict.stated, conflict.implied)
    // One rank is what templates hold until the command line says how many there are.
    let isPlaceholder = run.plan.value(.worldSize) == 1
    finding.severity = conflict.isCertain && !isPlaceholder ? .error : .warning
    finding.consequence = "the framework stops before the first step"
    return [finding]
  }

  // MARK: Words

  private func mismatch(_ conflict: Conflict, at span: SourceSpan) -> Finding {
    let (stated, implied) = (conflict.stated, conflict.implied)
    let product = Magnitude.plain(implied.value)
    var finding = Finding(
      "\(stated.phrase), but its parts multiply to \(product)", at: span,
      label: "its parts multiply to \(product)")
    finding.derivation = [
      implied.inputs.map(\.phrase).joined(separator: " × ") + " = \(product)"
    ]
    return finding
  }

  private func rest(_ conflict: Conflict, at span: SourceSpan) -> Finding {
    let whole = conflict.implied.inputs.first { $0.quantity == .worldSize } ?? conflict.stated
    let parts = conflict.implied.inputs.filter { $0.quantity != .worldSize && $0.value != 1 }
    let divisor = parts.reduce(1) { $0 * $1.value }
    let names = parts.map { $0.quantity.words }.joined(separator: " × ")
    let isLess = whole.value < divisor
    var finding = Finding(
      "\(whole.phrase) is \(isLess ? "less than" : "no multiple of") "
        + "\(parts.count == 1 ? names : Self.short(parts)) \(Magnitude.plain(divisor))",
      at: span,
      label: "\(Magnitude.grouped(whole.value)) / \(Magnitude.plain(divisor)) = "
        + Magnitude.significant(conflict.implied.value))
    if parts.count > 1 {
      finding.derivation = [
        parts.map(\.phrase).joined(separator: " × ") + " = \(Magnitude.plain(divisor))"
      ]
    }
    let below = (whole.value / divisor).rounded(.down) * divisor
    let near = (below > 0 ? "\(Magnitude.grouped(below)) or " : "")
    finding.help = "use \(near)\(Magnitude.grouped(below + divisor)) ranks, or other parallel sizes"
    return finding
  }

  /// `tensor × pipeline parallel`.
  private static func short(_ parts: [Claim]) -> String {
    let words = parts.map { part in
      part.quantity.words.split(separator: " ").first.map(String.init) ?? ""
    }
    return words.joined(separator: " × ") + " parallel,"
  }
}
