package import Linting
import RunPlan

/// Flags keys that the framework does not start without.
package struct MissingRequiredKey: Rule {
  package static let info = RuleInfo(
    id: "missing-required-key",
    summary: "The framework does not start without this key.",
    why: """
      A key without a default that nothing sets stops the run when the config is read, or where the
      value is first used.
      """,
    severity: .error,
    bad: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        output_dir:
        #^^^^^^^^^ no value
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        train_iters: 320000
        zero_optimization:
          allgather_partitions: true
          #^^^^^^^^^^^^^^^^^^^ missing here
        """),
    ],
    good: [
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        """),
      Example(
        """
        num_layers: 12
        hidden_size: 768
        num_attention_heads: 12
        seq_length: 2048
        max_position_embeddings: 2048
        train_micro_batch_size_per_gpu: 4
        train_iters: 320000
        zero_optimization:
          stage: 1
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.plan.reading.remarks.compactMap { remark in
      guard case .missing(let missing) = remark.kind, !missing.isLearningRate else { return nil }
      let key = backticked(remark.key, limit: 40)
      let framework = missing.edition.framework
      var finding = Finding(
        missing.isNull
          ? "\(framework) needs a value for \(key)" : "\(framework) needs \(key), which is not set",
        at: remark.span, label: missing.isNull ? "no value" : "missing here")
      finding.help = "set \(remark.key)"
      return finding
    }
  }
}
