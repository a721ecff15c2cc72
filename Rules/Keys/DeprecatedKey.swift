package import Linting
import RunPlan
import SourceText

/// Flags keys that the framework knows of old.
package struct DeprecatedKey: Rule {
  package static let info = RuleInfo(
    id: "deprecated-key",
    summary: "The key has another name now, or was removed.",
    why: """
      Frameworks rename keys and take some away. For a while the old name goes on working with a
      warning in a log that nobody reads; then the run stops at it, often after the model has been
      loaded. Where old and new name stand in one file, one of the two values is dropped.
      """,
    severity: .warning,
    bad: [
      Example(
        """
        distributed_type: MULTI_GPU
        num_processes: 8
        fp16: true
        #^^^ an old name
        """),
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
        flash_attention: true
        #^^^^^^^^^^^^^^ an old name
        """),
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
        max_packed_sequence_len: 4096
        #^^^^^^^^^^^^^^^^^^^^^^ axolotl stops here
        """),
      Example(
        """
        train_micro_batch_size_per_gpu: 4
        zero_optimization:
          stage: 2
          cpu_offload: true
          #^^^^^^^^^^ an old name
        """),
    ],
    good: [
      Example(
        """
        distributed_type: MULTI_GPU
        num_processes: 8
        mixed_precision: fp16
        """),
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
        attn_implementation: flash_attention_2
        sample_packing: true
        """),
      Example(
        """
        train_micro_batch_size_per_gpu: 4
        zero_optimization:
          stage: 2
          offload_optimizer:
            device: cpu
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.plan.reading.remarks.compactMap { remark in
      guard case .outdated(let outdated) = remark.kind else { return nil }
      return finding(outdated, remark, in: run)
    }
  }

  // MARK: Words

  private func finding(_ outdated: OutdatedKey, _ remark: KeyRemark, in run: Run) -> Finding {
    let framework = outdated.edition.framework
    var finding = Finding(
      headline(outdated, remark), at: remark.span,
      label: outdated.isRefused ? "\(framework) stops here" : "an old name")
    finding.severity = outdated.isRefused ? .error : .warning
    finding.derivation = ["keys as of \(framework) \(outdated.edition.version)"]
    if outdated.isDouble { finding.consequence = "both are set, and one of the two values is lost" }
    finding.help = outdated.advice ?? outdated.replacement.map { "use \($0)" } ?? "remove it"
    if let new = outdated.replacement, outdated.advice == nil, !outdated.isDouble {
      finding.fixes = renaming(remark, to: new, in: run)
    }
    return finding
  }

  private func headline(_ outdated: OutdatedKey, _ remark: KeyRemark) -> String {
    let name = backticked(remark.lastName, limit: 32)
    let since = outdated.since.map { " since \($0)" } ?? ""
    guard let new = outdated.replacement else {
      return outdated.isRefused ? "\(name) was removed\(since)" : "\(name) is deprecated\(since)"
    }
    return "\(name) is called \(backticked(new, limit: 30))\(since)"
  }

  private func renaming(_ remark: KeyRemark, to name: String, in run: Run) -> [Fix] {
    guard !name.contains(".") else { return [] }
    return [Fix("Rename to \(name)", .safe, [run.rewriting(remark.span, as: name)])]
  }
}
