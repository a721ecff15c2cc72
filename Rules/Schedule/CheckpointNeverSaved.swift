package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags checkpoints that are asked for and never written.
package struct CheckpointNeverSaved: Rule {
  package static let info = RuleInfo(
    id: "checkpoint-never-saved",
    summary: "The run ends before its first checkpoint, and nothing of it is kept.",
    why: """
      Most frameworks save once more when the run ends; some do so only where a key asks for it. A
      save interval that is longer than the run then throws all of its work away, and an interval
      that the framework cannot use stops it.
      """,
    severity: .warning,
    sources: [Citation("nanotron/trainer.py, train", of: ["nanotron"])],
    bad: [
      Example(
        """
        tokens:
          train_steps: 4000
          #            ---- 4,000 optimizer steps
          sequence_length: 2048
          micro_batch_size: 4
          batch_accumulation_per_replica: 1
        parallelism:
          dp: 8
          tp: 1
          pp: 1
        checkpoints:
          checkpoint_interval: 5000
          #                    ^^^^ 1,000 steps after the end
          checkpoints_path: checkpoints
          save_final_state: false
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
        save: checkpoints
        #     ^^^^^^^^^^^ nothing says when
        """),
    ],
    good: [
      Example(
        """
        tokens:
          train_steps: 4000
          sequence_length: 2048
          micro_batch_size: 4
          batch_accumulation_per_replica: 1
        parallelism:
          dp: 8
          tp: 1
          pp: 1
        checkpoints:
          checkpoint_interval: 5000
          checkpoints_path: checkpoints
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
        save: checkpoints
        checkpoint_factor: 10000
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    var told = run.findings(about: .checkpoints)
    // A test or a benchmark has nothing to keep.
    for index in told.indices where told[index].severity == .warning {
      if run.plan.looksLikeSmokeTest { told[index].severity = .note }
    }
    let saving = run.plan.reading.cadences.saving
    guard told.isEmpty, let (interval, steps) = run.plan.outlasted(by: saving)
    else { return told }
    return [tooLate(interval, steps)]
  }

  // MARK: Words

  private func tooLate(_ interval: WrittenKey, _ steps: Claim) -> Finding {
    let after = Magnitude.grouped(interval.value - steps.value)
    var finding = Finding(
      "first checkpoint at step \(Magnitude.grouped(interval.value)), the run ends at "
        + Magnitude.grouped(steps.value),
      at: interval.span, label: "\(after) steps after the end")
    finding.related = [steps].labels(besides: interval.span)
    finding.confidence = Confidence(of: steps)
    finding.consequence = "nothing is saved at the end, so the weights are lost"
    // An interval of that length is how many switch checkpoints off.
    if interval.value >= 10 * steps.value { finding.severity = .note }
    finding.help = "save at least every \(Magnitude.plain(steps.value)) steps, or when the run ends"
    return finding
  }
}
