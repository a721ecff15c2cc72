package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags widths of gated MLPs that mean something else in this framework.
package struct GatedMlpWidth: Rule {
  package static let info = RuleInfo(
    id: "gated-mlp-width",
    summary: "The key for the width of a gated MLP does not give the width that it seems to.",
    why: """
      A gated MLP has two branches into its inner width and one out of it. Most frameworks write the
      width of one branch; OLMo's key holds both branches, GPT-NeoX takes a third of its key, and
      without the key a third of four times the hidden size. A number that was copied from another
      framework's file, or left out, gives a model of another size that trains without complaint.
      """,
    severity: .note,
    sources: [
      Citation("megatron/model/transformer.py, ParallelMLP", of: ["gpt-neox"]),
      Citation("olmo/model.py, OLMoSequentialBlock", of: ["olmo"]),
    ],
    bad: [
      Example(
        """
        num_layers: 32
        hidden_size: 4096
        #            ---- 32 layers × 4096
        num_attention_heads: 32
        pipe_parallel_size: 1
        max_position_embeddings: 4096
        pos_emb: rotary
        norm: rmsnorm
        activation: swiglu
        intermediate_size: 11008
        #                  ^^^^^ branches of 3,669
        """),
      Example(
        """
        num_layers: 24
        hidden_size: 2048
        #            ---- 24 layers × 2048
        num_attention_heads: 16
        pipe_parallel_size: 1
        max_position_embeddings: 2048
        pos_emb: rotary
        activation: swiglu
        #           ^^^^^^ branches of 2,730
        """),
    ],
    good: [
      Example(
        """
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        pipe_parallel_size: 1
        max_position_embeddings: 4096
        pos_emb: rotary
        norm: rmsnorm
        activation: swiglu
        intermediate_size: 33024
        """)
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    guard let key = run.plan.reading.gatedWidth, let width = run.plan[.intermediateSize],
      let branch = width.integer, let hidden = run.plan[.hiddenSize]?.integer, hidden > 0
    else { return [] }
    let found =
      key.written.map { copied($0, key, branch: branch, in: run) }
      ?? unwritten(key, branch: branch, hidden: hidden, in: run)
    guard var found else { return [] }
    found.related += [run.parametersLabel].compactMap { $0 }.filter {
      $0.span != found.primary.span
    }
    found.offer([copyFix(key, in: run)].compactMap { $0 })
    return [found]
  }

  /// A published model of the same depth and width whose branches are as wide as the key's number.
  private func release(_ width: Int, branch: Int, like plan: TrainingPlan) -> NamedArchitecture? {
    guard width != branch, let layers = plan[.layers]?.integer,
      let hidden = plan[.hiddenSize]?.integer
    else { return nil }
    return NamedArchitectures.all.first {
      $0.isGated && $0.mlpWidth == width && $0.layers == layers && $0.hidden == hidden
    }
  }

  // MARK: Words

  private func copied(
    _ written: WrittenKey, _ key: GatedWidth, branch: Int, in run: Run
  ) -> Finding? {
    guard let width = Int(exactly: written.value),
      let release = release(width, branch: branch, like: run.plan)
    else { return nil }
    let meant = Magnitude.grouped(written.value)
    var finding = Finding(
      "`\(key.key)` \(meant) gives MLP branches of \(Magnitude.grouped(Double(branch)))",
      at: written.span, label: "branches of \(Magnitude.grouped(Double(branch)))")
    finding.consequence =
      "\(release.name) has branches of \(meant)" + size(with: width, in: run.plan)
    finding.help = "write \(Magnitude.grouped(written.value * key.branches)) for its width"
    return finding
  }

  private func unwritten(
    _ key: GatedWidth, branch: Int, hidden: Int, in run: Run
  ) -> Finding? {
    guard let span = key.activation else { return nil }
    let ratio = Double(branch) / Double(hidden)
    let usual = (8 * hidden / 3 + 255) / 256 * 256
    var finding = Finding(
      "gated MLP without `\(key.key)`: branches of \(Magnitude.significant(ratio)) × hidden size",
      at: span, label: "branches of \(Magnitude.grouped(Double(branch)))")
    finding.consequence =
      "the usual 8/3 × hidden size is \(Magnitude.grouped(Double(usual)))"
      + size(with: usual, in: run.plan)
    finding.help =
      "set \(key.key) to \(Magnitude.grouped(Double(usual) * key.branches)) for that width"
    return finding
  }

  /// `: 6.74B parameters, not 4.22B`.
  private func size(with width: Int, in plan: TrainingPlan) -> String {
    guard let other = plan.parameterCount(withBranches: width) else { return "" }
    if let total = plan[.parameters] {
      return ": \(Magnitude.short(Double(other.total))) parameters, not \(total.spelled)"
    }
    guard let blocks = plan[.parametersNonEmbedding] else { return "" }
    let count = Magnitude.short(Double(other.nonEmbedding))
    return ": \(count) parameters outside the embeddings, not \(blocks.spelled)"
  }

  private func copyFix(_ key: GatedWidth, in run: Run) -> KeyFix? {
    guard let written = key.written else { return nil }
    return KeyFix(
      run.plan.reading.claims[.intermediateSize], to: written.value,
      because: "the width of one branch")
  }
}
